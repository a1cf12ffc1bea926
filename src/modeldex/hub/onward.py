"""Ways to the next page where the server gives none, and the circles a walk may run in."""

from collections.abc import Generator
from dataclasses import replace

from modeldex.entry import Rejected
from modeldex.hub.decode import Records, excerpt, records_of
from modeldex.hub.exchange import Exchange
from modeldex.hub.faults import Fault
from modeldex.hub.position import Bookmark, Position, address, onward_position
from modeldex.hub.walk import HubError, Waiting, Walk

_EMPTY_PAGES = 3
"""In a row, each with a way onward: a filter may empty one, but not a walk."""

_SMALLEST_CAP = 20
"""Records on a page that may have been cut short; the smallest cap known is 30."""

_OK = 200


class Circle:
    """Tells when a walk gets nowhere."""

    def __init__(self, host: str, start: Position) -> None:
        self._host = host
        self._visited = {start}
        self._before: frozenset[str] = frozenset()
        self._empty = 0

    def closes(self, found: Records, following: Position) -> str | None:
        """Return in what way the walk gets nowhere with this page; None when it gets on."""
        names = found.names()
        if names and names <= self._before:
            return "repeats a page"
        self._empty = 0 if len(found) else self._empty + 1
        if following and self._empty >= _EMPTY_PAGES:
            return f"sends {_EMPTY_PAGES} empty pages in a row"
        if following and following in self._visited:
            return "names a page that has been read as the next one"
        self._before = names
        self._visited.add(following)
        return None

    def error(self, how: str) -> HubError:
        """Return the error that ends such a walk."""
        return HubError(
            f"{self._host} {how}, so the walk ends here. What came before is kept; the server is"
            " at fault, and another --endpoint may do."
        )


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


def step_over(
    exchange: Exchange, walk: Walk, mark: Bookmark, fault: Fault
) -> Generator[Waiting, None, tuple[Position, Rejected] | None]:
    """Return where the record after the one at `mark` begins, and the latter as set aside.

    An answer that cannot be read still has its Link; where there was no answer, the record is
    asked for without the properties, one of which is likely what the server chokes on. None
    when neither gives a way.
    """
    following = onward_position(fault.onward)
    record: dict[str, object] = {}
    if not following and walk.expand:
        bare = replace(walk, expand=("createdAt",))
        url = address(exchange.endpoint.url, bare, mark.position, 1)
        try:
            answer = yield from exchange.answer(url)
            found = records_of(answer) if answer.status == _OK else Records(good=())
        except Fault:
            return None
        if not found.good:
            return None
        following, record = onward_position(answer.onward), found.good[0]
    elif not following:
        return None
    name = record.get("id")
    return following, Rejected(
        id=excerpt(name).strip('"') if name is not None else None,
        reason=f"{exchange.endpoint.host} {fault}, asked for this record alone",
        excerpt=excerpt(record) if record else "",
    )


def _offset(count: int) -> Position:
    return (("offset", str(count)),)
