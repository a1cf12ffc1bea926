"""A list of the Hub, page by page into the store."""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

from modeldex import hub
from modeldex.hub import Waiting, Walk
from modeldex.sync import losses
from modeldex.sync.apart import Lost
from modeldex.sync.batch import Batch, Reading, read
from modeldex.sync.bookmarks import Bookmarks
from modeldex.sync.desk import Desk
from modeldex.sync.plan import Phase, Step

_OVERLAP = timedelta(minutes=10)
"""How far a walk of what was modified goes beyond the last one: a server's copies may lag."""

_MODELS = 3_118_000
"""On the Hub on 2026-10-03: the share of a first walk is told by it."""

NEWEST = Walk(sort="lastModified", limit=1, expand=("lastModified",))
"""What a walk of everything asks first: after it, what was modified meanwhile is walked."""


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
                if not losses.keeps_to_filter(desk, phase.walk, event):
                    return
                if event.last and event.drafts and phase.walk.sort == "downloads":
                    desk.least_downloads = event.drafts[-1].rank


def _events(
    desk: Desk, asked: Walk, bookmark: str | None
) -> Generator[Batch | Waiting, None, None]:
    """Yield the pages of a walk, read here at first, and apart once it proves to be long."""
    came = 0
    with closing(_here(desk, asked, bookmark)) as events:
        for event in events:
            yield event
            if isinstance(event, Batch):
                came, bookmark = came + len(event), event.bookmark
                # What the server could not give is known here alone.
                enough = came >= desk.here or desk.apart.is_running
                if enough and not event.last and not event.limits:
                    break
        else:
            return
    reading = Reading(asked, bookmark, desk.endpoint, desk.parser)
    try:
        for event in desk.apart.ask(reading, desk.cancel):
            yield event
            if isinstance(event, Batch):
                bookmark = event.bookmark
    except Lost:
        yield from _here(desk, asked, bookmark)


def _here(desk: Desk, asked: Walk, bookmark: str | None) -> Generator[Batch | Waiting, None, None]:
    for event in hub.pages(asked, desk.endpoint, bookmark=bookmark, cancel=desk.cancel):
        yield event if isinstance(event, Waiting) else read(event, desk.parser, asked)


def _save(desk: Desk, page: Batch, keep: Bookmarks, span: "_Span | None" = None) -> Step:
    """Make one page durable together with the bookmarks `keep`."""
    if span is None:  # Who walks everything need not know what was listed.
        desk.note_listed(drafted.id for drafted in page.drafts)
        span = _Span()
    listed = frozenset(id_ for id_ in page.ids if id_ is not None)
    outcome = desk.save(page.drafts, keep=keep, after=span.after, up_to=span.up_to, listed=listed)
    desk.set_aside(page.rejected)
    if page.drafts:
        desk.last_listed = page.drafts[-1].id
    desk.tally.remark(*page.limits)
    desk.tally.count(len(page), outcome, quota=page.quota)
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
        fresh = replace(marks, after="", created="", began=began, listed=0)
        desk.keep(replace(fresh, incomplete=None, unlisted=0))
    doubts = losses.Doubts(desk)
    while (yield from _stretch(desk, phase, doubts)):
        pass


def _stretch(desk: Desk, phase: Phase, doubts: losses.Doubts) -> Generator[Step, None, bool]:
    """Walk on; return whether to do so again, from an earlier page, as `doubts` has it."""
    with closing(_events(desk, phase.walk, desk.bookmarks.walk)) as events:
        for event in events:
            if isinstance(event, Waiting):
                yield desk.tally.waiting(event)
                continue
            doubts.begin()
            before = desk.bookmarks
            last = _last_id(event, before.after)
            turned = _turned(desk, event, last)
            # What the last page says is believed only when it is settled.
            keep = before if event.last else turned
            yield _save(desk, event, keep, _span(event, before.after, last))
            if (yield from doubts.settle(event)):
                return True
            if event.last and not desk.cancel.is_set():
                if (yield from doubts.end(event, turned)):
                    return True
                desk.keep(doubts.ended(turned))
    return False


def _guess(desk: Desk) -> int | None:
    return _MODELS if desk.endpoint.is_hub else None


def _turned(desk: Desk, page: Batch, last: str | None) -> Bookmarks:
    """Return the bookmarks after a page of the walk of everything."""
    marks = desk.bookmarks
    return replace(
        marks,
        walk=page.bookmark,
        after=last,
        created=_last_created(page, marks.created),
        listed=marks.listed + len(page),
    )


def _last_created(page: Batch, created: str | None) -> str | None:
    """Return the moment with which a page ends; None where it is not in the order of creation."""
    if created is None or page.created is None or (page.created and page.created[0] < created):
        return None
    return page.created[1] if page.created else created


def _last_id(page: Batch, after: str | None) -> str | None:
    """Return the `_id` with which a page ends; None where it is not in the order of ids."""
    if after is None:
        return None
    for found in page.ids:
        if found is None or found <= after:
            return None
        after = found
    return after


def _span(page: Batch, after: str | None, last: str | None) -> _Span:
    """Return between which ids the page lists everything that the server has."""
    if last is None or page.unread:  # What became no record has no id that could be read.
        return _Span()
    if page.last and not page.limits:
        return _Span(after)
    return _Span(after, last)


def _newest(desk: Desk) -> Generator[Step, None, str | None]:
    """Return the moment of the newest modification; None when the server does not tell."""
    for event in _events(desk, NEWEST, None):
        if isinstance(event, Waiting):
            yield desk.tally.waiting(event)
        elif not any("sort" in limit for limit in event.limits):
            return event.moments[0] if event.moments else None
    return None


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
        moments = event.moments
        if len(moments) < len(event.ids) or list(moments) != sorted(moments, reverse=True):
            desk.tally.fail(f"{desk.endpoint.host} does not list what was modified last.")
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
