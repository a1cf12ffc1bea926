"""Values as TOML text, and changes inside the text of an array or an inline table."""

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from modeldex.toml.changes import Delete, Path, Set, same
from modeldex.toml.statements import has_comment

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def key_text(keys: Path) -> str:
    """Return a dotted key; indexes of arrays of tables are not written."""
    return ".".join(
        key if _BARE.fullmatch(key) else value_text(key) for key in keys if isinstance(key, str)
    )


def value_text(value: object, *, lines: bool = False) -> str:
    """Return a value in one line; `lines` gives each element of an array of texts its own."""
    match value:
        case Mapping():
            inner = ", ".join(
                f"{key_text((key,))} = {value_text(one)}" for key, one in value.items()
            )
            return f"{{ {inner} }}" if inner else "{}"
        case list() | tuple() if lines and value and all(isinstance(one, str) for one in value):
            return "[\n" + "".join(f"    {value_text(one)},\n" for one in value) + "]"
        case list() | tuple():
            return f"[{', '.join(map(value_text, value))}]"
        case _:
            import tomli_w

            return tomli_w.dumps({"k": value})[len("k = ") : -1]


def table_text(path: Path, table: Mapping[str, object]) -> str:
    """Return a table with its header, and the tables in it below."""
    lines = [f"[{key_text(path)}]\n"]
    below = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            below.append("\n" + table_text((*path, key), value))
        else:
            lines.append(f"{key_text((key,))} = {value_text(value, lines=True)}\n")
    return "".join(lines + below)


def replaced(old: str, value: object) -> str | None:
    """Return the text of `value` in place of the text `old`; None where a comment would be lost."""
    if not old.startswith(("[", "{")) or not has_comment(old):
        return value_text(value, lines="\n" in old)
    return _array_changed(old, value) if isinstance(value, Sequence) else None


def inside(old: str, changes: Sequence[Set | Delete]) -> str:
    """Return the text of an array or inline table with changes to what is in it.

    The paths begin inside. Raises an exception of tomlkit, or LookupError, where that fails.
    """
    import tomlkit  # late: 30 ms, and few files have such a layout

    document: Any = tomlkit.parse(f"x = {old}")
    for change in sorted(changes, key=_turn):
        place = document["x"]
        for key in change.path[:-1]:
            place = place[key]
        last = change.path[-1]
        if isinstance(change, Delete):
            if isinstance(last, int) or last in place:
                place.pop(last)
        elif isinstance(last, int):
            place.append(_item(change.value))
        else:
            place[last] = _item(change.value)
    return tomlkit.dumps(document).removeprefix("x = ").rstrip("\r\n")


def _turn(change: Set | Delete) -> int:
    """Sort elements that go behind all else, the last one first: indexes are those of before."""
    last = change.path[-1]
    return -last if isinstance(change, Delete) and isinstance(last, int) else -sys.maxsize


def _item(value: object) -> Any:  # noqa: ANN401 - any item of tomlkit
    import tomlkit

    return tomlkit.parse(f"x = {value_text(value)}")["x"]


def _array_changed(old: str, value: Sequence[object]) -> str | None:
    """Return an array with comments that has lost and gained elements; None where that fails."""
    import tomllib

    before = tomllib.loads(f"x = {old}")["x"]
    kept = [one for one in before if one in value]
    if not isinstance(before, list) or not same(kept, value[: len(kept)]):
        return None
    gone = [place for place, one in enumerate(before) if one not in value]
    changes: list[Set | Delete] = [Delete((place,)) for place in reversed(gone)]
    return inside(old, [*changes, *(Set((0,), one) for one in value[len(kept) :])])
