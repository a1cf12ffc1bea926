"""Whether an entry meets criteria: the oracle that every faster answer must agree with."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.criteria import (
    KEYS,
    Condition,
    Criteria,
    Days,
    Interval,
    Word,
    matches,
    on_parameters,
    parse,
    resolve,
    within,
)
from modeldex.entry import Entry, Offer, Openness, Origin, Score, Source, changed
from modeldex.fields import FIELDS, HEADROOM
from tests.criteria.strategies import CACHED, TODAY, conditions, criteria, entries, words

SOURCE = Source(name="somewhere", as_of=TODAY)
UNKNOWN = Entry(id="lab/thing", name="thing", origin=Origin.HUB, source=SOURCE)
OFFER = Offer(
    provider="openai",
    provider_model_id="gpt",
    first_party=True,
    source=SOURCE,
    input_usd_per_million_tokens=0.15,
    output_usd_per_million_tokens=0.6,
)
KNOWN = Entry(
    id="Lab/Thing-7B",
    name="The Thing",
    aliases=("lab/old-thing",),
    origin=Origin.HUB,
    source=SOURCE,
    openness=Openness.RESTRICTED,
    license="llama3.1",
    license_class="community",
    gated="manual",
    parameters=7_241_748_480,
    context_tokens=131_072,
    languages=("de", "en"),
    tools=True,
    reasoning=False,
    released=TODAY,
    retires=TODAY,
    cutoff=date(2026, 1, 1),
    downloads=10_000,
    offers=(OFFER,),
    scores=(
        Score(board="arena.text", value=1300.4, unit="rating", source=SOURCE, independent=True),
    ),
)

HOLDS = (
    *("", "thing", "7b thing", "old-thing", '"the thing"', "-gguf", "lab/thing-7b"),
    *("license:llama3.1", "license:community", "license:mit,community", "-license:mit"),
    *("open:restricted", "source:hub", "org:lab", "lang:de,fr", "lang:de lang:en"),
    *("params:7b", "params:7.2b", "params<=9b", "params:1b..<9b", "params:1b,7b", "-params>9b"),
    *("ctx:128k", "ctx:131072", "ctx>128k", "mem:4gb", "mem.q8>7gb", "fits:6gb"),
    *("price.in:0.15", "price:0.2..0.3", "downloads:10k", "score.text:1300", "hosts:1"),
    *("is:tools", "is:reasoning,gated", "-is:reasoning", "is:cached", "has:license,paper"),
    *("released<1d", "released:2026", "released<=0d", "retires<1d", "cutoff:2026-01"),
)

FAILS = (
    *("other", "17b", "-thing", '"thing the"', "thing other"),
    *("license:mit", "-license:community", "open:unknown", "lang:fr", "lang:de lang:fr"),
    *("params:8b", "params>9b", "params:7b..7.2b", "ctx:128000", "ctx>131072", "fits:5gb"),
    *("price>0.3", "is:reasoning", "is:vision", "is:moe", "has:paper", "-has:license"),
    *("released>0d", "released<0d", "retires>0d", "updated>=2000", "score.math>0"),
)


def _holds(entry: Entry, text: str) -> bool:
    return matches(entry, parse(text), today=TODAY, cached=frozenset({"lab/thing-7b"}))


@pytest.mark.parametrize("text", HOLDS)
def test_a_filter_keeps_an_entry(text: str) -> None:
    """Each of these holds for the one entry above."""
    assert _holds(KNOWN, text)


@pytest.mark.parametrize("text", FAILS)
def test_a_filter_leaves_an_entry_out(text: str) -> None:
    """None of these holds for the one entry above."""
    assert not _holds(KNOWN, text)


@pytest.mark.parametrize("key", KEYS)
def test_the_unknown_meets_no_condition_but_its_negation(key: str) -> None:
    """An entry without the fact is left out by `key:x` and kept by `-key:x`."""
    written = {"is": "tools", "has": "price", "fits": "900tb", "org": "x", "source": "user"}
    field = FIELDS.get(key)
    if key in written:
        text = f"{key}:{written[key]}"
    elif field is None or not field.choices:
        text = f"{key}:{_anything(key)}"
    else:
        text = f"{key}:{field.choices[0]}"
    assert not _holds(UNKNOWN, text)
    assert _holds(UNKNOWN, "-" + text)


def _anything(key: str) -> str:
    return {"date": "0001..", "number": "0.."}.get(FIELDS[key].kind.name.lower(), "x")


@given(entries(), conditions() | words())
def test_a_negated_part_keeps_what_the_plain_part_does_not(
    entry: Entry, part: Condition | Word
) -> None:
    """`-x` is the complement of `x`, the unknown included."""
    turned = replace(part, negated=not part.negated)
    assert _meets(entry, _only(part)) != _meets(entry, _only(turned))


@given(entries(), criteria())
def test_every_part_must_hold(entry: Entry, generated: Criteria) -> None:
    """Criteria hold exactly where each of their parts holds."""
    each = [_meets(entry, _only(part)) for part in generated.parts]
    assert _meets(entry, generated) == all(each)


@given(entries(), conditions())
def test_any_value_is_enough(entry: Entry, condition: Condition) -> None:
    """A condition holds where it holds with one of its values alone."""
    plain = replace(condition, negated=False)
    each = [_meets(entry, _only(replace(plain, values=(value,)))) for value in plain.values]
    assert _meets(entry, _only(plain)) == any(each)


def _only(part: Word | Condition) -> Criteria:
    return Criteria(words=(part,)) if isinstance(part, Word) else Criteria(conditions=(part,))


def _meets(entry: Entry, wanted: Criteria) -> bool:
    return matches(entry, wanted, today=TODAY, cached=CACHED)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("released<90d", range(-89, 1)),
        ("released<=90d", range(-90, 1)),
        ("released>90d", range(-120, -90)),
        ("released>=90d", range(-120, -89)),
        ("released:30d..90d", range(-90, -29)),
        ("released:30d..<90d", range(-89, -29)),
        ("retires<90d", range(90)),
        ("retires<=90d", range(91)),
        ("retires>90d", range(91, 121)),
        ("retires>=90d", range(90, 121)),
        ("retires:30d..90d", range(30, 91)),
    ],
)
def test_days_count_back_or_forward_from_today(text: str, kept: range) -> None:
    """Of the days from 120 before to 120 after today exactly these are kept."""
    days = {n: TODAY + timedelta(days=n) for n in range(-120, 121)}
    dated = {n: changed(UNKNOWN, released=day, retires=day) for n, day in days.items()}
    assert [n for n, entry in dated.items() if _holds(entry, text)] == list(kept)


@pytest.mark.parametrize("ahead", [True, False])
def test_a_distance_beyond_the_calendar_ends_with_it(ahead: bool) -> None:  # noqa: FBT001
    """Three hundred thousand years are as far as a date can be."""
    far = Interval(high=Days(count=10**8))
    resolved = resolve(far, ahead=ahead, today=TODAY)
    assert (resolved.low, resolved.high) == ((TODAY, date.max) if ahead else (date.min, TODAY))


def test_dates_are_resolved_already() -> None:
    """An interval of dates means the same on every day."""
    dates = Interval(low=date(2026, 1, 1))
    assert resolve(dates, ahead=False, today=TODAY) is dates


@given(st.integers(0, 10**13), st.sampled_from(("mem.q4", "mem.bf16", "fits")))
def test_a_memory_size_is_a_number_of_parameters(parameters: int, key: str) -> None:
    """The interval of parameters keeps what the interval of bytes keeps, but for rounding."""
    factor = FIELDS["mem.q4" if key == "fits" else key].per_parameter or 0
    size = parameters * factor * (HEADROOM if key == "fits" else 1)
    interval = on_parameters(key, Interval(high=24e9))
    assert within(parameters, interval) == (size <= 24e9) or size == pytest.approx(24e9)


@pytest.mark.parametrize(
    ("value", "interval", "expected"),
    [
        (1, Interval(low=1), True),
        (1, Interval(low=1, includes_low=False), False),
        (1, Interval(high=1), True),
        (1, Interval(high=1, includes_high=False), False),
        (1, Interval(low=0.5, high=1.5), True),
        (0, Interval(), True),
        (None, Interval(), False),
        (TODAY, Interval(high=TODAY), True),
    ],
)
def test_an_end_is_included_or_not(value: Any, interval: Interval, expected: bool) -> None:  # noqa: ANN401, FBT001
    """An open end lets everything pass but the unknown."""
    assert within(value, interval) is expected
