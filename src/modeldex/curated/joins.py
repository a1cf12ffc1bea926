"""What other files say of an entry: other providers' offers, claims that differ, and scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from modeldex.curated.prices import with_offers
from modeldex.entry import Claim, Entry, Offer, Score
from modeldex.fields.readers import shown_score


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What is to be added to one entry."""

    offers: list[Offer] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)


Joins = Mapping[str, Joined]
"""What is to be added, by the id of the entry."""


def with_joined(entry: Entry, joins: Joins) -> Entry:
    """Return `entry` with everything that other files say of it, and where each score is from."""
    joined = joins.get(entry.id)
    if joined is None:
        return entry
    entry = replace(
        entry,
        contested=(*entry.contested, *joined.claims),
        scores=(*entry.scores, *joined.scores),
    )
    shown = {score.board: shown_score(entry, score.board) for score in joined.scores}
    sources = [
        (f"score.{board.partition('.')[2]}", score.source)
        for board, score in shown.items()
        if score is not None
    ]
    entry = replace(entry, fact_sources=(*entry.fact_sources, *sources))
    return with_offers(entry, joined.offers)
