"""Entries into the database, layer over layer, each change with the next `seq`."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from modeldex.entry import Entry
from modeldex.store.documents import encodable
from modeldex.store.drafts import Draft, draft
from modeldex.store.keys import id_key
from modeldex.store.rows import unpack
from modeldex.store.schema import transaction


class Layer(StrEnum):
    """Who wrote a row; of several rows of one id the one of the last layer here is shown."""

    SHIPPED = "shipped"
    SYNCED = "synced"
    USER = "user"

    @property
    def height(self) -> int:
        """Return the place among the layers, 0 for the lowest."""
        return list(Layer).index(self)


_INSERT = """
insert into entry(id, key, words, layer, seq, gone, row) values(?, ?, ?, ?, ?, 0, ?)
"""
_UPDATE = """
update entry set words = ?, layer = ?, seq = ?, gone = 0, row = ? where key = ? and id = ?
"""
_KNOWN = """
select id, layer, gone, row from entry where key in (select value from json_each(?))
"""

_BENEATH = """
select row, layer from entry
where not gone and layer < :height and key in (select value from json_each(:keys))
and id in (select value from json_each(:ids))
union all select row, layer from covered
where layer < :height and id in (select value from json_each(:ids)) order by layer
"""

COVER = "insert or replace into covered(id, layer, row) values(?, ?, ?)"

Rebase = Callable[[Entry, Entry], Entry]
"""(what is shipped now, what syncs have made of it) -> what syncs would have made of it now."""


def save(
    db: sqlite3.Connection,
    entries: Iterable[Entry | Draft],
    layer: Layer,
    state: Mapping[str, str],
    rebase: Rebase | None = None,
) -> dict[int, Draft]:
    """Make `entries` and `state` durable in one transaction; return what changed, by `seq`."""
    written = {item.id: item for item in map(_drafted, entries)}
    height = layer.height
    with transaction(db):
        keys = json.dumps(list(map(id_key, written)))
        met = db.execute(_KNOWN, (keys,)).fetchall()
        found = {id_: known for id_, *known in met if id_ in written}
        shown, covered = [], []
        synced: dict[str, Draft] = {}
        if rebase:
            _follow_renames(db, written, found)
        for item in written.values():
            level, gone, row = found.get(item.id, (height, True, b""))
            if level == height or (gone and level < height):
                if gone or row != item.row:
                    shown.append(item)
            elif level > height:
                covered.append((item.id, height, item.row))
                if rebase and level == Layer.SYNCED.height and not gone:
                    synced[item.id] = draft(rebase(item.entry, unpack(row)))
            else:
                covered.append((item.id, level, row))
                shown.append(item)
        db.executemany(COVER, covered)
        changed = _put(db, shown, height, found)
        moved = [item for item in synced.values() if item.row != found[item.id][2]]
        changed |= _put(db, moved, Layer.SYNCED.height, found)
        for key, value in state.items():
            set_state(db, key, value)
    return changed


def _follow_renames(
    db: sqlite3.Connection, written: dict[str, Draft], found: dict[str, list[Any]]
) -> None:
    """Put under its present id what the catalogue still has under a former one.

    What two entries were called once stays as it is: nobody knows which of them is meant.
    """
    unmet = {id_.lower(): id_ for id_ in written if id_ not in found}
    renamed = db.execute(
        "select alias.folded, id, layer, gone, row from alias join entry using (rid)"
        " where hub is not null and alias.folded in (select value from json_each(?))"
        " group by alias.folded having count(*) = 1",
        (json.dumps(list(unmet)),),
    ).fetchall()
    for folded, id_, level, gone, row in renamed:
        item = written.pop(unmet[folded])
        if id_ not in written:
            written[id_] = item._replace(id=id_)
            found[id_] = [level, gone, row]


def retain(db: sqlite3.Connection, layer: Layer, ids: Collection[str]) -> None:
    """Drop the rows of `layer` whose id is not in `ids`; what they covered is shown again."""
    kept = json.dumps([encodable(id_) for id_ in ids])
    with transaction(db):
        db.execute(
            "delete from covered where layer = ? and id not in (select value from json_each(?))",
            (layer.height, kept),
        )
        dropped = db.execute(
            "select id, rid from entry where layer = ? and not gone"
            " and id not in (select value from json_each(?))",
            (layer.height, kept),
        ).fetchall()
        seq = last_seq(db)
        for id_, rid in dropped:
            lower = db.execute(
                "select layer, row from covered where id = ? order by layer desc limit 1", (id_,)
            ).fetchone()
            if lower is None:
                seq += 1
                db.execute("update entry set gone = 1, seq = ? where rid = ?", (seq, rid))
            else:
                db.execute("delete from covered where id = ? and layer = ?", (id_, lower[0]))
                seq = max(_put(db, [draft(unpack(lower[1]))], lower[0], (id_,)), default=seq)
        end_on_shown(db)


def beneath(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Entry]:
    """Return, by id, what is known below the person's own entries."""
    asked = [encodable(id_) for id_ in ids]
    keys = json.dumps(list(map(id_key, asked)))
    wanted = {"keys": keys, "ids": json.dumps(asked), "height": Layer.USER.height}
    rows = db.execute(_BENEATH, wanted).fetchall()
    return {entry.id: entry for entry in (unpack(row) for row, _ in rows)}


def _drafted(item: Entry | Draft) -> Draft:
    return item if isinstance(item, Draft) else draft(item)


def _put(
    db: sqlite3.Connection, items: list[Draft], height: int, known: Collection[str]
) -> dict[int, Draft]:
    """Write rows of one layer; return the drafts by the `seq` each has got.

    `known` are ids that have a row already.
    """
    first = last_seq(db) + 1
    inserts, updates = [], []
    for seq, item in enumerate(items, first):
        if item.id in known:
            updates.append((item.words, height, seq, item.row, id_key(item.id), item.id))
        else:
            inserts.append((item.id, id_key(item.id), item.words, height, seq, item.row))
    db.executemany(_UPDATE, updates)
    db.executemany(_INSERT, inserts)
    set_aliases(db, [item for item in items if item.aliases or item.id in known])
    return dict(enumerate(items, first))


def set_aliases(db: sqlite3.Connection, drafts: Sequence[Draft]) -> None:
    """Let entries that are written be found by the aliases they have now, and no others."""
    db.executemany(
        "delete from alias where rid = (select rid from entry where key = ? and id = ?)",
        ((id_key(drafted.id), drafted.id) for drafted in drafts),
    )
    db.executemany(
        "insert or ignore into alias(folded, rid)"
        " select ?, rid from entry where key = ? and id = ?",
        (
            (encodable(alias.lower()), id_key(drafted.id), drafted.id)
            for drafted in drafts
            for alias in drafted.aliases
        ),
    )


def end_on_shown(db: sqlite3.Connection) -> None:
    """Give a shown entry the last `seq`, by which the index tells how far it has come."""
    db.execute(
        "update entry set seq = (select max(seq) from entry) + 1 where rid ="
        " (select rid from entry where not gone order by seq desc limit 1)"
        " and exists(select 1 from entry where gone and seq = (select max(seq) from entry))"
    )


def last_seq(db: sqlite3.Connection) -> int:
    """Return the `seq` of the latest change, 0 before the first."""
    return int(db.execute("select ifnull(max(seq), 0) from entry").fetchone()[0])


def set_state(db: sqlite3.Connection, key: str, value: str) -> None:
    """Remember `value` under `key`."""
    db.execute("insert or replace into state(key, value) values(?, ?)", (key, value))


def set_marks(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Make `ids` the marks, in their order."""
    with transaction(db):
        db.execute("delete from mark")
        db.executemany(
            "insert or ignore into mark(id, position) values(?, ?)",
            ((encodable(id_), position) for position, id_ in enumerate(ids)),
        )
