"""Nothing that is shipped contradicts itself."""

from collections.abc import Callable
from datetime import date
from itertools import chain

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.entry import Entry, Openness, Origin

READ = date(2026, 11, 21)
"""The latest day of any source; what would be later is not known yet."""


@pytest.fixture(scope="module", name="entries")
def _entries() -> list[Entry]:
    """Load every shipped entry."""
    return list(chain.from_iterable(shipped(paths.catalog())))


def output_is_cheaper(entry: Entry) -> bool:
    """Return whether some offer asks less for writing than for reading."""
    return any(
        offer.output_usd_per_million_tokens is not None
        and offer.input_usd_per_million_tokens is not None
        and offer.output_usd_per_million_tokens < offer.input_usd_per_million_tokens
        for offer in entry.offers
    )


def context_is_absurd(entry: Entry) -> bool:
    """Return whether the context of the model or of an offer is above 20 million."""
    contexts = [entry.context_tokens, *(offer.context_tokens for offer in entry.offers)]
    return any(context is not None and context > 20_000_000 for context in contexts)


def is_from_the_future(entry: Entry) -> bool:
    """Return whether the release is later than the day on which a source told of it."""
    return entry.released is not None and entry.released > entry.source_of("released").as_of


def has_more_active_than_all(entry: Entry) -> bool:
    """Return whether more parameters are active than there are."""
    active, every = entry.active_parameters, entry.parameters
    return active is not None and every is not None and active > every


def is_open_without_weights(entry: Entry) -> bool:
    """Return whether a model without a repository counts as open."""
    is_open = entry.openness in {Openness.OPEN_SOURCE, Openness.OPEN_WEIGHTS}
    return is_open and entry.origin is not Origin.HUB


def is_retired_but_on_sale(entry: Entry) -> bool:
    """Return whether the day of retirement has passed and the status does not say so."""
    passed = entry.retires is not None and entry.retires <= READ
    return passed and entry.status not in {"deprecated", "retired"}


def retires_before_its_release(entry: Entry) -> bool:
    """Return whether the model ends before it begins."""
    known = entry.retires is not None and entry.released is not None
    return bool(known and entry.retires and entry.released and entry.retires <= entry.released)


def costs_nothing(entry: Entry) -> bool:
    """Return whether some price is 0: none of those shipped is known to be free."""
    return any(
        0 in {offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens}
        for offer in entry.offers
    )


def has_a_score_outside_its_interval(entry: Entry) -> bool:
    """Return whether a rating lies outside its own bounds."""
    return any(
        score.low is not None
        and score.high is not None
        and not score.low <= score.value <= score.high
        for score in entry.scores
    )


def shows_a_price_without_its_source(entry: Entry) -> bool:
    """Return whether the price that stands for the model is said to be from elsewhere."""
    offer = entry.headline_offer
    return offer is not None and entry.source_of("price.in") != offer.source


@pytest.mark.parametrize(
    "contradicts",
    [
        output_is_cheaper,
        context_is_absurd,
        is_from_the_future,
        has_more_active_than_all,
        is_open_without_weights,
        is_retired_but_on_sale,
        retires_before_its_release,
        costs_nothing,
        has_a_score_outside_its_interval,
        shows_a_price_without_its_source,
    ],
)
def test_no_entry_contradicts_itself(
    entries: list[Entry], contradicts: Callable[[Entry], bool]
) -> None:
    """Each entry that does is named."""
    assert [entry.id for entry in entries if contradicts(entry)] == []


def test_every_contradiction_would_be_found(entries: list[Entry]) -> None:
    """The entries are all there, and there is something of each kind to look at."""
    assert len(entries) > 17_000
    assert sum(bool(entry.offers) for entry in entries) >= 400
    assert sum(bool(entry.scores) for entry in entries) >= 280
    assert sum(entry.retires is not None for entry in entries) >= 30
