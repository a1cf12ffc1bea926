"""An entry as the bytes that the database keeps, and back, without loss.

A row is JSON with unknown facts and defaults left out, packed.
"""

from itertools import compress
from operator import is_not
from typing import Any

import msgspec
from msgspec.structs import astuple

from modeldex.entry import Entry, Offer, Record
from modeldex.store import packing
from modeldex.store.documents import encodable
from modeldex.store.failures import UnreadableRow

_encoder = msgspec.json.Encoder()
_entries = msgspec.json.Decoder(Entry)
_offers = msgspec.json.Decoder(Offer)

_NAMES = Entry.__struct_fields__
_DEFAULTS = (*(len(_NAMES) - len(Entry.__struct_defaults__)) * [...], *Entry.__struct_defaults__)
"""Each is one object: None, (), False or an enum's member; `...` where there is none."""


def pack(entry: Entry) -> bytes:
    """Return `entry` as a row; `unpack` gives back an equal entry.

    A lone surrogate, which cleaned text never has, comes back written out.
    """
    return packing.pack(_encoded(entry))


def unpack(row: bytes) -> Entry:
    """Return the entry of a row that `pack` made. Raises UnreadableRow for any other bytes."""
    try:
        return _entries.decode(packing.unpack(row))
    # A damaged database may hold text or a number there, and a file from elsewhere endless lists.
    except (ValueError, TypeError, RecursionError, msgspec.MsgspecError) as error:
        message = f"not the row of an entry: {error}"
        raise UnreadableRow(message) from error


def offer_text(offer: Offer) -> str:
    """Return `offer` as text; `read_offer` gives back an equal one."""
    return _encoded(offer).decode()


def read_offer(text: str) -> Offer:
    """Return the offer of a text that `offer_text` made."""
    return _offers.decode(text)


def _encoded(record: Record) -> bytes:
    try:
        return _encoder.encode(record)
    except UnicodeEncodeError:
        return _encoder.encode(_written_out(msgspec.to_builtins(record)))


def _written_out(value: Any) -> Any:  # noqa: ANN401 - whatever JSON has
    if isinstance(value, dict):
        return {key: _written_out(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_written_out(each) for each in value]
    return encodable(value) if isinstance(value, str) else value


def filled(entry: Entry) -> tuple[str, ...]:
    """Return the names of the fields that have another value than when nothing is known."""
    return tuple(compress(_NAMES, map(is_not, astuple(entry), _DEFAULTS)))
