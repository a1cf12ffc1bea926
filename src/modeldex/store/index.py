"""The search index: it can be lost at any time and is made again from the database."""

import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path

import tantivy

from modeldex.store.documents import RID, SEQ, fingerprint, register, schema
from modeldex.store.drafts import Draft, draft
from modeldex.store.rows import unpack
from modeldex.store.schema import transaction

_HEAP_BYTES = 30_000_000
"""For one indexing thread; 17,800 entries take less, so they become one segment."""

_FIRST_BATCH, _BATCH = 1_000, 10_000
"""Changes read at a time. The first are committed at once, so that something can be shown; the
rest together, because each commit waits for the disk and leaves a segment."""


_ROUNDS = 5
"""Sessions of one writer after which it leaves the rest to the next call, should another process
save faster than this one can index."""


class Index:
    """The index in one folder, at the state of the last commit that `refresh` saw."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"index-{fingerprint()}"
        self._seen: tuple[int, int] | None = None
        self._fed = 0
        """The `seq` up to which the writer has been given what changed."""

        self._last = 0
        """The largest `rid` that the writer or the index has ever been given."""

        self._changes = 0
        """Changes that this writer has been given."""

    def open(self, db: sqlite3.Connection) -> None:
        """Open the index or make an empty one; one that cannot be read is replaced.

        The database's write lock keeps two processes from doing so at once.
        """
        if (self.path / "meta.json").is_file():
            try:
                self._open()
            except ValueError:
                pass
            else:
                return
        import shutil

        with transaction(db):
            self.path.mkdir(parents=True, exist_ok=True)
            for outdated in self.path.parent.glob("index-*"):
                if outdated != self.path:
                    shutil.rmtree(outdated, ignore_errors=True)
            try:
                self._open()
            except ValueError:
                shutil.rmtree(self.path)
                self.path.mkdir()
                self._open()

    def _open(self) -> None:
        self._index = tantivy.Index(schema(), path=str(self.path))
        register(self._index)
        self._index.config_reader("manual")
        self._seen = None
        self.refresh()

    def refresh(self) -> bool:
        """See the last commit of any process; return whether it is another than before."""
        stat = (self.path / "meta.json").stat()
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen == self._seen:
            return False
        self._index.reload()
        self.searcher = self._index.searcher()
        self.schema = self._index.schema
        self._seen = seen
        return True

    def watermark(self) -> int:
        """Return the `seq` up to which the index follows the database."""
        return self._newest(SEQ)

    def _newest(self, column: str) -> int:
        """Return the largest number in `column`; 0 when the index is empty."""
        newest = self.searcher.search(
            tantivy.Query.all_query(), 1, count=False, order_by_field=column
        ).hits
        return int(newest[0][0]) if newest else 0

    def is_level(self, db: sqlite3.Connection) -> bool:
        """Return whether the index holds what the database shows."""
        last, shown = _extent(db)
        return last == self.watermark() and shown == self.searcher.num_docs

    def catch_up(self, db: sqlite3.Connection, fresh: Mapping[int, Draft]) -> bool:
        """Bring the index level with the database; False when another process is at it.

        `fresh` are drafts by `seq` that were saved just now and need not be read again.
        """
        self.refresh()
        # A process that met the lock left its entries to this one: look again without it.
        for _ in range(_ROUNDS):
            if self.is_level(db):
                return True
            if not self.begin(db):
                return False
            try:
                self.feed(db, fresh)
            finally:
                self.end()
        return self.is_level(db)

    def begin(self, db: sqlite3.Connection) -> bool:
        """Take the lock of the writers; return False when another process has it."""
        try:
            writer = self._index.writer(_HEAP_BYTES, 1)
        except ValueError as error:
            if "LockBusy" in str(error):
                return False
            raise
        # A kill inside commit() leaves files that make every later commit fail.
        writer.garbage_collect_files()
        # A writer's first operation shares its stamp with the last commit, and a merge may skip
        # it: this one is spent on nothing.
        writer.delete_documents_by_term(RID, -1)
        self.refresh()
        self._fed, self._last = self._newest(SEQ), self._newest(RID)
        last, shown = _extent(db)
        if self._fed > last or (self._fed == last and shown != self.searcher.num_docs):
            writer.delete_all_documents()
            self._fed = self._last = 0
        self._writer = writer
        self._changes = 0
        return True

    def feed(self, db: sqlite3.Connection, fresh: Mapping[int, Draft]) -> None:
        """Give the writer what has changed; the first of an empty index can be found at once.

        The writer works in a thread of its own, so what is fed can be found after `end`.
        """
        writer = self._writer
        while changes := _changes(db, self._fed, _BATCH if self._fed else _FIRST_BATCH):
            self._changes += len(changes)
            for rid, seq, gone in changes:
                # Rows are never taken away, so what is beyond the last one is new: looking for
                # what to delete would take a quarter of the time of a first walk.
                if rid <= self._last:
                    writer.delete_documents_by_term(RID, rid)
                self._last = max(self._last, rid)
                if not gone:
                    drafted = fresh.get(seq) or _read(db, rid)
                    writer.add_json(drafted.indexed(rid, seq))
            if not self._fed:
                writer.commit()
                self.refresh()
            self._fed = changes[-1][1]

    def settle(self) -> None:
        """Make what was fed findable, and go on writing."""
        self._writer.commit()
        self.refresh()
        _give_memory_back()

    def end(self) -> None:
        """Make what was fed findable and let other processes write."""
        try:
            self._writer.commit()
        finally:
            self._writer.wait_merging_threads()
            del self._writer
        self.refresh()
        if self._changes > _FIRST_BATCH:
            _give_memory_back()


def _give_memory_back() -> None:
    """Return what the writer's threads have freed: glibc keeps 50 MB of a first build to itself."""
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _extent(db: sqlite3.Connection) -> tuple[int, int]:
    """Return the last `seq` of the entries that the database shows, and their number."""
    last, shown = db.execute(
        "select ifnull(max(seq), 0), count(*) from entry where not gone"
    ).fetchone()
    return int(last), int(shown)


def _changes(db: sqlite3.Connection, mark: int, size: int) -> list[tuple[int, int, int]]:
    return db.execute(
        "select rid, seq, gone from entry where seq > ? order by seq limit ?", (mark, size)
    ).fetchall()


def _read(db: sqlite3.Connection, rid: int) -> Draft:
    (row,) = db.execute("select row from entry where rid = ?", (rid,)).fetchone()
    return draft(unpack(row))
