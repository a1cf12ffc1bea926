"""Where on an axis a value stands, and which values are written beside it."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from modeldex.plots.figure import Axis

_MARGIN = 0.06
"""Part of the axis kept free at either end, so that no point stands on the frame."""

_ZERO = 0.12
"""Part of a logarithmic axis that a zero has to itself: room for its label and a gap."""

_MOST_TICKS = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """A range of values laid along an axis, from 0 at its start to 1 at its end."""

    start: float
    """The value at the start; of a logarithmic axis its decimal logarithm."""

    end: float
    log: bool
    zero: float = 0.0
    """Part of the axis before `start` that belongs to the value 0."""

    def place(self, value: float) -> float:
        """Return where `value` stands."""
        if self.log and value <= 0:
            return self.zero / 3
        at = math.log10(value) if self.log else value
        return self.zero + (1 - self.zero) * (at - self.start) / (self.end - self.start)

    def ticks(self) -> Iterator[tuple[float, ...]]:
        """Yield sets of round values on the axis, each ascending, from many to few."""
        zero = (0.0,) if self.zero else ()
        for ticks in self._decades() if self.log else _steps(self.start, self.end):
            yield (*zero, *ticks)

    def _decades(self) -> Iterator[tuple[float, ...]]:
        exponents = range(math.floor(self.start), math.ceil(self.end) + 1)
        fine = tuple(float(f"{m}e{e}") for e in exponents for m in (1, 2, 5))
        inside = tuple(tick for tick in fine if self.start <= math.log10(tick) <= self.end)
        if len(inside) < 3:  # noqa: PLR2004 - two do not show that the axis is logarithmic
            yield from _steps(10**self.start, 10**self.end)
            return
        yield inside
        tens = [tick for tick in inside if f"{tick:e}".startswith("1.000000e")]
        yield from (tuple(tens[::every]) for every in (1, 2, 3, 5, 10) if tens[every:])
        yield inside[0], inside[-1]
        yield inside[-1:]


def scale(axis: Axis, values: Sequence[float]) -> Scale:
    """Return a scale on which every one of `values` has its place; a lone one is in the middle."""
    above = [math.log10(value) for value in values if value > 0] if axis.log else []
    ends = above or values
    low, high = min(ends), max(ends)
    margin = _MARGIN * (high - low) or (0.3 if above else abs(high) / 10 or 1.0)
    start = low - margin
    if not above and low >= 0:
        start = max(start, 0.0)  # amounts: a tick below zero would be nonsense
    zero = _ZERO if above and min(values) <= 0 else 0.0
    return Scale(start=start, end=high + margin, log=bool(above), zero=zero)


def _steps(low: float, high: float) -> Iterator[tuple[float, ...]]:
    """Yield ticks 1, 2 or 5 times a power of ten apart, the closest ones first."""
    exponent = math.floor(math.log10(high - low))
    for step in (float(f"{m}e{e}") for e in range(exponent - 2, exponent + 1) for m in (1, 2, 5)):
        first, last = math.ceil(low / step), math.floor(high / step)
        if 1 < last - first + 1 <= _MOST_TICKS:
            digits = max(0, -math.floor(math.log10(step)))
            yield tuple(round(n * step, digits) for n in range(first, last + 1))


def written(
    along: Scale, label: Callable[[float], str], length: float, size: Callable[[str], float]
) -> list[tuple[float, str]]:
    """Return (where, text) of as many ticks as can be read on an axis of `length`.

    `size` is what a text takes along the axis, the gap to the next one included; `where` is its
    middle, counted from the start. No two texts are the same.
    """
    for ticks in along.ticks():
        found = [(along.place(tick) * length, label(tick)) for tick in ticks]
        texts = [text for _, text in found]
        apart = all(
            b - a >= (size(before) + size(after)) / 2 for (a, before), (b, after) in pairwise(found)
        )
        if apart and len(set(texts)) == len(texts):
            return found
    return []
