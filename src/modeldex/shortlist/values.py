"""Single values of a shortlist file: read, or refused with the path that leads to them."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from math import inf
from typing import Any, TypeVar

from modeldex.entry import Origin
from modeldex.shortlist.records import Rating
from modeldex.text import clean

Table = Mapping[str, object]
_T = TypeVar("_T")
_D = TypeVar("_D")


class FaultError(Exception):
    """One thing that is wrong, and the keys that lead to it."""

    def __init__(self, problem: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(f"{'.'.join(map(clean, path)).replace('.[', '[')}: {problem}")
        self.problem = problem
        self.path = path


@contextmanager
def below(key: str) -> Iterator[None]:
    """Put `key` in front of the path of any fault met inside."""
    try:
        yield
    except FaultError as fault:
        raise FaultError(fault.problem, (key, *fault.path)) from None


def take(table: Table, key: str, read: Callable[[object], _T]) -> _T:
    """Return a value that has to be there."""
    try:  # not `below`, which takes as long as all the rest
        if key not in table:
            problem = f"missing; expected {_EXPECTED[read]}"
            raise FaultError(problem)  # noqa: TRY301
        return read(table[key])
    except FaultError as fault:
        raise FaultError(fault.problem, (key, *fault.path)) from None


def may(table: Table, key: str, read: Callable[[object], _T], default: _D) -> _T | _D:
    """Return a value that may be absent."""
    return take(table, key, read) if key in table else default


def each(table: Table, read: Callable[[object], _T]) -> dict[str, _T]:
    """Return every value of a table, whatever its keys are."""
    return {key: take(table, key, read) for key in table}


def rest(table: Table, known: Collection[str]) -> dict[str, object]:
    """Return what a table says beside the keys that are known."""
    return {key: value for key, value in table.items() if key not in known}


def meant(table: Table, kinds: Mapping[str, Callable[[object], bool]]) -> dict[str, object]:
    """Return the table without those of the keys in `kinds` whose value is of another kind.

    A file of format 1 may hold any key of a person's own: where one has got a meaning since then
    and plainly says something else, the file still loads and keeps it.
    """
    return {key: value for key, value in table.items() if key not in kinds or kinds[key](value)}


def is_a(kind: type) -> Callable[[object], bool]:
    """Return a function that tells whether a value is of one kind."""
    return lambda value: isinstance(value, kind)


def has_one_of(keys: Collection[str]) -> Callable[[object], bool]:
    """Return a function that tells whether a value is a table with one of these keys."""
    return lambda value: isinstance(value, dict) and not value.keys().isdisjoint(keys)


def text(value: object) -> str:
    """Return text, as it stands."""
    if not isinstance(value, str):
        raise _unexpected(text, value)
    return value


def word(value: object) -> str:
    """Return text that is not empty, as it stands."""
    if not isinstance(value, str) or not value.strip():
        raise _unexpected(word, value)
    return value


def words(value: object) -> tuple[str, ...]:
    """Return the words of an array."""
    if not isinstance(value, list):
        raise _unexpected(words, value)
    found = []
    for index, item in enumerate(value):
        with below(f"[{index}]"):
            found.append(word(item))
    return tuple(found)


def note(value: object) -> str:
    """Return a person's words of one or more lines, as they stand."""
    if not isinstance(value, str):
        raise _unexpected(note, value)
    return value


def origin(value: object) -> Origin:
    """Return who keeps an entry."""
    if not isinstance(value, str) or value not in set(Origin):
        raise _unexpected(origin, value)
    return Origin(value)


def day(value: object) -> date:
    """Return a date; of a moment, its day."""
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise _unexpected(day, value)
    return value


def truth(value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise _unexpected(truth, value)
    return value


def whole(value: object) -> int:
    """Return a whole number that is not negative."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _unexpected(whole, value)
    return value


def amount(value: object) -> float:
    """Return a number that is not negative."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < inf:
        raise _unexpected(amount, value)
    return value


def share(value: object) -> float:
    """Return a number from 0 to 1."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise _unexpected(share, value)
    return value


def rating(value: object) -> Rating:
    """Return a rating, with its interval where the array has one."""
    numbers = value if isinstance(value, list) else []
    if len(numbers) not in {1, 3} or not all(map(_is_finite, numbers)):
        raise _unexpected(rating, value)
    low, high = numbers[1:] or (None, None)
    return Rating(value=numbers[0], low=low, high=high)


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -inf < value < inf


def mapping(value: object) -> Table:
    """Return a table."""
    if not isinstance(value, dict):
        raise _unexpected(mapping, value)
    return value


def array(value: object) -> list[object]:
    """Return an array."""
    if not isinstance(value, list):
        raise _unexpected(array, value)
    return value


def _unexpected(read: Callable[[Any], object], value: object) -> FaultError:
    match value:
        case dict():
            got = "a table"
        case list():
            got = "an array"
        case _:
            got = clean(json.dumps(value, ensure_ascii=False, default=str))
    return FaultError(f"expected {_EXPECTED[read]}, got {got}")


_EXPECTED: dict[Callable[[Any], object], str] = {
    text: "text",
    word: "text that is not empty",
    words: "an array of texts",
    note: "text",
    origin: "hub, vendor or user",
    day: "a date such as 2026-11-21",
    truth: "true or false",
    whole: "a whole number >= 0",
    amount: "a number >= 0",
    share: "a share from 0 to 1",
    rating: "[rating] or [rating, low, high]",
    mapping: "a table",
    array: "an array of tables",
}
