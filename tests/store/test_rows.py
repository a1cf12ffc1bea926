"""Rows give back exactly the entry that went in."""

import math
from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from modeldex.entry import Claim, Entry, Score, Source
from modeldex.store.rows import pack, unpack
from tests.criteria.strategies import entries
from tests.examples import HUB, OPEN, VENDOR

TEXT = st.text(st.characters(exclude_categories=()), max_size=8)


@given(entry=entries(), text=TEXT, number=st.floats(allow_nan=False), count=st.integers())
def test_an_entry_survives_its_row(entry: Entry, text: str, number: float, count: int) -> None:
    """Any text, lone surrogates included, and any number come back as they were."""
    entry = replace(
        entry,
        name=text,
        notes=(text,),
        trending=number,
        downloads=count,
        gone=bool(count % 2),
        contested=(Claim(field=text, value=text, source=HUB),),
        fact_sources=((text, Source(name=text, as_of=date.max, url=text)),),
    )
    assert unpack(pack(entry)) == entry


def test_a_number_that_is_none_survives() -> None:
    """NaN differs from itself, so it is looked for by name."""
    score = Score(board="a", value=math.nan, unit="percent", source=HUB, independent=False)
    back = unpack(pack(replace(OPEN, scores=(score,))))
    assert math.isnan(back.scores[0].value)


def test_a_row_holds_no_defaults() -> None:
    """What is unknown takes no room, and names cost little: the example fits 160 bytes."""
    assert len(pack(OPEN)) < 160
    assert b"trending" not in pack(VENDOR)


def test_types_survive() -> None:
    """Classes and dates come back as such, not as the text that JSON has for them."""
    back = unpack(pack(VENDOR))
    for field in fields(Entry):
        assert type(getattr(back, field.name)) is type(getattr(VENDOR, field.name))
    assert isinstance(back.offers[0].source.as_of, date)
