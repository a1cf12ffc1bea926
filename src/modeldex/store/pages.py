"""Pages of a listing into the database, each whole or not at all."""

import json
import sqlite3
from collections.abc import Iterable

from modeldex.entry import Entry
from modeldex.store import changes
from modeldex.store.changes import Change
from modeldex.store.documents import encodable
from modeldex.store.keys import id_key
from modeldex.store.listing_page import Outcome, Page
from modeldex.store.meeting import SYNCED, USER, Meeting
from modeldex.store.rows import unpack
from modeldex.store.saving import COVER, Layer, end_on_shown, last_seq, set_aliases, set_state
from modeldex.store.schema import transaction


def save_page(db: sqlite3.Connection, page: Page) -> Outcome:
    """Make a page, its state and its changes durable in one transaction.

    What takes time is done before the lock is taken, and done again should another process have
    written meanwhile: whoever waits for the lock waits for the writing alone.
    """
    version = _version(db)
    meeting = Meeting(db, page)
    with transaction(db):
        if _version(db) != version:
            meeting = Meeting(db, page)
        _write(db, meeting)
        changes.add(db, meeting.changes)
        for key, value in page.state.items():
            set_state(db, key, value)
    return meeting.outcome


def _version(db: sqlite3.Connection) -> int:
    """Return a number that changes when another connection has written."""
    return int(db.execute("pragma data_version").fetchone()[0])


def _write(db: sqlite3.Connection, meeting: Meeting) -> None:
    db.executemany(_DISPLACE, ((id_, id_key(id_), rid) for id_, rid in meeting.displaced))
    db.executemany("update entry set hub = ? where rid = ?", meeting.hubs)
    mark_gone(db, [*(rid for _, rid in meeting.displaced), *meeting.missing])
    db.executemany(COVER, meeting.covers)
    db.executemany("update entry set row = ? where rid = ?", meeting.quiet)
    inserts, updates, aliased = [], [], []
    for seq, (rid, hub, drafted) in enumerate(meeting.puts, last_seq(db) + 1):
        meeting.outcome.fresh[seq] = drafted
        id_ = drafted.id
        values = (id_, id_key(id_), drafted.words, SYNCED, seq, drafted.row, hub)
        if rid is None:
            inserts.append(values)
        else:
            updates.append((*values, rid))
        if rid is not None or drafted.aliases:
            aliased.append(drafted)
    # Ids that are given up first, so that whoever takes one finds it free.
    db.executemany(_UPDATE, updates)
    db.executemany(_INSERT, inserts)
    set_aliases(db, aliased)


_DISPLACE = "update entry set id = ?, key = ? where rid = ?"
_UPDATE = """
update entry set id = ?, key = ?, words = ?, layer = ?, seq = ?, row = ?, hub = ?, gone = 0
where rid = ?
"""
_INSERT = """
insert into entry(id, key, words, layer, seq, row, hub, gone) values(?, ?, ?, ?, ?, ?, ?, 0)
"""


def read_shipped(db: sqlite3.Connection) -> tuple[tuple[Entry, ...], int]:
    """Return the entries that no page has ever had, and how many shipped ones some page had."""
    rows = db.execute(
        "select row from entry where layer = ? and hub is null and not gone",
        (Layer.SHIPPED.height,),
    )
    query = "select count(*) from covered where layer = ?"
    met = db.execute(query, (Layer.SHIPPED.height,)).fetchone()[0]
    return tuple(unpack(row) for (row,) in rows), int(met)


def lose(db: sqlite3.Connection, ids: Iterable[str], at: str) -> int:
    """Mark the entries with these ids as gone, and say so in the changes; return how many."""
    wanted = {encodable(id_) for id_ in ids}
    with transaction(db):
        listed = db.execute(
            "select rid, id from entry where not gone and layer < ?"
            " and key in (select value from json_each(?))",
            (USER, json.dumps(list(map(id_key, wanted)))),
        ).fetchall()
        found = [(rid, id_) for rid, id_ in listed if id_ in wanted]
        mark_gone(db, [rid for rid, _ in found])
        changes.add(db, (Change(at=at, id=i, kind="gone", old=None, new=None) for _, i in found))
    return len(found)


def mark_gone(db: sqlite3.Connection, rids: Iterable[int]) -> None:
    """Take rows out of sight, within the transaction that is open; they can still be got."""
    rids = list(rids)
    if rids:
        first = last_seq(db) + 1
        db.executemany("update entry set gone = 1, seq = ? where rid = ?", enumerate(rids, first))
        end_on_shown(db)
