"""Any keys at any size: what no screen may fall over."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st
from textual.screen import Screen

from modeldex.entry import Entry
from modeldex.tui.app import ModeldexApp
from tests.tui.few import few, running
from tests.tui.stage import shown


@dataclass(frozen=True, kw_only=True, slots=True)
class Mashing:
    """Keys in some order, on a screen of some size."""

    keys: list[str]
    width: int
    height: int


def mashings(keys: Sequence[str], most: int) -> st.SearchStrategy[Mashing]:
    """Return up to `most` of `keys`, from a few cells to more than any terminal has."""
    return st.builds(
        Mashing,
        keys=st.lists(st.sampled_from(keys), max_size=most),
        width=st.integers(4, 200),
        height=st.integers(3, 60),
    )


def check_stands(
    folder: Path,
    entries: Iterable[Entry],
    way: Sequence[str],
    mashing: Mashing,
    holds: Callable[[Screen[object]], bool] = lambda _screen: True,
) -> None:
    """Go the `way` to a screen, mash the keys and turn the terminal round.

    The app goes on, what `holds` of the screen still holds, and nothing reaches the terminal that
    it would obey.
    """

    async def run() -> None:
        size, home = (mashing.width, mashing.height), few(folder, entries)
        async with running(home, *way, *mashing.keys, size=size) as (app, pilot):
            assert holds(app.screen)
            assert_harmless(app)
            await pilot.resize_terminal(mashing.height + 20, max(mashing.width // 4, 3))
            await pilot.pause()
            assert app.is_running
            assert holds(app.screen)
            assert_harmless(app)

    asyncio.run(run())


def assert_harmless(app: ModeldexApp) -> None:
    """Check that no control character is on the screen."""
    assert all(sign not in shown(app) for sign in "\x1b\x07\u202e")
