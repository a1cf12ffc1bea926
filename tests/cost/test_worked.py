"""The six worked examples, by hand, in code, and in the README."""

import re
from pathlib import Path

import pytest

from modeldex.cost import money_text
from tests.cost import worked

README = Path(__file__).parents[2] / "README.md"
_ROW = re.compile(r"^\| (\d) \|.*\| \**([0-9,. to]+?)\** \|$", re.MULTILINE)


@pytest.mark.parametrize("number", worked.EXAMPLES)
def test_the_code_agrees_with_the_arithmetic_done_by_hand(number: str) -> None:
    """To the cent."""
    bill, by_hand = worked.EXAMPLES[number]
    assert money_text(bill().per_month) == by_hand


def test_the_readme_prints_what_the_code_has() -> None:
    """Every row of its table, and no other."""
    section = README.read_text(encoding="utf-8").partition("## What it costs")[2]
    assert dict(_ROW.findall(section.partition("\n## ")[0])) == worked.readme()


def test_a_mixture_is_served_by_two_cards() -> None:
    """One holds 85.9 GB of the 147.3 that are needed."""
    bill = worked.mixture()
    assert bill.assumptions[0] == "1 machine with 2 x Card 80GB"
    assert bill.assumptions[1].startswith("147.3 GB of memory")
    assert bill.step is not None
    assert bill.step.low_requests_per_day == pytest.approx(30_880, rel=0.001)
    assert bill.unknown == ()


def test_the_parts_of_the_macs_are_purchase_and_electricity() -> None:
    """200 and 13.70 USD a month."""
    parts = {part.label: money_text(part.money) for part in worked.mac().parts}
    assert parts == {"Purchase": "200.00", "Electricity": "13.70"}


def test_what_is_not_known_is_named() -> None:
    """Beside the range that it makes."""
    assert worked.unknown().unknown == ("price of cached input",)
