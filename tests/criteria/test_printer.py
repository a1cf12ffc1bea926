"""Criteria are printed in one form, which is read as exactly those criteria."""

import pytest
from hypothesis import given

from modeldex.criteria import Criteria, Interval, Word, parse, part_to_text, to_text
from modeldex.criteria.terms import Condition
from modeldex.fields import FIELDS
from tests.criteria.strategies import criteria

PRINTED = {
    "": "",
    "LLAMA  70b": "llama 70b",
    '"llama"': "llama",
    '"two words"': '"two words"',
    '-"Two words" x': '-"two words" x',
    '"a:b"': '"a:b"',
    '"-x" --x': '"-x" -"-x"',
    '"say ""hi"""': '"say ""hi"""',
    "ctx>=128k llama": "llama ctx>=128k",
    "licence:MIT x licence:mit": "x license:mit",
    'license:"mit","a b"': 'license:mit,"a b"',
    'tag:"a,b"': 'tag:"a,b"',
    "tag:>=9": "tag:>=9",
    "has:mem,price": "has:mem.q4,price",
    "-is:gated,moe": "-is:gated,moe",
    "size:7b": "params:7b",
}


@pytest.mark.parametrize("text", PRINTED)
def test_criteria_are_printed_in_one_form(text: str) -> None:
    """Words first, keys by their own names, quotation marks only where they are needed."""
    assert to_text(parse(text)) == PRINTED[text]


@given(criteria())
def test_what_is_printed_is_read_as_the_same(generated: Criteria) -> None:
    """Printing and reading lose nothing, for the whole and for each part."""
    assert parse(to_text(generated)) == generated
    assert parse(" ".join(map(part_to_text, generated.parts))) == generated


@pytest.mark.parametrize("key", [key for key, field in FIELDS.items() if field.bounds])
def test_every_range_of_a_facet_can_be_printed(key: str) -> None:
    """The ranges beside the table are ordinary conditions, one or several at once."""
    bounds = FIELDS[key].bounds
    pairs = zip((None, *bounds), (*bounds, None), strict=True)
    ranges = tuple(Interval(low=low, high=high, includes_high=False) for low, high in pairs)
    assert all(_is_read_back(key, range_) for range_ in ranges[:-1])
    assert parse(to_text(_on(key, *ranges[1:-1]))) == _on(key, *ranges[1:-1])


def test_an_interval_without_an_end_has_no_text() -> None:
    """What the parser never makes is refused rather than printed as something else."""
    with pytest.raises(ValueError, match="no text"):
        part_to_text(Condition(key="ctx", values=(Interval(),)))


def test_one_part_is_printed_alone() -> None:
    """A chip shows one word or condition."""
    assert part_to_text(Word(text="gguf", negated=True)) == "-gguf"


def _on(key: str, *ranges: Interval) -> Criteria:
    return Criteria(conditions=(Condition(key=key, values=ranges),))


def _is_read_back(key: str, range_: Interval) -> bool:
    return parse(to_text(_on(key, range_))) == _on(key, range_)
