"""Amounts that mean something only beside others: money, and ratings on one leaderboard.

Points are 1 for the best of the entries compared and fall by the distance from it. The slope is
fixed, so the lead of one entry over another does not depend on which others are compared with
them, but for those so far behind that they have no points at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10

Merits = Mapping[str, tuple[float, float] | None]
"""Id of an entry to the lowest and the highest merit it may have; more is better. None: unknown."""

COST_SPAN = 2.0
"""Powers of ten from full points to none: a hundred times the cheapest. Nine tenths of the 407
blended prices in the catalogue lie between $0.06 and $11; on a wider scale, twice the price would
hardly count."""

LEAST_USD_PER_MILLION_TOKENS = 0.01
LEAST_USD_PER_MONTH = 1.0
"""What is cheaper, or free, counts as this: a price of nothing is infinitely many times cheaper
than any other. The lowest blended price in the catalogue is $0.02."""

RATING_SPAN = 400.0
"""Rating points from full points to none. Arena's ratings are on the scale of Elo, where 400
points are odds of ten to one that the other's answer is preferred; the 270 ratings of the board
text lie between 1074 and 1525."""


def merit_of_cost(low: float, high: float, least: float) -> tuple[float, float]:
    """Return the merit of a cost between `low` and `high` USD, of which the first `least` count."""
    return -log10(max(high, least)), -log10(max(low, least))


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """The merits of the entries compared, and the distance over which points fall to none."""

    merits: Merits
    span: float

    def points(self, key: str) -> tuple[float, float] | None:
        """Return the least and most points of one entry, of what is known of all; None: unknown.

        The least is right when it does as badly and all others as well as they may.
        """
        own = self.merits.get(key)
        if own is None:
            return None
        others = [merit for other, merit in self.merits.items() if other != key and merit]
        low, high = own
        best_of_others = max((most for _, most in others), default=low)
        least_of_best = max((least for least, _ in others), default=high)
        return self._share(low, best_of_others), self._share(high, least_of_best)

    def movable(self, key: str) -> bool:
        """Return whether another entry, whose merit is unknown, might turn out the best of all."""
        return any(merit is None for other, merit in self.merits.items() if other != key)

    def best(self) -> tuple[str, float] | None:
        """Return the entry with the most merit that is sure, and that merit; None: none known."""
        known = [(merit[0], key) for key, merit in self.merits.items() if merit]
        if not known:
            return None
        merit = max(least for least, _ in known)
        return min(key for least, key in known if least == merit), merit

    def _share(self, merit: float, best: float) -> float:
        return max(1 - max(best - merit, 0.0) / self.span, 0.0)
