"""What other files say of an entry: offers of other providers, and claims that differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from modeldex.curated.prices import with_offers
from modeldex.entry import Claim, Entry, Offer


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What is to be added to one entry."""

    offers: list[Offer] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


Joins = Mapping[str, Joined]
"""What is to be added, by the id of the entry."""


def with_joined(entry: Entry, joins: Joins) -> Entry:
    """Return `entry` with everything that other files say of it."""
    joined = joins.get(entry.id)
    if joined is None:
        return entry
    if joined.claims:
        entry = replace(entry, contested=(*entry.contested, *joined.claims))
    return with_offers(entry, joined.offers)
