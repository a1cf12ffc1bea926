"""An entry as the bytes that the database keeps, and back, without loss.

A row is JSON with unknown facts and defaults left out, packed.
"""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from modeldex.entry import Claim, Entry, Offer, Openness, Origin, PriceTier, Score, Source
from modeldex.store import packing


class UnreadableRow(ValueError):  # noqa: N818 - it is the row that is
    """Bytes that no `pack` has made."""


def pack(entry: Entry) -> bytes:
    """Return `entry` as a row; `unpack` gives back an equal entry."""
    return packed(filled(entry))


def packed(values: dict[str, object]) -> bytes:
    """Return the row of an entry of which `values` are the `filled` fields."""
    return packing.pack(_encoded(values))


def _encoded(values: dict[str, object]) -> bytes:
    import orjson

    try:
        text = orjson.dumps(values, _plain, orjson.OPT_PASSTHROUGH_DATACLASS)
    except TypeError:  # A lone surrogate, or a number of more than 64 bits.
        text = b"null"
    # A row leaves out what is unknown: null stands for a number that is none, or is just text.
    if b"null" in text:
        return _ENCODER.encode(values).encode("utf-8", "surrogatepass")
    return text


def filled(record: object) -> dict[str, object]:
    """Return the fields of a record that differ from their defaults."""
    read, plan = _PLANS[type(record)]
    return {
        name: value
        for (name, default), value in zip(plan, read(record), strict=True)
        if value is not default  # Each default is one object: None, (), False or an enum's member.
    }


def hub_key(hub_id: str | None) -> bytes | None:
    """Return the Hub's `_id` as the table keeps it: 12 bytes, in the order of creation."""
    if hub_id is None:
        return None
    try:
        return bytes.fromhex(hub_id)
    except ValueError:
        return hub_id.encode()


def unpack(row: bytes) -> Entry:
    """Return the entry of a row that `pack` made. Raises UnreadableRow for any other bytes."""
    try:
        text = packing.unpack(row)
        return _record(Entry, _ENTRY, json.loads(text.decode("utf-8", "surrogatepass")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"not the row of an entry: {error}"
        raise UnreadableRow(message) from error


def offer_text(offer: Offer) -> str:
    """Return `offer` as text; `read_offer` gives back an equal one."""
    return _ENCODER.encode(filled(offer))


def read_offer(text: str) -> Offer:
    """Return the offer of a text that `offer_text` made."""
    return _record(Offer, _OFFER, json.loads(text))


def _plain(value: object) -> object:
    """Return what JSON has no word for as something it has."""
    if isinstance(value, Source):
        known = (value.name, value.as_of, value.url)
        return known if value.url is not None else known[:2]
    if isinstance(value, date):
        return value.isoformat()
    return filled(value)


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_plain
)


_RECORDS = (Entry, Offer, PriceTier, Score, Claim)
_PLANS: dict[type, tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, object], ...]]] = {
    kind: (
        attrgetter(*(field.name for field in fields(kind))),
        tuple((field.name, field.default) for field in fields(kind)),
    )
    for kind in _RECORDS
}
"""For each record: how all its fields are read at once, and (name, default) of each."""

_R = TypeVar("_R")
_Converters = dict[str, Callable[[Any], object]]


def _record(kind: Callable[..., _R], converters: _Converters, values: dict[str, Any]) -> _R:
    for name in converters.keys() & values.keys():
        values[name] = converters[name](values[name])
    return kind(**values)


@lru_cache(maxsize=4096)
def _shared_source(name: str, as_of: str, url: str | None = None) -> Source:
    """Return one Source for all the rows that name it; most rows of a catalogue do."""
    return Source(name=name, as_of=date.fromisoformat(as_of), url=url)


def _source(values: list[str]) -> Source:
    return _shared_source(*values)


def _each(convert: Callable[[Any], object]) -> Callable[[list[Any]], tuple[object, ...]]:
    return lambda values: tuple(map(convert, values))


_TIERS = _each(lambda values: PriceTier(**values))
_OFFER: _Converters = {"source": _source, "tiers": _TIERS}
_CITED: _Converters = {"source": _source}
_ENTRY: _Converters = {
    "origin": Origin,
    "openness": Openness,
    "source": _source,
    **dict.fromkeys(("retires", "released", "updated", "cutoff"), date.fromisoformat),
    **dict.fromkeys(
        (
            "aliases",
            "inputs",
            "outputs",
            "formats",
            "languages",
            "domains",
            "tags",
            "base_models",
            "quantized",
            "notes",
        ),
        tuple,
    ),
    "offers": _each(lambda values: _record(Offer, _OFFER, values)),
    "scores": _each(lambda values: _record(Score, _CITED, values)),
    "fact_sources": _each(lambda pair: (pair[0], _source(pair[1]))),
    "contested": _each(lambda values: _record(Claim, _CITED, values)),
}
