"""Entries of both worlds that tests of several rooms look at."""

from datetime import date

from modeldex.entry import Claim, Entry, Offer, Openness, Origin, Source, changed

TODAY = date(2026, 11, 21)
PRICES = Source(name="models.dev", as_of=date(2026, 11, 10))
HUB = Source(name="huggingface.co", as_of=date(2026, 9, 30))

OPEN = Entry(
    id="Qwen/Qwen3-8B",
    name="Qwen3-8B",
    origin=Origin.HUB,
    source=HUB,
    openness=Openness.OPEN_WEIGHTS,
    license="apache-2.0",
    license_class="permissive",
    gated="no",
    parameters=8_190_000_000,
    context_tokens=131_072,
    inputs=("text",),
    outputs=("text",),
    tools=True,
    languages=("en", "zh"),
    updated=date(2026, 7, 26),
    downloads=2_500_000,
)
"""Open weights: no price, no retirement."""

VENDOR = Entry(
    id="acme/swift-2",
    name="Swift 2",
    origin=Origin.VENDOR,
    source=PRICES,
    aliases=("acme/swift-2-2026-05-01", "acme/swift-latest"),
    openness=Openness.PROPRIETARY,
    context_tokens=200_000,
    inputs=("text", "image"),
    outputs=("text",),
    tools=True,
    retires=date(2026, 12, 1),
    status="deprecated",
    offers=(
        Offer(
            provider="acme",
            provider_model_id="swift-2",
            first_party=True,
            source=PRICES,
            input_usd_per_million_tokens=0.25,
            output_usd_per_million_tokens=2.0,
        ),
    ),
    contested=(Claim(field="ctx", value="1M", source=HUB),),
)
"""Behind an API: no weights, a price, a day of retirement."""

DENSE = changed(
    OPEN,
    architecture="qwen3",
    layers=36,
    key_value_heads=8,
    head_size=128,
    offers=(changed(VENDOR.offers[0], provider="host", first_party=False),),
)
"""Open weights that somebody sells, and of which all is known that a machine must hold."""
