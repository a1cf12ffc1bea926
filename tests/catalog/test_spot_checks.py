"""Facts that were looked up by hand, each with the public page that states it.

Prices are USD per million tokens. They were read on the page named, or where another page quotes
it. A fact that changes there is changed here first, and then in the catalogue.
"""

from datetime import date
from itertools import chain

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.entry import Entry
from modeldex.fields import FIELDS

OPENAI = "https://developers.openai.com/api/docs/pricing"
CLAUDE = "https://platform.claude.com/docs/about-claude/models/whats-new-opus-5"
GEMINI = "https://ai.google.dev/gemini-api/docs/pricing"
ARGON = "https://ai.google.dev/gemini-api/docs/generate-content/latest-model"
NOVA = "https://aws.amazon.com/nova/pricing/"
SONAR = "https://docs.perplexity.ai/getting-started/pricing"
DEEPSEEK = "https://api-docs.deepseek.com/quick_start/pricing"
KIMI = "https://platform.kimi.ai/docs/pricing/chat"
ZAI = "https://docs.z.ai/guides/overview/pricing"
MINIMAX = "https://platform.minimax.io/docs/guides/pricing-paygo"
XAI = "https://docs.x.ai/developers/models"
COHERE = "https://docs.cohere.com/docs/how-does-cohere-pricing-work"
MISTRAL = "https://mistral.ai/pricing#api-pricing"
GROQ = "https://groq.com/pricing"


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry by its id."""
    return {entry.id: entry for entry in chain.from_iterable(shipped(paths.catalog()))}


@pytest.mark.parametrize(
    ("model", "price_in", "price_out", "page"),
    [
        ("openai/gpt-6.1-sol", 2, 10, OPENAI),
        ("openai/gpt-6-luna", 0.1, 0.5, OPENAI),
        ("openai/gpt-5.4", 2.5, 15, OPENAI),
        ("openai/gpt-5.1", 1.25, 10, OPENAI),
        ("openai/gpt-5", 1.25, 10, OPENAI),
        ("openai/gpt-5-mini", 0.25, 2, OPENAI),
        ("openai/gpt-5-nano", 0.05, 0.4, OPENAI),
        ("openai/gpt-5-pro", 15, 120, OPENAI),
        ("openai/gpt-4.1", 2, 8, OPENAI),
        ("openai/gpt-4.1-mini", 0.4, 1.6, OPENAI),
        ("openai/gpt-4o", 2.5, 10, OPENAI),
        ("openai/gpt-4o-mini", 0.15, 0.6, OPENAI),
        ("openai/o3", 2, 8, OPENAI),
        ("openai/o4-mini", 1.1, 4.4, OPENAI),
        ("anthropic/claude-fable-5-1", 10, 50, CLAUDE),
        ("anthropic/claude-opus-5-5", 4, 20, CLAUDE),
        ("anthropic/claude-opus-5", 5, 25, CLAUDE),
        ("anthropic/claude-sonnet-5-5", 2, 10, CLAUDE),
        ("anthropic/claude-haiku-5-5", 0.1, 0.5, CLAUDE),
        ("anthropic/claude-haiku-4-5", 1, 5, CLAUDE),
        ("anthropic/claude-opus-4-7", 5, 25, CLAUDE),
        ("google/gemini-4-argon", 2, 10, ARGON),
        ("google/gemini-3.8-flash", 0.75, 3.75, GEMINI),
        ("google/gemini-3.5-flash-lite", 0.3, 2.5, GEMINI),
        ("google/gemini-3.1-flash-lite", 0.25, 1.5, GEMINI),
        ("google/gemini-2.5-pro", 1.25, 10, GEMINI),
        ("google/gemini-2.5-flash", 0.3, 2.5, GEMINI),
        ("google/gemini-2.5-flash-lite", 0.1, 0.4, GEMINI),
        ("amazon/nova-micro", 0.035, 0.14, NOVA),
        ("amazon/nova-lite", 0.06, 0.24, NOVA),
        ("amazon/nova-pro", 0.8, 3.2, NOVA),
        ("perplexity/sonar", 1, 1, SONAR),
        ("perplexity/sonar-pro", 3, 15, SONAR),
        ("perplexity/sonar-reasoning-pro", 2, 8, SONAR),
        ("deepseek-ai/DeepSeek-V4.1-Flash-1017", 0.15, 0.6, DEEPSEEK),
        ("deepseek-ai/DeepSeek-V4-Pro-0813", 0.66, 1.98, DEEPSEEK),
        ("moonshotai/Kimi-K3", 3, 15, KIMI),
        ("moonshotai/Kimi-K2.6", 0.95, 4, KIMI),
        ("moonshotai/Kimi-K2.7-Code", 0.95, 4, KIMI),
        ("zai-org/GLM-5.3", 1.4, 4.4, ZAI),
        ("zai-org/GLM-4.6", 0.6, 2.2, ZAI),
        ("MiniMaxAI/MiniMax-M3", 0.3, 1.2, MINIMAX),
        ("MiniMaxAI/MiniMax-M2.7", 0.3, 1.2, MINIMAX),
        ("xai/grok-4.3", 1.25, 2.5, XAI),
        ("xai/grok-4.5", 2, 6, XAI),
        ("xai/grok-4.6", 2, 6, XAI),
        ("xai/grok-4.7", 2, 6, XAI),
        ("CohereLabs/c4ai-command-a-03-2025", 2.5, 10, COHERE),
        ("CohereLabs/c4ai-command-r7b-12-2024", 0.0375, 0.15, COHERE),
        ("mistralai/Mistral-Medium-3.5-128B", 1.5, 7.5, MISTRAL),
        ("mistral/mistral-medium-2508", 0.4, 2, MISTRAL),
    ],
)
def test_the_price_is_the_one_on_the_makers_page(
    entries: dict[str, Entry], model: str, price_in: float, price_out: float, page: str
) -> None:
    """The price that stands for the model is what its maker publishes."""
    offer = entries[model].headline_offer
    assert offer is not None
    assert offer.first_party
    found = (offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens)
    assert found == (price_in, price_out), page


@pytest.mark.parametrize(
    ("model", "provider", "price_in", "price_out", "page"),
    [
        ("openai/gpt-oss-120b", "groq", 0.15, 0.6, GROQ),
        ("openai/gpt-oss-20b", "groq", 0.075, 0.3, GROQ),
        ("meta-llama/Llama-3.3-70B-Instruct", "groq", 0.59, 0.79, GROQ),
        ("meta-llama/Llama-3.1-8B-Instruct", "groq", 0.05, 0.08, GROQ),
        (
            "google/gemini-3.8-flash",
            "vercel-ai-gateway",
            0.75,
            3.75,
            "https://vercel.com/ai-gateway",
        ),
    ],
)
def test_a_hosts_price_is_the_one_on_its_own_page(
    entries: dict[str, Entry],
    model: str,
    provider: str,
    price_in: float,
    price_out: float,
    page: str,
) -> None:
    """What another provider asks is told apart from what the maker asks."""
    plain = [
        (offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens)
        for offer in entries[model].offers
        if offer.provider == provider and offer.condition is offer.region is None
    ]
    assert plain == [(price_in, price_out)], page


@pytest.mark.parametrize(
    ("model", "field", "value", "page"),
    [
        ("openai/gpt-6.1-sol", "price.cached", 0.1, OPENAI),
        ("openai/gpt-4.1", "price.cached", 0.5, OPENAI),
        ("openai/gpt-6.1-sol", "ctx", 1_050_000, OPENAI),
        ("openai/gpt-4.1", "ctx", 1_047_576, OPENAI),
        ("openai/gpt-4o", "ctx", 128_000, OPENAI),
        ("openai/o3", "ctx", 200_000, OPENAI),
        ("anthropic/claude-opus-5", "price.cached", 0.5, CLAUDE),
        ("anthropic/claude-opus-5", "ctx", 1_000_000, CLAUDE),
        ("anthropic/claude-opus-5", "output", 128_000, CLAUDE),
        ("anthropic/claude-haiku-4-5", "ctx", 200_000, CLAUDE),
        ("anthropic/claude-opus-4-5", "ctx", 200_000, CLAUDE),
        ("google/gemini-2.5-pro", "ctx", 1_048_576, GEMINI),
        ("amazon/nova-pro", "ctx", 300_000, NOVA),
        ("amazon/nova-micro", "ctx", 128_000, NOVA),
        ("deepseek-ai/DeepSeek-V4-Pro-0813", "price.cached", 0.022, DEEPSEEK),
        ("deepseek-ai/DeepSeek-V4.1-Flash-1017", "output", 384_000, DEEPSEEK),
        ("moonshotai/Kimi-K2.6", "ctx", 262_144, KIMI),
        ("moonshotai/Kimi-K2.6", "price.cached", 0.16, KIMI),
        ("xai/grok-4.3", "ctx", 1_000_000, XAI),
        ("xai/grok-4.5", "price.cached", 0.3, XAI),
        ("xai/grok-4.6", "price.cached", 0.5, XAI),
        ("xai/grok-4.7", "price.cached", 0.5, XAI),
        ("google/gemini-4-argon", "ctx", 1_048_576, ARGON),
        ("google/gemini-4-argon", "price.cached", 0.1, ARGON),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", "ctx", 32_768, "config.json of the repository"),
        ("microsoft/phi-4", "ctx", 16_384, "config.json of the repository"),
        ("openai/gpt-oss-120b", "ctx", 131_072, "config.json of the repository"),
    ],
)
def test_a_figure_is_the_one_on_the_page(
    entries: dict[str, Entry], model: str, field: str, value: float, page: str
) -> None:
    """Contexts, output limits and cached prices."""
    assert FIELDS[field].read(entries[model]) == value, page


@pytest.mark.parametrize(
    ("model", "billions"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", 8.03),
        ("meta-llama/Llama-3.3-70B-Instruct", 70.6),
        ("mistralai/Mistral-7B-Instruct-v0.3", 7.25),
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", 46.7),
        ("Qwen/Qwen2.5-7B-Instruct", 7.62),
        ("Qwen/Qwen3-32B", 32.8),
        ("Qwen/Qwen3-235B-A22B", 235),
        ("google/gemma-3-27b-it", 27.4),
        ("microsoft/phi-4", 14.7),
        ("deepseek-ai/DeepSeek-V3", 685),
        ("openai/gpt-oss-120b", 117),
        ("openai/gpt-oss-20b", 20.9),
        ("CohereLabs/c4ai-command-r-plus", 104),
        ("HuggingFaceTB/SmolLM2-1.7B-Instruct", 1.71),
    ],
)
def test_a_model_has_the_parameters_that_its_page_on_the_hub_states(
    entries: dict[str, Entry], model: str, billions: float
) -> None:
    """https://huggingface.co/<model>: the size beside the safetensors, in billions."""
    parameters = entries[model].parameters
    assert parameters is not None
    assert parameters / 1e9 == pytest.approx(billions, rel=0.01)


@pytest.mark.parametrize(
    ("model", "license_id", "license_class"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", "llama3.1", "community"),
        ("mistralai/Mistral-7B-Instruct-v0.3", "apache-2.0", "permissive"),
        ("Qwen/Qwen2.5-7B-Instruct", "apache-2.0", "permissive"),
        ("google/gemma-3-27b-it", "gemma", "community"),
        ("microsoft/phi-4", "mit", "permissive"),
        ("deepseek-ai/DeepSeek-R1", "mit", "permissive"),
        ("openai/gpt-oss-120b", "apache-2.0", "permissive"),
        ("CohereLabs/c4ai-command-r-plus", "cc-by-nc-4.0", "non-commercial"),
        ("zai-org/GLM-4.6", "mit", "permissive"),
        ("allenai/OLMo-2-0325-32B-Instruct", "apache-2.0", "permissive"),
    ],
)
def test_a_model_has_the_licence_that_its_card_states(
    entries: dict[str, Entry], model: str, license_id: str, license_class: str
) -> None:
    """https://huggingface.co/<model>: the licence in the card's head."""
    assert (entries[model].license, entries[model].license_class) == (license_id, license_class)


@pytest.mark.parametrize(
    ("model", "status", "retires"),
    [
        ("openai/gpt-4", "retired", date(2026, 10, 23)),
        ("openai/o1", "retired", date(2026, 10, 23)),
        ("openai/o4-mini", "retired", date(2026, 10, 23)),
        ("openai/gpt-5", "deprecated", date(2026, 12, 11)),
        ("openai/gpt-4o", "deprecated", date(2027, 1, 14)),
        ("openai/gpt-4.1", "deprecated", date(2027, 1, 14)),
        ("openai/gpt-5.1", "deprecated", date(2027, 4, 1)),
        ("openai/gpt-5.3-codex", "deprecated", date(2027, 4, 1)),
        ("openai/gpt-5.4-nano", "deprecated", date(2027, 4, 1)),
        ("anthropic/claude-sonnet-4-5", "deprecated", date(2026, 11, 30)),
        ("google/gemini-2.5-pro", "deprecated", date(2026, 12, 1)),
        ("google/gemini-2.5-flash", "deprecated", date(2026, 12, 1)),
    ],
)
def test_a_model_retires_on_the_day_that_its_maker_gave(
    entries: dict[str, Entry], model: str, status: str, retires: date
) -> None:
    """Pages of deprecations at developers.openai.com, platform.claude.com and ai.google.dev."""
    assert (entries[model].status, entries[model].retires) == (status, retires)
