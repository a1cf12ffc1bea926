"""Dates, months, years and distances in days, as they are written in a filter."""

import re
from datetime import date, timedelta

from modeldex.criteria.pieces import Piece
from modeldex.criteria.terms import Days

_DAYS = {"d": 1, "w": 7, "y": 365}
"""Only units of one exact length: a month has none."""

_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DISTANCE = re.compile(r"([0-9]{1,6})([a-z]+)")
_BEGUN = re.compile(r"[0-9]{0,4}|[0-9]{4}-[0-9]?|[0-9]{4}-[0-9]{2}-[0-9]?")
_SHORT = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?")
"""A date without its zeros; not read as one, for `2026-1` may go on as `2026-12`."""

_DECEMBER = 12

Ends = tuple[date, date] | tuple[Days, Days]
"""The first and the last day of what was written."""


def read_date(piece: Piece) -> Ends:
    """Return the first and last day of a year, month or day, or a distance twice."""
    text = piece.text.lower()
    if distance := _DISTANCE.fullmatch(text):
        days = Days(count=int(distance[1]) * _scale(piece, distance[2]))
        return days, days
    if not (written := _PERIOD.fullmatch(text)):
        begun = _SHORT.fullmatch(text)
        piece.refuse(
            "is not a date",
            suggestion="-".join(part.zfill(2) for part in text.split("-")) if begun else None,
            hint=None if begun else "write it like 2026, 2026-01, 2026-01-15 or 90d (days)",
            unfinished=_BEGUN.fullmatch(text) is not None,
        )
    year, month, day = written.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        piece.refuse("is not in the calendar", hint="write it like 2026-01-15")
    if day:
        return first, first
    return first, _last_of_month(date(first.year, first.month if month else _DECEMBER, 1))


def _scale(piece: Piece, unit: str) -> int:
    if unit not in _DAYS:
        hint = "count in days (d), weeks of 7 days (w) or years of 365 days (y)"
        piece.refuse("has no known unit", hint=hint)
    return _DAYS[unit]


def _last_of_month(first: date) -> date:
    if first.month == _DECEMBER:
        return first.replace(day=31)
    return first.replace(month=first.month + 1) - timedelta(days=1)


def first_day_text(day: date) -> str:
    """Return the shortest text of which `day` is the first day."""
    if day.day > 1:
        return day.isoformat()
    return f"{day.year:04}" if day.month == 1 else f"{day.year:04}-{day.month:02}"


def last_day_text(day: date) -> str:
    """Return the shortest text of which `day` is the last day."""
    if day != _last_of_month(day.replace(day=1)):
        return day.isoformat()
    return f"{day.year:04}" if day.month == _DECEMBER else f"{day.year:04}-{day.month:02}"


def distance_text(days: Days) -> str:
    """Return the shortest text of a distance, in days where a larger unit saves nothing."""
    texts = (f"{days.count // n}{unit}" for unit, n in _DAYS.items() if days.count % n == 0)
    return min(texts, key=len)
