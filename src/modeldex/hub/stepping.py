"""The way past a record that spoils every page it is on."""

from collections import Counter
from collections.abc import Generator
from dataclasses import replace
from typing import NamedTuple

from modeldex.entry import Rejected
from modeldex.hub.decode import Records, excerpt, records_of
from modeldex.hub.exchange import Exchange, check
from modeldex.hub.faults import Fault
from modeldex.hub.keyset import Keyset, Search, read_keyset
from modeldex.hub.position import Position, address, onward_position
from modeldex.hub.walk import Waiting, Walk

Way = tuple[Position, Rejected]
"""Where the record after a bad one begins, and the bad one as set aside."""

_OK = 200
_MOST_IN_A_ROW = 5
"""Bad records side by side; if there are more, the server is bad and not the records."""

_PROOFS = 3
"""Equal failures that convict a record."""

_HINTS = 2
"""Equal failures that guide a search of some 70 steps; what it finds is proven again."""


class Read(NamedTuple):
    """One record, and where the next begins."""

    found: Records
    following: Position


def step_over(
    exchange: Exchange, walk: Walk, position: Position
) -> Generator[Waiting, None, tuple[Position, tuple[Rejected, ...]] | None]:
    """Return where the walk can go on beyond `position`, and the records it steps over.

    None when the record there can be read after all, when there is no way past it, or when what
    follows cannot be read either: then it is the server that is at fault. Raises HubError when
    the server is gone altogether.
    """
    rejected: list[Rejected] = []
    for _ in range(_MOST_IN_A_ROW):
        found = yield from _alone(exchange, walk, position, proofs=_PROOFS)
        if not isinstance(found, Fault):
            return (position, tuple(rejected)) if found and rejected else None
        way = yield from _one_way(exchange, walk, position, found)
        if way is None:
            return None
        position, bad = way
        rejected.append(bad)
        if not position:
            return position, tuple(rejected)
    return None


def _one_way(
    exchange: Exchange, walk: Walk, position: Position, fault: Fault
) -> Generator[Waiting, None, Way | None]:
    """Return the first way past one record: its own Link, fewer properties, a moved cursor."""
    reason = f"{exchange.endpoint.host} {fault} when asked for it alone"
    following = onward_position(fault.onward)
    if following:
        return following, Rejected(id=None, reason=reason, excerpt="")
    if walk.expand:
        # One of its properties is likely what the server chokes on.
        bare = replace(walk, expand=("createdAt",))
        answer = yield from _alone(exchange, bare, position, proofs=_HINTS)
        if isinstance(answer, Read) and answer.found.good:
            record = answer.found.good[0]
            name = excerpt(record.get("id", "")).strip('"')
            bad = Rejected(id=name or None, reason=reason, excerpt=excerpt(record))
            return answer.following, bad
    keyset = read_keyset(position)
    if keyset is None or walk.sort != "createdAt" or not walk.ascending:
        return None
    key = yield from _bisected(exchange, walk, keyset)
    if key is None:
        return None
    return keyset.at(key), Rejected(id=None, reason=reason, excerpt=f"_id {key:024x}")


def _bisected(
    exchange: Exchange, walk: Walk, keyset: Keyset
) -> Generator[Waiting, None, int | None]:
    """Return the `_id` of the record after a cursor, as a number; None when it stays hidden."""
    search = Search(keyset.key)
    deadline = exchange.clock() + exchange.endpoint.patience.stall_seconds
    while search.found is None:
        if search.is_vain or exchange.clock() > deadline:
            return None
        answer = yield from _alone(exchange, walk, keyset.at(search.key), proofs=_HINTS)
        if answer is None:
            return None
        search.narrow(readable=isinstance(answer, Read))
    # A chance failure on the way would have led beyond the record, and past good ones.
    before = yield from _alone(exchange, walk, keyset.at(search.found - 1), proofs=_PROOFS)
    return search.found if isinstance(before, Fault) else None


def _alone(
    exchange: Exchange, walk: Walk, position: Position, *, proofs: int
) -> Generator[Waiting, None, Read | Fault | None]:
    """Return the one record at `position`, or the Fault that came `proofs` times.

    A record fails in the same way each time, unlike a server that has a bad day. None when no
    failure came so often.
    """
    url = address(exchange.endpoint.url, walk, position, 1)
    patience = exchange.endpoint.patience
    reasons: Counter[str] = Counter()
    for failures in range(1, patience.attempts + 1):
        try:
            answer = yield from exchange.answer(url)
            check(answer, patience.window_seconds)
            if answer.status != _OK:
                return None
            return Read(records_of(answer), onward_position(answer.onward))
        except Fault as fault:
            reasons[str(fault)] += fault.halve_after is not None
            if reasons[str(fault)] >= proofs:
                return fault
            yield from exchange.another_try(fault, failures, fresh=False)
    return None
