"""Which rows a page of a listing may not change, because another source listed them first."""

import sqlite3
from collections.abc import Callable, Iterable

from modeldex.entry import Entry
from modeldex.store.rows import unpack
from modeldex.store.saving import Layer

Protects = Callable[[Entry, str | None], bool]
"""(what is known, `_id` on the page) -> whether the page may not change it."""


def is_protected(
    db: sqlite3.Connection,
    rows: Iterable[tuple[str, bytes, int]],
    hub_id: str | None,
    protects: Protects | None,
) -> bool:
    """Return whether one of `rows`, (id, row, layer), may not be changed by a page.

    Of the person's own entry that is decided by what is known below it.
    """
    for id_, row, height in rows if protects else ():
        known = row_below(db, id_) if height == Layer.USER.height else row
        if known is not None and protects is not None and protects(unpack(known), hub_id):
            return True
    return False


def row_below(db: sqlite3.Connection, id_: str) -> bytes | None:
    """Return what is known below the person's own entry with this id; None for nothing."""
    found = db.execute(
        "select row from covered where id = ? and layer <= ? order by layer desc limit 1",
        (id_, Layer.SYNCED.height),
    ).fetchone()
    return None if found is None else found[0]
