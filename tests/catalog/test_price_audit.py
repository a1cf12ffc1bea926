"""No shipped price stands far from the others without a word about it."""

from collections.abc import Iterator
from itertools import chain
from statistics import median

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.entry import Entry, Offer, PriceTier

FAR = 5
"""Hosts of one model differ by up to four times; a unit slip or a misread column by more."""


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry that somebody sells, by its id."""
    every = chain.from_iterable(shipped(paths.catalog()))
    return {entry.id: entry for entry in every if entry.offers}


def prices(offer: Offer) -> tuple[float | None, float | None]:
    """Return what a million tokens cost, in and out."""
    return offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens


def plain(entry: Entry) -> list[Offer]:
    """Return the offers that depend on nothing."""
    return [offer for offer in entry.offers if offer.condition is None and offer.region is None]


def differences(entry: Entry, offer: Offer) -> Iterator[float]:
    """Yield how many times each price of `offer` differs from the median of the others."""
    others = [prices(other) for other in plain(entry) if other is not offer and not other.doubtful]
    for price, column in zip(prices(offer), zip(*others, strict=True), strict=False):
        known = [other for other in column if other]
        if price and known:
            usual = median(known)
            yield max(price / usual, usual / price)


def explained(entry: Entry, offer: Offer) -> bool:
    """Return whether the entry says of this offer's price that another source differs."""
    fields = ("price.", f"price at {offer.provider}")
    return any(claim.field.startswith(fields) for claim in entry.contested)


def test_a_price_far_from_the_others_is_contested(entries: dict[str, Entry]) -> None:
    """A person sees at once that a price five times off the others' is not settled."""
    faults = [
        (entry.id, offer.provider, prices(offer))
        for entry in entries.values()
        for offer in plain(entry)
        if max(differences(entry, offer), default=1) > FAR and not explained(entry, offer)
    ]
    assert faults == []


def test_a_batch_costs_no_more_than_the_plain_request(entries: dict[str, Entry]) -> None:
    """At one provider, what is called a batch is the cheaper of the two."""
    faults = []
    for entry in entries.values():
        usual = {offer.provider: prices(offer)[0] for offer in plain(entry)}
        for offer in entry.offers:
            price, dearest = prices(offer)[0], usual.get(offer.provider)
            if offer.condition == "batch" and price and dearest and price > dearest:
                faults.append((entry.id, offer.provider))
    assert faults == []


def test_no_cached_price_is_above_the_price_and_no_output_below_it(
    entries: dict[str, Entry],
) -> None:
    """Also beyond the first tier, and whoever sells it."""
    faults = []
    for entry in entries.values():
        for offer in entry.offers:
            parts: tuple[Offer | PriceTier, ...] = (offer, *offer.tiers)
            for part in parts:
                paid = part.input_usd_per_million_tokens
                cached = part.cached_input_usd_per_million_tokens
                given = part.output_usd_per_million_tokens
                if paid and ((cached or 0) > paid or (given is not None and given < paid)):
                    faults.append((entry.id, offer.provider, part))
    assert faults == []


def test_the_price_that_stands_for_an_entry_is_the_makers_or_one_that_hosts_share(
    entries: dict[str, Entry],
) -> None:
    """A doubtful or conditional price never stands where there is a plain one."""
    for entry in entries.values():
        offer = entry.headline_offer
        if offer is None:
            continue
        makers = [
            own
            for own in entry.offers
            if own.first_party and not own.doubtful and prices(own)[0] is not None
        ]
        assert not makers or offer.first_party, entry.id
        rivals = [rival for rival in plain(entry) if rival.first_party or not makers]
        sure = [rival for rival in rivals if not rival.doubtful and None not in prices(rival)]
        if sure:
            assert not offer.doubtful, entry.id
            assert offer.condition is offer.region is None, entry.id
        if max(differences(entry, offer), default=1) > FAR:
            assert explained(entry, offer), entry.id


def test_the_price_that_everybody_asks_is_shown_for_the_model_of_the_known_slip(
    entries: dict[str, Entry],
) -> None:
    """The maker asks 3 and 15; one list says 0.192 and 16, which stays to be seen."""
    entry = entries["moonshotai/Kimi-K3"]
    offer = entry.headline_offer
    assert offer is not None
    assert prices(offer) == (3, 15)
    other = next(claim for claim in entry.contested if claim.field == "price at openrouter")
    assert other.value.startswith("$0.192 in, $16 out, ")
    assert other.source.name == "pi-ai 1.5.2"
