"""Whether the Hub still has what one would miss, asked model by model."""

from collections.abc import Iterator

from modeldex.entry import Entry, Origin, changed
from modeldex.hub import Waiting
from modeldex.hub.detail import Detail, detail
from modeldex.sync.desk import Desk
from modeldex.sync.plan import Step

_MOST = 100
"""Models asked for one by one: a fifth of what the Hub grants anyone in five minutes."""

_BELIEVED = 0.2
"""The share of the shipped entries that may be gone since they were collected: in half a year some
3 % are. More means that the walk was not what it seemed."""


def check_presence(desk: Desk) -> Iterator[Step]:
    """Ask the Hub for what is wanted and no page has brought: it is gone, renamed or unchanged.

    Raises HubError when the Hub cannot be read.
    """
    with desk.store.reader() as reader:
        known = reader.get(desk.unmet)
    wanted = {e.id: e for e in known.values() if e.origin is Origin.HUB and not e.gone}
    yield from _ask(desk, [wanted[id_] for id_ in sorted(wanted)][:_MOST])


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
    for entry in entries:
        for event in detail(entry.id, desk.endpoint, cancel=desk.cancel):
            if isinstance(event, Waiting):
                yield desk.tally.waiting(event)
            else:
                _settle(desk, entry, event)
                yield desk.tally.step


def _settle(desk: Desk, known: Entry, found: Detail) -> None:
    if found.record is None:
        desk.tally.add(gone=desk.store.lose([known.id], desk.at), done=1)
        return
    entry = desk.parser.entry(found.record)
    if not isinstance(entry, Entry):
        desk.set_aside([entry])
        return
    if entry.id != known.id and known.hub_id is None:
        # Met under its old name first, it then follows its `_id` to the new one like any other.
        desk.save([changed(entry, id=known.id, name=known.name)], keep=desk.bookmarks)
    desk.tally.count(1, desk.save([entry], keep=desk.bookmarks))
