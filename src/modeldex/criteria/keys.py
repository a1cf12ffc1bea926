"""The words that may stand before a colon, and those that may follow `is:` and `has:`."""

from modeldex.criteria.terms import Special
from modeldex.fields import FIELDS, Kind

ALIASES = {
    "context": "ctx",
    "language": "lang",
    "licence": "license",
    "mem": "mem.q4",
    "organization": "org",
    "size": "params",
}
"""Other spellings of keys, printed as the key itself; `mem` is the precision most people run."""

CACHED = "cached"
"""The one flag that is no field: the entry is on this disk, which no catalogue can know."""

FLAGS = (*(key for key, field in FIELDS.items() if field.kind is Kind.FLAG), CACHED)
"""Words that may follow `is:`."""

KEYS = (
    *(key for key, field in FIELDS.items() if field.kind not in {Kind.FLAG, Kind.TEXT}),
    *Special,
)
"""Words that may stand before a value."""


def canonical(key: str) -> str | None:
    """Return the key that `key` means, in any case; None when it means none."""
    lower = key.lower()
    lower = ALIASES.get(lower, lower)
    return lower if lower in FIELDS or lower in KEYS else None
