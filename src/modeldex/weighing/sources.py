"""Who says the fact behind a reason, and when."""

from pathlib import Path

from modeldex.comparison import source_of as source_of_field
from modeldex.curated.companies import Vendor, vendor_of
from modeldex.entry import Entry, Source
from modeldex.fields import FIELDS
from modeldex.scorecard import Given, Reason

_TOLD_BY = {"commercial-ok": "license", "fits": "params"}
"""Facts that follow from another one, and the key of that one."""


def source_of(reason: Reason, entry: Entry, given: Given, catalog: Path) -> Source | None:
    """Return where the fact of a reason was read.

    None where the fact is unknown, for the addresses of a vendor, which have no date, and for a
    monthly bill, which is worked out from many facts.
    """
    match reason.key:
        case "score":
            return source_of_field(entry, FIELDS[f"score.{given.board}"])
        case "price" if given.costs is not None:
            return None
        case "measured":
            others = (score.source for score in entry.scores if score.independent)
            return max(others, key=lambda source: source.as_of, default=None)
        case "trains" | "days" | "index":
            return _of_vendor(reason, vendor_of(catalog, entry))
        case key:
            field = FIELDS.get(_TOLD_BY.get(key, key))
            return None if field is None else source_of_field(entry, field)


def _of_vendor(reason: Reason, vendor: Vendor | None) -> Source | None:
    if vendor is None or reason.unknown:
        return None
    if reason.key == "index":
        return None if vendor.transparency is None else vendor.transparency.source
    return None if vendor.data is None else vendor.data.source
