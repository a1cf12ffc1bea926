"""Score against price: which entries no other beats at both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modeldex.entry import Entry
from modeldex.fields import FIELDS


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One entry in a picture of score against price."""

    id: str
    price: float
    """Less is better, in any unit that all points share."""

    score: float
    """More is better, in any unit that all points share."""


def pareto(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points that no other dominates, the cheapest first, equal ones all.

    One dominates another when it is neither dearer nor worse, and better at one of the two.
    """
    front: list[Point] = []
    for point in sorted(points, key=lambda one: (one.price, -one.score, one.id)):
        last = front[-1] if front else None
        equal = last is not None and (point.price, point.score) == (last.price, last.score)
        if last is None or equal or point.score > last.score:
            front.append(point)
    return tuple(front)


def price_points(
    entries: Sequence[Entry], board: str
) -> tuple[tuple[Point, ...], tuple[Entry, ...]]:
    """Return the entries whose blended price and rating on `board` are known, and the others.

    Prices are USD per million tokens, ratings those of one Arena board, a key of BOARDS.
    """
    known: list[Point] = []
    unknown: list[Entry] = []
    for entry in entries:
        price, rating = FIELDS["price"].read(entry), FIELDS[f"score.{board}"].read(entry)
        if isinstance(price, int | float) and isinstance(rating, int | float):
            known.append(Point(id=entry.id, price=price, score=rating))
        else:
            unknown.append(entry)
    return tuple(known), tuple(unknown)
