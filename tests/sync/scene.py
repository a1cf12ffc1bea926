"""One catalogue and one Hub that changes under it: syncs, deaths and what must hold after them."""

import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from modeldex import curated, paths
from modeldex.criteria import Criteria
from modeldex.entry import Entry, changed
from modeldex.hub import HubError, Patience
from modeldex.hub.endpoint import origin_of
from modeldex.hub.parse import Parser
from modeldex.hub.walk import EXPAND
from modeldex.paths import Home
from modeldex.store import Store
from modeldex.sync.plan import HUB, Plan, Step
from modeldex.sync.session import run
from tests.standin import Hub, truth

PATIENCE = Patience(
    read_seconds=5,
    stall_seconds=10,
    backoff_seconds=0.002,
    window_seconds=0.02,
    notice_seconds=0.05,
)
"""Of a client that does not mind being a nuisance."""

START = datetime(2026, 10, 8, 12, tzinfo=UTC)
LICENSES = curated.licenses(paths.catalog())


@dataclass(slots=True)
class Scene:
    """A folder that syncs with one server, over days."""

    folder: Path
    hub: Hub
    url: str
    day: int = 0
    lives: int = 0
    here: int = 5_000
    """As in `Plan`."""

    known: set[str] = field(default_factory=set)
    """Every id that was ever in the catalogue."""

    @property
    def home(self) -> Home:
        """The home of the present life; each death leaves a copy of what was on disk."""
        return paths.home(self.folder / str(self.lives))

    @property
    def now(self) -> datetime:
        """The present moment."""
        return START + timedelta(days=self.day)

    def plan(self, **wishes: Any) -> Plan:  # noqa: ANN401 - fields of Plan
        """Return a plan for this server."""
        plan = Plan(endpoint=self.url, sources=frozenset({HUB}), patience=PATIENCE, here=self.here)
        return replace(plan, **wishes)

    def sync(self, *, stop_after: int | None = None, **wishes: Any) -> Step | None:  # noqa: ANN401 - fields of Plan
        """Sync, at most `stop_after` steps; return the last step. Raises HubError."""
        with self._steps(**wishes) as (_, steps):
            last = deque(islice(steps, stop_after), maxlen=1)
        return last[0] if last else None

    @contextmanager
    def _steps(self, **wishes: Any) -> Iterator[tuple[Store, Iterator[Step]]]:  # noqa: ANN401 - fields of Plan
        with (
            Store(self.home.data) as store,
            closing(run(store, self.home, self.plan(**wishes), now=lambda: self.now)) as steps,
        ):
            yield store, steps
            store._db.set_trace_callback(None)

    def die(self, random: Random, **wishes: Any) -> None:  # noqa: ANN401 - fields of Plan
        """Sync until the process is killed at any statement to the database.

        A copy of the folder, taken while that statement waits, is what a kill leaves behind.
        """
        statement = random.randrange(1, 200)
        count = 0

        def trace(_statement: str) -> None:
            nonlocal count
            count += 1
            if count == statement:
                self._copy()

        with self._steps(**wishes) as (store, steps), suppress(HubError):
            store._db.set_trace_callback(trace)
            for _ in steps:
                if count >= statement:
                    break
        if count >= statement:
            self.lives += 1

    def _copy(self) -> None:
        target = self.folder / str(self.lives + 1)
        shutil.copytree(self.home.data, target, ignore_dangling_symlinks=True)

    def remember(self) -> None:
        """Note every id that the catalogue shows."""
        with Store(self.home.data) as store:
            self.known |= {entry.id for entry in store.reader().all()}

    def check(self) -> None:
        """Assert that all the server has is there and found, and that nothing known is lost."""
        wanted = expected(self.hub, self.now.date(), origin_of(self.url))
        with Store(self.home.data) as store:
            assert store.catch_up()
            reader = store.reader()
            rows = {entry.id: changed(entry, aliases=()) for entry in reader.all()}
            assert sorted(rows) == sorted(wanted)
            assert [id_ for id_, row in rows.items() if row != wanted[id_]] == []
            found = reader.find(Criteria(), today=self.now.date())
            assert {e.id for e in reader.window(found, 0, found.total)} == set(wanted)
            assert self.known <= set(reader.get(self.known))


def expected(hub: Hub, today: date, origin: str) -> dict[str, Entry]:
    """Return what a complete walk must bring."""
    parser = Parser(licenses=LICENSES, today=today, publication=origin)
    parsed = map(parser.entry, truth(hub.world, EXPAND))
    return {entry.id: entry for entry in parsed if isinstance(entry, Entry)}
