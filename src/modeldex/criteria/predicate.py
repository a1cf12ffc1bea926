"""Whether an entry meets criteria, in plain Python: what every faster answer must agree with."""

from dataclasses import replace
from datetime import date
from typing import Any

from modeldex.criteria.keys import CACHED
from modeldex.criteria.terms import Criteria, Days, Interval, Special, Word
from modeldex.criteria.words import contains
from modeldex.entry import Entry
from modeldex.fields import FIELDS, HEADROOM, Kind

_PARAMETERS = "params"
_FITTING = FIELDS["mem.q4"]
"""The precision in which most people run a model on their own machine."""


def matches(
    entry: Entry, criteria: Criteria, *, today: date, cached: frozenset[str] = frozenset()
) -> bool:
    """Return whether every word and every condition holds for `entry`.

    `cached` are the ids on this disk, in lower case.
    """
    return all(_has_word(entry, word) != word.negated for word in criteria.words) and all(
        any(_holds(entry, condition.key, value, today, cached) for value in condition.values)
        != condition.negated
        for condition in criteria.conditions
    )


def _has_word(entry: Entry, word: Word) -> bool:
    return any(contains(text, word.text) for text in (entry.id, entry.name, *entry.aliases))


def _holds(
    entry: Entry, key: str, stated: str | Interval, today: date, cached: frozenset[str]
) -> bool:
    if isinstance(stated, str):
        return _has_value(entry, key, stated, cached)
    if on_parameters_only(key):
        return within(entry.parameters, on_parameters(key, stated))
    field = FIELDS[key]
    if field.kind is Kind.DATE:
        stated = resolve(stated, ahead=field.ahead, today=today)
    return within(field.read(entry), stated)


def _has_value(entry: Entry, key: str, word: str, cached: frozenset[str]) -> bool:
    if key == Special.HAS:
        return FIELDS[word].read(entry) is not None
    if key == Special.IS:
        return entry.id.lower() in cached if word == CACHED else FIELDS[word].read(entry) is True
    values = FIELDS[key].read(entry)
    return isinstance(values, tuple) and word in values


def within(value: Any, interval: Interval) -> bool:  # noqa: ANN401 - a number or a date, as the ends
    """Return whether a number or date lies in an interval of the same; None lies in none."""
    low: Any = interval.low
    high: Any = interval.high
    if value is None:
        return False
    above = low is None or value > low or (interval.includes_low and value == low)
    below = high is None or value < high or (interval.includes_high and value == high)
    return above and below


def on_parameters_only(key: str) -> bool:
    """Return whether a condition on `key` is one on the number of parameters in disguise."""
    return key == Special.FITS or FIELDS[key].per_parameter is not None


def on_parameters(key: str, interval: Interval) -> Interval:
    """Return the interval of `params` that stands for one of `fits` or of a memory size.

    The bound is divided, not the entry's size multiplied, so that an index of parameters and this
    module round alike.
    """
    if key == Special.FITS:
        factor = (_FITTING.per_parameter or 1) * HEADROOM
    else:
        factor = FIELDS[key].per_parameter or 1
    return replace(
        interval, low=_divided(interval.low, factor), high=_divided(interval.high, factor)
    )


def _divided(end: float | date | Days | None, factor: float) -> float | None:
    return end / factor if isinstance(end, float | int) else None


def resolve(interval: Interval, *, ahead: bool, today: date) -> Interval:
    """Return the dates that `interval` means on `today`; one of dates is returned as it is.

    A distance counts from today onward when `ahead`, else back. An open near end is today itself:
    `retires<90d` leaves out what has retired, `released<90d` what is yet to come.
    """
    low, high = interval.low, interval.high
    if not isinstance(low, Days) and not isinstance(high, Days):
        return interval
    near = _moved(today, low, ahead=ahead) if isinstance(low, Days) else today
    far = _moved(today, high, ahead=ahead) if isinstance(high, Days) else None
    if ahead:
        return replace(interval, low=near, high=far)
    return Interval(
        low=far,
        high=near,
        includes_low=interval.includes_high,
        includes_high=interval.includes_low,
    )


def _moved(today: date, days: Days, *, ahead: bool) -> date:
    """Return the day at a distance, or the last one of the calendar on that side."""
    ordinal = today.toordinal() + (days.count if ahead else -days.count)
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
