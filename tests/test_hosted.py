"""Two documents of hosted prices into offers, with the faults that they are known for."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.entry import PriceTier
from modeldex.hosted import deprecated, models_dev, router

_TODAY = date(2026, 11, 21)

_ROUTED: dict[str, Any] = {
    "id": "deepseek-ai/DeepSeek-V4-Pro",
    "providers": [
        {
            "provider": "novita",
            "status": "live",
            "context_length": 1_048_576,
            "pricing": {"input": 1.69, "output": 3.38},
            "is_model_author": False,
            "supports_tools": True,
            "supports_structured_output": False,
        },
        {"provider": "Together", "supports_tools": "yes"},
        {"provider": "nebius", "status": "staging"},
        {"status": "live"},
        5,
    ],
}


def test_the_router_lists_who_serves_a_model_of_the_hub() -> None:
    """By the lower-case id; all but a provider's name may be missing."""
    offers, rejected = router({"data": [_ROUTED]}, _TODAY)
    novita, together = offers["deepseek-ai/deepseek-v4-pro"]
    assert rejected == ()
    assert (novita.provider, novita.provider_model_id) == ("novita", _ROUTED["id"])
    assert novita.input_usd_per_million_tokens == 1.69
    assert novita.output_usd_per_million_tokens == 3.38
    assert (novita.context_tokens, novita.first_party) == (1_048_576, False)
    assert (novita.source.name, novita.source.as_of) == ("router.huggingface.co", _TODAY)
    assert (novita.tools, novita.structured_output) == (True, False)
    assert (together.provider, together.input_usd_per_million_tokens) == ("together", None)
    assert together.tools is together.structured_output is None


def test_what_is_no_model_costs_no_neighbour() -> None:
    """It is set aside with its reason."""
    offers, rejected = router({"data": [None, {"id": 5}, {"id": "a/b"}, _ROUTED]}, _TODAY)
    assert list(offers) == ["deepseek-ai/deepseek-v4-pro"]
    assert [each.reason for each in rejected] == ["has no id or no providers"] * 3


@pytest.mark.parametrize("document", [None, [], {}, {"data": {}}, "no"])
def test_a_router_document_of_another_shape_is_told(document: object) -> None:
    """There are no offers, and the reason says why."""
    offers, [rejected] = router(document, _TODAY)
    assert (offers, rejected.reason) == ({}, "is no list of models")


def _listed(key: str = "openai", /, **facts: object) -> dict[str, object]:
    model = {
        "id": "gpt-7",
        "cost": {
            "input": 2,
            "output": 8.5,
            "cache_read": 0.2,
            "tiers": [
                {"input": 4, "output": 12, "tier": {"type": "context", "size": 272_000}},
                {"input": 3, "output": 9, "tier": {"type": "context", "size": 128_000}},
                {"input": 1, "tier": {"type": "hour", "size": 22}},
            ],
        },
        "limit": {"context": 1_050_000, "output": 128_000},
    }
    return {key: {"id": key, "models": {"gpt-7": model | facts}}}


def test_models_dev_lists_prices_by_provider_and_model() -> None:
    """Tiers ascend, and those that are not of the context are left out."""
    offers, rejected = models_dev(_listed(), _TODAY)
    offer = offers["openai", "gpt-7"]
    assert rejected == ()
    assert (offer.first_party, offer.provider_model_id) == (True, "gpt-7")
    assert offer.input_usd_per_million_tokens == 2
    assert offer.output_usd_per_million_tokens == 8.5
    assert offer.cached_input_usd_per_million_tokens == 0.2
    assert offer.cache_write_usd_per_million_tokens is None
    assert (offer.context_tokens, offer.output_tokens) == (1_050_000, 128_000)
    assert [tier.above_tokens for tier in offer.tiers] == [128_000, 272_000]
    assert offer.tiers[0] == PriceTier(
        above_tokens=128_000, input_usd_per_million_tokens=3, output_usd_per_million_tokens=9
    )


@pytest.mark.parametrize(
    ("stated", "status"),
    [("alpha", "beta"), ("beta", "beta"), ("deprecated", "deprecated"), ("live", None), (3, None)],
)
def test_models_dev_says_what_an_offer_can_do_and_how_it_stands(
    stated: object, status: str | None
) -> None:
    """In the catalogue's words; a word that it does not have says nothing."""
    document = _listed(tool_call=True, structured_output=False, status=stated)
    offers, _ = models_dev(document, _TODAY)
    offer = offers["openai", "gpt-7"]
    assert (offer.tools, offer.structured_output, offer.status) == (True, False, status)


@pytest.mark.parametrize("price", [0, 0.0, -1, "2", None, True, float("nan"), 1e9])
def test_what_is_no_price_is_unknown(price: object) -> None:
    """0 too: the document writes it where it does not know."""
    cost = {"input": price, "output": 3}
    offer = models_dev(_listed(cost=cost), _TODAY)[0]["openai", "gpt-7"]
    assert offer.input_usd_per_million_tokens is None
    assert offer.output_usd_per_million_tokens == 3


@pytest.mark.parametrize("limit", [None, 5, {"context": 0}, {"context": -1}, {"context": 1e6}])
def test_what_is_no_limit_is_unknown(limit: object) -> None:
    """A context of 0 is none."""
    offer = models_dev(_listed(limit=limit), _TODAY)[0]["openai", "gpt-7"]
    assert offer.context_tokens is None


@pytest.mark.parametrize(
    ("key", "facts", "own"),
    [
        ("openai", {}, True),
        ("openrouter", {}, False),
        ("alibaba-cn", {"canonical_model_id": "alibaba/qwen4"}, True),
        ("alibaba-cn", {"canonical_model_id": "deepseek/deepseek-v4"}, False),
        ("alibaba-cn", {"id": "deepseek-v4"}, False),
        ("zai", {"id": "glm-5"}, True),
        ("zai", {"canonical_model_id": "zhipuai/glm-5"}, True),
        ("nvidia", {"canonical_model_id": "nvidia/nemotron"}, False),
    ],
)
def test_a_maker_is_the_first_party_of_its_own_models(
    key: str, facts: dict[str, object], *, own: bool
) -> None:
    """Some makers also serve others' models."""
    [offer] = models_dev(_listed(key, **facts), _TODAY)[0].values()
    assert offer.first_party is own


@pytest.mark.parametrize("key", ["zai-coding-plan", "xiaomi-token-plan-cn", "github-copilot"])
def test_plans_by_the_month_are_left_out(key: str) -> None:
    """Their prices are not for tokens."""
    assert models_dev(_listed(key), _TODAY) == ({}, ())


def test_providers_are_called_as_the_catalogue_calls_them() -> None:
    """So that an offer of the same host is the same offer."""
    assert list(models_dev(_listed("togetherai"), _TODAY)[0]) == [("together", "gpt-7")]


def test_a_provider_or_model_of_another_shape_costs_no_neighbour() -> None:
    """Each is set aside by its name."""
    document = _listed() | {"a": 5, "b": {"models": {"m": None, "\x1b[2J": []}}}
    offers, rejected = models_dev(document, _TODAY)
    assert list(offers) == [("openai", "gpt-7")]
    assert [each.id for each in rejected] == ["a", "b/m", "b/<U+001B>[2J"]


def test_what_is_deprecated_is_named_as_its_offer_is() -> None:
    """By the same key."""
    document = _listed("togetherai", status="deprecated")
    assert deprecated(document) == models_dev(document, _TODAY)[0].keys()
    assert not deprecated(_listed("togetherai", status="beta"))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


@given(st.sampled_from(["id", "cost", "limit", "canonical_model_id"]), _VALUES)
def test_no_value_whatever_raises(key: str, value: object) -> None:
    """Any JSON in any property gives an offer or a reason."""
    offers, rejected = models_dev(_listed("openai", **{key: value}), _TODAY)
    assert len(offers) + len(rejected) == 1


@given(_VALUES)
def test_no_document_whatever_raises(document: object) -> None:
    """Nor any JSON as a document, or as its rows."""
    for shape in (document, {"data": document}, {"data": [document]}, {"x": {"models": document}}):
        assert router(shape, _TODAY)[0] == {} or isinstance(document, dict | list)
        assert all(len(pair) == 2 for pair in deprecated(shape))
