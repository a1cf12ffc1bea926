"""Sources into the store, a batch at a time."""

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from modeldex import curated
from modeldex.paths import Home
from modeldex.store import Layer, Store
from modeldex.sync import ages
from modeldex.sync.ages import Ages, Days

if TYPE_CHECKING:
    from modeldex.sync.shipment import Shipment

BUILT_FROM = "catalogue"
"""The state key under which the store remembers which catalogue files it was built from."""


_LEFT_OUT = "own entries left out"
"""The state key of the faults of files of own entries, one a line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a build has come."""

    saved: int
    """Entries in the store so far."""

    ages: Ages
    """How old these entries are."""

    finished: bool = False


def is_current(store: Store, home: Home, catalog: Path) -> bool:
    """Return whether the store holds what the catalogue files and the person's own say today."""
    return store.state(BUILT_FROM) == curated.fingerprint(catalog, home.own_entries)


def left_out(store: Store) -> tuple[str, ...]:
    """Return why files of the person's own entries are not in the store, a sentence each."""
    return tuple((store.state(_LEFT_OUT) or "").splitlines())


def order(catalog: Path) -> "Shipment":
    """Let another process begin to read the shipped catalogue, for a `build` to come."""
    from modeldex.sync.shipment import Shipment

    return Shipment(catalog)


def build(
    store: Store, home: Home, catalog: Path, shipment: "Shipment | None" = None
) -> Iterator[Progress]:
    """Bring the shipped catalogue and the person's own entries into `store`.

    `shipment` is what `order` gave where there was time to spare before. It yields when more can
    be found than before: after the first batch, and at the end. Entries that a sync has written
    are left alone. A build that is cut off starts again at the next call, because what it was
    built from is noted last. Raises CatalogError for a fault in a file and StoreError when
    nothing can be written.
    """
    # Late: a start that has nothing to build needs neither.
    from modeldex.sync.merge import Merge
    from modeldex.sync.own import save_own

    with closing(shipment or order(catalog)) as coming:  # Also of a build that cannot begin.
        seen = curated.fingerprint(catalog, home.own_entries)
        own, faults = curated.own(home.own_entries)
        store.retain(Layer.USER, {entry.id for entry in own})
        first = store.state(BUILT_FROM) is None
        rebase = None if first else Merge(curated.licenses(catalog)).rebase
        days = Days()
        shipped: set[str] = set()
        with rare_collections(), store.indexing():
            for part in coming.parts():
                store.save(part.drafts, layer=Layer.SHIPPED, rebase=rebase)
                store.catch_up()
                days.add(part.days)
                if not shipped:
                    yield Progress(saved=len(part.drafts), ages=days.ages)
                shipped.update(drafted.id for drafted in part.drafts)
            store.retain(Layer.SHIPPED, shipped)
            save_own(store, own)
    if first:
        ages.note(store, days.ages)
    store.set_state(_LEFT_OUT, "\n".join(faults))
    store.set_state(BUILT_FROM, seen)
    yield Progress(saved=len(shipped) + len(own), ages=ages.read(store), finished=True)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let Python look for cycles less often: a page makes 200,000 objects and none of them.

    Looking costs half the time of decoding a page. Much more rarely would make each look so long,
    up to 56 ms, that a screen stands still meanwhile.
    """
    before = gc.get_threshold()
    gc.set_threshold(20_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
