"""The real app, driven without a terminal."""

from datetime import date

from textual.pilot import Pilot

from modeldex import paths
from modeldex.criteria import parse
from modeldex.tui.app import ModeldexApp
from modeldex.tui.searcher import Question, Searcher

TODAY = date(2026, 11, 21)


def stage(home: paths.Home, filter_text: str = "") -> ModeldexApp:
    """Return the app as `launch` would run it, on TODAY."""
    catalog = paths.catalog()
    searcher = Searcher(home, catalog, Question(criteria=parse(filter_text)), lambda: TODAY)
    return ModeldexApp(home, catalog, searcher, filter_text, lambda: TODAY)


def shown(app: ModeldexApp) -> str:
    """Return what is on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def settle(app: ModeldexApp, pilot: Pilot[None]) -> None:
    """Wait until every answer that is on its way is on the screen."""
    await pilot.pause()
    while app.is_building or not app.searcher.is_idle:
        await pilot.pause(0.01)
    await app.workers.wait_for_complete()  # bills
    await pilot.pause(0.15)  # the facts of the entry under the cursor wait for it to rest
