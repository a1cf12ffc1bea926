"""What became of entries from one sync to the next, and price changes that wait for a look."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from modeldex.entry import Offer
from modeldex.store.documents import encodable
from modeldex.store.rows import offer_text, read_offer

_KEPT = 200_000
"""Changes kept, the newest: a year of what one person's syncs bring."""


ROUTINE = "updated"
"""The kind of change that most models have after each sync."""

KINDS = ("new", "gone", "back", "renamed", "re-created", "license", "openness", "gated", "price",
         "status", "retires", "context", ROUTINE)  # fmt: skip
"""What a change may be of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One fact about an entry that is not what it was."""

    at: str
    """The moment of the sync, as ISO 8601 in UTC."""

    id: str
    """The entry; empty for what is told of a whole sync."""

    kind: str
    """One of KINDS."""

    old: str | None
    """What it was, as a person reads it; None when it was unknown."""

    new: str | None


class Decision(StrEnum):
    """What a person has made of a price that was held."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


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

    offer: Offer | None = None
    """What the source offers now; None where `new` is, and where an older modeldex held it."""

    decision: Decision | None = None
    """None while it waits."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return what tells offers apart."""
        return self.id, self.provider, self.model, self.region


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
    db: sqlite3.Connection,
    since: str,
    ids: Collection[str] | None,
    kinds: Collection[str] | None,
    limit: int,
) -> tuple[Change, ...]:
    """Return the changes from the moment `since` on, the newest first, at most `limit`.

    `ids` leaves only those of these entries, in any case, and `kinds` those of these kinds; None
    leaves all.
    """
    wanted, values = "", [since]
    if ids is not None:
        wanted += " and lower(id) in (select value from json_each(?))"
        values.append(json.dumps([encodable(id_.lower()) for id_ in ids]))
    if kinds is not None:
        wanted += " and kind in (select value from json_each(?))"
        values.append(json.dumps(list(kinds)))
    rows = db.execute(
        f"select at, id, kind, old, new from change where at >= ?{wanted}"  # noqa: S608
        " order by number desc limit ?",
        (*values, limit),
    )
    return tuple(
        Change(at=at, id=id_, kind=kind, old=old, new=new) for at, id_, kind, old, new in rows
    )


_HOLD = """
insert into held(id, provider, model, region, at, old, new, offer) values(?, ?, ?, ?, ?, ?, ?, ?)
on conflict do update set
    at = case when new is excluded.new then at else excluded.at end,
    decision = case when new is excluded.new then decision end,
    old = excluded.old, new = excluded.new, offer = excluded.offer
"""
"""What waits already goes on waiting; what has been decided is decided until the source says
something else."""

_KEYED = "id = ? and provider = ? and model = ? and region = ?"


def hold(db: sqlite3.Connection, held: Iterable[Held], released: Iterable[Held]) -> None:
    """Make `held` wait and let `released` go, within the transaction that is open."""
    db.executemany(f"delete from held where {_KEYED}", (h.key for h in released))  # noqa: S608
    db.executemany(
        _HOLD,
        ((*h.key, h.at, h.old, h.new, h.offer and offer_text(h.offer)) for h in held),
    )


def decide(db: sqlite3.Connection, held: Iterable[Held], decision: Decision) -> None:
    """Remember what a person has made of `held`, within the transaction that is open."""
    db.executemany(
        f"update held set decision = ? where {_KEYED} and new is ?",  # noqa: S608
        ((decision, *h.key, h.new) for h in held),
    )


def read_held(db: sqlite3.Connection, *, decided: bool) -> tuple[Held, ...]:
    """Return every price change that waits, or that has been decided, by entry."""
    rows = db.execute(
        "select at, id, provider, model, region, old, new, offer, decision from held"
        " where (decision is not null) = ? order by id, provider, model, region",
        (decided,),
    )
    return tuple(
        Held(
            at=at,
            id=id_,
            provider=provider,
            model=model,
            region=region,
            old=old,
            new=new,
            offer=offer and read_offer(offer),
            decision=decision and Decision(decision),
        )
        for at, id_, provider, model, region, old, new, offer, decision in rows
    )
