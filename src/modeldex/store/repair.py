"""What is wrong with the files of a store, and what can be saved of a damaged database."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from modeldex.store import schema
from modeldex.store.damaged import Scan, open_damaged, replace_first_page
from modeldex.store.failures import UnreadableRow, explained
from modeldex.store.keys import id_key
from modeldex.store.rows import read_offer, unpack
from modeldex.store.store import Store
from modeldex.text import clean

_BATCH = 500
_HOPELESS = 1_000
"""Batches in a row without a row, after which nothing more is to be had."""

_PROBES = 8
"""Times a range of keys with damage in it is halved to read what lies around the damage."""

_FAULTS = 5
"""Faults of a database that are told; more say nothing that these do not."""

_SMALL_TABLES = {
    "covered": "id",
    "alias": "folded",
    "state": "key",
    "mark": "id",
    "change": "number",
    "held": "id",
}
"""The first column of the key of each."""

_LAST = {"number": 1 << 40}


@dataclass(frozen=True, kw_only=True, slots=True)
class Salvaged:
    """What became of a damaged database."""

    entries: int
    """Rows that could be read and are in the new one."""

    aside: Path
    """Where the damaged one is now."""


def faults(folder: Path) -> tuple[str, ...]:
    """Return what is wrong with the database in `folder` and its rows; empty when nothing is."""
    try:
        with closing(schema.connect_read_only(folder)) as db:
            checked = db.execute(f"pragma integrity_check({_FAULTS})").fetchall()
            found = [str(said) for (said,) in checked if said != "ok"]
            rows = db.execute("select id, row from entry union all select id, row from covered")
            lost = (id_ for id_, row in rows if not _is_whole(row))
            found += [
                f"the row of {clean(str(id_))} cannot be read" for id_ in islice(lost, _FAULTS)
            ]
    except sqlite3.DatabaseError as error:
        return (str(error),)
    return tuple(found[:_FAULTS])


def drop_index(folder: Path) -> None:
    """Remove the search index, so that the next Store makes it anew. Raises StoreError."""
    with explained(folder):
        for index in folder.glob("index-*"):
            shutil.rmtree(index)


def salvage(folder: Path) -> Salvaged:
    """Make a new database of all rows that can be read of the damaged one, which is put aside.

    Raises StoreError when the new one cannot be written.
    """
    with explained(folder), TemporaryDirectory(prefix="salvage-", dir=folder) as scratch:
        target = Path(scratch)
        with (
            closing(schema.open_writable(target)) as new,
            closing(_connect_damaged(folder, target)) as old,
        ):
            with schema.transaction(new):
                entries = _save_entries(old, new)
                for table, key in _SMALL_TABLES.items():
                    _save_table(old, new, table, key)
                new.execute("delete from alias where rid not in (select rid from entry)")
            new.execute("pragma wal_checkpoint(truncate)")
        aside = Store.move_aside(folder)
        (target / schema.DATABASE).replace(folder / schema.DATABASE)
    drop_index(folder)
    return Salvaged(entries=entries, aside=aside)


def _connect_damaged(folder: Path, scratch: Path) -> sqlite3.Connection:
    """Return a connection to what can be read, with a new first page where that one is damaged."""
    damaged = folder / schema.DATABASE
    db = open_damaged(damaged)
    if _columns(db, "entry"):
        return db
    copy = scratch / "headed.db"
    if replace_first_page(damaged, copy, scratch / schema.DATABASE):
        headed = open_damaged(copy)
        # Every database that this release made has its tables at the same pages; an older one
        # has them elsewhere, and then no entry is found.
        if _columns(headed, "entry") and any(_is_whole(row[0]) for row in _some_rows(headed)):
            db.close()
            return headed
        headed.close()
    return db


def _some_rows(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    return islice(_rows(db, "select row from entry"), _BATCH)


def _save_entries(old: sqlite3.Connection, new: sqlite3.Connection) -> int:
    columns = [row[1] for row in new.execute("pragma table_info(entry)") if row[1] != "key"]
    known = _columns(old, "entry")
    shared = [name for name in columns if name in known]
    if not {"id", "row"}.issubset(shared):
        return 0
    names, places = ", ".join(shared), ", ".join("?" * len(shared))
    put = f"insert or ignore into entry({names}, key) values({places}, ?)"
    met = "select 1 from entry where key = ? and id = ?"
    saved = 0
    for row in _rows(old, f"select {names} from entry"):  # noqa: S608
        id_ = row[shared.index("id")]
        if isinstance(id_, str) and _is_whole(row[shared.index("row")]):
            key = id_key(id_)
            if new.execute(met, (key, id_)).fetchone() is None:
                saved += new.execute(put, (*row, key)).rowcount
    return saved


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    try:
        return [row[1] for row in db.execute(f"pragma table_info({table})")]
    except sqlite3.DatabaseError:
        return []


def _rows(db: sqlite3.Connection, select: str) -> Iterator[tuple[Any, ...]]:
    """Yield every row that can be read, from batch to batch, and one by one where one cannot."""
    after, last, empty = 0, _last_rid(db), 0
    while after < last and empty < _HOPELESS:
        try:
            rows = db.execute(
                f"{select} where rid > ? and rid <= ? order by rid", (after, after + _BATCH)
            ).fetchall()
        except sqlite3.DatabaseError:
            rows = list(_one_by_one(db, select, after))
        yield from rows
        after += _BATCH
        empty = 0 if rows else empty + 1


def _one_by_one(db: sqlite3.Connection, select: str, after: int) -> Iterator[tuple[Any, ...]]:
    for rid in range(after + 1, after + _BATCH + 1):
        try:
            row = db.execute(f"{select} where rid = ?", (rid,)).fetchone()
        except sqlite3.DatabaseError:
            continue  # this is the damage
        if row is not None:
            yield row


def _last_rid(db: sqlite3.Connection) -> int:
    """Return the last row's number, or one beyond any where not even that can be read."""
    try:
        return int(db.execute("select ifnull(max(rid), 0) from entry").fetchone()[0])
    except sqlite3.DatabaseError:
        return 10_000_000


def _is_whole(row: object) -> bool:
    try:
        unpack(row)  # type: ignore[arg-type]
    except UnreadableRow:
        return False
    return True


def _save_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str, key: str) -> None:
    """Copy every row of a table that can be read and holds what belongs there."""
    columns = _columns(new, table)
    known = _columns(old, table)
    shared = [name for name in columns if name in known]
    if key not in shared:
        return
    names, places = ", ".join(shared), ", ".join("?" * len(shared))
    put = f"insert or ignore into {table}({names}) values({places})"
    low, high = (0, _LAST[key]) if key in _LAST else ("", "\U0010ffff")
    select = f"select {names} from {table}"  # noqa: S608
    scan = Scan(old, select, key, shared.index(key))
    for row in scan.between(low, high, _PROBES):
        if _belongs(table, dict(zip(shared, row, strict=True))):
            with suppress(sqlite3.IntegrityError):  # nothing where something must be
                new.execute(put, row)


def _belongs(table: str, row: dict[str, Any]) -> bool:
    """Return whether the values of a row can be used: damage may leave anything."""
    key = row[_SMALL_TABLES[table]]
    if not isinstance(key, int if table == "change" else str):
        return False
    if table == "covered":
        return _is_whole(row["row"])
    if table == "held" and row.get("offer") is not None:
        try:
            read_offer(row["offer"])
        except (ValueError, TypeError, RecursionError):
            return False
    return True
