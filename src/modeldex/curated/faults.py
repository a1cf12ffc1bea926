"""Every fault in the catalogue's files, where loading stops at the first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from modeldex import paths
from modeldex.curated import active, published, shelf
from modeldex.curated.companies import vendors
from modeldex.curated.essentials import read_essentials
from modeldex.curated.fingerprint import STARTER
from modeldex.curated.hardware import hardware
from modeldex.curated.joins import Joins
from modeldex.curated.prices import read_offers
from modeldex.curated.scores import read_scores
from modeldex.curated.starter import read_starter
from modeldex.curated.tables import CatalogError, held
from modeldex.curated.vendors import read_entries
from modeldex.entry import Entry, Origin

_Read = Callable[[], Iterable[object]]

_STAND_INS = ("https://stand-in-{}.invalid", date(2000, 1, 1), 1)
"""What a required key may hold so that the rest of its table can be read; each is tried."""

_AT_A_LOSS = object()

_NOTHING_JOINED: Joins = {}


def own_faults(path: Path) -> Iterator[CatalogError]:
    """Yield every fault in a file of own entries, or in all of a folder, which may be empty."""
    catalog = paths.catalog()
    known, fields = shelf.licenses(catalog), shelf.domain_table(catalog)
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    for file in files:
        yield from _faults(file, lambda file=file: shelf.own_file(file, known, fields))  # type: ignore[misc]


def shipped_faults(catalog: Path) -> Iterator[CatalogError]:
    """Yield every fault in the shipped files, and what contradicts itself between them."""
    found = False
    for path, read in _shipped(catalog):
        for fault in _faults(path, read):
            found = True
            yield fault
    if not found:
        yield from _between_files(catalog)


def _shipped(catalog: Path) -> Iterator[tuple[Path, _Read]]:
    """Yield each file with what reads it, first those that others are read with."""
    yield catalog / "licenses.toml", lambda: shelf.licenses(catalog)
    yield catalog / "domains.toml", lambda: shelf.domain_table(catalog).names
    yield catalog / "vendors.toml", lambda: vendors(catalog)
    figures = catalog / active.FILE
    yield figures, lambda: active.read_active(figures, f"catalog/{active.FILE}")
    facts = catalog / published.FILE
    yield facts, lambda: published.read_published(facts, f"catalog/{published.FILE}")
    yield catalog / "hardware.toml", lambda: hardware(catalog)

    def shown(path: Path) -> str:
        return f"catalog/{path.relative_to(catalog).as_posix()}"

    def entries(path: Path) -> Iterator[Entry]:
        return read_entries(path, shown(path), {}, origin=Origin.VENDOR)

    essentials, starter = catalog / "essentials.toml", catalog / STARTER
    yield essentials, lambda: read_essentials(essentials, shown(essentials), {})
    for path in sorted((catalog / "proprietary").glob("*.toml")):
        yield path, lambda path=path: entries(path)  # type: ignore[misc]
    for path in sorted((catalog / "offers").glob("*.toml")):
        yield path, lambda path=path: read_offers(path, shown(path))  # type: ignore[misc]
    for path in sorted((catalog / "scores").glob("*.tsv")):
        yield path, lambda path=path: read_scores(path, shown(path))  # type: ignore[misc]
    yield starter, lambda: read_starter(starter, shown(starter), {}, _NOTHING_JOINED)


def _faults(path: Path, read: _Read) -> Iterator[CatalogError]:
    """Yield the faults that `read` meets: each is mended in memory, and the file read again."""
    first = _fault(read)
    if first is None:
        return
    if first.table is None:
        yield first
        return
    remedies: dict[tuple[str, str], Iterator[None]] = {}
    with held(path):
        while (fault := _fault(read)) is not None and fault.table is not None:
            spot = (fault.table.path, fault.key)
            if spot not in remedies:
                yield fault
                remedies[spot] = _mend(fault.table.values, fault.key, len(remedies))
            if next(remedies[spot], _AT_A_LOSS) is _AT_A_LOSS:
                return


def _fault(read: _Read) -> CatalogError | None:
    try:
        for _ in read():
            pass
    except CatalogError as fault:
        return fault
    return None


def _mend(values: Mapping[str, object], key: str, number: int) -> Iterator[None]:
    """Take the wrong value of `key` out of its table, then put in one stand-in after another."""
    if not isinstance(values, dict):
        return
    if key in values:
        del values[key]
        yield
    for stand_in in _STAND_INS:
        values[key] = stand_in.format(number) if isinstance(stand_in, str) else stand_in
        yield


def _between_files(catalog: Path) -> Iterator[CatalogError]:
    """Yield names that mean two entries, and offers and scores for entries that are not there."""
    named: dict[str, str] = {}
    for batch in shelf.shipped(catalog):
        for entry in batch:
            for name in {entry.id, *entry.aliases}:
                if name in named:
                    yield CatalogError(f"catalog: {name}: means {named[name]} and {entry.id}")
                named[name] = entry.id
            if (entry.active_parameters or 0) > (entry.parameters or entry.active_parameters or 0):
                yield CatalogError(f"catalog: {entry.id}: more parameters are active than it has")
    for model in shelf.additions(catalog):
        if model not in named:
            yield CatalogError(f"catalog: {model}: has facts in another file, and is no entry")
