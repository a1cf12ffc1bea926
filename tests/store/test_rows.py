"""Rows give back exactly the entry that went in."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from modeldex.entry import Claim, Entry, Source, changed
from modeldex.store.rows import pack, unpack
from tests.criteria.strategies import entries
from tests.examples import HUB, OPEN, VENDOR

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(entry=entries(), text=TEXT, number=st.floats(allow_nan=False, allow_infinity=False))
def test_an_entry_survives_its_row(entry: Entry, text: str, number: float) -> None:
    """Any text and any number come back as they were."""
    entry = changed(
        entry,
        name=text,
        notes=(text,),
        trending=number,
        downloads=int(number),
        gone=number > 0,
        contested=(Claim(field=text, value=text, source=HUB),),
        fact_sources=((text, Source(name=text, as_of=date.max, url=text)),),
    )
    assert unpack(pack(entry)) == entry


def test_half_a_character_is_written_out() -> None:
    """No cleaned text has one, and no database can keep it."""
    entry = changed(OPEN, name="\ud800", notes=("a\udfffb", "c"))
    back = unpack(pack(entry))
    assert (back.name, back.notes) == (r"\ud800", (r"a\udfffb", "c"))
    assert changed(back, name=entry.name, notes=entry.notes) == entry


def test_a_row_holds_no_defaults() -> None:
    """What is unknown takes no room, and names cost little: the example fits 160 bytes."""
    assert len(pack(OPEN)) < 160
    assert b"trending" not in pack(VENDOR)


def test_types_survive() -> None:
    """Classes and dates come back as such, not as the text that JSON has for them."""
    back = unpack(pack(VENDOR))
    for name in Entry.__struct_fields__:
        assert type(getattr(back, name)) is type(getattr(VENDOR, name))
    assert isinstance(back.offers[0].source.as_of, date)
