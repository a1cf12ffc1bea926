"""Score against price."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from modeldex.entry import Score, Source, changed
from modeldex.scorecard import Point, pareto, price_points
from tests.examples import OPEN, VENDOR

_SMALL = st.integers(0, 4).map(float)
_POINTS = st.lists(st.tuples(_SMALL, _SMALL), max_size=12).map(
    lambda pairs: [
        Point(id=f"a/{number}", price=price, score=score)
        for number, (price, score) in enumerate(pairs)
    ]
)


def _dominates(one: Point, other: Point) -> bool:
    no_worse = one.price <= other.price and one.score >= other.score
    return no_worse and (one.price, one.score) != (other.price, other.score)


@given(_POINTS)
def test_the_front_is_what_nothing_dominates(points: list[Point]) -> None:
    """As the definition says it, point against point."""
    front = pareto(points)
    expected = {
        point.id for point in points if not any(_dominates(other, point) for other in points)
    }
    assert {point.id for point in front} == expected
    assert list(front) == sorted(front, key=lambda point: (point.price, point.score, point.id))


def test_what_has_no_price_or_no_rating_has_no_place_in_the_picture() -> None:
    """It is named beside it, not put at zero."""
    arena = Source(name="Arena", as_of=date(2026, 10, 5))
    score = Score(board="arena.text", value=1400, unit="rating", source=arena, independent=True)
    rated = changed(VENDOR, scores=(score,))
    points, others = price_points([OPEN, rated], "text")
    assert points == (Point(id=VENDOR.id, price=0.6875, score=1400),)
    assert others == (OPEN,)
    assert price_points([rated], "coding") == ((), (rated,))
