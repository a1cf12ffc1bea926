"""The database's tables, how they are made, and how an older database becomes a newer one."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from modeldex.paths import HOME_VARIABLE
from modeldex.store.failures import BUSY_SECONDS, StoreError
from modeldex.store.keys import id_key

DATABASE = "catalog.db"

_TABLES = """
create table entry(
    rid integer primary key,
    id text not null unique,
    folded text not null,
    words text not null,
    layer integer not null,
    seq integer not null,
    gone integer not null,
    row blob not null
);
create index entry_folded on entry(folded);
create index entry_seq on entry(seq, gone);
create table covered(id text, layer integer, row blob not null, primary key(id, layer))
    without rowid;
create table alias(folded text, rid integer, primary key(folded, rid)) without rowid;
create index alias_rid on alias(rid);
create table state(key text primary key, value text not null) without rowid;
create table mark(id text primary key, position integer not null) without rowid;
"""
"""entry: what is shown, one row an id; `words` what free words are looked for in; `seq` grows with
every change; `gone` rows are no longer found but can be got. covered: rows of lower layers under
an entry, which come back when it is dropped."""

_CACHE_KIB = 8_000
"""At most, and only of a large catalogue: new rows go to random places of an index."""

_LOG_PAGES = 8_000
"""After which the log is written into the database. With SQLite's own 1,000 it is so after each
page of a listing, with two waits for the disk: 6,760 models a second instead of 7,730."""

Migration = Callable[[sqlite3.Connection], None]


def _create(db: sqlite3.Connection) -> None:
    for statement in _TABLES.split(";"):
        db.execute(statement)


_SYNCED_TABLES = """
alter table entry add column hub blob;
create index entry_hub on entry(hub, gone) where hub is not null;
create table change(
    number integer primary key,
    at text not null,
    id text not null,
    kind text not null,
    old text,
    new text
);
create index change_id on change(id);
create table held(
    id text, provider text, model text, region text, at text not null, old text, new text,
    primary key(id, provider, model, region)
) without rowid;
"""
"""entry.hub: the Hub's `_id` as bytes, in the order of creation. change: what became of an entry,
oldest first; `old` and `new` as a person reads them. held: price changes that wait for a look."""


def _add_synced(db: sqlite3.Connection) -> None:
    for statement in _SYNCED_TABLES.split(";"):
        db.execute(statement)


_DECISION_COLUMNS = """
alter table held add column offer text;
alter table held add column decision text
"""
"""held.offer: what the source offers now, as JSON. decision: null until a person has decided."""


def _add_decisions(db: sqlite3.Connection) -> None:
    for statement in _DECISION_COLUMNS.split(";"):
        db.execute(statement)


_KEYED_TABLE = """
alter table entry rename to former;
create table entry(
    rid integer primary key,
    key integer not null,
    id text not null,
    words text not null,
    layer integer not null,
    seq integer not null,
    gone integer not null,
    row blob not null,
    hub blob
);
insert into entry select rid, id_key(id), id, words, layer, seq, gone, row, hub from former;
drop table former;
create index entry_key on entry(key);
create index entry_seq on entry(seq, gone);
create index entry_hub on entry(hub, gone) where hub is not null
"""
"""entry.key: see `id_key`. That no two rows have one id is up to whoever writes them, with the
write lock."""


def _index_by_key(db: sqlite3.Connection) -> None:
    db.create_function("id_key", 1, id_key, deterministic=True)
    for statement in _KEYED_TABLE.split(";"):
        db.execute(statement)


MIGRATIONS: Sequence[Migration] = (_create, _add_synced, _add_decisions, _index_by_key)
"""The step at index n turns a database of version n into one of version n + 1."""


def open_writable(folder: Path) -> sqlite3.Connection:
    """Return a connection to the database in `folder`, made or migrated to the newest version.

    Raises StoreError when a newer modeldex wrote it, sqlite3.Error where SQLite does.
    """
    db = connect(folder)
    try:
        migrate(db, folder)
    except BaseException:
        db.close()
        raise
    return db


def open_read_only(folder: Path) -> sqlite3.Connection:
    """Return a connection that only reads the database in `folder`.

    Raises StoreError when another modeldex wrote it, sqlite3.Error where SQLite does.
    """
    db = connect_read_only(folder)
    if version(db) != len(MIGRATIONS):
        db.close()
        message = (
            f"{folder / DATABASE} was written by another version of modeldex and {folder} "
            f"cannot be written; name another folder with --data-dir or {HOME_VARIABLE}."
        )
        raise StoreError(message)
    return db


def connect(folder: Path) -> sqlite3.Connection:
    """Return a connection that may write to the database in `folder`.

    Raises sqlite3.Error where SQLite does.
    """
    db = _connection(folder / DATABASE)
    _use_write_ahead_log(db)
    db.execute("pragma synchronous=normal")
    db.execute(f"pragma cache_size=-{_CACHE_KIB}")
    db.execute(f"pragma wal_autocheckpoint={_LOG_PAGES}")
    return db


def connect_read_only(folder: Path) -> sqlite3.Connection:
    """Return a connection to the database of a folder in which nothing can be written.

    Raises sqlite3.Error when there is none.
    """
    address = (folder / DATABASE).absolute().as_uri()
    db = _connection(f"{address}?mode=ro")
    try:
        db.execute("select count(*) from sqlite_master")
    except sqlite3.OperationalError:
        # The log of a database in a folder that takes no new file cannot be opened: without it.
        db.close()
        db = _connection(f"{address}?immutable=1")
    return db


def _connection(target: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(
        target,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        uri=isinstance(target, str),
        check_same_thread=False,
    )


def _use_write_ahead_log(db: sqlite3.Connection) -> None:
    """Switch the log on; SQLite does not wait for another process that is just doing so."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("pragma journal_mode=wal")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Make everything inside durable at once, or nothing of it."""
    db.execute("begin immediate")
    try:
        yield
        db.execute("commit")
    except BaseException:
        if db.in_transaction:
            db.execute("rollback")
        raise


def version(db: sqlite3.Connection) -> int:
    """Return the schema version of the database; 0 for an empty one."""
    return int(db.execute("pragma user_version").fetchone()[0])


def migrate(
    db: sqlite3.Connection, folder: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Bring the database to the newest version, whole or not at all.

    Raises StoreError when a newer modeldex wrote it.
    """
    if version(db) == len(migrations):
        return
    with transaction(db):
        found = version(db)
        if found > len(migrations):
            message = (
                f"{folder / DATABASE} was written by a newer modeldex (format {found}, this one "
                f"knows {len(migrations)}); install the newer one or use another --data-dir."
            )
            raise StoreError(message)
        if found == 0:
            import shutil

            # An index without its database numbers other rows.
            for index in folder.glob("index-*"):
                shutil.rmtree(index)
        for step in migrations[found:]:
            step(db)
        db.execute(f"pragma user_version={len(migrations)}")
