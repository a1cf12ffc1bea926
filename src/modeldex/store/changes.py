"""What became of entries from one sync to the next, and price changes that wait for a look."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from modeldex.store.documents import encodable

_KEPT = 200_000
"""Changes kept, the newest: a year of what one person's syncs bring."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One fact about an entry that is not what it was."""

    at: str
    """The moment of the sync, as ISO 8601 in UTC."""

    id: str
    """The entry; empty for what is told of a whole sync."""

    kind: str
    """new, gone, back, renamed, re-created, license, openness, gated, price, retires, context or
    updated."""

    old: str | None
    """What it was, as a person reads it; None when it was unknown."""

    new: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A price that a source changed so much that it waits until a person has looked."""

    at: str
    id: str
    provider: str
    model: str
    """The provider's own id of the model."""

    region: str
    """Empty when the price is not bound to one."""

    old: str | None
    new: str | None
    """None when the provider no longer offers the model."""


def add(db: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Remember `changes`, within the transaction that is open."""
    db.executemany(
        "insert into change(at, id, kind, old, new) values(?, ?, ?, ?, ?)",
        ((c.at, encodable(c.id), c.kind, c.old, c.new) for c in changes),
    )


def trim(db: sqlite3.Connection) -> None:
    """Forget the oldest changes beyond the number that is kept."""
    db.execute("delete from change where number <= (select max(number) from change) - ?", (_KEPT,))


def read(
    db: sqlite3.Connection, since: str, ids: Collection[str] | None, limit: int
) -> tuple[Change, ...]:
    """Return the changes from the moment `since` on, the newest first, at most `limit`.

    `ids` leaves only those of these entries, in any case; None leaves all.
    """
    wanted = "" if ids is None else "and lower(id) in (select value from json_each(?))"
    values: list[object] = [since]
    if ids is not None:
        values.append(json.dumps([encodable(id_.lower()) for id_ in ids]))
    rows = db.execute(
        f"select at, id, kind, old, new from change where at >= ? {wanted}"  # noqa: S608
        " order by number desc limit ?",
        (*values, limit),
    )
    return tuple(
        Change(at=at, id=id_, kind=kind, old=old, new=new) for at, id_, kind, old, new in rows
    )


def hold(db: sqlite3.Connection, held: Iterable[Held], released: Iterable[Held]) -> None:
    """Make `held` wait and let `released` go, within the transaction that is open."""
    db.executemany(
        "delete from held where id = ? and provider = ? and model = ? and region = ?",
        ((h.id, h.provider, h.model, h.region) for h in released),
    )
    db.executemany(
        "insert or replace into held(at, id, provider, model, region, old, new)"
        " values(?, ?, ?, ?, ?, ?, ?)",
        ((h.at, h.id, h.provider, h.model, h.region, h.old, h.new) for h in held),
    )


def read_held(db: sqlite3.Connection) -> tuple[Held, ...]:
    """Return every price change that waits, by entry."""
    rows = db.execute(
        "select at, id, provider, model, region, old, new from held order by id, provider"
    )
    return tuple(
        Held(at=at, id=id_, provider=provider, model=model, region=region, old=old, new=new)
        for at, id_, provider, model, region, old, new in rows
    )
