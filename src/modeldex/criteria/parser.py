"""Text to criteria."""

import re
from collections.abc import Callable
from typing import NoReturn

from modeldex.criteria.intervals import COMPARISONS, read_comparison, read_interval
from modeldex.criteria.keys import ALIASES, FLAGS, KEYS, canonical
from modeldex.criteria.pieces import CriteriaError, Piece
from modeldex.criteria.quantities import example, read_amount
from modeldex.criteria.spelling import nearest
from modeldex.criteria.terms import Condition, Criteria, Interval, Special, Word
from modeldex.fields import FIELDS, Field, Kind, Unit

RoomOf = Callable[[str], int]
"""The bytes that the machine of a name has for a model; LookupError, which says what there is,
where no machine has the name."""

_EXAMPLES: dict[str, str] = {
    Special.IS: f"is:{FLAGS[0]}",
    Special.HAS: "has:price",
    Special.FITS: "fits:24gb",
    "org": "org:google",
    "lang": "lang:de",
    "in": "in:image",
    "out": "out:text",
    "lib": "lib:vllm",
    "task": "task:text-generation",
}
_LISTED = 12
"""Words that an error spells out; there are more fields than anyone would read."""

_MARK = '"'
_BEGUN_FROM = 3
"""Letters from which a last word is taken for a key that is being typed. Most names begin with one
or two letters that some key begins with too, and the first letters must show something."""

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_KEY = re.compile(r'([^":<>=]*)(>=|<=|[:<>=])')
"""A key and what follows it; a word with one of these signs has to be quoted."""


def parse(text: str, *, strict: bool = True, room_of: RoomOf | None = None) -> Criteria:
    """Return what `text` asks for; raises CriteriaError where it cannot be read.

    Unless `strict`, a last part that is still being typed (`params>=`, `lic`, `license:`, an open
    quotation mark) is left out; every other fault is raised. With `room_of` a machine's name may
    stand for its memory in `fits:`; the criteria hold the number of bytes.
    """
    try:
        criteria = _read(text, room_of)
    except CriteriaError as error:
        if strict or not error.unfinished or error.end != len(text):
            raise
        return parse(_without_last(text, error.start), strict=False, room_of=room_of)
    if not strict and _is_begun_key(text):
        return parse(_without_last(text, 0), strict=False, room_of=room_of)
    return criteria


def _read(text: str, room_of: RoomOf | None) -> Criteria:
    parts = [_read_part(piece, room_of) for piece in _pieces(text)]
    unique = dict.fromkeys(parts)
    return Criteria(
        words=tuple(part for part in unique if isinstance(part, Word)),
        conditions=tuple(part for part in unique if isinstance(part, Condition)),
    )


def _pieces(text: str) -> list[Piece]:
    return [piece for piece in Piece.whole(text).split(str.isspace) if piece.text]


def _without_last(text: str, start: int) -> str:
    """Return `text` up to the comma at `start` or right before it, else up to its last part."""
    for comma in (start - 1, start):
        if text[comma : comma + 1] == ",":
            return text[:comma]
    return text[: _pieces(text)[-1].start]


def _is_begun_key(text: str) -> bool:
    """Return whether `text` ends in the beginning of a key; a whole key may be a word."""
    pieces = _pieces(text)
    if not pieces or pieces[-1].end != len(text):
        return False
    last = pieces[-1].text.lower().removeprefix("-")
    if len(last) < _BEGUN_FROM or canonical(last) is not None:
        return False
    return any(key.startswith(last) for key in (*KEYS, *ALIASES))


def _read_part(piece: Piece, room_of: RoomOf | None) -> Word | Condition:
    if piece.text.count('"') % 2:
        piece.cut(piece.text.rindex('"')).refuse(
            "is not closed", hint='add a second "', unfinished=True
        )
    negated = piece.text.startswith("-")
    body = piece.cut(1) if negated else piece
    if not body.text:
        hint = "write what to leave out right after it"
        piece.refuse("stands alone", hint=hint, unfinished=True)
    if found := _KEY.match(body.text):
        if canonical(found[1]) == Special.FITS and found[2] == ":" and room_of is not None:
            return _read_machine(body, body.cut(found.end()), room_of, negated=negated)
        return _read_condition(body, found[1], found[2], negated=negated)
    return Word(text=_read_text(body), negated=negated)


def _read_machine(body: Piece, stated: Piece, room_of: RoomOf, *, negated: bool) -> Condition:
    """Return a condition on the memory of a machine that is named; one on a size is as ever."""
    if not stated.text[:1].isalpha():
        return _read_condition(body, str(Special.FITS), ":", negated=negated)
    try:
        held = room_of(stated.text)
    except LookupError as error:
        stated.refuse("is no known machine", hint=str(error.args[0]), unfinished=True)
    return Condition(key=Special.FITS, values=(Interval(high=float(held)),), negated=negated)


def _read_text(piece: Piece) -> str:
    """Return a bare or quoted value in lower case and with single spaces."""
    text = piece.text
    if '"' in text:
        quoted = _QUOTED.fullmatch(text)
        if quoted is None:
            hint = f"quote all of it: {quote(text.replace(_MARK, ''))}"
            piece.refuse("has a quotation mark inside", hint=hint)
        text = quoted[1].replace('""', '"')
    text = " ".join(text.lower().split())
    if not text:
        piece.refuse("is empty", hint="write a word or leave it out", unfinished=True)
    return text


def quote(text: str) -> str:
    """Return `text` between quotation marks; one inside is doubled."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _read_condition(body: Piece, word: str, operator: str, *, negated: bool) -> Condition:
    key = canonical(word)
    if key is None:
        _refuse_key(body, word)
    stated = body.cut(len(word) + len(operator))
    field = FIELDS.get(key)
    if field is not None and field.kind in {Kind.FLAG, Kind.TEXT}:
        meant = f"is:{key}" if field.kind is Kind.FLAG else f"has:{key}"
        body.refuse("takes no value", suggestion=meant)
    if not stated.text:
        body.refuse("has no value", hint=f"write it like {_example(key)}", unfinished=True)
    if operator in COMPARISONS:
        if field is None or field.kind is Kind.CHOICE:
            problem = f"compares what is not a number: {key} takes a colon"
            body.cut(0, len(word) + len(operator)).refuse(problem, suggestion=f"{key}:")
        return Condition(
            key=key, values=(read_comparison(operator, stated, field),), negated=negated
        )
    pieces = [stated] if key == Special.FITS else stated.split(",".__eq__)
    values = dict.fromkeys(_read_value(piece, key, field) for piece in pieces)
    return Condition(key=key, values=tuple(values), negated=negated)


def _refuse_key(body: Piece, word: str) -> NoReturn:
    meant = nearest(word, (*KEYS, *ALIASES))
    if meant is not None:
        body.cut(0, len(word)).refuse("is not a key", suggestion=canonical(meant))
    quoted = quote(body.text.replace(_MARK, ""))
    hint = f"to search for it as text, write {quoted}"
    body.refuse("does not begin with a key", suggestion=quoted, hint=hint)


def _read_value(piece: Piece, key: str, field: Field | None) -> str | Interval:
    if not piece.text:
        first = piece.source[piece.start - 1] != ","
        comma = piece.cut(0, 1) if first else piece.cut(-1)
        problem = "follows no value" if first else "is followed by no value"
        comma.refuse(problem, hint=f"write it like {_example(key)}", unfinished=not first)
    if field is not None and field.kind is not Kind.CHOICE:
        return read_interval(piece, field)
    if key == Special.FITS:
        return Interval(high=read_amount(piece, Unit.BYTES).value)
    text = _read_text(piece)
    if key == Special.HAS:
        return _known(piece, ALIASES.get(text, text), tuple(FIELDS), "is not a field")
    if key == Special.IS:
        return _known(piece, text, FLAGS, "is not a flag")
    if field is not None and field.closed:
        return _known(piece, text, field.choices, f"is not a value of {key}")
    return text


def _known(piece: Piece, text: str, words: tuple[str, ...], problem: str) -> str:
    if text not in words:
        meant = nearest(text, words)
        hint = None
        if meant is None:
            few = len(words) <= _LISTED
            hint = (
                f"there are {', '.join(words)}"
                if few
                else f"write it like {_EXAMPLES[Special.HAS]}"
            )
        begun = any(word.startswith(text) for word in words)
        piece.refuse(problem, suggestion=meant, hint=hint, unfinished=begun)
    return text


def _example(key: str) -> str:
    if key in _EXAMPLES:
        return _EXAMPLES[key]
    field = FIELDS[key]
    if field.kind is Kind.NUMBER:
        return f"{key}>={example(field.unit)}"
    if field.kind is Kind.DATE:
        return f"{key}>=2026-01"
    return f"{key}:{field.choices[0]}" if field.choices else f'{key}:"any text"'
