"""Texts come back as they were packed, and what is no packed text is told."""

import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from modeldex.store.failures import UnreadableRow
from modeldex.store.packing import pack, unpack
from modeldex.store.rows import pack as pack_row
from modeldex.store.rows import unpack as unpack_row
from tests.examples import OPEN, VENDOR

TEXT = b'{"id":"acme/one-7b","name":"one-7b","origin":"hub"}'


@given(st.binary(max_size=3_000))
def test_any_text_comes_back(text: bytes) -> None:
    """Empty ones too."""
    assert unpack(pack(text)) == text


def test_texts_that_look_like_entries_become_short() -> None:
    """A third shorter than by deflate at its best without a dictionary."""
    for entry in (OPEN, VENDOR):
        row = pack_row(entry)
        assert len(row) < len(zlib.compress(unpack(row), 9)) * 2 / 3


def test_several_threads_pack_and_unpack_at_once() -> None:
    """Each with tools of its own."""
    texts = [TEXT * (number % 50) + bytes([number % 256]) for number in range(2_000)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda text: unpack(pack(text)), texts)) == texts


def test_what_an_earlier_release_packed_is_still_read() -> None:
    """Deflated behind another first byte."""
    row = b"\x01\x83\x9a\x95\x98\x9c\x9b\xaa\x0f,\x82u\xcdA\xd2P\x93\xe1|\x14\xdd\xb5\x00"
    assert unpack(row) == TEXT
    with pytest.raises(ValueError, match="damaged"):
        unpack(b"\x01 no stream of deflate")


def test_what_this_release_packs_will_still_be_read() -> None:
    """Whoever changes the dictionary takes a new first byte, and keeps the old one for these."""
    row = b"\x02 3\xc5\x00\x00\xa3\xc0\x01\x99\xecz]\xa8ZS\x04\xfc__5\xf9U\xa1e\x17kCmB"
    assert unpack(row) == TEXT


def test_what_was_not_packed_is_refused() -> None:
    """Nothing, another format, noise, a cut text, and one that would fill the memory."""
    huge = zstandard.ZstdCompressor().compress(bytes(20_000_000))[4:]
    for row in (b"", b"\x03abc", b"\x02", b"\x02 noise", pack(TEXT)[:-3], b"\x02" + huge):
        with pytest.raises(ValueError, match=r"not packed|damaged"):
            unpack(row)
        with pytest.raises(UnreadableRow, match="not the row of an entry"):
            unpack_row(row)


def test_a_text_that_is_no_entry_is_an_unreadable_row() -> None:
    """Whatever it is."""
    deep = b'{"odd":' + b"[" * 100_000
    moon = b'{"id":"a","name":"a","origin":"moon"}'
    for text in (b"", b"[]", b"{}", b'{"id":1}', moon, b"\xff", deep):
        with pytest.raises(UnreadableRow):
            unpack_row(pack(text))


@pytest.mark.parametrize("value", [None, "text", 7, 0.5])
def test_what_is_no_bytes_is_an_unreadable_row(value: object) -> None:
    """A database that is damaged or comes from elsewhere may have anything there."""
    with pytest.raises(UnreadableRow):
        unpack_row(value)  # type: ignore[arg-type]
