"""One sync: lists of the Hub and hosted prices into the store, page by page."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from modeldex import curated, hub, paths, shortlist
from modeldex.hub.parse import Parser
from modeldex.paths import Home
from modeldex.store import Change, Store
from modeldex.sync import ages, bookmarks
from modeldex.sync.apart import Apart
from modeldex.sync.build import rare_collections
from modeldex.sync.desk import Desk
from modeldex.sync.listing import walk
from modeldex.sync.lock import locked
from modeldex.sync.merge import Merge
from modeldex.sync.own import save_own
from modeldex.sync.plan import HUB, Plan, Step, moment, phases
from modeldex.sync.presence import check_presence, check_shipped
from modeldex.sync.prices import refresh_prices
from modeldex.sync.provenance import provenance
from modeldex.sync.tally import Tally


def run(
    store: Store,
    home: Home,
    plan: Plan,
    *,
    cancel: Event | None = None,
    catalog: Path | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Generator[Step, None, None]:
    """Bring `store` up to date as `plan` says, yielding how far it has come, at last `finished`.

    Each page is durable with its bookmark before its step, so that a sync that is cut off goes
    on there. Close the generator before the store. It ends early, without an error and without
    `finished`, once `cancel` is set. Raises HubError when a server can be read no further,
    SyncRunning when another process syncs, StoreError when nothing can be written.
    """
    began = now()
    with locked(home.data, f"since {began.astimezone():%H:%M}"), rare_collections():
        desk = _desk(store, home, plan, cancel or Event(), catalog or paths.catalog(), began)
        with closing(desk.apart), store.indexing(), _own_laid(desk):
            for phase in phases(plan):
                yield from walk(desk, phase)
            if HUB in plan.sources and not (plan.chosen or plan.all or desk.tally.step.seen):
                desk.tally.fail(f"{desk.endpoint.host} lists no model.")
            whole = desk.endpoint.is_hub if plan.whole is None else plan.whole
            if whole and desk.bookmarks.walked == desk.at:
                yield from check_shipped(desk)
            yield from refresh_prices(desk, plan)
            if HUB in plan.sources:
                yield from check_presence(desk, popular=not (plan.all or plan.chosen))
        if not desk.cancel.is_set():
            _finish(desk, plan, moment(now()))
            yield replace(desk.tally.step, finished=True)


def _desk(
    store: Store, home: Home, plan: Plan, cancel: Event, catalog: Path, began: datetime
) -> Desk:
    endpoint = hub.connect(plan.endpoint, patience=plan.patience)
    if plan.send_token:
        endpoint = endpoint.trusted()
    licenses = curated.licenses(catalog)
    marks = bookmarks.read(store.state(bookmarks.key(endpoint.url)))
    if plan.fresh:
        marks = replace(marks, walk=None, modified=None)
    if plan.take_facts is not None:
        marks = replace(marks, takes_facts=plan.take_facts)
    takes_facts = bool(plan.whole or marks.takes_facts)
    synced = store.states(bookmarks.PREFIX)
    whence = provenance(endpoint, synced, takes_facts=takes_facts)
    return Desk(
        store=store,
        home=home,
        endpoint=endpoint,
        parser=Parser(
            licenses=licenses, today=began.astimezone().date(), publication=endpoint.origin
        ),
        merge=Merge(licenses, whence.former),
        cancel=cancel,
        day=began.astimezone().date(),
        at=moment(began),
        tally=Tally(),
        bookmarks=marks,
        apart=Apart(),
        provenance=whence,
        here=plan.here,
        unmet=_wanted(store, home),
    )


def _wanted(store: Store, home: Home) -> set[str]:
    """Return the ids of the Hub that the person has marked or listed."""
    ids = set(store.marks())
    for listed in shortlist.names(home.shortlists):
        if listed.shortlist is not None:
            ids.update(member.id for member in listed.shortlist.members)
    return ids


@contextmanager
def _own_laid(desk: Desk) -> Iterator[None]:
    """Lay the person's entries over what is known in the end, also of a sync that is cut off."""
    try:
        yield
    finally:
        with suppress(curated.CatalogError):  # The next start tells of it.
            save_own(desk.store, curated.own(desk.home.own_entries).entries)


def _finish(desk: Desk, plan: Plan, at: str) -> None:
    desk.keep(replace(desk.bookmarks, at=at))
    of_hub = desk.provenance.is_hub or desk.provenance.takes_facts
    whole = HUB in plan.sources and not plan.chosen and not desk.tally.step.incomplete
    if of_hub and whole:
        ages.note(desk.store, ages.Ages(hub=desk.day))
    new = desk.tally.step.new
    noted = [Change(at=desk.at, id="", kind="new", old=None, new=f"{new:,}")] if new else []
    desk.store.note(noted)
