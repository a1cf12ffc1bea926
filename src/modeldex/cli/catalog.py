"""The catalogue, opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.cli.output import narrate, uncut
from modeldex.criteria import RoomOf
from modeldex.paths import Home

if TYPE_CHECKING:
    from modeldex.store import Reader, Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalog:
    """What a command needs to look entries up."""

    home: Home
    store: "Store"
    reader: "Reader"
    today: date


@contextmanager
def opened(data_dir: Path | None) -> Iterator[Catalog]:
    """Open the catalogue of a person, brought level with the shipped files first.

    Raises StoreError or CatalogError when that is not possible.
    """
    from modeldex.store import Store  # late: --help needs no engine

    home = paths.home(data_dir)
    with Store(home.data) as store:
        bring_level(store, home, paths.catalog())
        yield Catalog(home=home, store=store, reader=store.reader(), today=today())


def bring_level(store: "Store", home: Home, shipped: Path) -> None:
    """Bring the store level with the shipped catalogue and the person's own entries.

    Raises StoreError or CatalogError when that is not possible.
    """
    from modeldex import sync

    if sync.is_current(store, home, shipped):
        return
    if store.read_only:
        narrate(
            f"{uncut(str(home.data))} cannot be written, so its catalogue is shown as it is, not "
            "brought level with this modeldex; copy the folder and name it with --data-dir."
        )
    else:
        narrate("reading the catalogue, once after each update.")
        for _progress in sync.build(store, home, shipped):
            pass
    for fault in sync.left_out(store):
        narrate(f"left out: {fault}")


def rooms(home: Home) -> RoomOf:
    """Return what looks up how much memory a machine has that a filter names."""

    def look_up(name: str) -> int:
        from modeldex.curated.hardware import hardware  # late: few filters name one, and
        from modeldex.machine import room_of  # both take 30 ms

        return room_of(name, home.machines, hardware(paths.catalog()))

    return look_up


def today() -> date:
    """Return the day it is where the person is."""
    return datetime.now().astimezone().date()
