"""The weights at which first place changes."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from modeldex.scorecard import MOST
from modeldex.scorecard.sensitivity import sensitivity

_Points = dict[str, dict[str, Fraction]]

KEYS = ("access", "cost", "risk")
_QUARTERS = st.integers(0, 4).map(lambda number: Fraction(number, 4))
_WEIGHTS = st.fixed_dictionaries(
    {key: st.integers(0, 10).map(lambda number: Fraction(number, 2)) for key in KEYS}
)
_POINTS = st.lists(st.fixed_dictionaries(dict.fromkeys(KEYS, _QUARTERS)), min_size=1, max_size=6)


def _named(points: list[dict[str, Fraction]]) -> _Points:
    return {f"a/{number}": own for number, own in enumerate(points)}


def _first(points: _Points, weights: dict[str, Fraction]) -> tuple[str, ...]:
    """Return who has the most, worked out for just these weights."""
    sums = {
        one: sum((own[key] * weights[key] for key in KEYS), start=Fraction())
        for one, own in points.items()
    }
    return tuple(sorted(one for one, total in sums.items() if total == max(sums.values())))


@given(_POINTS, _WEIGHTS)
def test_each_reign_is_what_trying_weights_finds(
    points: list[dict[str, Fraction]], weights: dict[str, Fraction]
) -> None:
    """At many weights between its ends; and the reigns leave no gap."""
    named = _named(points)
    for one in sensitivity(named, weights):
        ends = [one.reigns[0].low, *(reign.high for reign in one.reigns)]
        assert ends == [0, *(reign.low for reign in one.reigns[1:]), MOST]
        for reign in one.reigns:
            for step in range(1, 8):
                tried = Fraction(reign.low) + Fraction(reign.high - reign.low) * step / 8
                assert _first(named, weights | {one.criterion.key: tried}) == reign.first


@given(_POINTS, _WEIGHTS)
def test_a_turn_is_the_nearest_weight_where_first_place_changes(
    points: list[dict[str, Fraction]], weights: dict[str, Fraction]
) -> None:
    """Up to it everything stays, right behind it the named ones are first."""
    named, now = _named(points), _first(_named(points), weights)
    little = Fraction(1, 10**6)
    for one in sensitivity(named, weights):
        key, weight = one.criterion.key, weights[one.criterion.key]
        for turn, sign, end in ((one.below, -1, 0), (one.above, 1, MOST)):
            last = Fraction(end) if turn is None else Fraction(turn.weight)
            for step in range(1, 8):
                tried = weight + (last - weight) * step / 8
                assert _first(named, weights | {key: tried}) == now
            if turn is not None:
                beyond = weights | {key: last + sign * little}
                assert _first(named, beyond) == turn.first != now


def test_one_crossing_by_hand() -> None:
    """5/6 + w/2 against 1/3 + w: equal at a weight of 1, and the second is ahead from there."""
    points = {
        "a/open": {"access": Fraction(5, 6), "cost": Fraction(1, 2)},
        "a/sold": {"access": Fraction(1, 3), "cost": Fraction(1)},
    }
    one = {
        found.criterion.key: found
        for found in sensitivity(points, {"access": Fraction(1), "cost": Fraction(3)})
    }["cost"]
    assert [(reign.low, reign.high, reign.first) for reign in one.reigns] == [
        (0, 1, ("a/open",)),
        (1, 5, ("a/sold",)),
    ]
    assert one.below is not None
    assert (one.below.weight, one.below.first, one.above) == (1, ("a/open",), None)
