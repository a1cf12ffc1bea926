"""Whether the Hub still has what one would miss, asked model by model."""

from collections.abc import Collection, Generator, Iterator
from datetime import date
from itertools import islice

from modeldex.criteria import parse
from modeldex.entry import Entry, Origin, changed
from modeldex.hub import HubError, Waiting
from modeldex.hub.detail import Detail, detail
from modeldex.store import Order
from modeldex.sync.desk import Desk
from modeldex.sync.plan import Step

_MOST = 100
"""Models asked for one by one: a fifth of what the Hub grants anyone in five minutes."""

_POPULAR = Order(key="downloads")
_POPULAR_MODELS = 50_000
"""The most downloaded ones that are looked at: as many as a sync lists."""

_POOL = 1_000
"""Of those that a sync has not listed: all have had their turn after ten syncs."""

_WINDOW = 1_000
"""Read at a time."""

_BELIEVED = 0.2
"""The share of the shipped entries that may be gone since they were collected: in half a year some
3 % are. More means that the walk was not what it seemed."""


def check_presence(desk: Desk, *, popular: bool) -> Iterator[Step]:
    """Ask the Hub for what is wanted and no page has brought: it is gone, renamed or unchanged.

    `popular`: also for the most downloaded models that no page has brought, those first that
    would have been on one if they still were as popular, then those unseen for longest. At most
    100 requests in all. Raises HubError when the Hub cannot be read.
    """
    with desk.store.reader() as reader:
        known = reader.get(desk.unmet)
    wanted = {e.id: e for e in known.values() if _is_asked_for(desk, e)}
    entries = sorted(wanted.values(), key=lambda entry: (entry.source.as_of, entry.id))[:_MOST]
    yield from _ask(desk, entries)
    left = _MOST - len(entries)
    quota = desk.tally.step.quota
    if quota is not None:
        left = min(left, quota.left // 2)
    if popular and left > 0 and not desk.cancel.is_set():
        try:
            yield from _ask(desk, _unlisted(desk, left, wanted))
        except HubError as error:
            desk.tally.remark(f"Which popular models are gone could not be told: {error}")


def _is_asked_for(desk: Desk, entry: Entry) -> bool:
    is_listed = entry.origin is Origin.HUB and not entry.gone
    return is_listed and desk.provenance.answers_for(entry)


def _unlisted(desk: Desk, most: int, besides: Collection[str]) -> list[Entry]:
    """Return popular entries that no page of this sync has brought, at most `most`."""
    desk.store.settle()
    with desk.store.reader() as reader:
        found = reader.find(parse("source:hub"), _POPULAR, today=desk.day)
        unlisted = (
            entry
            for start in range(0, min(found.total, _POPULAR_MODELS), _WINDOW)
            for entry in reader.window(found, start, start + _WINDOW)
            if not desk.was_listed(entry.id)
            and entry.id not in besides
            and _is_asked_for(desk, entry)
        )
        pool = list(islice(unlisted, _POOL))
    pool.sort(key=lambda entry: _turn(desk, entry))
    return pool[:most]


def _turn(desk: Desk, entry: Entry) -> tuple[bool, date, int]:
    """Return what orders the entries: the first one is asked for first."""
    downloads = entry.downloads or 0
    lowest = desk.least_downloads
    return lowest is not None and downloads <= lowest, entry.source.as_of, -downloads


def check_shipped(desk: Desk) -> Iterator[Step]:
    """Settle what becomes of shipped entries that a walk of the whole Hub has not met.

    The most downloaded are asked for one by one, because they may have another name now; the
    others are gone. Raises HubError when the Hub cannot be read.
    """
    shipped, met = desk.store.shipped()
    unmet = [e for e in shipped if e.origin is Origin.HUB]
    if len(unmet) > max(_MOST, _BELIEVED * met):
        desk.tally.remark(f"{len(unmet):,} shipped entries were not listed; they are left as is.")
        return
    unmet.sort(key=lambda entry: -(entry.downloads or 0))
    yield from _ask(desk, unmet[:_MOST])
    if not desk.cancel.is_set():
        desk.tally.add(gone=desk.store.lose([e.id for e in unmet[_MOST:]], desk.at))


def _ask(desk: Desk, entries: list[Entry]) -> Iterator[Step]:
    if not entries or desk.cancel.is_set():
        return
    desk.tally.begin("asking for what was not listed", len(entries))
    missing = []
    for entry in entries:
        found = yield from _found(desk, entry.id)
        if found is not None and found.record is None:
            missing.append(entry.id)
            desk.tally.add(done=1)
        elif found is not None and found.record is not None:
            _settle(desk, entry, found.record)
        yield desk.tally.step
    yield from _lose(desk, missing)


def _found(desk: Desk, id_: str) -> Generator[Step, None, Detail | None]:
    """Return what the Hub says of one model; None once the sync is cancelled."""
    for event in detail(id_, desk.endpoint, cancel=desk.cancel):
        if not isinstance(event, Waiting):
            return event
        yield desk.tally.waiting(event)
    return None


def _lose(desk: Desk, missing: list[str]) -> Iterator[Step]:
    """Mark as gone what the Hub denied, unless it denies a model that it has just listed too."""
    if not missing or desk.cancel.is_set():
        return
    found = None if desk.last_listed is None else (yield from _found(desk, desk.last_listed))
    if found is not None and found.record is not None:
        desk.tally.add(gone=desk.store.lose(missing, desk.at))
    elif not desk.cancel.is_set():
        desk.tally.remark(
            f"{desk.endpoint.host} has {len(missing):,} models no more, it says, but gives none of "
            "those it lists either; nothing is marked as gone."
        )
    yield desk.tally.step


def _settle(desk: Desk, known: Entry, record: dict[str, object]) -> None:
    entry = desk.parser.entry(record)
    if not isinstance(entry, Entry):
        desk.set_aside([entry])
        return
    if entry.id != known.id and known.hub_id is None:
        # Met under its old name first, it then follows its `_id` to the new one like any other.
        desk.save([changed(entry, id=known.id, name=known.name)], keep=desk.bookmarks)
    desk.tally.count(1, desk.save([entry], keep=desk.bookmarks))
