"""TOML tables read with typed getters, whose errors name the file, the table and the key."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import TypeVar

from modeldex.criteria import nearest
from modeldex.errors import ModeldexError
from modeldex.text import clean

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_PLACE = re.compile(r"(?P<what>.*) \(at (?P<where>line \d+, column \d+|end of document)\)")
_GOT_LIMIT = 60
"""Characters of a wrong value that are quoted: enough to find it in the file."""

_LARGEST = 2**53
"""Beyond it few programs hold whole numbers exactly, and the search index none of over 63 bits."""


T = TypeVar("T")


class CatalogError(ModeldexError):
    """A catalogue file cannot be used; the message names the file, the spot and the fault."""

    def __init__(self, message: str, table: "Table | None" = None, key: str = "") -> None:
        super().__init__(message)
        self.table = table
        """The table that has the fault; None where the file cannot be read as one."""

        self.key = key
        """The key in `table`, which is absent where that is the fault."""


@dataclass(frozen=True, slots=True)
class Table:
    """One TOML table and where it stands."""

    values: Mapping[str, object]
    file: str
    """The file as a person would name it, such as `catalog/proprietary/openai.toml`."""

    path: str = ""
    """Keys and indexes that lead to the table, such as `models[3].price`; empty for the file."""

    def only(self, known: Collection[str]) -> None:
        """Raise CatalogError when the table has a key that is not in `known`."""
        for key in self.values:
            if key not in known:
                near = nearest(key, known)
                hint = f"; did you mean {near}?" if near else ""
                raise self.fault(clean(key), f"unknown key{hint}")

    def fault(self, key: str, sentence: str) -> CatalogError:
        """Return the error that says what is wrong with `key`."""
        spot = f"{self.path}.{key}" if self.path else key
        return CatalogError(f"{self.file}: {spot}: {sentence}", self, key)

    def text(self, key: str) -> str | None:
        """Return one line of text, cleaned; None when the key is absent."""
        return self._value(key, "text", _text)

    def required_text(self, key: str) -> str:
        """Return one line of text; raises CatalogError where the key is absent."""
        value = self.text(key)
        if value is None:
            raise self.fault(key, "missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty when the key is absent."""
        return self._value(key, "a list of texts", _texts) or ()

    def choice(self, key: str, choices: Collection[str]) -> str | None:
        """Return one of `choices`; None when the key is absent."""
        what = f"one of {', '.join(choices)}"
        return self._value(key, what, lambda v: v if isinstance(v, str) and v in choices else None)

    def count(self, key: str) -> int | None:
        """Return a whole number above 0; None when the key is absent."""
        return self._value(key, self._bounded(key, "a whole number > 0"), _count)

    def amount(self, key: str) -> float | None:
        """Return a number that is not negative; None when the key is absent."""
        return self._value(key, self._bounded(key, "a number >= 0"), _amount)

    def flag(self, key: str) -> bool | None:
        """Return true or false; None when the key is absent."""
        return self._value(key, "true or false", lambda v: v if isinstance(v, bool) else None)

    def day(self, key: str) -> date | None:
        """Return a date, the first of the month for `"2025-08"`; None when the key is absent."""
        return self._value(key, 'a date such as 2025-08-31 or "2025-08"', _day)

    def required_day(self, key: str) -> date:
        """Return a date; raises CatalogError where the key is absent."""
        value = self.day(key)
        if value is None:
            raise self.fault(key, "missing")
        return value

    def table(self, key: str) -> "Table | None":
        """Return the table below `key`; None when the key is absent."""
        values = self._value(key, "a table", lambda v: v if isinstance(v, dict) else None)
        return None if values is None else Table(values, self.file, self._below(key))

    def tables(self, key: str) -> Iterator["Table"]:
        """Yield each table of the array below `key`; nothing when the key is absent."""
        for index, values in enumerate(self._value(key, "an array of tables", _tables) or ()):
            yield Table(values, self.file, f"{self._below(key)}[{index}]")

    def _below(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def _bounded(self, key: str, expected: str) -> str:
        return "a number < 2**53" if _is_too_large(self.values.get(key)) else expected

    def _value(self, key: str, expected: str, read: Callable[[object], T | None]) -> T | None:
        if key not in self.values:
            return None
        value = read(self.values[key])
        if value is None:
            raise self.fault(key, f"expected {expected}, got {_written(self.values[key])}")
        return value


_HELD: dict[Path, dict[str, object]] = {}
"""Files of which a mended copy is read in their place, see `held`."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Make every reading of `path` see one and the same tables while this lasts.

    Whoever mends the table that a CatalogError names can then read on to the next fault.
    """
    _HELD[path] = dict(read_toml(path, str(path)).values)
    try:
        yield
    finally:
        del _HELD[path]


def read_toml(path: Path, shown: str) -> Table:
    """Return the whole file as a table that calls itself `shown` in errors.

    Raises CatalogError when the file cannot be read or is not TOML.
    """
    if path in _HELD:
        return Table(_HELD[path], shown)
    import tomllib  # 4 ms, and a start from the store reads no TOML

    try:
        return Table(tomllib.loads(path.read_bytes().decode()), shown)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.fullmatch(str(error))
        where, what = (place["where"], place["what"]) if place else ("?", str(error))
        message = f"{shown}: {where}: not valid TOML: {clean(what[:1].lower() + what[1:])}"
    except UnicodeDecodeError as error:
        message = f"{shown}: byte {error.start}: not UTF-8 text; save the file as UTF-8"
    except OSError as error:
        message = f"{shown}: cannot be read: {error.strerror}"
    raise CatalogError(message)


def _text(value: object) -> str | None:
    return clean(value) or None if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    texts = tuple(text for item in value if (text := _text(item)) is not None)
    return texts if len(texts) == len(value) else None


def _tables(value: object) -> list[dict[str, object]] | None:
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    return None


def _is_too_large(value: object) -> bool:
    return isinstance(value, int) and value >= _LARGEST


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or _is_too_large(value):
        return None
    return value if value > 0 else None


def _amount(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or _is_too_large(value):
        return None
    return value if isfinite(value) and value >= 0 else None


def _day(value: object) -> date | None:
    if isinstance(value, str) and (month := _MONTH.fullmatch(value)):
        return date(int(month[1]), int(month[2]), 1)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _written(value: object) -> str:
    """Return a value as its file writes it, shortened."""
    match value:
        case str():
            import json

            return json.dumps(clean(value, _GOT_LIMIT), ensure_ascii=False)
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return repr(value)
