"""Money and volumes as text."""

import pytest

from modeldex.cost import (
    KEYS,
    PRESETS,
    BreakEven,
    Money,
    break_even_text,
    money_text,
    workload_facts,
)


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0, 0, "0.00"),
        (0.0004, 0.0004, "0.0004"),
        (1.5, 1.5, "1.50"),
        (9_999.994, 9_999.994, "9,999.99"),
        (12_345.6, 12_345.6, "12,346"),
        (428.5599, 730.5, "428.56 to 730.50"),
        (1.001, 1.002, "1.00"),
    ],
)
def test_money_is_shown_to_the_cent_where_that_matters(low: float, high: float, text: str) -> None:
    """A bill of less than a cent is still not nothing."""
    assert money_text(Money(low_usd_per_month=low, high_usd_per_month=high)) == text


def test_an_unknown_sum_is_no_number() -> None:
    """Least of all 0."""
    assert money_text(None) == "?"


@pytest.mark.parametrize(
    ("low", "high", "always", "text"),
    [
        (100, 100, 100, "100 requests a day"),
        (100, 250, 250, "100 to 250 requests a day"),
        (100, 100, 1_500, "100 requests a day, and for good from 1,500"),
        (100, 100, None, "100 requests a day; the next machine makes the API cheaper again"),
    ],
)
def test_a_volume_says_for_how_long_it_holds(
    low: float, high: float, always: float | None, text: str
) -> None:
    """Until the next machine, or for good."""
    found = BreakEven(
        low_requests_per_day=low, high_requests_per_day=high, always_requests_per_day=always
    )
    assert break_even_text(found) == text


def test_every_figure_of_a_workload_is_shown() -> None:
    """Under the word that edits it."""
    facts = workload_facts(PRESETS["coding"])
    assert [word for word, _ in facts] == list(KEYS)
    assert dict(facts)["cached"] == "85% of the input"
    assert dict(facts)["requests"] == "4,000 a day"
