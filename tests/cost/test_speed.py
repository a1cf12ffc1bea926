"""How many requests a machine answers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.cost.speed import SHARED_MOST, active_share, estimated, measured, weights_read
from modeldex.entry import changed
from modeldex.memory import need
from tests.cost.worked import CARD, CHAT, DENSE, MIXTURE


@given(st.integers(1, 512))
def test_a_step_reads_no_less_than_a_token_and_no_more_than_all(batch: int) -> None:
    """From the active parameters for one request to all of them for many."""
    low, high = weights_read(MIXTURE, batch)
    assert low == high
    assert 1 / 12 - 1e-12 <= low <= 1
    assert weights_read(MIXTURE, batch + 1)[0] >= low


@given(st.integers(1, 512), st.integers(1, 120))
def test_known_active_parameters_lie_in_the_range_of_unknown_ones(
    batch: int, billions: int
) -> None:
    """As long as no more than SHARED_MOST of them are outside the experts."""
    known = changed(MIXTURE, active_parameters=billions * 10**9)
    guessed = changed(MIXTURE, active_parameters=None)
    low, high = active_share(guessed)
    if low <= active_share(known)[0] <= high:
        least, most = weights_read(guessed, batch)
        assert least - 1e-12 <= weights_read(known, batch)[0] <= most + 1e-12


def test_unknown_active_parameters_are_bounded_by_the_experts() -> None:
    """4 of 64 experts, and at most a fifth of the parameters outside of them."""
    unknown = changed(MIXTURE, active_parameters=None)
    assert active_share(unknown) == (4 / 64, 4 / 64 + SHARED_MOST * 60 / 64)
    assert active_share(changed(unknown, active_experts=None)) == (1 / 64, 1)
    assert active_share(DENSE) == weights_read(DENSE, 8) == (1, 1)


@pytest.mark.parametrize(
    ("name", "total", "active", "experts", "used"),
    [
        ("gpt-oss-120b", 116.8, 5.1, 128, 4),
        ("Qwen3-235B-A22B", 235, 22, 128, 8),
        ("Qwen3-30B-A3B", 30.5, 3.3, 128, 8),
        ("DeepSeek-V3", 671, 37, 256, 8),
        ("Kimi-K2", 1_000, 32, 384, 8),
        ("Mixtral-8x7B", 46.7, 12.9, 8, 2),
        ("Llama-4-Scout", 109, 17, 16, 1),
        ("DBRX", 132, 36, 16, 4),
        ("Jamba-1.5-Large", 398, 94, 16, 2),
    ],
)
def test_published_mixtures_lie_in_the_range(
    name: str, total: float, active: float, experts: int, used: int
) -> None:
    """With the figures of their makers, in billions."""
    entry = changed(
        MIXTURE,
        id=name,
        parameters=round(total * 10**9),
        active_parameters=None,
        experts=experts,
        active_experts=used,
    )
    low, high = active_share(entry)
    assert low <= active / total <= high


def test_a_second_device_doubles_the_speed() -> None:
    """And a cache that answers for half of the input makes reading it cheaper."""
    needed = need(MIXTURE, quantization="fp8", context_tokens=8_000, batch=8)
    assert needed is not None
    one = estimated(MIXTURE, CHAT, needed, CARD, devices=1)
    two = estimated(MIXTURE, CHAT, needed, CARD, devices=2)
    cached = estimated(MIXTURE, replace(CHAT, cached_share=0.5), needed, CARD, devices=1)
    assert one
    assert two
    assert cached
    assert two.low_requests_per_second == pytest.approx(2 * one.low_requests_per_second)
    assert cached.low_requests_per_second > one.low_requests_per_second


@pytest.mark.parametrize("figure", ["matrix_tflops", "bandwidth_gb_per_second"])
def test_a_device_with_an_unknown_figure_has_no_speed(figure: str) -> None:
    """Rather than one that leaves half of the work out."""
    needed = need(DENSE, quantization="fp8", context_tokens=8_000, batch=8)
    assert needed is not None
    bare = replace(CARD, **{figure: None})  # type: ignore[arg-type]
    assert estimated(DENSE, CHAT, needed, bare, devices=1) is None


def test_matrix_units_come_before_other_ones() -> None:
    """Which are all that is known of some devices, and make them seem slow; the note says so."""
    needed = need(DENSE, quantization="fp8", context_tokens=8_000, batch=8)
    assert needed is not None
    both = estimated(DENSE, CHAT, needed, replace(CARD, tflops=250), devices=1)
    plain = estimated(DENSE, CHAT, needed, replace(CARD, tflops=250, matrix_tflops=None), devices=1)
    assert both
    assert plain
    assert both.low_requests_per_second > plain.low_requests_per_second
    assert "of 1000 TFLOPS for input" in both.note
    assert "of 250 TFLOPS, its matrix units perhaps left out, for input" in plain.note


def test_a_measured_speed_says_nothing_of_requests_without_answers() -> None:
    """It counts tokens of answers."""
    assert measured(replace(CHAT, output_tokens=0), tokens_per_second=40, devices=1) is None
