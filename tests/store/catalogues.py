"""Small catalogues for the tests of the store."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from modeldex.criteria import Criteria, parse
from modeldex.entry import Entry, Origin, Source
from modeldex.store import Found, Layer, Order, Reader, Store

TODAY = date(2026, 11, 15)
SOURCE = Source(name="somewhere", as_of=TODAY)

MEMORY = next((disk for disk in ("/dev/shm",) if Path(disk).is_dir()), None)  # noqa: S108
"""Where a write need not wait for a disk, if there is such a place: a third of the time."""


def hub(id_: str, **facts: Any) -> Entry:  # noqa: ANN401 - any fact of an entry
    """Return an entry of the Hub."""
    name = id_.rpartition("/")[2]
    return Entry(id=id_, name=name, origin=Origin.HUB, source=SOURCE, **facts)


def vendor(id_: str, name: str, **facts: Any) -> Entry:  # noqa: ANN401 - any fact of an entry
    """Return an entry of a vendor."""
    return Entry(id=id_, name=name, origin=Origin.VENDOR, source=SOURCE, **facts)


def filled(folder: Path, entries: Iterable[Entry]) -> Store:
    """Return a store in which `entries` can be found."""
    store = Store(folder)
    store.save(entries, layer=Layer.SHIPPED)
    assert store.catch_up()
    return store


def ask(reader: Reader, criteria: str | Criteria, order: Order = Order()) -> Found:  # noqa: B008
    """Return what is found on TODAY."""
    asked = parse(criteria) if isinstance(criteria, str) else criteria
    return reader.find(asked, order, today=TODAY)


def ids(reader: Reader, criteria: str | Criteria, order: Order = Order()) -> list[str]:  # noqa: B008
    """Return the ids of what is found, in order."""
    found = ask(reader, criteria, order)
    return [entry.id for entry in reader.window(found, 0, found.total)]
