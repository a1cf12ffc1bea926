"""What a plot shows, before anybody draws it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """One direction of a plot."""

    title: str
    """What is measured, and its unit."""

    label: Callable[[float], str] = "{:g}".format
    """A value as a person reads it, such as `$0.50`."""

    log: bool = False
    """Whether equal factors are equally long; a zero then has a place of its own at the start."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One named point."""

    name: str
    x: float
    y: float
    hollow: bool = False
    """Whether it is drawn as a ring, which tells two kinds of points apart without colour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One named line through points."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A plot of points and lines; ValueError for what no axis has a place for."""

    title: str
    about: str
    """A sentence for who cannot see the picture."""

    x: Axis
    y: Axis
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    kinds: tuple[str, str] = ("", "")
    """What a full and what a hollow point stand for; empty where nothing need be said."""

    def __post_init__(self) -> None:
        if not self.places:
            raise ValueError("a plot needs a point or a line")
        for axis, values in zip((self.x, self.y), zip(*self.places, strict=True), strict=True):
            if not all(map(math.isfinite, values)) or (axis.log and min(values) < 0):
                raise ValueError(f"{axis.title}: not every value has a place on this axis")

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """Return x and y of everything that is drawn."""
        lines = (place for line in self.lines for place in line.points)
        return (*((point.x, point.y) for point in self.points), *lines)


def front(places: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return the indexes of the places on the Pareto front, from the least x to the largest.

    On the front is what no other place beats, with at most its x, at least its y, and not the
    same of both: the cheapest of all that are as good.
    """
    best = -math.inf
    found: list[int] = []
    for index in sorted(range(len(places)), key=lambda i: (places[i][0], -places[i][1])):
        if places[index][1] > best or (found and places[index] == places[found[-1]]):
            best = places[index][1]
            found.append(index)
    return tuple(found)


def stairs(places: Sequence[tuple[float, float]], name: str) -> Line:
    """Return the line of the best y that can be had at each x, along the front of `places`."""
    steps: list[tuple[float, float]] = []
    for x, y in (places[index] for index in front(places)):
        steps += [(x, steps[-1][1])] if steps else []
        steps.append((x, y))
    return Line(name=name, points=tuple(steps))
