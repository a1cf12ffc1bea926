"""Hosted prices as two public documents give them, into offers.

Both are pure: what a document leaves out, writes as 0 or gets wrong is unknown in the offer, and
nothing here decides which entry an offer belongs to.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite

from modeldex.entry import Offer, PriceTier, Rejected, Source
from modeldex.text import clean

ROUTER_URL = "https://router.huggingface.co/v1/models"
MODELS_DEV_URL = "https://models.dev/api.json"

_DEAREST = 10_000
"""USD per million tokens; the dearest published price is 600, and beyond it the unit is another."""

_LONGEST = 1 << 28
"""Tokens; the longest published context is 100 million."""

_NAMES = {
    "togetherai": "together",
    "vercel": "vercel-ai-gateway",
    "novita-ai": "novita",
}
"""models.dev's keys of providers that the catalogue calls something else."""

_SUBSCRIPTIONS = ("-plan", "-plan-cn", "-plan-global", "-plan-ams", "-plan-sgp", "-pass", "copilot")
"""Endings of models.dev's keys of plans by the month, whose prices are not for tokens."""

_MAKERS = """
ai21 alibaba alibaba-cn anthropic arcee cohere deepseek google inception llama longcat meta minimax
minimax-cn mistral moonshotai moonshotai-cn morph openai perplexity poolside sakana sarvam sensenova
stepfun stepfun-ai thinkingmachines upstage v0 xai xiaomi zai zhipuai
"""
_FIRST_PARTIES = frozenset(_MAKERS.split())
"""models.dev's keys of providers that serve what they have made themselves."""

_MADE_BY = {
    "alibaba-cn": "alibaba",
    "arcee": "arcee-ai",
    "llama": "meta",
    "minimax-cn": "minimax",
    "moonshotai-cn": "moonshotai",
    "stepfun-ai": "stepfun",
    "zai": "zhipuai",
}
"""The maker in models.dev's `canonical_model_id`, where it is not the provider's own key."""

_FAMILIES = {
    "deepseek": "deepseek",
    "glm": "zhipuai",
    "kimi": "moonshotai",
    "llama": "meta",
    "minimax": "minimax",
}
"""Beginnings of names by which other makers serve a model too, and its maker."""

_STATUSES = {"alpha": "beta", "beta": "beta", "deprecated": "deprecated"}
"""What models.dev says of an offer, in the catalogue's words."""

Offers = Mapping[str, tuple[Offer, ...]]
"""By the lower-case id of a model on the Hub."""


def router(document: object, today: date) -> tuple[Offers, tuple[Rejected, ...]]:
    """Return the live offers of the Hugging Face router's model list, and what was no model.

    Prices there are USD per million tokens.
    """
    source = Source(name="router.huggingface.co", as_of=today, url=ROUTER_URL)
    rows = document.get("data") if isinstance(document, dict) else None
    if not isinstance(rows, list):
        return {}, (_refused(None, "is no list of models", document),)
    offers: dict[str, tuple[Offer, ...]] = {}
    rejected = []
    for row in rows:
        model = _word(row.get("id")) if isinstance(row, dict) else None
        providers = row.get("providers") if isinstance(row, dict) else None
        if model is None or not isinstance(providers, list):
            rejected.append(_refused(model, "has no id or no providers", row))
            continue
        offers[model.lower()] = tuple(_routed(model, providers, source))
    return offers, tuple(rejected)


def _routed(model: str, providers: list[object], source: Source) -> Iterator[Offer]:
    for row in providers:
        name = _word(row.get("provider")) if isinstance(row, dict) else None
        if not isinstance(row, dict) or name is None or row.get("status", "live") != "live":
            continue
        pricing = _table(row.get("pricing"))
        yield Offer(
            provider=name.lower(),
            provider_model_id=model,
            first_party=row.get("is_model_author") is True,
            source=source,
            input_usd_per_million_tokens=_price(pricing.get("input")),
            output_usd_per_million_tokens=_price(pricing.get("output")),
            context_tokens=_tokens(row.get("context_length")),
            tools=_flag(row.get("supports_tools")),
            structured_output=_flag(row.get("supports_structured_output")),
        )


def models_dev(
    document: object, today: date
) -> tuple[dict[tuple[str, str], Offer], tuple[Rejected, ...]]:
    """Return the offers of models.dev by (provider, its id of the model), and what was no model.

    Plans by the month are left out. What the document says of open weights is not read: it
    calls some closed models open.
    """
    source = Source(name="models.dev", as_of=today, url=MODELS_DEV_URL)
    if not isinstance(document, dict):
        return {}, (_refused(None, "is no table of providers", document),)
    offers: dict[tuple[str, str], Offer] = {}
    rejected = []
    for key, provider in document.items():
        models = provider.get("models") if isinstance(provider, dict) else None
        if not isinstance(models, dict):
            rejected.append(_refused(_word(key), "has no models", provider))
            continue
        if key.endswith(_SUBSCRIPTIONS):
            continue
        for name, model in models.items():
            served = _word(model.get("id", name)) if isinstance(model, dict) else None
            if served is None:
                rejected.append(_refused(_word(f"{key}/{name}"), "is no model", model))
                continue
            offer = _listed(key, served, model, source)
            offers[offer.provider, served] = offer
    return offers, tuple(rejected)


def deprecated(document: object) -> frozenset[tuple[str, str]]:
    """Return what models.dev says is deprecated, by (provider, its id of the model)."""
    providers = document.items() if isinstance(document, dict) else ()
    return frozenset(
        (_provider(key), _word(model.get("id", name)) or "")
        for key, provider in providers
        for name, model in _table(_table(provider).get("models")).items()
        if isinstance(model, dict) and model.get("status") == "deprecated"
    )


def _provider(key: str) -> str:
    return clean(_NAMES.get(key, key)).lower()


def _listed(key: str, served: str, model: dict[str, object], source: Source) -> Offer:
    cost, limit = _table(model.get("cost")), _table(model.get("limit"))
    return Offer(
        provider=_provider(key),
        provider_model_id=served,
        first_party=_is_maker(key, served, model.get("canonical_model_id")),
        source=source,
        input_usd_per_million_tokens=_price(cost.get("input")),
        output_usd_per_million_tokens=_price(cost.get("output")),
        cached_input_usd_per_million_tokens=_price(cost.get("cache_read")),
        cache_write_usd_per_million_tokens=_price(cost.get("cache_write")),
        audio_input_usd_per_million_tokens=_price(cost.get("input_audio")),
        audio_output_usd_per_million_tokens=_price(cost.get("output_audio")),
        tiers=_tiers(cost.get("tiers")),
        context_tokens=_tokens(limit.get("context")),
        output_tokens=_tokens(limit.get("output")),
        region="cn" if key.endswith("-cn") else None,
        status=_STATUSES.get(_word(model.get("status")) or ""),
        tools=_flag(model.get("tool_call")),
        structured_output=_flag(model.get("structured_output")),
    )


def _is_maker(key: str, served: str, canonical: object) -> bool:
    """Return whether the provider serves a model of its own: some makers also serve others'."""
    if key not in _FIRST_PARTIES:
        return False
    own = _MADE_BY.get(key, key)
    if isinstance(canonical, str):
        return canonical.partition("/")[0] == own
    name = served.rpartition("/")[2].lower()
    return all(maker == own for family, maker in _FAMILIES.items() if name.startswith(family))


def _tiers(tiers: object) -> tuple[PriceTier, ...]:
    """Return the prices of longer inputs, ascending; tiers by anything else are left out."""
    if not isinstance(tiers, list):
        return ()
    found: dict[int, PriceTier] = {}
    for row in tiers:
        tier = _table(_table(row).get("tier"))
        above = _tokens(tier.get("size"))
        if above is None or tier.get("type") != "context":
            continue
        found[above] = PriceTier(
            above_tokens=above,
            input_usd_per_million_tokens=_price(row.get("input")),
            output_usd_per_million_tokens=_price(row.get("output")),
            cached_input_usd_per_million_tokens=_price(row.get("cache_read")),
            cache_write_usd_per_million_tokens=_price(row.get("cache_write")),
        )
    return tuple(found[above] for above in sorted(found))


def _price(value: object) -> float | None:
    """Return a price; None for 0 too, which these documents write for unknown."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value <= _DEAREST and isfinite(value) else None


def _tokens(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value <= _LONGEST else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _word(value: object) -> str | None:
    return clean(value) or None if isinstance(value, str) else None


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _refused(name: str | None, reason: str, value: object) -> Rejected:
    return Rejected(id=name, reason=reason, excerpt=clean(repr(value)[:240], 120))
