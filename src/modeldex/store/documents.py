"""What the search index holds of an entry; made from the kinds of `FIELDS`, field by field."""

import math
import re
from collections.abc import Callable
from typing import Any
from zlib import crc32

import tantivy

from modeldex.criteria import marked
from modeldex.entry import Entry, Origin
from modeldex.fields import FIELDS, Field, Kind

RID, SEQ, RANK = "_rid", "_seq", "_rank"
GRAMS, STARTS, TOKENS, IS, HAS = "_grams", "_starts", "_tokens", "_is", "_has"

_DOCUMENT_VERSION = 2
"""Raised whenever `document` gives other values for the same entry."""

GRAM = 4
"""Characters of the longest piece of text in the index; a longer word needs verifying."""

START, END = "\x02", "\x03"
"""Stand round each text in `words`; cleaned text has neither."""

MARK = marked("a").removesuffix("a")

START_LIMIT = 12
"""Characters kept of the start of each text, START and MARK included. Whole texts would take twice
the time; two names that differ later than this differ enough for `GRAMS`."""


def _readers(kind: Kind) -> list[tuple[str, Callable[[Entry], Any]]]:
    return [(f.key, f.read) for f in FIELDS.values() if f.kind is kind and f.per_parameter is None]


_CHOICES, _NUMBERS = _readers(Kind.CHOICE), _readers(Kind.NUMBER)
_RATINGS = [(key, read) for key, read in _NUMBERS if key.startswith("score.")]
_PRICES = [(key, read) for key, read in _NUMBERS if key == "hosts" or key.startswith("price")]
_PLAIN_NUMBERS = [pair for pair in _NUMBERS if pair not in _RATINGS + _PRICES]
"""Next to no entry of the Hub has ratings or offers, and to ask for each takes its time."""

_DATES, _FLAGS = _readers(Kind.DATE), _readers(Kind.FLAG)
_PLAIN = _FLAGS + _readers(Kind.TEXT)
"""Facts without a column: that they are known is all that is kept, and which flags are yes."""

_VENDOR_RANK, _RETIRED_RANK = 1 << 38, 1 << 37
"""More than any number of downloads: vendors' and own entries come before the Hub's."""

_TIE_BITS = 24
"""Bits of a rank that tell equals apart: of 17 million entries saved in a row no two are equal."""

_NAME_PART = r"\d+(?:\.\d+)*[^\W\d_]*|[^\W\d_]+"


def fingerprint() -> str:
    """Return what changes whenever an index must be built anew, as part of a folder's name."""
    shape = [(field.key, field.kind.name, field.per_parameter) for field in FIELDS.values()]
    return f"v{_DOCUMENT_VERSION}-{crc32(repr(shape).encode()):08x}"


def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field(RID, indexed=True, fast=True)
    for name in (SEQ, RANK):
        builder.add_integer_field(name, fast=True)
    builder.add_text_field(TOKENS, tokenizer_name="tokens", index_option="basic")
    for name in (IS, HAS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(STARTS, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(GRAMS, tokenizer_name="grams", index_option="basic")
    for key, _ in _CHOICES:
        builder.add_text_field(key, tokenizer_name="raw", index_option="basic", fast=True)
    for key, _ in _NUMBERS:
        builder.add_float_field(key, fast=True)
    for key, _ in _DATES:
        builder.add_integer_field(key, fast=True)
    return builder.build()


def register(index: tantivy.Index) -> None:
    """Teach `index` how texts are cut up; an index forgets it when it is closed."""
    grams = tantivy.Tokenizer.ngram(1, GRAM, prefix_only=False)
    index.register_tokenizer("grams", tantivy.TextAnalyzerBuilder(grams).build())
    names = tantivy.Tokenizer.regex(_NAME_PART)
    index.register_tokenizer("tokens", tantivy.TextAnalyzerBuilder(names).build())


def document(
    known_schema: tantivy.Schema, rid: int, seq: int, words: str, entry: Entry
) -> tantivy.Document:
    """Return what an index with the schema `known_schema` holds of `entry`.

    `words` is `words_of(entry)`.

    Values without white space are joined by it, which takes half the time of a list.
    """
    values: dict[str, object] = {
        RID: rid,
        SEQ: seq,
        RANK: _rank(rid, entry),
        GRAMS: words,
        STARTS: _starts(words, entry),
        TOKENS: words,
    }
    values[HAS] = " ".join(_add_facts(entry, values))
    values[IS] = " ".join([key for key, read in _FLAGS if read(entry)])
    try:
        return tantivy.Document.from_dict(values, known_schema)
    except ValueError:  # A lone surrogate, which next to no text has.
        values = {name: _encodable(value) for name, value in values.items()}
        return tantivy.Document.from_dict(values, known_schema)


def _add_facts(entry: Entry, values: dict[str, object]) -> list[str]:
    """Add a column for each fact that has one; return the keys of all that are known."""
    known = [key for key, read in _PLAIN if read(entry) is not None]
    for key, read in _CHOICES:
        words = read(entry)
        if words is not None:
            known.append(key)
            values[key] = list(words)
    numbers = _PLAIN_NUMBERS
    if entry.offers:
        numbers = numbers + _PRICES
    if entry.scores:
        numbers = numbers + _RATINGS
    for key, read in numbers:
        number = read(entry)
        if number is not None:
            known.append(key)
            if not math.isnan(number):
                values[key] = number + 0.0  # The index takes -0.0 for less than 0.0.
    for key, read in _DATES:
        day = read(entry)
        if day is not None:
            known.append(key)
            values[key] = day.toordinal()
    return known


def _encodable(value: object) -> object:
    if isinstance(value, list):
        return [encodable(text) for text in value]
    return encodable(value) if isinstance(value, str) else value


def words_of(entry: Entry) -> str:
    """Return the id, the name and the aliases of `entry`, marked, each between START and END.

    A name that is the end of the id is left out: whatever occurs in it occurs in the id.
    """
    texts = [entry.id, *entry.aliases]
    if not _repeats(entry):
        texts.append(entry.name)
    return encodable("".join([f"{START}{marked(text)}{END}" for text in texts]))


def _repeats(entry: Entry) -> bool:
    return entry.id.endswith(f"/{entry.name}")


def _starts(words: str, entry: Entry) -> list[str]:
    """Return the start of the id, of the name and of each alias, behind START."""
    texts = words.split(END)[:-1]
    if _repeats(entry):
        name = texts[0].split("/", entry.id.count("/") - entry.name.count("/"))[-1]
        texts.append(START + name)
    return list({text[:START_LIMIT] for text in texts})


def tokens(text: str) -> list[str]:
    """Return the runs of letters and the numbers in `text`, in lower case."""
    return re.findall(_NAME_PART, encodable(text.lower()))


def encodable(text: str) -> str:
    r"""Return `text` with each lone surrogate written out (`\udc00`): neither engine takes one."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _rank(rid: int, entry: Entry) -> int:
    """Return the place of `entry` among equals, the higher the sooner; no two have the same.

    Vendors' and own entries by release, the deprecated and retired after the others; then
    the Hub's by downloads, unknown downloads last. What was saved first comes first.
    """
    if entry.origin is Origin.HUB:
        rank = -1 if entry.downloads is None else entry.downloads
    else:
        rank = _RETIRED_RANK if entry.status in {"deprecated", "retired"} else _VENDOR_RANK
        rank += entry.released.toordinal() if entry.released else 0
    return (rank << _TIE_BITS) - (rid & ((1 << _TIE_BITS) - 1))


def column(field: Field) -> str:
    """Return the column that holds the numbers or words of `field`."""
    return "params" if field.per_parameter is not None else field.key
