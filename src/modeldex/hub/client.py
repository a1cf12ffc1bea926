"""The listing of models, page by page: resumable, polite, and never held up without a word."""

import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from math import ceil
from random import random

from modeldex.entry import Rejected
from modeldex.hub.decode import Records, records_of
from modeldex.hub.endpoint import Answer, Endpoint
from modeldex.hub.exchange import Cancel, Exchange, check
from modeldex.hub.faults import SPOILT, Cancelled, Fault
from modeldex.hub.onward import Circle, counts, way_without_link
from modeldex.hub.pace import pause, read_quota
from modeldex.hub.position import Bookmark, Position, address, onward_position, read_bookmark
from modeldex.hub.refusal import adapted
from modeldex.hub.stepping import step_over
from modeldex.hub.walk import HubError, Page, Quota, Waiting, Walk

_OK = 200
_GOOD_PAGES = 3
"""After so many pages the size that once was too much is tried again."""


def pages(
    walk: Walk,
    endpoint: Endpoint,
    *,
    bookmark: str | None = None,
    cancel: Cancel | None = None,
    clock: Callable[[], float] = time.monotonic,
    jitter: Callable[[], float] = random,
) -> Iterator[Page | Waiting]:
    """Yield every page of `walk` once, after `bookmark` where there is one, and what it waits for.

    It ends early, without an error, once `cancel` is set: then the bookmark of the last page
    goes on there. Raises HubError when the server can be read no further.
    """
    exchange = Exchange(endpoint, cancel or threading.Event(), clock, jitter)
    try:
        yield from _Course(walk, exchange, bookmark).run()
    except Cancelled:
        return
    finally:
        exchange.drop()


class _Course:
    """One walk under way."""

    def __init__(self, walk: Walk, exchange: Exchange, bookmark: str | None) -> None:
        self.walk = walk
        """What is left of the walk when all that this server refuses is left out."""

        self.exchange = exchange
        start = Bookmark(walk=walk, position=())
        self.mark = start if bookmark is None else read_bookmark(bookmark, walk)
        self.circle = Circle(self.mark.position)
        self.limits: tuple[str, ...] = ()
        self.size = walk.page_size
        self.suspect: int | None = None
        """How many records from here on hold one that spoils its page; None when all is well."""

        self.good = 0
        self.failures = 0
        self.doubted: str | None = None
        """In what way the page at hand led nowhere when it was first read."""

        self.emptied = False
        """Whether the page at hand was empty when it was first read."""

        self.partial = False
        """As in `Page`."""

        self.fresh = True
        """Whether no page has come yet."""

        self.progressed = self.asked_at = exchange.clock()

    def run(self) -> Generator[Page | Waiting, None, None]:
        """Yield what `pages` promises. Raises Cancelled."""
        while not self.mark.done:
            try:
                answer = yield from self.exchange.answer(self._address())
                check(answer, self._window)
                if answer.status != _OK:
                    self._adapt(answer)
                    continue
                found = records_of(answer)
                following, linked = yield from self._onward(answer, found)
            except Fault as fault:
                yield from self._mend(fault)
            else:
                self._settle()
                quota = read_quota(answer.headers, self._window)
                yield from self._turn(found, following, quota=quota, linked=linked)

    @property
    def _window(self) -> float:
        return self.exchange.endpoint.patience.window_seconds

    def _address(self) -> str:
        host = self.exchange.endpoint.url
        return address(host, self.walk, self.mark.position, self._count())

    def _count(self) -> int:
        """Return how many records to ask for."""
        size = self.size if self.suspect is None else max(1, self.suspect // 2)
        return size if self.walk.limit is None else max(1, min(size, self._left()))

    def _left(self) -> int:
        return (self.walk.limit or 0) - self.mark.seen

    def _adapt(self, answer: Answer) -> None:
        """Ask less of the server, or without the token. Raises HubError when that is no way."""
        begun, asked = bool(self.mark.position) or not self.fresh, self.walk
        self.walk, self.exchange.endpoint, lost = adapted(
            self.walk, self.exchange.endpoint, answer, begun=begun
        )
        self.partial |= bool(asked.sort) and not self.walk.sort
        self.limits += (lost,)

    def _onward(
        self, answer: Answer, found: Records
    ) -> Generator[Waiting, None, tuple[Position, bool]]:
        """Return where the next page begins, and whether the server said so itself.

        Raises HubError when the walk gets nowhere.
        """
        filtered = self.walk.author or self.walk.task or self.walk.search or self.walk.filters
        if not len(found) and not self.emptied and not (filtered and self.fresh):
            self.emptied = True
            raise Fault("sent an empty page")
        following = onward_position(answer.onward)
        linked = self.mark.linked or bool(following)
        if self.walk.limit is not None and len(found) >= self._left():
            return following, linked
        if answer.onward and not following:
            self._doubt("names no place in its Link to the next page")
        full = len(found) >= min(self._count(), self.mark.largest or self._count())
        if not following and linked and full and self.doubted is None:
            self._doubt("sent a full page without a Link to the next one")
        if not following:
            following, lost = yield from way_without_link(
                self.exchange, self.walk, self.mark, found, full=full
            )
            linked = linked and not counts(following)
            self.limits += tuple(each for each in lost if each not in self.limits)
            self.partial |= bool(lost)
        how = self.circle.closes(found, following)
        if how is not None:
            if linked:
                self._doubt(how)
            # Asked beyond its end, a server that counts by itself may send its last page again.
            following = ()
        self.circle.enter(found, following)
        return following, linked

    def _doubt(self, how: str) -> None:
        """Raise Fault the first time that a page leads nowhere, and HubError the second time."""
        if self.doubted == how:
            raise HubError(
                f"{self.exchange.endpoint.host} {how}, so the walk ends here. What came before is"
                " kept; the fault is the server's, and another --endpoint may do."
            )
        self.doubted = how
        raise Fault(how)

    def _settle(self) -> None:
        """Note that a page came, and how large the next may be."""
        asked = self._count()
        self.fresh, self.failures, self.progressed = False, 0, self.exchange.clock()
        self.doubted, self.emptied = None, False
        if self.suspect is not None:
            self.suspect = self.suspect - asked if self.suspect > 1 else None
            return
        self.good += 1
        if self.good >= _GOOD_PAGES and self.size < self.walk.page_size:
            self.good, self.size = 0, min(2 * self.size, self.walk.page_size)

    def _turn(
        self, found: Records, following: Position, *, quota: Quota | None, linked: bool
    ) -> Generator[Page | Waiting, None, None]:
        """Yield the page, with the next one under way while it is used."""
        good = found.good if self.walk.limit is None else found.good[: self._left()]
        largest = max(self.mark.largest, len(found))
        self.mark = replace(self.mark, linked=linked, largest=largest)
        self._go_to(following, seen=len(good) + len(found.bad))
        now = self.exchange.clock()
        wait = pause(quota, now - self.asked_at, self._needed())
        page = self._page(good, found.bad, quota)
        if wait == 0 and not self.mark.done:
            self.asked_at = now
            self.exchange.begin(self._address())
        yield page
        left = now + wait - self.exchange.clock()
        if left > 0 and not self.mark.done:
            yield from self.exchange.rest(left, f"the quota of {self.exchange.endpoint.host}")
            self.asked_at = self.exchange.clock()

    def _go_to(self, following: Position, *, seen: int) -> None:
        seen += self.mark.seen
        done = not following or (self.walk.limit is not None and seen >= self.walk.limit)
        self.mark = replace(self.mark, position=following, seen=seen, done=done)

    def _needed(self) -> int | None:
        return None if self.walk.limit is None else ceil(self._left() / self.size)

    def _page(
        self,
        good: tuple[dict[str, object], ...],
        bad: tuple[Rejected, ...],
        quota: Quota | None = None,
    ) -> Page:
        exchange = self.exchange
        page = Page(
            records=good,
            rejected=bad,
            bookmark=self.mark.text(),
            last=self.mark.done,
            quota=quota,
            requests=exchange.requests,
            bytes=exchange.bytes,
            limits=self.limits,
            partial=self.partial,
        )
        exchange.requests = exchange.bytes = 0
        return page

    def _mend(self, fault: Fault) -> Generator[Page | Waiting, None, None]:
        """Make the next request likelier to succeed. Raises HubError when nothing helps."""
        exchange, count = self.exchange, self._count()
        self.failures += 1
        self.good = 0
        if exchange.clock() - self.progressed > exchange.endpoint.patience.stall_seconds:
            raise HubError(f"{exchange.endpoint.host} {fault}, and gave nothing for too long.")
        limit = fault.halve_after
        if limit is not None and (self.failures >= limit or self.suspect is not None):
            if count > 1:
                self._halve(count, heavy=fault.heavy)
            elif self.failures % SPOILT == 0:
                stepped = yield from step_over(exchange, self.walk, self.mark.position)
                if stepped is not None:
                    yield self._stepped(*stepped)
                    return
        yield from exchange.another_try(fault, max(self.failures, 1), fresh=self.fresh)

    def _halve(self, count: int, *, heavy: bool) -> None:
        """Ask for fewer records next: one of `count` spoils the page, or all weigh too much."""
        self.failures = 0
        if heavy:
            self.size = count // 2
        else:
            self.suspect = count

    def _stepped(self, following: Position, rejected: tuple[Rejected, ...]) -> Page:
        """Return the page that holds nothing but records set aside."""
        self.failures, self.suspect, self.size = 0, None, self.walk.page_size
        self.progressed = self.exchange.clock()
        self._go_to(following, seen=len(rejected))
        return self._page((), rejected)
