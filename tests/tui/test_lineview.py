"""Lines that go to the screen as they are look as Textual's own way would draw them."""

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.scroll_view import ScrollView

from modeldex.tui.lineview import LineView
from tests.tui.few import few, numbered, running


@pytest.mark.parametrize("pane", ["#table", "#facets"])
async def test_the_short_way_draws_what_the_long_way_does(tmp_path: Path, pane: str) -> None:
    """Whole, and cut out of the middle: the same texts in the same colours."""
    async with running(few(tmp_path, numbered(40)), "j", "j", "pagedown") as (app, _pilot):
        view = app.screen.query_one(pane, LineView)
        whole = Region(0, 0, *view.outer_size)
        for crop in (whole, whole.shrink((3, 5, 2, 4))):
            short, long = view.render_lines(crop), ScrollView.render_lines(view, crop)
            assert len(short) == crop.height
            for ours, theirs in zip(short, long, strict=True):
                assert ours.simplify() == theirs.simplify()
        assert any(line.text.strip() for line in view.render_lines(whole))
