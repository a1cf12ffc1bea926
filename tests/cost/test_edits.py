"""Workloads as a person writes them."""

import pytest
from hypothesis import given

from modeldex.cost import (
    HOSTING_KEYS,
    KEYS,
    PRESETS,
    REASONS,
    SelfHosting,
    Workload,
    edited,
    edited_hosting,
    parse_workload,
    workload_text,
)
from modeldex.errors import UsageError
from tests.cost.strategies import workloads
from tests.cost.worked import CARD


@given(workloads())
def test_what_is_printed_is_read_as_the_same(workload: Workload) -> None:
    """Every figure to the last digit."""
    assert parse_workload(workload_text(workload)) == workload


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_its_name_and_says_why(name: str) -> None:
    """Alone it stands for all of its figures."""
    assert workload_text(PRESETS[name]) == name
    assert parse_workload(name.upper()) == PRESETS[name]
    assert REASONS[name]


def test_edits_change_a_preset() -> None:
    """Separated by commas or spaces, with units."""
    found = parse_workload("rag,requests=50k cached=30%, written=unknown")
    assert workload_text(found) == "rag requests=50000 cached=30% written=unknown"
    assert (found.requests_per_day, found.cached_share, found.written_share) == (50_000, 0.3, None)


def test_edits_without_a_preset_make_a_workload_of_ones_own() -> None:
    """They begin with the support bot."""
    found = parse_workload("input=4k requests=20_000 cached=0.6")
    assert (found.name, found.input_tokens, found.output_tokens) == ("own", 4_000, 250)
    assert found.cached_share == 0.6


def test_the_context_grows_with_the_input() -> None:
    """Unless one says how long it is to be."""
    assert edited(PRESETS["rag"], "input=100k").context_tokens == 100_400
    with pytest.raises(UsageError, match=r"context is 16000 tokens, but input and output are"):
        edited(PRESETS["rag"], "input=100k context=16k")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "No workload is named; there are support, rag, coding, classification, "),
        ("rga", "rga is no workload; did you mean rag?"),
        ("rag,request=5", "request is no key of a workload; did you mean requests?"),
        ("rag,input", "input has no value; write it like input=4k."),
        ("rag input=many", "input=many is not a number; write it like input=4k."),
        ("rag input=0.5", "input=0.5 is not a whole number; write it like input=4k."),
        ("rag cached=60", "cached=60 is more than all there is; write it like cached=60%."),
        ("rag cached=200%", "cached is 200%; a share is from 0% to 100%."),
        ("rag cached=90% written=20%", "cached and written are more than 100% of the input"),
        ("rag input=1 input=2", "input is given twice; keep one of them."),
        ("rag latency=slow", "slow is no latency; there are interactive, relaxed, batch."),
        ("rag hours=25", "hours is 25; a day has from 1 to 24."),
        ("rag input=0", "input is at least 1 token; output and requests are not below 0."),
        ("rag \x1b[2J=1", "<U+001B>[2j is no key of a workload; there are input, output, "),
    ],
)
def test_a_mistake_is_one_sentence_that_names_the_part(text: str, sentence: str) -> None:
    """And the nearest word, or how to write it."""
    with pytest.raises(UsageError) as caught:
        parse_workload(text)
    assert str(caught.value).startswith(sentence)


def test_every_figure_of_a_workload_can_be_edited() -> None:
    """All but its name."""
    fields = set(Workload.__dataclass_fields__) - {"name"}
    assert {key.attribute for key in KEYS.values()} == fields


def test_assumptions_about_machines_are_edited_alike() -> None:
    """Each by a word of its own; all but the device and the form of the weights."""
    hosting = SelfHosting(device=CARD)
    found = edited_hosting(hosting, "batch=16,kwh=0.3 years=4 tokens=40 peak=1 utilization=50%")
    assert (found.batch, found.usd_per_kwh, found.years) == (16, 0.3, 4)
    assert (found.tokens_per_second, found.peak, found.utilization) == (40, 1, 0.5)
    fields = set(SelfHosting.__dataclass_fields__) - {"device", "quantization"}
    assert {key.attribute for key in HOSTING_KEYS.values()} == fields


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kw=1", "kw is no assumption about machines; did you mean kwh?"),
        ("batch=0", "batch is 0; it has to be more than nothing."),
        ("utilization=0%", "utilization is 0; it has to be more than nothing."),
        ("peak=0.5", "peak is 0.5; the busiest hour is at least the average."),
    ],
)
def test_machines_that_cannot_be_are_refused(text: str, sentence: str) -> None:
    """In the words of the edit."""
    with pytest.raises(UsageError) as caught:
        edited_hosting(SelfHosting(device=CARD), text)
    assert str(caught.value) == sentence
