"""One thread that asks the store, so that the screen never waits.

The newest question wins: one that has not been started is replaced by the next, and an answer
carries its question, so that a screen can drop what it no longer wants. The thread is started
before Textual is imported: by the time there is a screen, the first rows are there too.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from modeldex import paths, sync
from modeldex.criteria import Criteria
from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.fields import FIELDS
from modeldex.store import Found, Order, Reader, Store
from modeldex.sync import Ages, ages

if TYPE_CHECKING:
    from modeldex.sync.shipment import Shipment

FACETS = tuple(key for key, described in FIELDS.items() if described.facet)

THEME = "theme"
"""The state key of the theme that was chosen last."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What the screen wants to show."""

    criteria: Criteria = field(default_factory=Criteria)
    order: Order = field(default_factory=Order)
    rows: int = field(default=24, compare=False)
    """How many rows come along with the answer: what is on the screen at first."""

    spot: tuple[str, int] | None = field(default=None, compare=False)
    """The id and the place of the entry under the cursor, to find it again in a newer answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What the store found for `question`, and the first rows of it."""

    question: Question
    found: Found
    rows: tuple[Entry, ...]
    place: int | None = None
    """Where the entry of the question's `spot` stands now; None when it is not near."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """What the last session left, and what the catalogue has to be built of."""

    marks: tuple[str, ...]
    theme: str | None
    shipment: "Shipment | None"
    """What is being read while there is no screen yet; None when nothing has to be built."""

    ages: Ages

    answer: Answer


_IDLE_SECONDS = 0.4
"""Without a question before the thread reads ahead, which takes up to 40 ms."""

Outcome = Answer | ModeldexError
Job = Callable[[Store], None]


class Searcher:
    """Answers questions, and carries out small writes between them, in a thread of its own."""

    def __init__(
        self,
        home: paths.Home,
        catalog: Path,
        first: Question,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Start to open the store and to answer `first`."""
        self._home, self._catalog, self._today = home, catalog, today
        self._question: Question | None = None
        self._jobs: deque[Job] = deque()
        self._listener: Callable[[Outcome], None] = lambda _outcome: None
        self._wake = threading.Condition()
        self._opened = threading.Event()
        self._opening: Opening | ModeldexError | None = None
        self._store: Store | None = None
        self._reader: Reader | None = None
        """Of the thread."""

        self._here: Reader | None = None
        """Of the screen."""

        self._closing = self._busy = self._is_ahead = False
        self._cached: frozenset[str] = frozenset()
        self._thread = threading.Thread(
            target=self._run, args=(first,), name="searcher", daemon=True
        )
        self._thread.start()

    def opening(self) -> Opening:
        """Wait for the store and return its first answer; raises StoreError when it cannot open."""
        self._opened.wait()
        if self._opening is None or isinstance(self._opening, ModeldexError):
            raise self._opening or ModeldexError("The catalogue could not be opened.")
        return self._opening

    def listen(self, listener: Callable[[Outcome], None]) -> None:
        """Send every answer from now on to `listener`, in the searcher's thread."""
        self._listener = listener

    def ask(self, question: Question) -> None:
        """Answer `question` next, in place of any that has not been started."""
        with self._wake:
            self._question = question
            self._wake.notify()

    def do(self, job: Job) -> None:
        """Carry out `job` with the store, before the next question."""
        with self._wake:
            self._jobs.append(job)
            self._wake.notify()

    def window(self, found: Found, start: int, stop: int) -> tuple[Entry, ...]:
        """Return rows of `found` to the thread of the screen, at once."""
        return self._reader_here().window(found, start, stop)

    def get(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Return entries by id to the thread of the screen, at once."""
        return self._reader_here().get(ids)

    def close(self) -> None:
        """Finish the jobs that wait and end the thread."""
        with self._wake:
            self._closing, self._question = True, None
            self._wake.notify()
        self._thread.join()

    @property
    def is_idle(self) -> bool:
        """Return whether everything that was asked for has been answered."""
        with self._wake:
            return not (self._jobs or self._question or self._busy)

    def _reader_here(self) -> Reader:
        if self._here is None:
            self.opening()
            if self._store is None:
                raise ModeldexError("The catalogue is closed.")
            self._here = self._store.reader()
        return self._here

    def _run(self, first: Question) -> None:
        try:
            with Store(self._home.data) as store:
                self._store = store
                self._reader = reader = store.reader()
                is_current = store.read_only or sync.is_current(store, self._home, self._catalog)
                shipment = None if is_current else sync.order(self._catalog)
                self._opening = Opening(
                    marks=store.marks(),
                    theme=store.state(THEME),
                    shipment=shipment,
                    ages=ages.read(store),
                    answer=self._answer(first, reader),
                )
                self._opened.set()
                self._cached = paths.downloaded(paths.hub_cache())
                while (task := self._next()) is not None:
                    self._perform(task, store, reader)
        except ModeldexError as error:
            self._opening = error
        finally:
            self._opened.set()

    def _next(self) -> Job | Question | None:
        with self._wake:
            self._busy = False
            patience = None if self._is_ahead else _IDLE_SECONDS
            came = self._wake.wait_for(self._has_task, patience)
            self._busy = True
            if not came:
                return self._read_ahead
            if self._jobs:
                return self._jobs.popleft()
            question, self._question = self._question, None
            return question

    def _has_task(self) -> bool:
        return bool(self._jobs or self._question or self._closing)

    def _read_ahead(self, _store: Store) -> None:
        self._is_ahead = True
        if self._reader is not None:
            self._reader.read_ahead()

    def _perform(self, task: Job | Question, store: Store, reader: Reader) -> None:
        try:
            if isinstance(task, Question):
                self._is_ahead = False
                self._listener(self._answer(task, reader))
            else:
                task(store)
        except ModeldexError as error:
            self._listener(error)

    def _answer(self, question: Question, reader: Reader) -> Answer:
        found = reader.find(
            question.criteria,
            question.order,
            facets=FACETS,
            today=self._today(),
            cached=self._cached,
        )
        rows = reader.window(found, 0, min(question.rows, found.total))
        place = reader.place(found, *question.spot) if question.spot and found.total else None
        return Answer(question=question, found=found, rows=rows, place=place)
