"""One language model a person could choose, and where each fact about it came from.

Unknown is None (or an empty tuple where a field holds several values), never 0 and never a guess.
Text from outside has been through `text.clean` before it gets here.
"""

from modeldex.entry.entry import Entry, Openness, Origin, Score
from modeldex.entry.offers import Offer, PriceTier, blended_price
from modeldex.entry.record import Record, changed
from modeldex.entry.sources import Claim, Rejected, Source

__all__ = [
    "Claim",
    "Entry",
    "Offer",
    "Openness",
    "Origin",
    "PriceTier",
    "Record",
    "Rejected",
    "Score",
    "Source",
    "blended_price",
    "changed",
]
