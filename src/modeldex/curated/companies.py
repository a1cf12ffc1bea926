"""Who sells models: addresses, what becomes of data sent to them, how much they disclose."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from modeldex.curated.sources import SOURCE_KEYS, Sources, read_sources
from modeldex.curated.tables import Table, read_toml
from modeldex.entry import Entry, Source

FILE = "vendors.toml"
_ADDRESSES = ("home", "docs", "status", "pricing", "support")
_MOST_POINTS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class DataHandling:
    """What a vendor's own page says of what is sent to its API."""

    source: Source

    trains: bool | None = None
    """Whether it is used for training unless the customer agrees; None where no page says."""

    days: int | None = None
    """Days for which requests are kept, 0 for not at all; None where no page says."""

    note: str | None = None
    """For whom or for what that holds, in our words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Regions:
    """Where a vendor's own page says that requests can be worked on."""

    places: tuple[str, ...]
    """Countries and unions of them, as the page orders them."""

    source: Source

    note: str | None = None
    """For whom, for what and at which price, in our words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Transparency:
    """How much a vendor discloses, as a public index counts it."""

    points: int
    """Of 100."""

    source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class Vendor:
    """Who sells models by API. An address is None where none was found."""

    id: str
    """The part of its models' ids before the slash."""

    name: str
    home: str | None = None
    docs: str | None = None
    status: str | None = None
    """Where outages are announced."""

    pricing: str | None = None
    support: str | None = None
    organizations: tuple[str, ...] = ()
    """Its names on the Hub, lower case."""

    data: DataHandling | None = None
    """None where no page of the vendor's was seen to say anything."""

    regions: Regions | None = None
    """None where no page of the vendor's was seen to offer a choice."""

    transparency: Transparency | None = None
    """None where no index counts the vendor."""


def vendors(catalog: Path) -> dict[str, Vendor]:
    """Return every vendor by its id and by its names on the Hub, lower case.

    Raises CatalogError when vendors.toml has a fault.
    """
    file = read_toml(catalog / FILE, f"catalog/{FILE}")
    file.only(("sources", *SOURCE_KEYS, "vendors"))
    sources = read_sources(file)
    found: dict[str, Vendor] = {}
    for row in file.tables("vendors"):
        vendor = _vendor(row, sources)
        for name in (vendor.id.lower(), *vendor.organizations):
            if name in found:
                raise row.fault("id", f'"{name}" is in the file twice')
            found[name] = vendor
    return found


def vendor_of(catalog: Path, entry: Entry) -> Vendor | None:
    """Return who makes `entry`; None where vendors.toml does not know its organisation.

    The file is read at the first call, 5 ms, and then no more: nothing is spent before.
    """
    return _vendors_once(catalog).get(entry.organization.lower())


@cache
def _vendors_once(catalog: Path) -> Mapping[str, Vendor]:
    return vendors(catalog)


def _vendor(row: Table, sources: Sources) -> Vendor:
    row.only(("id", "name", "organizations", *_ADDRESSES, "data", "regions", "transparency"))
    data, transparency = row.table("data"), row.table("transparency")
    regions = row.table("regions")
    return Vendor(
        id=row.required_text("id"),
        name=row.required_text("name"),
        home=_address(row, "home"),
        docs=_address(row, "docs"),
        status=_address(row, "status"),
        pricing=_address(row, "pricing"),
        support=_address(row, "support"),
        organizations=row.texts("organizations"),
        data=None if data is None else _data(data, sources),
        regions=None if regions is None else _regions(regions, sources),
        transparency=None if transparency is None else _transparency(transparency, sources),
    )


def _address(row: Table, key: str) -> str | None:
    address = row.text(key)
    if address is not None and not address.startswith("https://"):
        raise row.fault(key, f'expected an address that begins with https://, got "{address}"')
    return address


def _require_page(row: Table) -> None:
    if _address(row, "url") is None:
        raise row.fault("url", "missing: the page of the vendor that says so")


def _regions(row: Table, sources: Sources) -> Regions:
    row.only((*SOURCE_KEYS, "places", "note"))
    _require_page(row)
    return Regions(places=row.texts("places"), source=sources.of(row), note=row.text("note"))


def _data(row: Table, sources: Sources) -> DataHandling:
    row.only((*SOURCE_KEYS, "trains", "days", "note"))
    _require_page(row)
    days = row.amount("days")
    return DataHandling(
        source=sources.of(row),
        trains=row.flag("trains"),
        days=None if days is None else round(days),
        note=row.text("note"),
    )


def _transparency(row: Table, sources: Sources) -> Transparency:
    row.only((*SOURCE_KEYS, "points"))
    points = row.count("points")
    if points is None or points > _MOST_POINTS:
        raise row.fault("points", f"expected 1 to {_MOST_POINTS}, got {points or 'nothing'}")
    return Transparency(points=points, source=sources.of(row))
