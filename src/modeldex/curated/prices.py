"""Prices and offers as catalogue files write them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from modeldex.curated.sources import SOURCE_KEYS, Sources, read_sources
from modeldex.curated.tables import Table, read_toml
from modeldex.entry import Claim, Entry, Offer, PriceTier, Source, changed

PRICE_KEYS = ("input", "output", "cached_input", "cache_write", "audio_input", "audio_output")
_ABLE = ("tools", "structured_output")
OFFER_KEYS = (
    *(*PRICE_KEYS, *SOURCE_KEYS, "tiers", "free", "id", "context", "max_output"),
    *("status", *_ABLE),
)
CONDITION_KEYS = ("region", "condition")
OFFER_STATUSES = ("beta", "deprecated")
_NAMED = {"input": "in", "output": "out", "cached_input": "cached"}
_PRICE_FIELDS = ("price", "price.in", "price.out", "price.cached")


def read_offer(
    table: Table,
    *,
    provider: str,
    model: str,
    first_party: bool,
    sources: Sources,
    above: Table | None = None,
) -> Offer:
    """Return the offer that a price table describes.

    `model` is the name to send where the table gives none in `id`; `above` says what the offer
    can do where the table says nothing of it. Raises CatalogError, also for a price of 0 that
    `free = true` does not confirm: 0 is how many sources write unknown.
    """
    prices = {key: table.amount(key) for key in PRICE_KEYS}
    if not table.flag("free"):
        for key in PRICE_KEYS:
            if prices[key] == 0:
                raise table.fault(key, "a price of 0 needs free = true; leave it out if unknown")
    able = table if above is None or table.values.keys() & _ABLE else above
    source, able_source = sources.of(table), sources.default if able is above else None
    return Offer(
        provider=provider,
        provider_model_id=table.text("id") or model,
        first_party=first_party,
        source=source,
        input_usd_per_million_tokens=prices["input"],
        output_usd_per_million_tokens=prices["output"],
        cached_input_usd_per_million_tokens=prices["cached_input"],
        cache_write_usd_per_million_tokens=prices["cache_write"],
        audio_input_usd_per_million_tokens=prices["audio_input"],
        audio_output_usd_per_million_tokens=prices["audio_output"],
        tiers=_tiers(table),
        context_tokens=table.count("context"),
        output_tokens=table.count("max_output"),
        region=table.text("region"),
        condition=table.text("condition"),
        status=table.choice("status", OFFER_STATUSES),
        tools=able.flag("tools"),
        structured_output=able.flag("structured_output"),
        able_source=None if able_source == source else able_source,
        doubtful=table.flag("doubtful") or False,
    )


def _tiers(table: Table) -> tuple[PriceTier, ...]:
    tiers: list[PriceTier] = []
    for row in table.tables("tiers"):
        row.only(("above", *PRICE_KEYS[:4]))
        above = row.count("above")
        if above is None:
            raise row.fault("above", "missing")
        if tiers and above <= tiers[-1].above_tokens:
            raise row.fault("above", f"expected more than {tiers[-1].above_tokens}, got {above}")
        tiers.append(
            PriceTier(
                above_tokens=above,
                input_usd_per_million_tokens=row.amount("input"),
                output_usd_per_million_tokens=row.amount("output"),
                cached_input_usd_per_million_tokens=row.amount("cached_input"),
                cache_write_usd_per_million_tokens=row.amount("cache_write"),
            )
        )
    return tuple(tiers)


def read_offers(path: Path, shown: str) -> Iterator[tuple[str, Offer, Claim | None]]:
    """Yield (id of the entry, offer, what another source says of its prices) of each row."""
    file = read_toml(path, shown)
    file.only(("provider", "name", "first_party", "able", *SOURCE_KEYS, "sources", "offers"))
    provider, sources = file.required_text("provider"), read_sources(file)
    able = sources.named.get(file.choice("able", sources.named) or "")
    made = file.flag("first_party") or False
    for row in file.tables("offers"):
        row.only(("model", *OFFER_KEYS, *CONDITION_KEYS, "first_party", "doubtful", "contested"))
        model = row.required_text("model")
        own = row.flag("first_party") or made
        offer = read_offer(row, provider=provider, model=model, first_party=own, sources=sources)
        if able not in {None, offer.source} and (row.values.keys() & _ABLE):
            offer = changed(offer, able_source=able)
        yield model, offer, _claim(row, offer, sources)


def _claim(row: Table, offer: Offer, sources: Sources) -> Claim | None:
    """Return the other prices that a row mentions, as a person would write them."""
    other = row.table("contested")
    if other is None:
        return None
    other.only((*_NAMED, *SOURCE_KEYS, "reason"))
    prices = [f"${price:g} {name}" for key, name in _NAMED.items() if (price := other.amount(key))]
    if not prices:
        raise other.fault("input", "missing")
    where = ", ".join(filter(None, (offer.provider, offer.region, offer.condition)))
    reason = other.required_text("reason")
    value = f"{', '.join(prices)}; {reason}"
    return Claim(field=f"price at {where}", value=value, source=sources.of(other))


def with_offers(entry: Entry, offers: Iterable[Offer]) -> Entry:
    """Return `entry` with more offers, and with the source of the price that stands for it."""
    entry = changed(entry, offers=(*entry.offers, *offers))
    sources = tuple(fact_sources(entry).items())
    return entry if sources == entry.fact_sources else changed(entry, fact_sources=sources)


def fact_sources(entry: Entry) -> dict[str, Source]:
    """Return where the facts of `entry` are from, its price from the offer that stands for it."""
    sources = {key: source for key, source in entry.fact_sources if key not in _PRICE_FIELDS}
    headline = entry.headline_offer
    if headline is not None and headline.source != entry.source:
        sources |= dict.fromkeys(_PRICE_FIELDS, headline.source)
    return sources
