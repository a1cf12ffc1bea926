"""Changes of a TOML document, as paths and values."""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
"""Keys from the root; a number is the index in an array of tables, as it was before any change."""


@dataclass(frozen=True, slots=True)
class Set:
    """Give a key a value; a table is merged into the one that is there."""

    path: Path
    value: object


@dataclass(frozen=True, slots=True)
class Delete:
    """Take a key, a table or an element of an array away, if it is there."""

    path: Path


@dataclass(frozen=True, slots=True)
class Append:
    """Put a table at the end of an array of tables, which need not exist."""

    path: Path
    value: Mapping[str, object]
    text: str
    """The table as TOML with its `[[header]]`, lines ending in a line feed."""


Change = Set | Delete | Append


def difference(
    old: Mapping[str, object], new: Mapping[str, object], path: Path = ()
) -> Iterator[Set | Delete]:
    """Yield the changes that make `old` into `new`, both below `path`."""
    for key in old:
        if key not in new:
            yield Delete((*path, key))
    for key, value in new.items():
        before = old.get(key)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            yield from difference(before, value, (*path, key))
        elif key not in old or not same(before, value):
            yield Set((*path, key), value)


def apply(table: dict[str, Any], changes: tuple[Change, ...]) -> None:
    """Make the changes to the values of a document, in place."""
    removed: list[tuple[list[Any], int]] = []
    for change in changes:
        *parents, last = change.path
        place: Any = table
        for key in parents:
            place = _below(place, key)
        match change:
            case Append(value=value):
                place.setdefault(last, []).append(dict(value))
            case Set(value=value):
                _set(place, last, value)
            case Delete() if isinstance(last, int):
                removed.append((place, last))
            case Delete():
                place.pop(last, None)
    for array, index in sorted(removed, key=lambda one: -one[1]):
        del array[index]


def _below(place: Any, key: str | int) -> Any:  # noqa: ANN401 - a tree of anything
    return place[key] if isinstance(key, int) else place.setdefault(key, {})


def _set(place: MutableMapping[Any, Any], key: str | int, value: object) -> None:
    if isinstance(value, Mapping) and isinstance(place.get(key), dict):
        for inner, one in value.items():
            _set(place[key], inner, one)
    else:
        place[key] = value


def same(one: object, other: object) -> bool:
    """Return whether two values are the same in TOML; not-a-number is itself."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other or (one != one and other != other)  # noqa: PLR0124
