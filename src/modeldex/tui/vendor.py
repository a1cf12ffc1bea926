"""Who sells a model: addresses, and what becomes of data that is sent there."""

from datetime import date
from pathlib import Path

from modeldex.curated.companies import DataHandling, Vendor, vendor_of
from modeldex.entry import Entry, Source
from modeldex.tui.detail import Line, Section, age


def vendor_section(catalog: Path, entry: Entry, today: date) -> Section | None:
    """Return where a vendor tells what, and what becomes of data sent to it.

    None when the catalogue does not know who makes `entry`. Raises CatalogError when
    vendors.toml has a fault.
    """
    vendor = vendor_of(catalog, entry)
    return None if vendor is None else ("Vendor", [*_addresses(vendor), *_data(vendor, today)])


def _addresses(vendor: Vendor) -> list[Line]:
    named = (
        ("Home page", vendor.home),
        ("Documentation", vendor.docs),
        ("Status page", vendor.status),
        ("Pricing page", vendor.pricing),
        ("Support", vendor.support),
    )
    lines = [Line(heading=heading, text=url) for heading, url in named if url is not None]
    return [Line(heading="Vendor", text=vendor.name), *lines]


def _data(vendor: Vendor, today: date) -> list[Line]:
    lines = []
    if vendor.data is not None:
        read = _read(vendor.data.source, today)
        lines.append(Line(heading="Data sent to it", text=_handling(vendor.data), note=read))
    if vendor.regions is not None:
        text = f"{', '.join(vendor.regions.places)}. {vendor.regions.note or ''}".strip()
        note = _read(vendor.regions.source, today)
        lines.append(Line(heading="Regions to choose", text=text, note=note))
    if vendor.transparency is not None:
        points = f"{vendor.transparency.points} of 100 points"
        note = age(vendor.transparency.source, today)
        lines.append(Line(heading="Discloses", text=points, note=note))
    return lines


def _read(source: Source, today: date) -> str:
    """Return the page that says so, whether it was read there or as quoted, and how long ago."""
    return f"{source.url}, {age(source, today)}"


def _handling(data: DataHandling) -> str:
    trains = {
        True: "used for training",
        False: "not used for training unless the customer agrees",
        None: "unknown whether it is used for training",
    }
    kept = "unknown how long it is kept"
    if data.days is not None:
        kept = f"kept for {data.days} days" if data.days else "not kept"
    words = f"{trains[data.trains]}; {kept}."
    return f"{words[0].upper()}{words[1:]} {data.note or ''}".strip()
