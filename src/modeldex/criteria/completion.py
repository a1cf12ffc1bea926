"""What the word at the cursor can become."""

from collections.abc import Iterator

from modeldex.criteria.keys import FLAGS, KEYS, canonical
from modeldex.criteria.terms import Special
from modeldex.fields import FIELDS, Kind


def word_at(text: str, cursor: int) -> tuple[int, int]:
    """Return the start and end of the unquoted word that touches the cursor."""
    start = end = min(max(cursor, 0), len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def complete(text: str, cursor: int) -> tuple[str, ...]:
    """Return what the word at `cursor` can become: keys, then closed choices, then flags.

    Each is the text for the whole word, as `word_at` finds it; what stands left of the cursor
    decides. Empty inside quotation marks.
    """
    start, _ = word_at(text, cursor)
    typed = text[start : max(cursor, 0)].lower()
    if text[:cursor].count('"') % 2 or '"' in typed:
        return ()
    sign = "-" if typed.startswith("-") else ""
    typed = typed.removeprefix("-")
    word, colon, stated = typed.partition(":")
    found = _values(word, stated) if colon else _openings(typed)
    return tuple(sign + text for text in dict.fromkeys(found) if text != typed)


def _openings(typed: str) -> Iterator[str]:
    for key in KEYS:
        if key.startswith(typed):
            field = FIELDS.get(key)
            measured = field is not None and field.kind is not Kind.CHOICE
            yield f"{key}>=" if measured else f"{key}:"
    if not typed:
        return
    for field in FIELDS.values():
        if field.closed:
            yield from (f"{field.key}:{word}" for word in field.choices if word.startswith(typed))
    yield from (f"{Special.IS}:{flag}" for flag in FLAGS if flag.startswith(typed))
    for field in FIELDS.values():
        if field.kind is Kind.TEXT and field.key.startswith(typed):
            yield f"{Special.HAS}:{field.key}"


def _values(word: str, stated: str) -> Iterator[str]:
    key = canonical(word)
    if key == Special.IS:
        words: tuple[str, ...] = FLAGS
    elif key == Special.HAS:
        words = tuple(FIELDS)
    else:
        words = (*FIELDS[key].choices, *FIELDS[key].also) if key in FIELDS else ()
    done, comma, last = stated.rpartition(",")
    used = done.split(",")
    for choice in words:
        if choice.startswith(last) and choice not in used:
            yield f"{word}:{done}{comma}{choice}"
