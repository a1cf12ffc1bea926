"""What can be done at each host, and what makers ask for batches."""

from itertools import chain

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.entry import Entry, Offer
from modeldex.fields import FIELDS

RULE = "half price in batches"
PAGES = {
    "anthropic": "https://platform.claude.com/docs/en/about-claude/pricing",
    "google": "https://ai.google.dev/gemini-api/docs/pricing",
    "openai": "https://developers.openai.com/api/docs/pricing",
}
"""Makers whose pages of prices halve them for batches."""


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry that somebody sells, by its id."""
    every = chain.from_iterable(shipped(paths.catalog()))
    return {entry.id: entry for entry in every if entry.offers}


def at(entry: Entry, provider: str, condition: str | None = None) -> Offer:
    """Return the one offer of `provider` on `condition`, in no region."""
    (found,) = [
        offer
        for offer in entry.offers
        if (offer.provider, offer.condition, offer.region) == (provider, condition, None)
    ]
    return found


@pytest.mark.parametrize(
    ("model", "provider", "price_in", "price_out"),
    [
        ("anthropic/claude-opus-5", "anthropic", 2.5, 12.5),
        ("anthropic/claude-sonnet-4-6", "anthropic", 1.5, 7.5),
        ("anthropic/claude-haiku-4-5", "anthropic", 0.5, 2.5),
        ("openai/gpt-5.1", "openai", 0.625, 5),
        ("openai/gpt-5-mini", "openai", 0.125, 1),
        ("openai/gpt-4.1", "openai", 1, 4),
        ("openai/gpt-4o-mini", "openai", 0.075, 0.3),
        ("google/gemini-2.5-pro", "google", 0.625, 5),
        ("google/gemini-2.5-flash", "google", 0.15, 1.25),
    ],
)
def test_a_maker_asks_for_a_batch_what_its_page_lists(
    entries: dict[str, Entry], model: str, provider: str, price_in: float, price_out: float
) -> None:
    """The pages above list the prices of batches one by one; half is what they come to."""
    batch = at(entries[model], provider, "batch")
    assert batch.first_party
    prices = batch.input_usd_per_million_tokens, batch.output_usd_per_million_tokens
    assert prices == (price_in, price_out)


def test_the_rule_of_half_is_applied_only_where_a_gateway_says_the_same(
    entries: dict[str, Entry],
) -> None:
    """Each such batch is exactly half of its maker's price, and of a gateway's batch too."""
    made = [(e, o) for e in entries.values() for o in e.offers if o.source.name == RULE]
    assert len(made) > 50
    for entry, batch in made:
        assert batch.source.url == PAGES[batch.provider]
        whole = at(entry, batch.provider)
        others = {
            (o.input_usd_per_million_tokens, o.output_usd_per_million_tokens)
            for o in entry.offers
            if o.condition == "batch" and not o.first_party
        }
        halves = (
            (whole.input_usd_per_million_tokens or 0) / 2,
            (whole.output_usd_per_million_tokens or 0) / 2,
        )
        prices = batch.input_usd_per_million_tokens, batch.output_usd_per_million_tokens
        assert prices == pytest.approx(halves), entry.id
        assert any(other == pytest.approx(halves, rel=0.002) for other in others), entry.id
        assert len(batch.tiers) == len(whole.tiers), entry.id


@pytest.mark.parametrize(
    ("model", "provider", "tools", "structured"),
    [
        ("openai/gpt-oss-120b", "groq", True, True),
        ("meta-llama/Llama-3.3-70B-Instruct", "groq", True, None),
        ("openai/gpt-5", "openai", True, True),
        ("google/gemini-2.5-pro", "google", True, True),
        ("deepseek-ai/DeepSeek-R1", "azure", False, None),
    ],
)
def test_an_offer_says_what_can_be_done_there(
    entries: dict[str, Entry],
    model: str,
    provider: str,
    *,
    tools: bool | None,
    structured: bool | None,
) -> None:
    """As models.dev had it on 2026-09-30; the same model can do different things elsewhere."""
    offer = at(entries[model], provider)
    assert (offer.tools, offer.structured_output) == (tools, structured)
    assert (offer.able_source or offer.source).name == "models.dev"


def test_open_models_are_found_by_what_hosts_let_them_do(entries: dict[str, Entry]) -> None:
    """No listing of the Hub says it, so that it was unknown of all of them."""
    can = {id_ for id_, entry in entries.items() if FIELDS["tools"].read(entry)}
    assert {"moonshotai/Kimi-K3", "Qwen/Qwen3-32B", "zai-org/GLM-4.6"} <= can
    assert len({id_ for id_ in can if entries[id_].parameters}) > 100


def test_offers_that_run_out_say_so(entries: dict[str, Entry]) -> None:
    """A host may stop serving what its maker goes on with."""
    stated = {offer.status for entry in entries.values() for offer in entry.offers}
    assert stated == {None, "beta", "deprecated"}
