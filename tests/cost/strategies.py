"""Workloads and offers, at random, for the tests of properties."""

from hypothesis import strategies as st

from modeldex.cost import LATENCIES, PRESETS, Workload
from modeldex.entry import Offer, PriceTier
from tests.cost.worked import offer

shares = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
prices = st.one_of(st.just(0.0), st.floats(0.001, 100))
maybe_prices = st.one_of(st.none(), prices)


@st.composite
def workloads(draw: st.DrawFn) -> Workload:
    """Return any workload that can be."""
    sent, answered = draw(st.integers(1, 2_000_000)), draw(st.integers(0, 200_000))
    cached = draw(shares)
    written = draw(st.one_of(st.none(), st.floats(0, 1).filter(lambda part: part + cached <= 1)))
    return Workload(
        name=draw(st.sampled_from([*PRESETS, "own"])),
        input_tokens=sent,
        output_tokens=answered,
        requests_per_day=draw(st.one_of(st.integers(0, 10**9).map(float), st.floats(0, 10**9))),
        cached_share=cached,
        written_share=written,
        batch_share=draw(shares),
        context_tokens=sent + answered + draw(st.integers(0, 100_000)),
        latency=draw(st.sampled_from(LATENCIES)),
        hours_per_day=draw(st.floats(0.01, 24)),
    )


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    """Return any offer that has room for every workload; its prices may be unknown."""
    limits = sorted(draw(st.sets(st.integers(1, 2_000_000), max_size=2)))
    return offer(
        draw(maybe_prices),
        draw(maybe_prices),
        cached_input_usd_per_million_tokens=draw(maybe_prices),
        cache_write_usd_per_million_tokens=draw(maybe_prices),
        context_tokens=10_000_000,
        tiers=tuple(
            PriceTier(
                above_tokens=limit,
                input_usd_per_million_tokens=draw(maybe_prices),
                output_usd_per_million_tokens=draw(maybe_prices),
                cached_input_usd_per_million_tokens=draw(maybe_prices),
            )
            for limit in limits
        ),
    )
