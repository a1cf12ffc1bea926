"""At which weight of a criterion first place changes, computed exactly.

With all other weights held, each entry's sum of weighted points is a straight line over the weight
of one criterion, and dividing by the sum of the weights orders them no differently. First place
belongs to the upper envelope of the lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from modeldex.scorecard.records import Reign, Sensitivity, Turn
from modeldex.scorecard.weights import CRITERIA, MOST


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    start: Fraction
    """The sum at a weight of 0."""

    slope: Fraction


@dataclass(frozen=True, slots=True)
class _Span:
    low: Fraction
    high: Fraction
    first: tuple[str, ...]


def sensitivity(
    points: Mapping[str, Mapping[str, Fraction]], weights: Mapping[str, Fraction]
) -> Iterator[Sensitivity]:
    """Yield for each criterion of `weights` how first place depends on its weight.

    `points` are id to criterion to points; there is at least one entry.
    """
    for key, weight in weights.items():
        lines = [
            _Line(
                one,
                sum((own[c] * w for c, w in weights.items() if c != key), start=Fraction()),
                own[key],
            )
            for one, own in points.items()
        ]
        spans = tuple(_envelope(lines))
        now = _first_at(lines, weight)
        yield Sensitivity(
            criterion=CRITERIA[key],
            weight=float(weight),
            below=_below(spans, weight, now),
            above=_above(spans, weight, now),
            reigns=tuple(
                Reign(low=float(span.low), high=float(span.high), first=span.first)
                for span in spans
            ),
        )


def _envelope(lines: Sequence[_Line]) -> Iterator[_Span]:
    """Yield, from a weight of 0 to MOST, which lines are the highest, and up to where."""
    low = Fraction()
    leader = max(lines, key=lambda line: (line.start, line.slope))
    while low < MOST:
        crossings = [
            ((leader.start - line.start) / (line.slope - leader.slope), line.slope, line)
            for line in lines
            if line.slope > leader.slope
        ]
        ahead = min(crossings, key=lambda one: (one[0], -one[1]), default=None)
        high = Fraction(MOST) if ahead is None else min(ahead[0], Fraction(MOST))
        same = (line.id for line in lines if _same(line, leader))
        yield _Span(low, high, tuple(sorted(same)))
        low = high
        if ahead is not None:
            leader = ahead[2]


def _same(line: _Line, other: _Line) -> bool:
    return (line.start, line.slope) == (other.start, other.slope)


def _first_at(lines: Sequence[_Line], weight: Fraction) -> tuple[str, ...]:
    sums = {line.id: line.start + line.slope * weight for line in lines}
    most = max(sums.values())
    return tuple(sorted(one for one, total in sums.items() if total == most))


def _below(spans: Sequence[_Span], weight: Fraction, now: tuple[str, ...]) -> Turn | None:
    changed = [span for span in spans if span.high <= weight and span.first != now]
    return Turn(weight=float(changed[-1].high), first=changed[-1].first) if changed else None


def _above(spans: Sequence[_Span], weight: Fraction, now: tuple[str, ...]) -> Turn | None:
    changed = [span for span in spans if span.low >= weight and span.first != now]
    return Turn(weight=float(changed[0].low), first=changed[0].first) if changed else None
