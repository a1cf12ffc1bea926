"""The whole catalogue in the order in which it is wanted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from modeldex import paths
from modeldex.curated.fingerprint import STARTER
from modeldex.curated.tables import CatalogError, read_toml
from modeldex.entry import Entry, Origin, Source
from modeldex.fields import LICENSE_CLASSES
from modeldex.licences import DECIDED_BY_CLASS, License, find

if TYPE_CHECKING:
    from modeldex.curated.domains import Domains
    from modeldex.curated.joins import Joins

_FIRST_ROWS = 60
"""A screen of 120x40 shows some 30 rows; the first batch fills two."""

_FIRST_VENDORS = ("anthropic", "openai")
"""Whose models most people look for first; each file more costs some 10 ms."""

_BATCH = 2_000
"""Entries saved at once: few enough that the first are on the screen while the rest is read."""


class Shelf:
    """The shipped entries in the order in which they are wanted; together they are each one once.

    Everything here raises CatalogError at the first fault, which names file, table and key.
    """

    def __init__(self, catalog: Path) -> None:
        self._catalog = catalog
        self._known = licenses(catalog)
        self._joins = additions(catalog)
        self._fields = domain_table(catalog)
        files = sorted((catalog / "proprietary").glob("*.toml"))
        self._first = [path for path in files if path.stem in _FIRST_VENDORS]
        self._rest = [path for path in files if path not in self._first]

    def first(self) -> tuple[Entry, ...]:
        """Return a few of the most notable, in a moment."""
        return (*islice(self._starter(), _FIRST_ROWS), *self._vendors(self._first))

    def others(self) -> tuple[Entry, ...]:
        """Return the models of the other vendors, and the essentials."""
        return (*self._vendors(self._rest), *self._essentials())

    def beside_starter(self) -> tuple[Entry, ...]:
        """Return the models of all vendors, and the essentials."""
        return (*self._vendors(self._first), *self.others())

    def starter(self, met: int = 0) -> Iterator[tuple[Entry, ...]]:
        """Yield the rest of the starter but for the next `met` entries, in batches."""
        rows = islice(self._starter(), _FIRST_ROWS + met, None)
        while batch := tuple(islice(rows, _BATCH)):
            yield batch

    def _starter(self) -> Iterator[Entry]:
        from modeldex.curated.starter import read_starter

        path = self._catalog / STARTER
        shown = _shown(self._catalog, path)
        return read_starter(path, shown, self._known, self._joins, self._fields)

    def _vendors(self, files: list[Path]) -> Iterator[Entry]:
        from modeldex.curated.joins import with_joined
        from modeldex.curated.vendors import read_entries

        fields = self._fields
        for path in files:
            shown = _shown(self._catalog, path)
            for entry in read_entries(
                path, shown, self._known, origin=Origin.VENDOR, domains=fields
            ):
                yield with_joined(entry, self._joins)

    def _essentials(self) -> Iterator[Entry]:
        from modeldex.curated.essentials import FILE, read_essentials
        from modeldex.curated.joins import with_joined

        path = self._catalog / FILE
        shown = _shown(self._catalog, path)
        for entry in read_essentials(path, shown, self._known, self._fields):
            yield with_joined(entry, self._joins)


def shipped(catalog: Path) -> Iterator[tuple[Entry, ...]]:
    """Yield every shipped entry once, the first batch small and of the most notable.

    Raises CatalogError at the first fault, which names file, table and key.
    """
    shelf = Shelf(catalog)
    yield shelf.first()
    yield shelf.others()
    yield from shelf.starter()


def beside_starter(catalog: Path) -> frozenset[str]:
    """Return the ids, in lower case, of the shipped entries that are not from the starter.

    Raises CatalogError at the first fault.
    """
    return frozenset(entry.id.lower() for entry in Shelf(catalog).beside_starter())


class Own(NamedTuple):
    """A person's own entries."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[str, ...] = ()
    """One sentence for each file that is left out; it hides no other."""


def own(folder: Path) -> Own:
    """Return the person's own entries from every TOML file in `folder`, which need not exist.

    They are written like `catalog/proprietary`; where a file names no source, the file is it.
    Raises CatalogError for a fault in the shipped files.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        return Own()
    known, fields = licenses(paths.catalog()), domain_table(paths.catalog())
    entries: list[Entry] = []
    faults = []
    for path in files:
        try:
            entries += tuple(own_file(path, known, fields))
        except CatalogError as fault:
            faults.append(str(fault))
    return Own(tuple(entries), tuple(faults))


def own_file(path: Path, known: dict[str, License], fields: "Domains") -> Iterator[Entry]:
    """Yield the entries of one of the person's own files. Raises CatalogError as `own` does."""
    from modeldex.curated.vendors import read_entries

    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read: {error.strerror}") from error
    default = Source(name=path.name, as_of=changed)
    yield from read_entries(
        path, str(path), known, origin=Origin.USER, default=default, domains=fields
    )


def licenses(catalog: Path) -> dict[str, License]:
    """Return every known licence by its id.

    Raises CatalogError when licenses.toml has a fault.
    """
    path = catalog / "licenses.toml"
    file = read_toml(path, _shown(catalog, path))
    file.only(("licenses",))
    found: dict[str, License] = {}
    for row in file.tables("licenses"):
        row.only(("id", "name", "spdx", "osi", "class", "commercial", "condition", "url"))
        license_id = row.required_text("id")
        if license_id in found:
            raise row.fault("id", f'"{license_id}" is in the file twice')
        license_class, commercial = row.choice("class", LICENSE_CLASSES), row.flag("commercial")
        if commercial is not None and license_class in DECIDED_BY_CLASS:
            raise row.fault(
                "commercial", f"the class {license_class} says it already; leave it out"
            )
        found[license_id] = License(
            id=license_id,
            name=row.required_text("name"),
            spdx=row.text("spdx"),
            osi=row.flag("osi") or False,
            license_class=license_class,
            stated_commercial=commercial,
            condition=row.text("condition"),
            stated_url=row.text("url"),
        )
    return found


def license_of(catalog: Path, entry: Entry) -> License | None:
    """Return the licence that `entry` names, with its condition; None where it is not known.

    The file is read at the first call and then no more: nothing is spent before.
    """
    return find(_licenses_once(catalog), entry.license)


@cache
def _licenses_once(catalog: Path) -> dict[str, License]:
    return licenses(catalog)


def domain_table(catalog: Path) -> "Domains":
    """Return the table of domains. Raises CatalogError when domains.toml has a fault."""
    from modeldex.curated.domains import read_domains

    path = catalog / "domains.toml"
    return read_domains(path, _shown(catalog, path))


def additions(catalog: Path) -> "Joins":
    """Return what is said of an entry elsewhere than in its own file, by its id."""
    from modeldex.curated.active import FILE, read_active
    from modeldex.curated.joins import Joined
    from modeldex.curated.prices import read_offers
    from modeldex.curated.published import FILE as PUBLISHED
    from modeldex.curated.published import read_published
    from modeldex.curated.scores import read_scores

    found: dict[str, Joined] = {}
    for path in sorted((catalog / "offers").glob("*.toml")):
        for model, offer, claim in read_offers(path, _shown(catalog, path)):
            joined = found.setdefault(model, Joined())
            joined.offers.append(offer)
            if claim is not None:
                joined.claims.append(claim)
    for path in sorted((catalog / "scores").glob("*.tsv")):
        for model, score in read_scores(path, _shown(catalog, path)):
            found.setdefault(model, Joined()).scores.append(score)
    for model, active in read_active(catalog / FILE, f"catalog/{FILE}"):
        joined = found.setdefault(model, Joined())
        joined.active.append(active)
        if active.claim is not None:
            joined.claims.append(active.claim)
    for model, fact in read_published(catalog / PUBLISHED, f"catalog/{PUBLISHED}"):
        found.setdefault(model, Joined()).published.append(fact)
    return found


def _shown(catalog: Path, path: Path) -> str:
    return f"catalog/{path.relative_to(catalog).as_posix()}"
