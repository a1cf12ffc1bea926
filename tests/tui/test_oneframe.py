"""Frames are held back while an answer is looked for, and never for long."""

import asyncio
from pathlib import Path

from modeldex.tui.oneframe import OneFrame
from tests.tui.few import few, running


async def test_without_an_answer_the_frame_is_drawn_all_the_same(tmp_path: Path) -> None:
    """Nothing else happens that would wake the screen: the end of the hold does."""
    async with running(few(tmp_path)) as (app, pilot):
        held = OneFrame(app.browse, hold_seconds=1)
        held.begin()
        app.browse.query_one("#table").refresh()
        await pilot.pause()
        assert app.browse._dirty_widgets
        for _ in range(200):
            if not app.browse._dirty_widgets:
                break
            await asyncio.sleep(0.05)
        assert not app.browse._dirty_widgets
