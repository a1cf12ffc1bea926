"""The way past a record that spoils every page it is on."""

from collections.abc import Generator
from dataclasses import replace

from modeldex.entry import Rejected
from modeldex.hub.decode import Records, excerpt, records_of
from modeldex.hub.exchange import Exchange, check
from modeldex.hub.faults import Fault
from modeldex.hub.keyset import Search, read_keyset
from modeldex.hub.position import Position, address, onward_position
from modeldex.hub.walk import Waiting, Walk

Way = tuple[Position, Rejected]
"""Where the record after a bad one begins, and the bad one as set aside."""

_OK = 200
_MOST_IN_A_ROW = 5
"""Bad records side by side; if there are more, the server is bad and not the records."""

_MOST_TRIES = 200
"""Requests of one bisection: 96 for the digits of an `_id`, and 24 for how far to look."""


def step_over(
    exchange: Exchange, walk: Walk, position: Position, fault: Fault
) -> Generator[Waiting, None, tuple[Position, tuple[Rejected, ...]] | None]:
    """Return where the walk can go on beyond `position`, and the records it steps over.

    `fault` is what came of asking for the record at `position` alone. None when there is no
    way, or when what follows cannot be read either: then it is the server that is at fault.
    """
    rejected: list[Rejected] = []
    for _ in range(_MOST_IN_A_ROW):
        way = yield from _one_way(exchange, walk, position, fault)
        if way is None:
            return None
        position, bad = way
        rejected.append(bad)
        if not position:
            return position, tuple(rejected)
        found = yield from _alone(exchange, walk, position)
        if not isinstance(found, Fault):
            return position, tuple(rejected)
        fault = found
    return None


def _one_way(
    exchange: Exchange, walk: Walk, position: Position, fault: Fault
) -> Generator[Waiting, None, Way | None]:
    """Return the first way past one record: its own Link, fewer properties, a moved cursor."""
    reason = f"{exchange.endpoint.host} {fault} when asked for it alone"
    following = onward_position(fault.onward)
    if following:
        return following, Rejected(id=None, reason=reason, excerpt="")
    # One of its properties is likely what the server chokes on.
    bare = replace(walk, expand=("createdAt",))
    answer = yield from _alone(exchange, bare, position) if walk.expand else _none(fault)
    if not isinstance(answer, Fault) and answer[0].good:
        record = answer[0].good[0]
        name = excerpt(record.get("id", "")).strip('"')
        return answer[1], Rejected(id=name or None, reason=reason, excerpt=excerpt(record))
    if walk.sort != "createdAt" or not walk.ascending:
        return None
    key = yield from _bisected(exchange, walk, position)
    keyset = read_keyset(position)
    if key is None or keyset is None:
        return None
    return keyset.at(key), Rejected(id=None, reason=reason, excerpt=f"_id {key:024x}")


def _bisected(
    exchange: Exchange, walk: Walk, position: Position
) -> Generator[Waiting, None, int | None]:
    """Return the `_id` of the record after `position`, as a number; None when it stays hidden."""
    keyset = read_keyset(position)
    if keyset is None:
        return None
    search = Search(keyset.key)
    deadline = exchange.clock() + exchange.endpoint.patience.stall_seconds
    for _ in range(_MOST_TRIES):
        if search.is_vain or exchange.clock() > deadline:
            return None
        answer = yield from _alone(exchange, walk, keyset.at(search.key))
        search.narrow(readable=not isinstance(answer, Fault))
        if search.found is not None:
            return search.found
    return None


def _alone(
    exchange: Exchange, walk: Walk, position: Position
) -> Generator[Waiting, None, tuple[Records, Position] | Fault]:
    """Return the one record at `position` and what follows it, or why it cannot be had.

    Raises Fault when it is not the record that is at fault.
    """
    url = address(exchange.endpoint.url, walk, position, 1)
    patience = exchange.endpoint.patience
    failures = 0
    while True:
        try:
            answer = yield from exchange.answer(url)
            check(answer, patience.window_seconds)
            if answer.status != _OK:
                return Fault(f"answered {answer.status}")
            return records_of(answer), onward_position(answer.onward)
        except Fault as fault:
            if fault.halve_after is not None:
                return fault
            failures += 1
            yield from exchange.another_try(fault, failures, fresh=False)


def _none(fault: Fault) -> Generator[Waiting, None, Fault]:
    """Return `fault` without asking anybody."""
    yield from ()
    return fault
