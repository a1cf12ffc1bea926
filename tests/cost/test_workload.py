"""The six presets, and what a workload may be."""

from dataclasses import replace

import pytest

from modeldex.cost import DAYS_PER_MONTH, PRESETS, REASONS

_WORDS = 4 / 3
"""Tokens of a word."""


def test_a_month_is_a_twelfth_of_a_year() -> None:
    """30.4375 days, leap years counted."""
    assert DAYS_PER_MONTH == 30.4375
    assert PRESETS["rag"].requests_per_month == 5_000 * 30.4375


@pytest.mark.parametrize(
    ("name", "sent", "answered", "cached", "written"),
    [
        ("support", 1_250 + 750 + 500, 250, 1_250, 1_250 / 25),
        ("rag", 10 * 450 + 1_200 + 300, 400, 1_200, 1_200 / 20),
        ("classification", 300 + 225 * _WORDS, 10, 0, 0),
        ("summarisation", 6_000 * _WORDS, 375 * _WORDS, 0, 0),
        ("translation", 200 + 975 * _WORDS, 975 * _WORDS, 0, 0),
    ],
)
def test_the_figures_of_a_preset_are_those_of_its_reasons(
    name: str, sent: float, answered: float, cached: float, written: float
) -> None:
    """Worked out again from the sentences that are shown with it."""
    preset = PRESETS[name]
    assert (preset.input_tokens, preset.output_tokens) == (round(sent), round(answered))
    assert preset.cached_share * preset.input_tokens == cached
    assert (preset.written_share or 0) * preset.input_tokens == written


def test_every_preset_has_reasons_that_fit_a_line() -> None:
    """Under its own name, with room to spare in its context."""
    assert list(PRESETS) == list(REASONS)
    for name, preset in PRESETS.items():
        assert preset.name == name
        assert all(len(reason) <= 90 for reason in REASONS[name])
        assert preset.context_tokens >= preset.input_tokens + preset.output_tokens


def test_a_preset_cannot_be_changed_in_place() -> None:
    """An edit gives a new one."""
    longer = replace(PRESETS["rag"], requests_per_day=1)
    assert longer != PRESETS["rag"]
    assert PRESETS["rag"].requests_per_day == 5_000
