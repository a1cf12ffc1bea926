"""The search index: it can be lost at any time and is made again from the database."""

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import tantivy

from modeldex.entry import Entry
from modeldex.store.documents import RID, SEQ, document, fingerprint, register, schema
from modeldex.store.rows import unpack
from modeldex.store.schema import transaction

_HEAP_BYTES = 40_000_000
"""For one indexing thread; 17,800 entries take less, so they become one segment."""

_FIRST_BATCH, _BATCH = 1_000, 20_000
"""Entries a commit: the first soon, so that something can be shown; then few commits, each of
which costs 20 ms and a segment."""


class Index:
    """The index in one folder, at the state of the last commit that `refresh` saw."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"index-{fingerprint()}"
        self._seen: tuple[int, int] | None = None

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
        with transaction(db):
            self.path.mkdir(parents=True, exist_ok=True)
            for outdated in self.path.parent.glob("index-*"):
                if outdated != self.path:
                    shutil.rmtree(outdated, ignore_errors=True)
            try:
                self._open()
            except ValueError:
                self._replace()

    def _open(self) -> None:
        self._index = tantivy.Index(schema(), path=str(self.path))
        register(self._index)
        self._index.config_reader("manual")
        self._seen = None
        self.refresh()

    def _replace(self) -> None:
        shutil.rmtree(self.path)
        self.path.mkdir()
        self._open()

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
        newest = self.searcher.search(
            tantivy.Query.all_query(), 1, count=False, order_by_field=SEQ
        ).hits
        return int(newest[0][0]) if newest else 0

    def is_level(self, db: sqlite3.Connection) -> bool:
        """Return whether the index holds what the database shows."""
        last, shown = _extent(db)
        return last == self.watermark() and shown == self.searcher.num_docs

    def catch_up(self, db: sqlite3.Connection, fresh: Mapping[int, Entry]) -> bool:
        """Bring the index level with the database; False when another process is at it.

        `fresh` are entries by `seq` that were saved just now and need not be read again.
        """
        self.refresh()
        # A process that met the lock left its entries to this one: look again without it.
        while not self.is_level(db):
            try:
                writer = self._index.writer(_HEAP_BYTES, 1)
            except ValueError as error:
                if "LockBusy" in str(error):
                    return False
                raise
            try:
                self._write(writer, db, fresh)
            finally:
                writer.wait_merging_threads()
                del writer
            self.refresh()
        return True

    def _write(
        self, writer: tantivy.IndexWriter, db: sqlite3.Connection, fresh: Mapping[int, Entry]
    ) -> None:
        # A kill inside commit() leaves files that make every later commit fail.
        writer.garbage_collect_files()
        # A writer's first operation shares its stamp with the last commit, and a merge may skip
        # it: this one is spent on nothing.
        writer.delete_documents_by_term(RID, -1)
        self.refresh()
        mark = self.watermark()
        last, shown = _extent(db)
        if mark > last or (mark == last and shown != self.searcher.num_docs):
            writer.delete_all_documents()
            writer.commit()
            mark = 0
        size = _BATCH if mark else _FIRST_BATCH
        while changes := _changes(db, mark, size):
            for rid, seq, gone, words in changes:
                writer.delete_documents_by_term(RID, rid)
                if not gone:
                    entry = fresh.get(seq) or _read(db, rid)
                    writer.add_document(document(rid, seq, words, entry))
            writer.commit()
            mark, size = changes[-1][1], _BATCH


def _extent(db: sqlite3.Connection) -> tuple[int, int]:
    """Return the last `seq` of the database and the number of entries it shows."""
    last, shown = db.execute(
        "select ifnull(max(seq), 0), count(*) filter (where not gone) from entry"
    ).fetchone()
    return int(last), int(shown)


def _changes(db: sqlite3.Connection, mark: int, size: int) -> list[tuple[int, int, int, str]]:
    return db.execute(
        "select rid, seq, gone, words from entry where seq > ? order by seq limit ?", (mark, size)
    ).fetchall()


def _read(db: sqlite3.Connection, rid: int) -> Entry:
    return unpack(db.execute("select row from entry where rid = ?", (rid,)).fetchone()[0])
