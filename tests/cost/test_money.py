"""Amounts of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.cost import Money
from modeldex.cost.money import Bill, Part, order, total

usd = st.floats(0, 1e9)


@given(usd, usd, usd, usd)
def test_a_sum_lies_between_the_sums_of_the_limits(a: float, b: float, c: float, d: float) -> None:
    """Whatever the two amounts are within their own limits."""
    one = Money(low_usd_per_month=min(a, b), high_usd_per_month=max(a, b))
    two = Money(low_usd_per_month=min(c, d), high_usd_per_month=max(c, d))
    both = one + two
    assert both.low_usd_per_month <= a + c <= both.high_usd_per_month
    assert both == two + one


@pytest.mark.parametrize("other", [1, 1.5, "1 USD", None])
def test_only_money_of_the_same_currency_and_period_is_added(other: object) -> None:
    """A bare number, which might be an hour's or a year's, is a TypeError."""
    with pytest.raises(TypeError):
        Money.exactly(1) + other  # type: ignore[operator]
    with pytest.raises(TypeError):
        other + Money.exactly(1)  # type: ignore[operator]


def test_the_names_of_all_amounts_say_currency_and_period() -> None:
    """USD per month, and nothing else is kept."""
    assert set(Money.__dataclass_fields__) == {"low_usd_per_month", "high_usd_per_month"}


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-1, 1), (float("nan"), 1)])
def test_limits_that_cannot_be_are_a_fault_of_the_program(low: float, high: float) -> None:
    """Nobody owes less than nothing."""
    with pytest.raises(ValueError, match="no range of money"):
        Money(low_usd_per_month=low, high_usd_per_month=high)


def test_bills_are_put_in_order_by_the_most_they_can_be() -> None:
    """And those without a sum last."""
    wide = Bill(per_month=Money(low_usd_per_month=1, high_usd_per_month=9))
    sure = Bill(per_month=Money.exactly(5))
    assert sorted([Bill(per_month=None), wide, sure], key=order)[:2] == [sure, wide]


def test_nothing_adds_up_to_nothing() -> None:
    """A workload without requests costs 0 and not something unknown."""
    assert total(()) == Money.exactly(0)
    assert total((Part(label="Input", money=Money.exactly(3)),)) == Money.exactly(3)
