"""Figures that few models share out among themselves, for any number of models at no memory."""

import math
from dataclasses import dataclass

LAWS = {
    "downloads": (0.36, 1.35, 0.618034),  # the first of 3.1 million has 145 million
    "likes": (0.19, 0.713, 0.414214),  # the first has 13,000
    "trendingScore": (0.01, 0.67, 0.732051),
}
"""Name to the share of models above 0, the power by which figures fall, and the stride."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One figure of every model: the holder of rank r has (holders / r) ** power.

    Slots are dealt onto ranks by a step that has no factor in common with their number, so that
    each way between slot and rank is one multiplication.
    """

    count: int
    holders: float
    """How many have more than 0."""

    power: float
    step: int
    inverse: int
    """Of the step, modulo `count`."""

    def rank(self, slot: int) -> int:
        """Return a slot's rank, 0 being the first; added slots stand behind all others."""
        return slot * self.step % self.count if slot < self.count else slot

    def slot(self, rank: int) -> int:
        """Return the slot of a rank below `count`."""
        return rank * self.inverse % self.count

    def figure(self, rank: int) -> int:
        """Return the figure of a rank; it never rises with the rank."""
        return int((self.holders / (rank + 1)) ** self.power) if rank < self.holders else 0

    def of(self, slot: int) -> int:
        """Return the figure of a slot; it is asked for thrice for each record on a page."""
        rank = slot * self.step % self.count
        if rank >= self.holders or slot >= self.count:
            return 0
        return int((self.holders / (rank + 1)) ** self.power)


def ranking(name: str, count: int) -> Ranking:
    """Return the ranking of one figure among so many models."""
    share, power, stride = LAWS[name]
    step = max(1, int(count * stride))
    while math.gcd(step, count) != 1:
        step += 1
    return Ranking(count, share * count, power, step, pow(step, -1, count) if count > 1 else 0)
