"""What a figure takes, and which of its points are on the Pareto front."""

import math

import pytest
from hypothesis import given

from modeldex.plots import Axis, Figure, Point, front, stairs
from tests.plots.figures import places


def beats(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Return whether one costs no more and scores no less, and is not the same."""
    return one != other and one[0] <= other[0] and one[1] >= other[1]


@given(places)
def test_the_front_is_what_nothing_beats(found: list[tuple[float, float]]) -> None:
    """All of it and nothing else, from the least x to the largest."""
    expected = {i for i, one in enumerate(found) if not any(beats(two, one) for two in found)}
    ahead = front(found)
    assert set(ahead) == expected
    assert [found[i] for i in ahead] == sorted(found[i] for i in ahead)


@given(places)
def test_no_point_is_above_the_stairs(found: list[tuple[float, float]]) -> None:
    """At each x the line is at the best y that can be had there; it never falls."""
    line = stairs(found, "front").points
    assert list(line) == sorted(line)
    assert all(y <= max(b for a, b in line if a <= x) for x, y in found)


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0])
def test_what_has_no_place_on_an_axis_is_refused(value: float) -> None:
    """A logarithmic axis has nothing below zero, and no axis has infinity."""
    with pytest.raises(ValueError, match="not every value has a place"):
        Figure(
            title="t",
            about="a",
            x=Axis(title="x", log=True),
            y=Axis(title="y"),
            points=(Point(name="p", x=value, y=1.0),),
        )
