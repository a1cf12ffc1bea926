"""Traffic shared between several entries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.cost import (
    Bill,
    Mix,
    Share,
    Workload,
    api_bill,
    blended,
    mix_text,
    parse_mix,
    weakest,
)
from modeldex.entry import changed
from modeldex.errors import UsageError
from tests.cost.worked import CHEAP, DEAR, DENSE, HYBRID, MIXTURE, PLAIN, hybrid, offer


@given(st.lists(st.integers(1, 100), min_size=1, max_size=5), st.data())
def test_a_mix_costs_between_its_cheapest_and_its_dearest_part(
    weights: list[int], data: st.DataObject
) -> None:
    """Each of which would have to do all of the work."""
    mix = Mix(
        parts=tuple(
            Share(id=str(number), share=weight / sum(weights))
            for number, weight in enumerate(weights)
        )
    )
    offers = {
        part.id: offer(data.draw(st.floats(0, 100)), data.draw(st.floats(0, 100)))
        for part in mix.parts
    }
    alone = [api_bill(one, PLAIN).per_month for one in offers.values()]
    sums = [money.high_usd_per_month for money in alone if money]
    bill = blended(mix, PLAIN, lambda entry_id, part: api_bill(offers[entry_id], part))
    assert bill.per_month is not None
    assert min(sums) - 1e-6 <= bill.per_month.high_usd_per_month <= max(sums) + 1e-6


def test_the_parts_are_named_with_their_shares() -> None:
    """In the order of the mix."""
    assert [part.label for part in hybrid().parts] == ["80% by cheap", "20% by dear"]


def test_a_part_without_a_price_leaves_the_sum_unknown() -> None:
    """And is named, while the others keep theirs."""
    offers = {"cheap": CHEAP, "dear": changed(DEAR, input_usd_per_million_tokens=None)}
    bill = blended(HYBRID, PLAIN, lambda entry_id, part: api_bill(offers[entry_id], part))
    assert bill.per_month is None
    assert bill.unknown == ("dear: price of input",)
    assert [part.label for part in bill.parts] == ["80% by cheap"]


def test_each_part_is_priced_for_its_own_requests() -> None:
    """A machine of one's own costs the same for half of them."""
    seen = []

    def bill(_entry_id: str, part: Workload) -> Bill:
        seen.append(part.requests_per_day)
        return Bill(per_month=None)

    blended(HYBRID, PLAIN, bill)
    assert seen == [1_600, 400]


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=4))
def test_what_is_printed_is_read_as_the_same(weights: list[int]) -> None:
    """In hundredths of a percent."""
    whole = [*weights, 40_000 - sum(weights)]
    mix = Mix(
        parts=tuple(
            Share(id=f"a/b={number}", share=float(f"{weight / 400:.4f}") / 100)
            for number, weight in enumerate(whole)
        )
    )
    again = parse_mix(mix_text(mix))
    assert [part.id for part in again.parts] == [part.id for part in mix.parts]
    assert [part.share for part in again.parts] == pytest.approx(
        [part.share for part in mix.parts], abs=1e-9
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a=80,b=30", "The shares of the mix are 110% together, not 100%."),
        ("a=80", "The shares of the mix are 80% together, not 100%."),
        ("", "The shares of the mix are 0% together, not 100%."),
        ("a=50,a=50", "An entry is in the mix twice; add its shares up."),
        ("a=0,b=100", "a has 0% of the mix; a share is above 0% and up to 100%."),
        ("a,b=100", "a is no share of a mix; write it like ID=80."),
        ("a=x", "a=x is no share of a mix; write it like ID=80."),
        ("a=-20,b=120", "a=-20 is no share of a mix; write it like ID=80."),
    ],
)
def test_shares_that_are_not_everything_are_refused(text: str, sentence: str) -> None:
    """With what they are together."""
    with pytest.raises(UsageError) as caught:
        parse_mix(text)
    assert str(caught.value) == sentence


def test_thirds_are_everything() -> None:
    """With the digits a person writes."""
    assert len(parse_mix("a=33.3333%, b=33.3333%, c=33.3334%").parts) == 3


def test_a_mix_is_as_weak_as_its_weakest_part() -> None:
    """The first to retire, the strictest licence, the smallest context; what is unknown is said."""
    parts = {
        "a": changed(DENSE, id="a", retires=date(2027, 5, 1), license_class="permissive"),
        "b": changed(MIXTURE, id="b", retires=date(2027, 1, 1), license_class="proprietary"),
        "c": changed(DENSE, id="c", license_class=None, context_tokens=32_000),
    }
    mix = parse_mix("a=50,b=30,c=20")
    found = weakest(mix, parts)
    assert (found.retires, found.retires_id) == (date(2027, 1, 1), "b")
    assert (found.license_class, found.license_id) == ("proprietary", "b")
    assert (found.context_tokens, found.context_id) == (32_000, "c")
    assert found.unknown == ("licence of c",)


def test_nothing_known_is_nothing_said() -> None:
    """Neither a date nor a class nor a context."""
    bare = {"a": changed(DENSE, license_class=None, context_tokens=None)}
    found = weakest(parse_mix("a=100"), bare)
    assert (found.retires, found.license_class, found.context_tokens) == (None, None, None)
    assert found.unknown == (f"licence of {DENSE.id}", f"context of {DENSE.id}")
