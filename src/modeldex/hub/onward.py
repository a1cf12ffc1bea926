"""Ways to the next page where the server gives none, and the circles a walk may run in."""

from collections.abc import Generator

from modeldex.hub.decode import Records, records_of
from modeldex.hub.exchange import Exchange
from modeldex.hub.faults import Fault
from modeldex.hub.position import Bookmark, Position, address
from modeldex.hub.walk import Waiting, Walk

_EMPTY_PAGES = 3
"""In a row, each with a way onward: a filter may empty one, but not a walk."""

_SMALLEST_CAP = 20
"""Records on a page that may have been cut short; the smallest cap known is 30."""

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
    exchange: Exchange, walk: Walk, mark: Bookmark, found: Records
) -> Generator[Waiting, None, tuple[Position, tuple[str, ...]]]:
    """Return where the next page begins when the server sent no Link, and what that costs.

    No Link is the end on the Hub. Elsewhere it may be that the server knows no Link: then a
    smaller page has none either, and `offset` is tried. Empty is the end.
    """
    count = len(found)
    if not mark.linked:
        return (_offset(mark.seen + count) if count else ()), ()
    short = mark.position or count < _SMALLEST_CAP or count == walk.limit
    if short or exchange.endpoint.is_hub:
        return (), ()
    url = exchange.endpoint.url
    try:
        smaller = yield from exchange.answer(address(url, walk, (), count - 1))
        if smaller.status != _OK or smaller.onward:
            return (), ()
        next_page = yield from exchange.answer(address(url, walk, _offset(count), count))
        names = records_of(next_page).names() if next_page.status == _OK else found.names()
    except Fault as fault:
        names, lost = found.names(), f" ({fault})"
    else:
        lost = ""
    if not names & found.names():
        return (_offset(count) if names else ()), ()
    host = exchange.endpoint.host
    return (), (f"{host} gives {count} models and no way to the rest, if there are more{lost}.",)


def _offset(count: int) -> Position:
    return (("offset", str(count)),)
