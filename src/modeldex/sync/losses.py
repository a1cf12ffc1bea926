"""What a listing leaves out: when it is believed, and when it shows a fault of the server."""

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

from modeldex import hub
from modeldex.entry import Entry
from modeldex.hub import HubError, Waiting, Walk
from modeldex.hub.detail import detail
from modeldex.sync.batch import Batch
from modeldex.sync.bookmarks import Bookmarks
from modeldex.sync.desk import Desk
from modeldex.sync.plan import Step

_SAMPLE = 5
"""Missing models of a range that are asked for one by one."""

_MOST_REFUTED = 3
"""Ranges of a walk whose loss proved wrong; after them no other one is asked about."""

_SHRUNK = 0.98
"""The share of the last walk's models below which a walk without `_id` is not believed."""

_IGNORED = 0.1
"""The share of models that do not match, from which on a filter counts as ignored."""

_LAST_CREATED = Walk(sort="createdAt", limit=1, expand=("createdAt",))


@dataclass(slots=True)
class Doubts:
    """What one walk of everything left out, and whether it reached the end."""

    desk: Desk
    _places: deque[Bookmarks] = field(default_factory=lambda: deque(maxlen=2))
    """Where the page before and the page at hand began."""

    _asked_again: str | None = None
    """The `_id` up to which every range in doubt was asked for again."""

    _newest: tuple[str, str] | None = None
    """`_id` and `createdAt` of a model behind the end of the walk."""

    _witness: str | None = None
    """The id of a model that the server has listed."""

    _refuted: int = 0

    def begin(self) -> None:
        """Note where the page at hand begins."""
        self._places.append(self.desk.bookmarks)

    def settle(self, page: Batch) -> Generator[Step, None, bool]:
        """Settle what the page at hand left out; return whether to read an earlier page again."""
        desk, doubted = self.desk, self.desk.doubted
        if page.drafts:
            self._witness = page.drafts[0].id
        if not len(page) and not page.last:
            marks = replace(desk.bookmarks, after=None)
            desk.keep(_flawed(marks, f"{desk.endpoint.host} sent an empty page between others."))
        if not doubted:
            return False
        after = self._places[-1].after or ""
        if self._asked_again is None or after > self._asked_again:
            self._asked_again = after
            return self._go_back()
        kept = yield from self._confirm(doubted)
        if kept and desk.cancel.is_set():
            return self._go_back()
        if kept:
            desk.tally.add(unlisted=kept)
            desk.keep(replace(desk.bookmarks, unlisted=desk.bookmarks.unlisted + kept))
        return False

    def _go_back(self) -> bool:
        """Go on from the page before the one at hand, which may itself have been cut short."""
        seen = self.desk.tally.step.done - self._places[0].listed
        self.desk.keep(self._places[0])
        self.desk.tally.add(done=-seen, seen=-seen)
        self._places.clear()
        return True

    def _confirm(self, doubted: Sequence[str]) -> Generator[Step, None, int]:
        """Note as gone what the detail route confirms; return how many models are kept."""
        desk = self.desk
        known = desk.store.reader().get(doubted)
        entries = [known[id_] for id_ in doubted if id_ in known]
        step = max(1, (len(entries) - 1) // (_SAMPLE - 1))
        sample = entries[::step][: _SAMPLE - 1] + entries[-1:]
        if self._witness is None or self._refuted >= _MOST_REFUTED:
            return len(entries)
        # A server that knows no detail route would confirm everything.
        if not (yield from self._has(desk.store.reader().get([self._witness])[self._witness])):
            return len(entries)
        gone = []
        for entry in {each.id: each for each in sample}.values():
            has = yield from self._has(entry)
            if has is None:
                return len(entries)
            if not has:
                gone.append(entry.id)
        if len(gone) < len({each.id for each in sample}):
            self._refuted += 1
        else:
            gone = [entry.id for entry in entries]
        desk.tally.add(gone=desk.store.lose(gone, desk.at))
        return len(entries) - len(gone)

    def _has(self, entry: Entry) -> Generator[Step, None, bool | None]:
        """Return whether the server has a model; None when it does not tell."""
        try:
            for event in detail(entry.id, self.desk.endpoint, cancel=self.desk.cancel):
                if isinstance(event, Waiting):
                    yield self.desk.tally.waiting(event)
                elif event.record is None:
                    return False
                else:
                    return event.record.get("_id") in {None, entry.hub_id}
        except HubError:
            return None
        return None

    def end(self, page: Batch, turned: Bookmarks) -> Generator[Step, None, bool]:
        """Check that the walk has reached the end; return whether to read an earlier page again.

        Raises HubError when the server cannot be read.
        """
        if page.partial:
            self.desk.keep(_flawed(self.desk.bookmarks, " ".join(page.limits)))
            return False
        newest = yield from self._last_created()
        if newest is None or not _is_beyond(newest, turned):
            return False
        if self._newest is None:
            self._newest = newest
            return self._go_back()
        if _is_beyond(self._newest, turned):
            host = self.desk.endpoint.host
            self.desk.keep(_flawed(self.desk.bookmarks, f"{host} ended before its newest model."))
        return False

    def _last_created(self) -> Generator[Step, None, tuple[str, str] | None]:
        for event in hub.pages(_LAST_CREATED, self.desk.endpoint, cancel=self.desk.cancel):
            if isinstance(event, Waiting):
                yield self.desk.tally.waiting(event)
            elif event.records and not event.partial:
                record = event.records[0]
                return str(record.get("_id", "")), str(record.get("createdAt", ""))
        return None

    def ended(self, turned: Bookmarks) -> Bookmarks:
        """Return the bookmarks after the last page, and say in what the walk is not complete."""
        desk, host = self.desk, self.desk.endpoint.host
        marks = self._judged(turned)
        rest = replace(marks, walk=None, after=None, created=None, began=None, listed=0)
        if marks.incomplete is not None:
            desk.tally.fail(f"The walk is incomplete: {marks.incomplete}")
            return replace(
                rest, total=turned.listed or None if turned.after is None else rest.total
            )
        if turned.after is None:
            desk.tally.remark(
                f"{host} gives no `_id` in the order of creation, so it cannot be told which models"
                " were deleted or renamed; none is marked as gone."
            )
        return replace(
            rest,
            total=turned.listed,
            walked=desk.at,
            watermark=marks.began or marks.watermark,
            modified=None,
            newest=None,
        )

    def _judged(self, turned: Bookmarks) -> Bookmarks:
        """Return the bookmarks with the reason why the walk is not complete, if there is one."""
        desk, host = self.desk, self.desk.endpoint.host
        marks = desk.bookmarks
        if not turned.listed:
            return _flawed(marks, f"{host} lists no model.")
        if turned.after is None and turned.created is None:
            return _flawed(marks, f"{host} does not list in the order of creation.")
        if marks.unlisted:
            return _flawed(
                marks,
                f"{host} did not list {marks.unlisted:,} models that are known here, and nothing"
                " confirms that they were deleted. They are kept.",
            )
        if turned.after is None and turned.listed < _SHRUNK * (marks.total or 0):
            text = f"{host} lists {turned.listed:,} models, and {marks.total:,} the last time."
            return _flawed(marks, text)
        return marks


def _flawed(marks: Bookmarks, reason: str) -> Bookmarks:
    return replace(marks, incomplete=marks.incomplete or reason)


def _is_beyond(newest: tuple[str, str], turned: Bookmarks) -> bool:
    """Return whether a model was created after the last one that the walk has brought."""
    id_, created = newest
    if turned.after is not None and len(id_) == len(turned.after):
        return id_ > turned.after
    return turned.created is not None and created > turned.created


def keeps_to_filter(desk: Desk, walk: Walk, page: Batch) -> bool:
    """Return whether the server heeds the filter of a walk, and say so where it does not."""
    if not page.strays:
        return True
    options = (("--author", walk.author), ("--task", walk.task), ("--search", walk.search))
    asked = " ".join(f"{option} {value}" for option, value in options if value)
    desk.tally.fail(
        f"{desk.endpoint.host} does not keep to {asked}: {len(page.strays):,} of {len(page):,}"
        f" models on a page do not match, such as {page.strays[0]}. They are left out."
    )
    return len(page.strays) < _IGNORED * len(page)
