"""The real app over a catalogue of a few entries that a test makes up."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from modeldex import curated, paths, sync
from modeldex.entry import Entry, changed
from modeldex.paths import Home
from modeldex.store import Layer, Store
from modeldex.tui.app import ModeldexApp
from modeldex.tui.page import Page
from tests.examples import OPEN, VENDOR
from tests.tui.stage import settle, shown, stage

HOSTILE = "evil/\x1b]52;c;aGk=\x07[/]-[@click=app.quit]-\u202exyz\u202c-漢字"
"""Would set the clipboard, crash a markup parser, become an action and read backwards."""

LONG = f"somebody/{'-'.join(f'part{number}' for number in range(16))}"
"""An id as long as the longest on the Hub, 116 characters or so."""


def numbered(count: int) -> tuple[Entry, ...]:
    """Return entries that differ in their context."""
    return tuple(
        changed(OPEN, id=f"acme/model-{number}", context_tokens=1000 * (number + 1))
        for number in range(count)
    )


def few(folder: Path, entries: Iterable[Entry] = (OPEN, VENDOR), *, marked: bool = True) -> Home:
    """Return a home whose catalogue is `entries`, all of them marked."""
    home, shelf = paths.home(folder / "home"), tuple(entries)
    with Store(home.data) as store:
        store.save(shelf, layer=Layer.SHIPPED)
        store.catch_up()
        # The app finds the catalogue up to date and leaves it alone.
        store.set_state(sync.BUILT_FROM, curated.fingerprint(paths.catalog(), home.own_entries))
        store.set_marks(entry.id for entry in shelf if marked)
    return home


@asynccontextmanager
async def running(
    home: Home, *keys: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[ModeldexApp, Pilot[None]]]:
    """Run the app, press `keys`, and close it again."""
    app = stage(home)
    app.animation_level = "none"
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(app, pilot)
            await press(app, pilot, *keys)
            yield app, pilot
    finally:
        await asyncio.to_thread(app.searcher.close)


async def press(app: ModeldexApp, pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait after each one until nothing is on its way."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await settle(app, pilot)


async def paged(app: ModeldexApp, pilot: Pilot[None]) -> str:
    """Return what a person sees who pages down to the end of the page that is shown."""
    page = app.screen.query_one(Page)
    seen = shown(app)
    while page.scroll_offset.y < page.max_scroll_y:
        await press(app, pilot, "pagedown")
        seen += "\n" + shown(app)
    return seen


def said(app: ModeldexApp) -> str:
    """Return the sentences that are shown for some seconds."""
    return "\n".join(notification.message for notification in app._notifications)


def asked(app: ModeldexApp) -> str:
    """Return what stands in the dialog, as one line."""
    box = app.screen.query_one(".dialog").region
    lines = shown(app).splitlines()[box.y : box.bottom]
    return " ".join(" ".join(line[box.x : box.right] for line in lines).split())
