"""Ways to the next page where the server gives none, and the circles a walk may run in."""

import re
from collections.abc import Generator

from modeldex.hub.decode import Records, records_of
from modeldex.hub.exchange import Exchange
from modeldex.hub.faults import Fault
from modeldex.hub.keyset import read_keyset
from modeldex.hub.position import Bookmark, Position, address, onward_position
from modeldex.hub.walk import Waiting, Walk

_EMPTY_PAGES = 3
"""In a row, each with a way onward: a filter may empty one, but not a walk."""

_SMALLEST_CAP = 20
"""Records on a page that may have been cut short; the smallest cap known is 30."""

_OBJECT_ID = re.compile(r"[0-9a-f]{24}")
_OK = 200


class Circle:
    """Tells when a walk gets nowhere."""

    def __init__(self, start: Position) -> None:
        self._visited = {start}
        self._before: frozenset[str] = frozenset()
        self._empty = 0

    def closes(self, found: Records, following: Position) -> str | None:
        """Return in what way the walk gets nowhere with this page; None when it gets on."""
        names = found.names()
        if names and names <= self._before:
            return "repeats a page"
        if following and following in self._visited:
            return "names a page as the next one that has been read"
        if following and not len(found) and self._empty + 1 >= _EMPTY_PAGES:
            return "sends one empty page after the other"
        return None

    def enter(self, found: Records, following: Position) -> None:
        """Remember a page that was taken."""
        self._before = found.names()
        self._empty = 0 if len(found) else self._empty + 1
        self._visited.add(following)


def way_without_link(
    exchange: Exchange, walk: Walk, mark: Bookmark, found: Records, *, full: bool
) -> Generator[Waiting, None, tuple[Position, tuple[str, ...]]]:
    """Return where the next page begins when the server sent no Link, and what that costs.

    `full`: whether the page is as full as it was asked to be, or as any before it. No Link is the
    end on the Hub, unless the page is full: then the last record tells where to go on. Elsewhere
    it may be that the server knows no Link: then a smaller page has none either, and `offset` is
    tried. Empty is the end.
    """
    count = len(found)
    if not mark.linked:
        return (_offset(mark.seen + count) if count else ()), ()
    if full and (mark.position or exchange.endpoint.is_hub):
        following = _after_last(mark.position, found)
        host = exchange.endpoint.host
        lost = f"{host} sent a full page without a Link to the next one; there may be more."
        return following, () if following else (lost,)
    if mark.position or count < _SMALLEST_CAP or exchange.endpoint.is_hub:
        return (), ()
    return (yield from _counted(exchange, walk, found))


def _counted(
    exchange: Exchange, walk: Walk, found: Records
) -> Generator[Waiting, None, tuple[Position, tuple[str, ...]]]:
    """Return the second page of a server that may know no Link, by its last record or counting."""
    url, count = exchange.endpoint.url, len(found)
    names, why = found.names(), ""
    try:
        smaller = yield from exchange.answer(address(url, walk, (), count - 1))
        # With a Link here, the server knows them, and the one of the whole page may be lost.
        linked = onward_position(smaller.onward)
        following = _after_last(linked, found) if linked else _offset(count)
        if smaller.status != _OK or not following:
            return (), ()
        second = yield from exchange.answer(address(url, walk, following, count))
        if second.status == _OK:
            names = records_of(second).names()
    except Fault as fault:
        why = f" ({fault})"
    if not names & found.names():
        return (following if names else ()), ()
    host = exchange.endpoint.host
    return (), (f"{host} gives {count} models and no way to the rest, if there are more{why}.",)


def _after_last(position: Position, found: Records) -> Position:
    """Return the place after the last record, made of another `position` of the same walk."""
    keyset = read_keyset(position)
    last = str(found.good[-1].get("_id")) if found.good else ""
    if keyset is None or not _OBJECT_ID.fullmatch(last):
        return ()
    return keyset.at(int(last, 16))


def counts(position: Position) -> bool:
    """Return whether the position is a number of records."""
    return bool(position) and position[0][0] == "offset"


def _offset(count: int) -> Position:
    return (("offset", str(count)),)
