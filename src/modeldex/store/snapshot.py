"""The catalogue as one compressed file, for machines without a network and for colleagues.

The file is a line that names its format, a line of JSON that describes what follows, and the
database, packed with xz. What is the person's own stays out: entries, marks, settings.
"""

import hashlib
import json
import lzma
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import msgspec

from modeldex.store import saving, schema
from modeldex.store.failures import StoreError, UnreadableRow, explained
from modeldex.store.keys import id_key
from modeldex.store.rows import unpack
from modeldex.store.saving import Layer, last_seq

_MAGIC = b"modeldex snapshot 1\n"
_HEADER_BYTES = 4096
_CHUNK = 1 << 20
_PRESET = 1
"""Of xz: the rows are packed already, and 6 takes five times as long for 4 % less."""

_USER = Layer.USER.height
_OWN = (_USER,)
_KEPT_STATE = "sync:"
"""With which the keys begin that tell how far a sync has come; the others are the person's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """What a snapshot says of itself."""

    entries: int
    size_bytes: int
    """Of the database when unpacked."""

    sha256: str
    """Of the database."""

    version: int
    """Of the database's tables."""

    made: str
    """The moment, as ISO 8601 in UTC."""


def export(folder: Path, target: Path, made: str) -> Description:
    """Write the catalogue in `folder` to `target`, whole or not at all, and return what it holds.

    Raises StoreError when either cannot be used.
    """
    with explained(folder), _scratch(target.absolute().parent) as scratch:
        copy = scratch / "copy.db"
        _copy(folder, copy)
        with closing(sqlite3.connect(copy)) as db:
            entries = db.execute("select count(*) from entry where not gone").fetchone()[0]
            version = schema.version(db)
        packed = scratch / "packed.xz"
        digest = _pack(copy, packed)
        description = Description(
            entries=entries,
            size_bytes=copy.stat().st_size,
            sha256=digest,
            version=version,
            made=made,
        )
        _write(packed, target, description)
    return description


def _copy(folder: Path, target: Path) -> None:
    """Make a copy of the database without what is the person's own."""
    with closing(schema.connect_read_only(folder)) as db, closing(_opened(target)) as copy:
        db.backup(copy)
        saving.retain(copy, Layer.USER, ())
        copy.execute("delete from alias where rid in (select rid from entry where layer = ?)", _OWN)
        copy.execute("delete from entry where layer = ?", _OWN)
        copy.execute("delete from mark")
        copy.execute("delete from held")
        copy.execute("delete from state where key not like ? || '%'", (_KEPT_STATE,))
        copy.execute("vacuum")


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def _pack(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as raw, lzma.open(target, "wb", preset=_PRESET) as packed:
        while chunk := raw.read(_CHUNK):
            digest.update(chunk)
            packed.write(chunk)
    return digest.hexdigest()


def _write(packed: Path, target: Path, description: Description) -> None:
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file, packed.open("rb") as body:
            file.write(_MAGIC + json.dumps(asdict(description)).encode() + b"\n")
            while chunk := body.read(_CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        message = f"{target} cannot be written: {error.strerror}."
        raise StoreError(message) from error


def read_in(folder: Path, source: Path) -> Description:
    """Put the catalogue of the snapshot in place of the one in `folder`; return what it holds.

    The file is verified whole first: its checksum, the database's own check, and every row. The
    person's own entries, marks and settings stay. Raises StoreError when anything is wrong with
    it; then nothing has changed.
    """
    with explained(folder), _scratch(folder) as scratch:
        copy = scratch / "copy.db"
        description = _unpack(source, copy)
        _verify(source, copy, description, folder)
        with closing(schema.open_writable(folder)) as db:
            _replace(db, copy)
    return description


def _unpack(source: Path, target: Path) -> Description:
    digest, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as file:
            description = _description(file, source)
            with target.open("wb") as raw:
                for chunk in _chunks(file, source):
                    digest.update(chunk)
                    size += len(chunk)
                    if size > description.size_bytes:
                        break
                    raw.write(chunk)
    except (lzma.LZMAError, EOFError) as error:
        raise _damaged(source, "it cannot be unpacked") from error
    except OSError as error:
        message = f"{source} cannot be read: {error.strerror}."
        raise StoreError(message) from error
    if (size, digest.hexdigest()) != (description.size_bytes, description.sha256):
        raise _damaged(source, "its checksum is wrong")
    return description


def _chunks(file: BinaryIO, source: Path) -> Iterator[bytes]:
    """Yield the unpacked rest of `file`, which must end where the packed data does.

    Raises StoreError for trailing bytes, LZMAError or EOFError for damaged data.
    """
    unpacker = lzma.LZMADecompressor(lzma.FORMAT_XZ)
    while not unpacker.eof:
        packed = file.read(_CHUNK) if unpacker.needs_input else b""
        if unpacker.needs_input and not packed:
            raise EOFError
        yield unpacker.decompress(packed, _CHUNK)
    if unpacker.unused_data or file.read(1):
        raise _damaged(source, "more bytes follow after its end")


def _description(file: BinaryIO, source: Path) -> Description:
    if file.readline(_HEADER_BYTES) != _MAGIC:
        message = f"{source} is no snapshot of modeldex, or one of a newer release."
        raise StoreError(message)
    try:
        return msgspec.json.decode(file.readline(_HEADER_BYTES), type=Description)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise _damaged(source, "its description cannot be read") from error


def _damaged(source: Path, reason: str) -> StoreError:
    return StoreError(f"{source} is damaged ({reason}); nothing was changed. Get it once more.")


def _verify(source: Path, copy: Path, description: Description, folder: Path) -> None:
    """Raise StoreError unless the database and each of its rows can be read."""
    with closing(_opened(copy)) as db:
        if description.version > len(schema.MIGRATIONS):
            message = f"{source} was made by a newer modeldex; install that one to import it."
            raise StoreError(message)
        try:
            schema.migrate(db, folder / "nowhere")
            if db.execute("pragma integrity_check(1)").fetchone() != ("ok",):
                raise _damaged(source, "the database in it is")
            for (row,) in db.execute("select row from entry union all select row from covered"):
                unpack(row)
            if not all(_is_keyed(*row) for row in db.execute("select id, key from entry")):
                raise _damaged(source, "a row in it has another key than its id")
            if db.execute("select 1 from entry group by key, id having count(*) > 1").fetchone():
                raise _damaged(source, "two rows in it have one id")
        except (sqlite3.DatabaseError, UnreadableRow) as error:
            raise _damaged(source, "a row in it cannot be read") from error


def _is_keyed(id_: object, key: object) -> bool:
    return isinstance(id_, str) and key == id_key(id_)


def _replace(db: sqlite3.Connection, copy: Path) -> None:
    """Replace all but the person's own rows, in one transaction."""
    db.execute("attach ? as snapshot", (str(copy),))
    with schema.transaction(db):
        # What is below the person's own entries comes from the snapshot as well.
        saving_point = last_seq(db)
        db.execute("create temp table own as select id from entry where layer = ?", (_USER,))
        db.execute(
            "delete from alias where rid in (select rid from entry where layer < ?)", (_USER,)
        )
        db.execute("delete from entry where layer < ?", (_USER,))
        db.execute("delete from covered")
        first = db.execute("select ifnull(max(rid), 0) from entry").fetchone()[0]
        db.execute(
            "insert into entry(rid, id, key, words, layer, seq, gone, row, hub)"
            " select rid + ?, id, key, words, layer, seq + ?, gone, row, hub"
            " from snapshot.entry where id not in (select id from own)",
            (first, saving_point),
        )
        db.execute(
            "insert or ignore into alias select folded, rid + ? from snapshot.alias"
            " where rid + ? in (select rid from entry)",
            (first, first),
        )
        db.execute("insert into covered select * from snapshot.covered")
        db.execute(
            "insert or ignore into covered select id, layer, row from snapshot.entry"
            " where id in (select id from own)"
        )
        db.execute("delete from state where key like ? || '%'", (_KEPT_STATE,))
        db.execute("insert or replace into state select * from snapshot.state")
        db.execute("drop table temp.own")
        saving.end_on_shown(db)
    db.execute("detach snapshot")


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="snapshot-", dir=folder) as name:
        yield Path(name)
