"""Criteria to text, in the one form that everything with the same meaning is printed in."""

from modeldex.criteria.intervals import COMPARISONS, interval_text
from modeldex.criteria.parser import quote
from modeldex.criteria.quantities import amount_text
from modeldex.criteria.terms import Condition, Criteria, Interval, Special, Word
from modeldex.fields import FIELDS, Unit

_SPECIAL_IN_WORDS = frozenset('":<>=')
_SPECIAL_IN_VALUES = frozenset('",')


def to_text(criteria: Criteria) -> str:
    """Return the text that `parse` takes for exactly `criteria`."""
    return " ".join(map(part_to_text, criteria.parts))


def part_to_text(part: Word | Condition) -> str:
    """Return the text of one word or condition."""
    sign = "-" if part.negated else ""
    return sign + (_word(part.text) if isinstance(part, Word) else _condition(part))


def _word(text: str) -> str:
    plain = not text.startswith("-") and _SPECIAL_IN_WORDS.isdisjoint(text) and " " not in text
    return text if plain else quote(text)


def _condition(condition: Condition) -> str:
    texts = ",".join(_value(condition.key, value) for value in condition.values)
    compared = len(condition.values) == 1 and texts.startswith(COMPARISONS)
    if compared and isinstance(condition.values[0], Interval):
        return condition.key + texts
    return f"{condition.key}:{texts}"


def _value(key: str, value: str | Interval) -> str:
    if isinstance(value, str):
        plain = _SPECIAL_IN_VALUES.isdisjoint(value) and " " not in value
        return value if plain else quote(value)
    if key == Special.FITS:
        if not isinstance(value.high, float | int):
            raise TypeError("fits takes a number of bytes")
        return amount_text(value.high, Unit.BYTES)
    return interval_text(value, FIELDS[key])
