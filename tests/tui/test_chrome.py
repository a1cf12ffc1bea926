"""What stands above and below the panes."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "keys",
    [("c",), ("c", "p"), ("c", "dollar_sign"), ("c", "s"), ("l",), ("h",), ("enter",)],
    ids=" ".join,
)
@pytest.mark.parametrize("size", [(80, 24), (24, 24)])
async def test_the_way_back_and_the_help_are_on_the_line_of_keys_of_every_other_screen(
    tmp_path: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """Whatever has no room is told by the help."""
    async with running(few(tmp_path), *keys, size=size) as (app, _pilot):
        line = shown(app).splitlines()[-1]
        assert "esc Back" in line
        assert line.rstrip().endswith("? Help")
