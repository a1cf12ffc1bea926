"""Whether the Hub still has what somebody has marked or listed, asked model by model."""

from collections.abc import Iterator

from modeldex.entry import Entry, Origin
from modeldex.hub import Waiting
from modeldex.hub.detail import Detail, detail
from modeldex.sync.desk import Desk
from modeldex.sync.plan import Step

_MOST = 100
"""Models asked for one by one: a fifth of what the Hub grants anyone in five minutes."""


def check_presence(desk: Desk) -> Iterator[Step]:
    """Ask the Hub for what is wanted and no page has brought: it is gone, renamed or unchanged.

    Raises HubError when the Hub cannot be read.
    """
    with desk.store.reader() as reader:
        known = reader.get(desk.unmet)
    wanted = [e.id for e in known.values() if e.origin is Origin.HUB and not e.gone]
    if not wanted or desk.cancel.is_set():
        return
    desk.tally.begin("checking what you have marked", min(len(wanted), _MOST))
    for id_ in sorted(wanted)[:_MOST]:
        for event in detail(id_, desk.endpoint, cancel=desk.cancel):
            if isinstance(event, Waiting):
                yield desk.tally.waiting(event)
            else:
                _settle(desk, id_, event)
                yield desk.tally.step


def _settle(desk: Desk, id_: str, found: Detail) -> None:
    if found.record is None:
        desk.tally.add(gone=desk.store.lose([id_], desk.at), done=1)
        return
    entry = desk.parser.entry(found.record)
    if isinstance(entry, Entry):
        outcome = desk.save([entry], keep=desk.bookmarks)
        desk.tally.count(1, outcome)
    else:
        desk.set_aside([entry])
