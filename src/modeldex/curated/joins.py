"""What other files say of an entry: offers, claims that differ, scores, published facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from modeldex.curated.active import FIELD, Active
from modeldex.curated.prices import fact_sources
from modeldex.curated.published import Published
from modeldex.entry import Claim, Entry, Offer, Score, changed
from modeldex.fields.readers import shown_score


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What is to be added to one entry."""

    offers: list[Offer] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    active: list[Active] = field(default_factory=list)
    """One at most."""

    published: list[Published] = field(default_factory=list)


Joins = Mapping[str, Joined]
"""What is to be added, by the id of the entry."""


def with_joined(entry: Entry, joins: Joins) -> Entry:
    """Return `entry` with everything that other files say of it, and where each score is from."""
    joined = joins.get(entry.id)
    if joined is None:
        return entry
    entry = changed(
        entry,
        offers=(*entry.offers, *joined.offers),
        contested=(*entry.contested, *joined.claims),
        scores=(*entry.scores, *joined.scores),
    )
    sources = fact_sources(entry)
    for board in dict.fromkeys(score.board for score in joined.scores):
        if (shown := shown_score(entry, board)) is not None:
            sources[f"score.{board.partition('.')[2]}"] = shown.source
    for active in joined.active:
        entry = changed(entry, active_parameters=active.parameters)
        sources[FIELD] = active.source
    missing = [fact for fact in joined.published if getattr(entry, fact.field) is None]
    entry = changed(entry, **{fact.field: fact.value for fact in missing})
    sources |= {fact.key: fact.source for fact in missing}
    return changed(entry, fact_sources=tuple(sources.items()))
