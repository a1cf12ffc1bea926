"""The durable store: SQLite holds the truth, and an index that can be rebuilt follows it."""

import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from modeldex.entry import Entry
from modeldex.store import saving, schema
from modeldex.store.drafts import Draft
from modeldex.store.failures import explained, is_read_only
from modeldex.store.index import Index
from modeldex.store.saving import Layer, Rebase
from modeldex.store.search import Reader

if TYPE_CHECKING:
    import tempfile

    from modeldex.store.changes import Change, Decision, Held
    from modeldex.store.listing_page import Outcome, Page

_FRESH_LIMIT = 20_000
"""Entries kept at hand for the index: a whole first build."""


class Store:
    """The catalogue in one folder, open for reading and writing.

    Making one creates the folder and the database, or brings it to the newest version. Where the
    folder cannot be written, an existing database is opened for reading and the index is made in a
    temporary folder. Every method raises StoreError when the disk is full or the database cannot
    be used.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_only = False
        self._fresh: dict[int, Draft] = {}
        self._readers: list[Reader] = []
        self._indexing = False
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        with explained(folder):
            self._db = self._connect()

    def _connect(self) -> sqlite3.Connection:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return schema.open_writable(self.folder)
        except (sqlite3.OperationalError, PermissionError) as error:
            if not is_read_only(error) or not (self.folder / schema.DATABASE).is_file():
                raise
            self.read_only = True
            return schema.open_read_only(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database and every reader made here."""
        for reader in self._readers:
            reader.close()
        self._db.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def save(
        self,
        entries: Iterable[Entry | Draft],
        *,
        layer: Layer,
        state: Mapping[str, str] | None = None,
        rebase: Rebase | None = None,
    ) -> int:
        """Make `entries` and `state` durable together; return how many were new or changed.

        A row of a higher layer stays in sight, and the one saved waits below it. `catch_up` makes
        the rest findable. `rebase` says what becomes of a synced row when what is shipped below
        it changes; without it nothing does.
        """
        with explained(self.folder):
            changed = saving.save(self._db, entries, layer, state or {}, rebase)
        if len(self._fresh) + len(changed) <= _FRESH_LIMIT:
            self._fresh |= changed
        return len(changed)

    def save_page(self, page: "Page") -> "Outcome":
        """Make a page of a listing durable, with its bookmark and what changed by it.

        Raises StoreError; then nothing of the page is kept. `catch_up` makes it findable.
        """
        from modeldex.store import pages

        with explained(self.folder):
            outcome = pages.save_page(self._db, page)
        if len(self._fresh) + len(outcome.fresh) <= _FRESH_LIMIT:
            self._fresh |= outcome.fresh
        return outcome

    def shipped(self) -> tuple[tuple[Entry, ...], int]:
        """Return the shipped entries that no sync has ever met, and how many others were met."""
        from modeldex.store import pages

        with explained(self.folder):
            return pages.read_shipped(self._db)

    def lose(self, ids: Iterable[str], at: str) -> int:
        """Mark entries as gone at the moment `at`; return how many had not been."""
        from modeldex.store import pages

        with explained(self.folder):
            return pages.lose(self._db, ids, at)

    def changes(
        self,
        since: str = "",
        ids: Collection[str] | None = None,
        kinds: Collection[str] | None = None,
        limit: int = 1_000,
    ) -> "tuple[Change, ...]":
        """Return what changed from the moment `since` on, the newest first, at most `limit`.

        `ids` leaves only the changes of these entries, `kinds` those of these KINDS; None leaves
        all.
        """
        from modeldex.store import changes

        with explained(self.folder):
            return changes.read(self._db, since, ids, kinds, limit)

    def note(self, noted: "Iterable[Change]") -> None:
        """Remember changes, and forget the oldest beyond the number that is kept."""
        from modeldex.store import changes

        with explained(self.folder), schema.transaction(self._db):
            changes.add(self._db, noted)
            changes.trim(self._db)

    def held(self, *, decided: bool = False) -> "tuple[Held, ...]":
        """Return the price changes that wait for a look, or those that have been decided."""
        from modeldex.store import changes

        with explained(self.folder):
            return changes.read_held(self._db, decided=decided)

    def hold(self, held: "Iterable[Held]", released: "Iterable[Held]" = ()) -> None:
        """Let price changes wait, and others no longer."""
        from modeldex.store import changes

        with explained(self.folder), schema.transaction(self._db):
            changes.hold(self._db, held, released)

    def decide(self, held: "Iterable[Held]", decision: "Decision") -> None:
        """Remember what a person has made of price changes that were held."""
        from modeldex.store import changes

        with explained(self.folder), schema.transaction(self._db):
            changes.decide(self._db, held, decision)

    def retain(self, layer: Layer, ids: Collection[str]) -> None:
        """Drop the rows of `layer` whose id is not in `ids`.

        What a dropped row covered is shown again. Where it covered nothing the entry is gone: no
        longer found, but still to be got by whoever has marked or listed it. Marks stay.
        """
        with explained(self.folder):
            saving.retain(self._db, layer, ids)

    def beneath(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Return, by id, what the catalogue and syncs know of these, the newest of each."""
        with explained(self.folder):
            return saving.beneath(self._db, ids)

    def catch_up(self) -> bool:
        """Bring the index level with the database; False when another process is doing so.

        Inside `indexing` only the first entries can be found at once, the rest at its end.
        """
        with explained(self.folder):
            if self._indexing:
                self._index.feed(self._db, self._fresh)
                level = True
            else:
                level = self._index.catch_up(self._db, self._fresh)
        self._fresh = {}
        return level

    def settle(self) -> None:
        """Make findable what was caught up inside `indexing`, and go on."""
        if self._indexing:
            with explained(self.folder):
                self._index.settle()

    @contextmanager
    def indexing(self) -> Iterator[None]:
        """Let the index take in many pages while they are saved, and be level at the end.

        A `catch_up` after each page inside then costs no wait for the disk, and the index works
        on one page while the next is made.
        """
        with explained(self.folder):
            self._indexing = self._index.begin(self._db)
        try:
            yield
            self.catch_up()
        finally:
            if self._indexing:
                self._indexing = False
                with explained(self.folder):
                    self._index.end()
            self.catch_up()

    def state(self, key: str) -> str | None:
        """Return what was last remembered under `key`; None when nothing was."""
        with explained(self.folder):
            found = self._db.execute("select value from state where key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def states(self, prefix: str) -> dict[str, str]:
        """Return what is remembered under keys that begin with `prefix`, by the rest of the key."""
        with explained(self.folder):
            found = self._db.execute("select key, value from state order by key").fetchall()
        return {key.removeprefix(prefix): text for key, text in found if key.startswith(prefix)}

    def is_level(self) -> bool:
        """Return whether the index holds what the database shows."""
        with explained(self.folder):
            self._index.refresh()
            return self._index.is_level(self._db)

    def set_state(self, key: str, value: str) -> None:
        """Remember `value` under `key`."""
        with explained(self.folder):
            saving.set_state(self._db, key, value)

    def marks(self) -> tuple[str, ...]:
        """Return the ids that are marked, in their order."""
        with explained(self.folder):
            found = self._db.execute("select id from mark order by position").fetchall()
        return tuple(id_ for (id_,) in found)

    def set_marks(self, ids: Iterable[str]) -> None:
        """Make `ids` the marks, in their order; they outlive the entries."""
        with explained(self.folder):
            saving.set_marks(self._db, ids)

    def reader(self) -> Reader:
        """Return a reader of its own connection, for one thread.

        The index is level by then, unless another process is at it: that takes 2 ms when it was
        level before, and as long as a first build when it was lost.
        """
        if not self._indexing:
            self.catch_up()
        with explained(self.folder):
            db = (
                schema.connect_read_only(self.folder)
                if self.read_only
                else schema.connect(self.folder)
            )
            self._readers.append(Reader(self.folder, db, self._open_index(db)))
        return self._readers[-1]

    @cached_property
    def _index(self) -> Index:
        return self._open_index(self._db)

    def _open_index(self, db: sqlite3.Connection) -> Index:
        if self.read_only and self._temporary is None:
            from tempfile import TemporaryDirectory

            self._temporary = TemporaryDirectory(prefix="modeldex-")
        index = Index(self.folder if self._temporary is None else Path(self._temporary.name))
        index.open(db)
        return index

    @staticmethod
    def move_aside(folder: Path) -> Path:
        """Move a damaged database out of the way and return where it went.

        The next Store builds a new one; marks stay in the old file.
        """
        target = folder / f"{schema.DATABASE}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
        with explained(folder):
            (folder / schema.DATABASE).replace(target)
            for ending in ("-wal", "-shm"):
                (folder / f"{schema.DATABASE}{ending}").unlink(missing_ok=True)
        return target
