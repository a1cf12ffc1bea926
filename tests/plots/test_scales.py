"""Ticks are round, ascending and inside, and no two are written over each other."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.plots import Axis
from modeldex.plots.scales import scale, written
from tests.plots.figures import values

LINEAR = Axis(title="linear", label="{:.4g}".format)
LOG = Axis(title="logarithmic", log=True)


@given(st.lists(values, min_size=1, max_size=9), st.sampled_from([LINEAR, LOG]))
def test_every_value_has_its_place_and_the_larger_one_comes_later(
    found: list[float],
    axis: Axis,
) -> None:
    """Zero has a place on a logarithmic axis too: before every other."""
    along = scale(axis, found)
    at = [along.place(value) for value in sorted(found)]
    assert all(0 <= place <= 1 for place in at)
    assert at == sorted(at)


@given(st.lists(values, min_size=1, max_size=9), st.sampled_from([LINEAR, LOG]))
def test_ticks_are_one_two_or_five_times_a_power_of_ten(
    found: list[float],
    axis: Axis,
) -> None:
    """Ascending, on the axis, and evenly apart or in the steps 1, 2, 5."""
    along = scale(axis, found)
    for ticks in along.ticks():
        at = [along.place(tick) for tick in ticks]
        assert all(-1e-9 <= place <= 1 + 1e-9 for place in at)
        assert all(a < b for a, b in pairwise(ticks))
        steps = {f"{b - a:.3e}" for a, b in pairwise(t for t in ticks if t)}
        digits = {f"{tick:e}".split("e")[0].rstrip("0.") for tick in ticks if tick}
        assert len(steps) <= 1 or digits <= {"1", "2", "5"}


@pytest.mark.parametrize(
    ("axis", "low", "high", "texts"),
    [
        (LINEAR, 1318, 1499, ["1350", "1400", "1450", "1500"]),
        (LOG, 0.03, 12, ["0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10"]),
        (LOG, 0, 12, ["0", "10", "15", "20"]),
        (LOG, 100, 1e7, ["100", "1000", "10000", "100000", "1e+06", "1e+07"]),
        (LOG, 410, 480, ["410", "420", "430", "440", "450", "460", "470", "480"]),
        (LINEAR, 7, 7, ["6.4", "6.6", "6.8", "7", "7.2", "7.4", "7.6"]),
    ],
)
def test_ticks_are_those_a_person_would_choose(
    axis: Axis, low: float, high: float, texts: list[str]
) -> None:
    """As many as there is room for on sixty cells."""
    ticks = written(scale(axis, [low, high]), axis.label, 60, lambda text: len(text) + 2)
    assert [text for _, text in ticks] == texts


@given(
    st.lists(values, min_size=1, max_size=9), st.sampled_from([LINEAR, LOG]), st.integers(1, 200)
)
def test_no_two_numbers_touch_or_say_the_same(
    found: list[float],
    axis: Axis,
    length: int,
) -> None:
    """On an axis of any length."""
    ticks = written(scale(axis, found), axis.label, length, lambda text: len(text) + 2)
    assert len({text for _, text in ticks}) == len(ticks)
    for (a, before), (b, after) in pairwise(ticks):
        assert b - a >= (len(before) + len(after)) / 2 + 2
    assert all(math.isfinite(at) for at, _ in ticks)
