"""The six worked examples of the README: invented prices, and the arithmetic done by hand.

A month has 365.25 / 12 = 30.4375 days.
"""

from dataclasses import replace
from datetime import date

from modeldex.cost import (
    Bill,
    Mix,
    SelfHosting,
    Share,
    Workload,
    api_bill,
    blended,
    money_text,
    owned_bill,
    rented_bill,
)
from modeldex.entry import Entry, Offer, Openness, Origin, PriceTier, Source, changed
from modeldex.memory import Device

SOURCE = Source(name="an example", as_of=date(2026, 11, 22))

PLAIN = Workload(
    name="own",
    input_tokens=10_000,
    output_tokens=500,
    requests_per_day=2_000,
    cached_share=0,
    written_share=0,
    batch_share=0,
    context_tokens=16_000,
    latency="interactive",
    hours_per_day=24,
)
"""What the examples vary."""


def offer(price_in: float | None, price_out: float | None, **facts: object) -> Offer:
    """Return an offer of one invented provider."""
    fixed = Offer(
        provider="acme",
        provider_model_id="model",
        first_party=True,
        source=SOURCE,
        input_usd_per_million_tokens=price_in,
        output_usd_per_million_tokens=price_out,
        context_tokens=1_000_000,
    )
    return changed(fixed, **facts)


TIERED = offer(
    1,
    4,
    tiers=(
        PriceTier(
            above_tokens=200_000, input_usd_per_million_tokens=2, output_usd_per_million_tokens=6
        ),
    ),
)
LONG = replace(
    PLAIN,
    input_tokens=250_000,
    output_tokens=2_000,
    requests_per_day=100,
    context_tokens=256_000,
)
CACHING = offer(
    3, 15, cached_input_usd_per_million_tokens=0.3, cache_write_usd_per_million_tokens=3.75
)
CACHED = replace(PLAIN, cached_share=0.8, written_share=0.1)
MIXTURE = Entry(
    id="acme/mixture-120b",
    name="mixture",
    origin=Origin.HUB,
    source=SOURCE,
    openness=Openness.OPEN_WEIGHTS,
    license_class="permissive",
    architecture="qwen3_moe",
    parameters=120_000_000_000,
    active_parameters=10_000_000_000,
    experts=64,
    active_experts=4,
    layers=48,
    key_value_heads=8,
    head_size=128,
    context_tokens=131_072,
)
CARD = Device(
    key="card-80gb",
    name="Card 80GB",
    maker="nvidia",
    memory_bytes=80 * 1024**3,
    unified=False,
    matrix_tflops=1_000,
    bandwidth_gb_per_second=3_000,
    watts=700,
    list_price_usd=30_000,
    rent_usd_per_hour=2.5,
    source=SOURCE,
    rent_source=SOURCE,
)
LARGE = replace(
    CARD,
    key="large",
    rent_usd_per_hour=5,
    bandwidth_gb_per_second=30_000,
    matrix_tflops=10_000,
)
"""At twice the rent of CARD ten times as fast."""

CHAT = replace(PLAIN, input_tokens=2_000, requests_per_day=20_000, context_tokens=8_000)
DENSE = changed(
    MIXTURE,
    id="acme/dense-30b",
    architecture="qwen3",
    parameters=30_000_000_000,
    active_parameters=None,
    experts=None,
    active_experts=None,
)
MAC = Device(
    key="mac-128gb",
    name="Mac 128GB",
    maker="apple",
    memory_bytes=128 * 1024**3,
    unified=True,
    watts=150,
    list_price_usd=3_600,
    source=SOURCE,
)
OFFICE = replace(
    PLAIN,
    input_tokens=1_000,
    output_tokens=400,
    requests_per_day=2_000,
    hours_per_day=10,
    context_tokens=8_000,
)
CHEAP, DEAR = offer(0.1, 0.4), offer(3, 15)
HYBRID = Mix(parts=(Share(id="cheap", share=0.8), Share(id="dear", share=0.2)))
UNCACHED = offer(2, 8)
HALF_CACHED = replace(PLAIN, requests_per_day=1_000, cached_share=0.5)


def tiered() -> Bill:
    """Return the bill of a request that is longer than the limit of a tier.

    250,000 tokens of input are more than 200,000, so all of the request pays the tier:
    250,000 * 2 / 10**6 + 2,000 * 6 / 10**6 = 0.500 + 0.012 = 0.512 USD a request;
    100 * 30.4375 * 0.512 = 1,558.40 USD a month.
    """
    return api_bill(TIERED, LONG)


def cached() -> Bill:
    """Return the bill of a request most of which is read from the cache.

    Of 10,000 tokens 8,000 are read, 1,000 written, 1,000 neither:
    8,000 * 0.30 + 1,000 * 3.75 + 1,000 * 3 = 2,400 + 3,750 + 3,000 = 9,150 millionths of a USD;
    500 * 15 = 7,500; together 0.01665 USD a request;
    2,000 * 30.4375 * 0.01665 = 60,875 * 0.01665 = 1,013.57 USD a month.
    """
    return api_bill(CACHING, CACHED)


def mixture() -> Bill:
    """Return the bill of a mixture of experts, 120 B with 10 B active, on two rented cards.

    Weights in 8 bits: 120 GB. A token's keys and values: 2 * 48 * 8 * 128 * 2 = 196,608 bytes,
    8 contexts of 8,000 tokens: 12.58 GB. Overhead: a ninth, 14.73 GB. Together 147.3 GB; a card
    has 85.9 GB, so it takes two.
    Reading the input: 2 * 10**10 operations a token / (0.4 * 10**15 * 2) = 25 microseconds, and
    2,000 tokens: 0.05 s. A step of the answer reads, for 8 requests at once,
    120 - 110 * (1 - 4/64)**7 = 120 - 110 * 0.63651 = 49.98 GB of weights and
    8 * 196,608 * 2,250 = 3.54 GB of contexts, 53.52 GB at 0.6 * 3,000 * 2 = 3,600 GB/s: 14.87 ms;
    500 tokens, 8 requests at once: 500 / 8 * 14.87 ms = 0.929 s. So 1 / 0.979 = 1.021 requests a
    second, and at 70 % and a peak of 2: 1.021 * 86,400 * 0.35 = 30,880 a day. One machine does.
    2 cards * 2.50 USD * 24 * 30.4375 hours = 5 * 730.5 = 3,652.50 USD a month.
    """
    return rented_bill(MIXTURE, CHAT, SelfHosting(device=CARD))


def mac() -> Bill:
    """Return the bill of two owned Macs, on which 40 tokens a second were measured.

    40 / 400 = 0.1 requests a second; 10 hours * 3,600 * 0.1 * 0.35 = 1,260 requests a day, so
    2,000 take two. 3,600 USD / 36 months * 2 = 200 USD;
    0.15 kW * 10 * 30.4375 hours * 0.15 USD * 2 = 13.70 USD; together 213.70 USD a month.
    """
    return owned_bill(
        DENSE, OFFICE, SelfHosting(device=MAC, quantization="q4", tokens_per_second=40)
    )


def hybrid() -> Bill:
    """Return the bill of 80 % of the traffic at a cheap offer and 20 % at a dear one.

    cheap: 10,000 * 0.1 + 500 * 0.4 = 1,200 millionths, 0.0012 USD a request;
    48,700 requests a month (80 % of 60,875) * 0.0012 = 58.44 USD;
    dear: 10,000 * 3 + 500 * 15 = 37,500 millionths; 12,175 * 0.0375 = 456.5625 USD;
    together 515.00 USD a month. All of it at the dear one would be 2,282.81.
    """
    offers = {"cheap": CHEAP, "dear": DEAR}
    return blended(HYBRID, PLAIN, lambda entry_id, part: api_bill(offers[entry_id], part))


def unknown() -> Bill:
    """Return the bill at an offer whose price of cached input nobody gives.

    1,000 * 30.4375 = 30,437.5 requests; each has 5,000 tokens at 2 and 500 at 8:
    0.010 + 0.004 = 0.014 USD. The 5,000 cached ones cost at most as much as input, 0.010, and at
    least 0.8 % of it, 0.00008: from 0.01408 to 0.024 USD a request,
    from 428.56 to 730.50 USD a month.
    """
    return api_bill(UNCACHED, HALF_CACHED)


EXAMPLES = {
    "1": (tiered, "1,558.40"),
    "2": (cached, "1,013.57"),
    "3": (mixture, "3,652.50"),
    "4": (mac, "213.70"),
    "5": (hybrid, "515.00"),
    "6": (unknown, "428.56 to 730.50"),
}
"""By the number of its row in the README: the example, and its sum as worked out by hand."""


def readme() -> dict[str, str]:
    """Return the sum of each example as the code has it."""
    return {number: money_text(bill().per_month) for number, (bill, _) in EXAMPLES.items()}
