"""What stands above and below the panes."""

from pathlib import Path

from modeldex.tui.chrome import StatusLine
from tests.tui.few import HOSTILE, few, running
from tests.tui.stage import settle, shown


async def test_nothing_raw_reaches_either_end_of_the_status_line(tmp_path: Path) -> None:
    """The name of a shortlist stands at its right end, that of a model at its left one."""
    async with running(few(tmp_path)) as (app, pilot):
        app.browse.query_one(StatusLine).show(HOSTILE[:20], HOSTILE[:20])
        await settle(app, pilot)
        line = shown(app).splitlines()[0]
        assert line.count("<U+001B>") == 2
        assert "\x1b" not in line
