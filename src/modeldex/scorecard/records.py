"""A ranking, and everything that a person may ask of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from modeldex.entry import Entry
from modeldex.scorecard.given import Given
from modeldex.scorecard.weights import Criterion


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """What one rule makes of one entry; points are from 0 to 1 throughout."""

    key: str
    """The fact: a key of FIELDS where it is one."""

    heading: str
    fact: str
    """The fact as a person reads it, uncleaned; `?` where it is unknown."""

    low: float
    high: float
    share: float
    """Of the criterion's points, 0 to 1; those of all its reasons add up to 1."""

    about: str
    """How the fact becomes points, in one sentence."""

    movable: bool
    """Whether an unknown price or rating of another entry could still lower the points."""

    @property
    def unknown(self) -> bool:
        """Whether the points are not known exactly."""
        return self.low < self.high


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What one criterion makes of one entry."""

    criterion: Criterion
    weight: float
    """As the person set it."""

    share: float
    """Of the total, 0 to 1: the weight beside the sum of all weights."""

    low: float
    """Points, 0 to 1, if every unknown fact turns out as bad as its rule knows."""

    high: float
    reasons: tuple[Reason, ...]

    @property
    def middle(self) -> float:
        """Halfway from `low` to `high`."""
        return (self.low + self.high) / 2

    @property
    def contribution(self) -> tuple[float, float, float]:
        """What it adds to the total: at least, halfway, at most."""
        return self.low * self.share, self.middle * self.share, self.high * self.share


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One entry and its points of all criteria together, 0 to 1."""

    entry: Entry
    place: int
    """1 is first; entries that share a place have the same `middle`, and the next is left out."""

    tied: bool
    """Whether another entry has the same place."""

    low: float
    middle: float
    """Halfway from `low` to `high`, which is what the order is made by."""

    high: float
    firm: float
    """`low` if, beyond that, unknown prices and ratings of other entries turn out the best."""

    judgements: tuple[Judgement, ...]
    """In the order of CRITERIA, without those left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """One must-have that an entry does not meet."""

    part: str
    """The must-have as it would be typed."""

    facts: str
    """What the entry has instead, as a person reads it, uncleaned."""

    unknown: bool
    """Whether it fails because the fact is not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Removed:
    """An entry that is not ranked, because a must-have does not hold for it."""

    entry: Entry
    failures: tuple[Failure, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A criterion that is not counted, and why."""

    criterion: Criterion
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reign:
    """Weights of one criterion, all others as they are, between which first place stays."""

    low: float
    high: float
    first: tuple[str, ...]
    """Ids of those in first place strictly between `low` and `high`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """The weight at which first place changes."""

    weight: float
    first: tuple[str, ...]
    """Ids of those in first place right beyond `weight`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitivity:
    """What becomes of first place when one criterion weighs more or less than it does."""

    criterion: Criterion
    weight: float
    """As it is."""

    below: Turn | None
    """The next change if it weighs less; None if there is none."""

    above: Turn | None
    reigns: tuple[Reign, ...]
    """Ascending, from a weight of 0 to the most there may be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ranking:
    """Entries by what a person weighs."""

    rows: tuple[Row, ...]
    """By place, then by id; empty when no entry has the must-haves."""

    sure: bool
    """Whether the first row stays first however the unknown facts turn out."""

    weights: Mapping[str, float]
    """Of every criterion, those left out too."""

    given: Given
    removed: tuple[Removed, ...]
    """In the order in which the entries came."""

    left_out: tuple[LeftOut, ...]
    sensitivity: tuple[Sensitivity, ...]
    """One a criterion, in the order of CRITERIA; empty when there are no rows."""

    notes: tuple[str, ...]
    """Sentences about the scales of cost and rating, and what is unknown on them."""

    @property
    def first(self) -> tuple[str, ...]:
        """Return the ids in first place."""
        return tuple(row.entry.id for row in self.rows if row.place == 1)
