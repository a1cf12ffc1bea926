"""What the search index holds of an entry; made from the kinds of `FIELDS`, field by field."""

import math
import re
import sys
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any
from zlib import crc32

import tantivy

from modeldex.criteria import marked
from modeldex.entry import Entry, Origin, Source
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


def _columns(kind: Kind) -> list[str]:
    return [f.key for f in FIELDS.values() if f.kind is kind and f.per_parameter is None]


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
    for key in _columns(Kind.CHOICE):
        builder.add_text_field(key, tokenizer_name="raw", index_option="basic", fast=True)
    for key in _columns(Kind.NUMBER):
        builder.add_float_field(key, fast=True)
    for key in _columns(Kind.DATE):
        builder.add_integer_field(key, fast=True)
    return builder.build()


def register(index: tantivy.Index) -> None:
    """Teach `index` how texts are cut up; an index forgets it when it is closed."""
    grams = tantivy.Tokenizer.ngram(1, GRAM, prefix_only=False)
    index.register_tokenizer("grams", tantivy.TextAnalyzerBuilder(grams).build())
    names = tantivy.Tokenizer.regex(_NAME_PART)
    index.register_tokenizer("tokens", tantivy.TextAnalyzerBuilder(names).build())


def document(entry: Entry, words: str, filled: tuple[str, ...]) -> str:
    """Return as JSON what the index holds of `entry`, up to what `numbered` adds.

    `words` is `words_of(entry)`; `filled` are the names of its fields that have a value.
    Values without white space are joined by it, which takes half the time of a list.
    """
    choices, numbers, flags, texts = _readers_of(filled)
    values: dict[str, Any] = {}
    for key, read in choices:
        if (value := read(entry)) is not None:
            values[key] = value
    for key, read in numbers:
        if (value := read(entry)) is not None:
            values[key] = value + 0  # The index takes -0.0 for less than 0.0.
    said = {key: value for key, read in flags if (value := read(entry)) is not None}
    shown = [key for key, read in texts if read(entry) is not None]
    values[HAS] = " ".join((*values, *said, *shown))
    values[IS] = " ".join([key for key, is_so in said.items() if is_so])
    values[GRAMS] = values[TOKENS] = words
    values[STARTS] = _starts(words, entry)
    return _json(values)


def _json(values: dict[str, Any]) -> str:
    import orjson

    try:
        text = orjson.dumps(values)
    except TypeError:  # A lone surrogate, which next to no text has.
        text = orjson.dumps({name: _encodable(value) for name, value in values.items()})
    if b"null" in text:  # Infinity or no number at all, if it is not just in a name.
        text = orjson.dumps({name: _bounded(v) for name, v in values.items() if v == v})  # noqa: PLR0124
    return text.decode()


def _bounded(value: object) -> object:
    """Return infinity as the largest number that JSON has, and all else as it is."""
    endless = isinstance(value, float) and math.isinf(value)
    return math.copysign(sys.float_info.max, value) if endless else value  # type: ignore[arg-type]


def numbered(document_: str, rid: int, seq: int, rank: int) -> str:
    """Return a document with the numbers of its row and its change, as the index takes it.

    `rank` is `rank_of` its entry; no two rows have the same once their numbers are part of it.
    What was saved first comes first.
    """
    place = (rank << _TIE_BITS) - (rid & ((1 << _TIE_BITS) - 1))
    return f'{{"{RID}":{rid},"{SEQ}":{seq},"{RANK}":{place},{document_[1:]}'


class _Witness:
    """Stands in for an entry of which nothing is known, and notes what is asked of it."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> object:
        found = getattr(Entry, name)
        if isinstance(found, property) and found.fget is not None:
            return found.fget(self)
        self.asked.add(name)
        return getattr(_BLANK, name)


_BLANK = Entry(id="", name="", origin=Origin.HUB, source=Source(name="", as_of=date.min))


def _sources(field: Field) -> frozenset[str] | None:
    """Return the fields of an entry without any of which a fact is unknown; None: never is.

    A reader that meets nothing where it looks takes the same way as on an entry without facts.
    """
    witness = _Witness()
    value = field.read(witness)  # type: ignore[arg-type]
    return None if value is not None else frozenset(witness.asked)


_Readers = list[tuple[str, Callable[[Entry], Any]]]
_SOURCES = [(_sources(field), field) for field in FIELDS.values() if field.per_parameter is None]


@lru_cache(maxsize=1 << 12)
def _readers_of(filled: tuple[str, ...]) -> tuple[_Readers, _Readers, _Readers, _Readers]:
    """Return the readers of the facts that an entry with these fields may have.

    In turn of words, of numbers and days, of flags, and of texts. To ask for every fact would
    take twice the time: most entries have a third of them.
    """
    choices: _Readers = []
    numbers: _Readers = []
    flags: _Readers = []
    texts: _Readers = []
    kinds = {Kind.CHOICE: choices, Kind.FLAG: flags, Kind.TEXT: texts}
    for names, field in _SOURCES:
        if names is None or not names.isdisjoint(filled):
            read = _ordinal(field.read) if field.kind is Kind.DATE else field.read
            kinds.get(field.kind, numbers).append((field.key, read))
    return choices, numbers, flags, texts


def _ordinal(read: Callable[[Entry], Any]) -> Callable[[Entry], int | None]:
    return lambda entry: None if (day := read(entry)) is None else day.toordinal()


def _encodable(value: object) -> object:
    if isinstance(value, (list, tuple)):
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
    return list(dict.fromkeys([text[:START_LIMIT] for text in texts]))


def tokens(text: str) -> list[str]:
    """Return the runs of letters and the numbers in `text`, in lower case."""
    return re.findall(_NAME_PART, encodable(text.lower()))


def encodable(text: str) -> str:
    r"""Return `text` with each lone surrogate written out (`\udc00`): neither engine takes one."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def rank_of(entry: Entry) -> int:
    """Return how soon `entry` comes among equals, the higher the sooner.

    Vendors' and own entries by release, the deprecated and retired after the others; then
    the Hub's by downloads, unknown downloads last.
    """
    if entry.origin is Origin.HUB:
        return -1 if entry.downloads is None else entry.downloads
    rank = _RETIRED_RANK if entry.status in {"deprecated", "retired"} else _VENDOR_RANK
    return rank + (entry.released.toordinal() if entry.released else 0)


def column(field: Field) -> str:
    """Return the column that holds the numbers or words of `field`."""
    return "params" if field.per_parameter is not None else field.key
