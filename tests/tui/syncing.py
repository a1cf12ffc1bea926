"""The app with a server to sync from."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from modeldex.hub import Patience
from modeldex.paths import Home
from modeldex.sync.plan import HUB, Plan
from modeldex.tui.app import ModeldexApp
from tests.tui.few import running
from tests.tui.stage import settle, shown

PATIENCE = Patience(connect_seconds=2, read_seconds=20, backoff_seconds=0.01)


@asynccontextmanager
async def synced_from(
    url: str, home: Home, *keys: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[ModeldexApp, Pilot[None]]]:
    """Run the app, whose syncs bring the lists of the Hub at `url`, and press `keys`."""
    async with running(home, size=size) as (app, pilot):
        app.sync_plan = Plan(endpoint=url, sources=frozenset({HUB}), patience=PATIENCE)
        try:
            await pilot.press(*keys)
            yield app, pilot
        finally:
            app.syncing.close()


async def until(
    app: ModeldexApp, pilot: Pilot[None], seen: Callable[[], bool], seconds: float = 30
) -> None:
    """Wait until `seen` returns true, and for every answer that is on its way."""
    for _ in range(int(seconds / 0.02)):
        if seen():
            await settle(app, pilot)
            return
        await pilot.pause(0.02)
    raise AssertionError(shown(app))


async def ended(app: ModeldexApp, pilot: Pilot[None]) -> None:
    """Wait until no sync runs."""
    await until(app, pilot, lambda: not app.syncing.is_running)
