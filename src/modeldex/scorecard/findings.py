"""What a rule finds in one entry: the fact, and between which points it lies."""

from dataclasses import dataclass
from math import log10

from modeldex.fields import UNKNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One fact and its points, from 0, the worst that the rule knows, to 1, the best."""

    fact: str
    """The fact as a person reads it; `?` where it is unknown."""

    low: float
    high: float
    """Equal to `low` where the fact is known exactly."""

    movable: bool = False
    """Whether an unknown fact of another entry could lower the points, by moving their scale."""


UNKNOWN_FACT = Finding(fact=UNKNOWN, low=0.0, high=1.0)
"""Anything between the worst and the best: what is not known is neither good nor bad."""


def exactly(fact: str, points: float) -> Finding:
    """Return the finding of a known fact; points outside 0 to 1 are those of the nearer end."""
    inside = min(max(0.0, points), 1.0)  # in this order a minus zero is a zero
    return Finding(fact=fact, low=inside, high=inside)


def between(value: float, worst: float, best: float) -> float:
    """Return how far `value` is on the way from `worst` to `best`, each step counting the same."""
    return (value - worst) / (best - worst)


def tenfold(value: float, worst: float, best: float) -> float:
    """Return how far `value` is on the way from `worst` to `best`, each doubling the same.

    `worst` and `best` are above 0; a value of 0 or less is below every `worst`.
    """
    return between(log10(value), log10(worst), log10(best)) if value > 0 else -1.0
