"""Values of a record, each read or refused by itself: a wrong one costs only its own field."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from math import isfinite

from modeldex.text import clean

_LARGEST = 2**53
"""Counts beyond it are no counts, and many programs cannot hold them exactly."""


def count(value: object) -> int | None:
    """Return a whole number of 0 or more; None for anything else."""
    if type(value) is int:
        return value if 0 <= value < _LARGEST else None
    if isinstance(value, float) and isfinite(value) and value.is_integer():
        return count(int(value))
    return None


def amount(value: object) -> float | None:
    """Return a finite number of 0 or more; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < _LARGEST and isfinite(value) else None


def word(value: object) -> str | None:
    """Return one line of text, safe to show; None for anything else and for empty text."""
    return _cleaned(value) if isinstance(value, str) else None


@lru_cache(maxsize=1 << 12)
def _cleaned(text: str) -> str | None:
    return clean(text) or None


def day(value: object) -> date | None:
    """Return the date with which an ISO 8601 time begins; None for anything else."""
    return _day(value[:10]) if isinstance(value, str) else None


@lru_cache(maxsize=1 << 12)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def table(value: object) -> dict[str, object]:
    """Return an object as it is; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> Iterator[dict[str, object]]:
    """Yield the objects in a list; nothing for anything else."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
