"""A list of the Hub, page by page into the store."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from modeldex import hub
from modeldex.entry import Rejected
from modeldex.hub import Page, Waiting, Walk
from modeldex.store import Outcome
from modeldex.sync.bookmarks import Bookmarks
from modeldex.sync.desk import Desk
from modeldex.sync.plan import Phase, Step

_OVERLAP = timedelta(minutes=10)
"""How far a walk of what was modified goes beyond the last one: a server's copies may lag."""

_MODELS = 3_118_000
"""On the Hub on 2026-10-03: the share of a first walk is told by it."""

_HUB_ID = 24
"""Digits of the Hub's `_id`; another server's ids have no order to rely on."""

_NEWEST = Walk(sort="lastModified", limit=1, expand=("lastModified",))


def walk(desk: Desk, phase: Phase) -> Iterator[Step]:
    """Bring every page of one list into the store, from where the last sync left off.

    Raises HubError and StoreError; ends early once the sync is cancelled.
    """
    if phase.complete:
        yield from _everything(desk, phase)
    elif phase.modified:
        yield from _modified(desk, phase)
    else:
        desk.tally.begin(phase.title, phase.walk.limit)
        for event in _events(desk, phase.walk, None):
            if isinstance(event, Waiting):
                yield desk.tally.waiting(event)
            else:
                yield _save(desk, event, desk.bookmarks)


def _events(desk: Desk, asked: Walk, bookmark: str | None) -> Iterator[Page | Waiting]:
    return hub.pages(asked, desk.endpoint, bookmark=bookmark, cancel=desk.cancel)


def _save(desk: Desk, page: Page, keep: Bookmarks, span: "_Span | None" = None) -> Step:
    """Make one page durable together with the bookmarks `keep`."""
    entries, rejected = desk.parsed(page.records)
    span = span or _Span()
    outcome = desk.save(
        entries, keep=keep, after=span.after, up_to=span.up_to, listed=_ids(page.records)
    )
    return _counted(desk, page, outcome, (*page.rejected, *rejected))


def _counted(desk: Desk, page: Page, outcome: Outcome, rejected: Sequence[Rejected]) -> Step:
    desk.set_aside(rejected)
    desk.tally.remark(*page.limits)
    listed = len(page.records) + len(page.rejected)
    desk.tally.count(listed, outcome, quota=page.quota)
    return desk.tally.step


class _Span:
    """The ids between which a page lists everything; none where that is not sure."""

    def __init__(self, after: str | None = None, up_to: str | None = None) -> None:
        self.after = after
        self.up_to = up_to


def _everything(desk: Desk, phase: Phase) -> Iterator[Step]:
    """Walk the whole Hub, and note as gone what is missing where it should be."""
    marks = desk.bookmarks
    desk.tally.begin(phase.title, marks.total or _guess(desk), marks.listed)
    if marks.walk is None:
        began = yield from _newest(desk)
        desk.keep(replace(marks, after="", began=began, listed=0))
    for event in _events(desk, phase.walk, desk.bookmarks.walk):
        if isinstance(event, Waiting):
            yield desk.tally.waiting(event)
            continue
        last = _last_id(event, desk.bookmarks.after)
        span = _span(event, desk.bookmarks.after, last)
        yield _save(desk, event, _turned(desk, event, last), span)


def _guess(desk: Desk) -> int | None:
    return _MODELS if desk.endpoint.is_hub else None


def _turned(desk: Desk, page: Page, last: str | None) -> Bookmarks:
    """Return the bookmarks after a page of the walk of everything."""
    marks = desk.bookmarks
    listed = marks.listed + len(page.records) + len(page.rejected)
    if not page.last:
        return replace(marks, walk=page.bookmark, after=last, listed=listed)
    return replace(
        marks,
        walk=None,
        after=None,
        began=None,
        listed=0,
        total=listed,
        walked=desk.at,
        watermark=marks.began or marks.watermark,
        modified=None,
        newest=None,
    )


def _last_id(page: Page, after: str | None) -> str | None:
    """Return the `_id` with which a page ends; None where it is not in the order of ids."""
    if after is None:
        return None
    for record in page.records:
        found = record.get("_id")
        if not isinstance(found, str) or len(found) != _HUB_ID or found <= after:
            return None
        after = found
    return after


def _span(page: Page, after: str | None, last: str | None) -> _Span:
    """Return between which ids the page lists everything that the server has."""
    if last is None or page.rejected:  # What became no record has no id that could be read.
        return _Span()
    if page.last and not page.limits:
        return _Span(after)
    return _Span(after, last)


def _ids(records: Sequence[dict[str, object]]) -> frozenset[str]:
    ids = [record.get("_id") for record in records]
    return frozenset(id_ for id_ in ids if isinstance(id_, str) and len(id_) == _HUB_ID)


def _newest(desk: Desk) -> Generator[Step, None, str | None]:
    """Return the moment of the newest modification; None when the server does not tell."""
    for event in _events(desk, _NEWEST, None):
        if isinstance(event, Waiting):
            yield desk.tally.waiting(event)
        elif not any("sort" in limit for limit in event.limits):
            return _moments(event)[0] if _moments(event) else None
    return None


def _moments(page: Page) -> list[str]:
    """Return when the records of a page were modified, as the server writes it."""
    moments = [record.get("lastModified") for record in page.records]
    return [text for text in moments if isinstance(text, str)]


def _modified(desk: Desk, phase: Phase) -> Iterator[Step]:
    """Walk from the newest modification back to where the last walk began."""
    desk.tally.begin(phase.title)
    until = _before(desk.bookmarks.watermark)
    if until is None:
        newest = yield from _newest(desk)
        desk.keep(replace(desk.bookmarks, watermark=newest))
        return
    limited = phase.walk.limit is not None
    bookmark = None if limited else desk.bookmarks.modified
    for event in _events(desk, phase.walk, bookmark):
        if isinstance(event, Waiting):
            yield desk.tally.waiting(event)
            continue
        moments = _moments(event)
        if len(moments) < len(event.records) or moments != sorted(moments, reverse=True):
            desk.tally.remark(f"{desk.endpoint.host} does not list what was modified last.")
            return
        marks = desk.bookmarks
        newest = marks.newest or max(moments, default=None)
        reached = not moments or moments[-1] < until
        if reached or (event.last and not limited):
            keep = replace(marks, modified=None, newest=None, watermark=newest or marks.watermark)
        else:
            keep = marks if limited else replace(marks, modified=event.bookmark, newest=newest)
        yield _save(desk, event, keep)
        if reached:
            return


def _before(watermark: str | None) -> str | None:
    """Return the moment up to which to walk back; None when there is none to be had."""
    try:
        then = datetime.fromisoformat(watermark or "")
    except ValueError:
        return None
    return (then - _OVERLAP).strftime("%Y-%m-%dT%H:%M:%S")
