"""The bill of an API."""

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex import paths
from modeldex.cost import (
    BATCH_FLOOR,
    CACHED_FLOOR,
    PRESETS,
    Money,
    Workload,
    api_bill,
    bills,
    cheapest,
    money_text,
    prices_for,
)
from modeldex.curated import shipped
from modeldex.entry import Entry, Offer, PriceTier, changed
from tests.cost.strategies import offers, workloads
from tests.cost.worked import CACHED, CACHING, LONG, MIXTURE, PLAIN, TIERED, UNCACHED, offer


@given(offers(), workloads(), st.floats(0, 10**9))
def test_more_requests_never_cost_less(one: Offer, workload: Workload, requests: float) -> None:
    """Neither at the least nor at the most."""
    low, high = sorted((workload.requests_per_day, requests))
    few = api_bill(one, replace(workload, requests_per_day=low)).per_month
    many = api_bill(one, replace(workload, requests_per_day=high)).per_month
    assert (few is None) == (many is None)
    if few and many:
        assert few.low_usd_per_month <= many.low_usd_per_month
        assert few.high_usd_per_month <= many.high_usd_per_month


@given(offers(), workloads())
def test_a_sum_is_that_of_its_parts(one: Offer, workload: Workload) -> None:
    """And a range has a reason."""
    bill = api_bill(one, workload)
    if bill.per_month is None:
        assert bill.unknown or bill.refusal
        return
    parts = [part.money.high_usd_per_month for part in bill.parts]
    assert sum(parts) == pytest.approx(bill.per_month.high_usd_per_month)
    assert bill.per_month.exact or bill.unknown


@given(workloads(), st.floats(0.001, 100), st.floats(0.001, 100))
def test_a_tier_with_the_same_prices_changes_nothing(
    workload: Workload, price_in: float, price_out: float
) -> None:
    """The bill is continuous where prices are."""
    tier = changed(
        TIERED.tiers[0],
        input_usd_per_million_tokens=price_in,
        output_usd_per_million_tokens=price_out,
    )
    flat = offer(price_in, price_out, context_tokens=None)
    assert api_bill(flat, workload).per_month == (
        api_bill(changed(flat, tiers=(tier,)), workload).per_month
    )


@pytest.mark.parametrize(
    ("tokens", "usd"), [(199_999, 0.207999), (200_000, 0.208), (200_001, 0.412002)]
)
def test_a_tier_begins_one_token_above_its_limit(tokens: int, usd: float) -> None:
    """And prices all of the request: 200,001 * 2 + 2,000 * 6 millionths are 0.412002 USD."""
    workload = replace(LONG, input_tokens=tokens, requests_per_day=1)
    bill = api_bill(TIERED, workload).per_month
    assert bill is not None
    assert bill.low_usd_per_month == pytest.approx(usd * 30.4375)


def test_cached_tokens_count_towards_the_limit() -> None:
    """The highest tier reached is taken, in whatever order they stand."""
    second = changed(TIERED.tiers[0], above_tokens=220_000)
    both = changed(TIERED, tiers=(second, TIERED.tiers[0]))
    assert prices_for(both, 250_000) is second
    assert prices_for(both, 210_000) is TIERED.tiers[0]
    assert prices_for(both, 1_000) is both
    notes = api_bill(TIERED, replace(LONG, cached_share=1, written_share=0)).assumptions
    assert "input of 250,000 tokens pays the tier above 200,000, the whole request with it" in notes


def test_an_unknown_price_of_writing_in_a_tier_is_named() -> None:
    """Where the offer has one."""
    tiered = changed(TIERED, cache_write_usd_per_million_tokens=1.25)
    bill = api_bill(tiered, replace(LONG, cached_share=0.5, written_share=0.1))
    assert "price of writing to the cache in this tier" in bill.unknown


def test_an_unknown_share_of_writing_gives_a_range() -> None:
    """From all that is not cached at the price of input to all of it at that of writing.

    60,875 requests: 2,000 tokens at 3 or at 3.75, beside 8,000 at 0.3 and 500 at 15.
    """
    bill = api_bill(CACHING, replace(CACHED, written_share=None))
    assert bill.unknown == ("share of input written to the cache",)
    assert money_text(bill.per_month) == "967.91 to 1,059.22"


def test_a_price_of_nothing_is_nothing_and_free() -> None:
    """With a word about limits."""
    bill = api_bill(offer(0, 0), CACHED)
    assert bill.per_month == Money.exactly(0)
    assert bill.unknown == ()
    assert "a free offer: its provider limits the requests, how far is not known" in (
        bill.assumptions
    )


@pytest.mark.parametrize(
    ("price_in", "price_out", "what"), [(None, 1, "input"), (1, None, "output")]
)
def test_an_unknown_price_leaves_the_sum_unknown(
    price_in: float | None, price_out: float | None, what: str
) -> None:
    """It is never taken for zero."""
    bill = api_bill(offer(price_in, price_out), PLAIN)
    assert (bill.per_month, bill.unknown) == (None, (f"price of {what}",))


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"context_tokens": 8_000}, "needs a context of 16,000 tokens, has 8,000"),
        ({"output_tokens": 499}, "needs answers of 500 tokens, gives at most 499"),
        ({"condition": "batch"}, "answers in batches only, and not all requests may wait"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_reason(
    facts: dict[str, object], reason: str
) -> None:
    """It has no sum, rather than a wrong one."""
    bill = api_bill(offer(1, 2, **facts), PLAIN)
    assert (bill.per_month, bill.refusal) == (None, reason)


def test_batches_cost_what_their_offer_asks() -> None:
    """A quarter of 60,875 requests at half of 0.0165 USD, three quarters at all of it."""
    sold = changed(
        MIXTURE,
        offers=(offer(1, 13), offer(0.5, 6.5, condition="batch", provider_model_id="model:batch")),
    )
    [(_, bill)] = bills(sold, replace(PLAIN, batch_share=0.25))
    assert money_text(bill.per_month) == money_text(Money.exactly(60_875 * 0.0165 * 0.875))
    assert bill.unknown == ()


def test_batches_without_a_price_are_a_range() -> None:
    """From half to all of the price of a request."""
    whole = api_bill(offer(1, 13), PLAIN).per_month
    bill = api_bill(offer(1, 13), replace(PLAIN, batch_share=1))
    assert whole is not None
    assert bill.unknown == ("price of batches",)
    assert bill.per_month == Money(
        low_usd_per_month=whole.low_usd_per_month / 2, high_usd_per_month=whole.high_usd_per_month
    )


def test_an_offer_for_batches_alone_stands_alone() -> None:
    """Where every request may wait."""
    only = changed(MIXTURE, offers=(offer(1, 2, condition="batch"),))
    [(_, bill)] = bills(only, PRESETS["classification"])
    assert bill.per_month is not None
    assert bill.per_month.exact


def test_offers_are_listed_the_cheapest_first_and_the_unknown_last() -> None:
    """A doubtful one is listed, but does not stand for the entry."""
    sold = changed(
        MIXTURE,
        offers=(
            offer(None, 1, provider="mute"),
            offer(2, 2, provider="dear"),
            offer(1, 1, provider="odd", doubtful=True),
            offer(1.5, 1, provider="left", condition="spot"),
        ),
    )
    found = bills(sold, PLAIN)
    assert [one.provider for one, _ in found] == ["odd", "left", "dear", "mute"]
    assert "doubtful: another source gives quite different prices" in found[0][1].assumptions
    stands = cheapest(found)
    assert stands is not None
    assert stands[0].provider == "dear"
    assert cheapest(found[-1:]) is None


def test_the_makers_own_offer_has_the_models_context() -> None:
    """Where none is listed for it; another's is unknown."""
    sold = changed(
        MIXTURE,
        offers=tuple(
            offer(1, 2, provider=name, context_tokens=None, first_party=name == "maker")
            for name in ("maker", "other")
        ),
    )
    long = replace(PLAIN, context_tokens=200_000)
    maker, other = sorted(bills(sold, long), key=lambda pair: pair[0].provider)
    assert maker[1].refusal == "needs a context of 200,000 tokens, has 131,072"
    assert other[1].unknown == ("longest context here",)
    assert maker[0].context_tokens is None


@pytest.fixture(scope="module", name="sold")
def _sold() -> list[Entry]:
    """Return every shipped entry that somebody sells."""
    return [entry for entry in chain.from_iterable(shipped(paths.catalog())) if entry.offers]


def _cached_share(prices: Offer | PriceTier) -> float | None:
    full, cached = prices.input_usd_per_million_tokens, prices.cached_input_usd_per_million_tokens
    return cached / full if full and cached is not None else None


def test_nobody_in_the_catalogue_asks_less_for_cached_input(sold: list[Entry]) -> None:
    """The floor is the lowest share there is, rounded down to a thousandth."""
    every = [one for entry in sold for one in entry.offers]
    listed: list[Offer | PriceTier] = [*every, *(tier for one in every for tier in one.tiers)]
    found = [_cached_share(prices) for prices in listed]
    assert CACHED_FLOOR <= min(filter(None, found)) < CACHED_FLOOR + 0.001


def test_nearly_all_batches_in_the_catalogue_cost_half_or_more(sold: list[Entry]) -> None:
    """And none of its maker's costs less; the few below the floor are gateways'."""
    ratios = []
    for entry in sold:
        plain = {one.provider: one for one in entry.offers if one.condition is None}
        for batch in (one for one in entry.offers if one.condition == "batch"):
            whole = plain[batch.provider].input_usd_per_million_tokens
            part = batch.input_usd_per_million_tokens
            if whole and part:
                ratios.append((round(part / whole, 3), batch.first_party))
    below = [ratio for ratio, _ in ratios if ratio < BATCH_FLOOR]
    assert len(ratios) > 100
    assert len(below) <= 4
    assert all(ratio >= BATCH_FLOOR for ratio, first_party in ratios if first_party)


def test_the_least_of_an_unknown_cached_price_is_the_floor() -> None:
    """8 thousandths of 2 USD, for all of the input."""
    bill = api_bill(
        changed(UNCACHED, output_usd_per_million_tokens=0), replace(PLAIN, cached_share=1)
    )
    assert bill.per_month is not None
    usd = bill.per_month
    assert usd.low_usd_per_month == pytest.approx(usd.high_usd_per_month * CACHED_FLOOR)
