"""A shortlist as a TOML document, made to be read and reviewed.

What a rewrite keeps: every key, the unknown ones included, and the comment lines at the top.
What it loses: other comments, and the order and layout of keys.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import date, datetime
from math import inf
from typing import Any, TypeVar

from modeldex.entry import Origin
from modeldex.errors import ModeldexError
from modeldex.shortlist.records import Member, Pinned, Shortlist, clean_note
from modeldex.text import UNCUT, clean

FORMAT = 1
"""Version of the layout; a file with a higher one was written by a newer modeldex."""

_Table = Mapping[str, object]
_T = TypeVar("_T")
_D = TypeVar("_D")


class ShortlistError(ModeldexError):
    """A shortlist file cannot be read or written; the message names the file and the spot."""


def from_toml(data: bytes, source: str) -> Shortlist:
    """Return the shortlist that a file says; `source` is the file's name in messages.

    Raises ShortlistError with line and column, or the path of the key, of the first fault.
    """
    import tomllib

    source = clean(source, UNCUT)
    try:
        text = data.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        message = f"{source}: byte {error.start + 1} is not UTF-8; save the file as UTF-8."
        raise ShortlistError(message) from None
    except (ValueError, RecursionError) as error:
        message = f"{source}: not valid TOML: {clean(str(error))}"
        raise ShortlistError(message) from None
    try:
        return _shortlist(table, _leading_comment(text))
    except _FaultError as fault:
        message = f"{source}: {fault}"
        raise ShortlistError(message) from None


def to_toml(shortlist: Shortlist) -> bytes:
    """Return the shortlist as a TOML file in UTF-8; `from_toml` gives back an equal one."""
    import tomli_w

    head = {
        "format": FORMAT,
        "name": shortlist.name,
        "created": shortlist.created,
        "updated": shortlist.updated,
        "criteria": shortlist.criteria,
    } | dict(shortlist.extra)
    parts = [tomli_w.dumps(head)]
    for member in shortlist.members:
        # As a plain table: tomli-w writes an array of short tables in one line each,
        # and a review wants one fact a line.
        table = tomli_w.dumps({"members": _member_table(member)})
        parts.append(table.replace("[members]", "[[members]]", 1))
    return (shortlist.comment + "\n".join(parts)).encode()


def _member_table(member: Member) -> dict[str, object]:
    table: dict[str, object] = {
        "id": member.id,
        "source": member.source.value,
        "added": member.added,
    }
    if member.note:
        table["note"] = member.note
    facts = {name: getattr(member.pinned, name) for name in _PINNED}
    pinned = {name: fact for name, fact in facts.items() if fact is not None}
    pinned |= member.pinned.extra
    return table | dict(member.extra) | ({"pinned": pinned} if pinned else {})


def _leading_comment(text: str) -> str:
    """Return the comment and empty lines before the first key, if there is a comment."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):  # splitlines() knows ends TOML does not
        if line.strip() and not line.lstrip().startswith("#"):
            break
        lines.append(line + "\n")
    comment = "".join(lines)
    return comment if comment.strip() else ""


class _FaultError(Exception):
    """One thing that is wrong, and the keys that lead to it."""

    def __init__(self, problem: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(f"{'.'.join(path)}: {problem}")
        self.problem = problem
        self.path = path


def _shortlist(table: _Table, comment: str) -> Shortlist:
    _check_format(_take(table, "format", _whole))
    members = tuple(_members(_may(table, "members", _array, [])))
    _refuse_twins(members)
    return Shortlist(
        name=_take(table, "name", _word),
        created=_take(table, "created", _day),
        updated=_take(table, "updated", _day),
        criteria=_may(table, "criteria", _text, ""),
        members=members,
        comment=comment,
        extra=_rest(table, ("format", "name", "created", "updated", "criteria", "members")),
    )


def _check_format(version: int) -> None:
    if version > FORMAT:
        problem = (
            f"{version} is the format of a newer modeldex, and this one reads {FORMAT}; "
            f"update modeldex"
        )
        raise _FaultError(problem, ("format",))
    if version != FORMAT:
        problem = f"expected {FORMAT}, got {version}"
        raise _FaultError(problem, ("format",))


def _members(items: list[object]) -> Iterator[Member]:
    for index, item in enumerate(items):
        with _below(f"members[{index}]"):
            yield _member(_mapping(item))


def _member(table: _Table) -> Member:
    with _below("pinned"):
        pinned = _pinned(_mapping(table.get("pinned", {})))
    return Member(
        id=_take(table, "id", _word),
        source=_take(table, "source", _origin),
        added=_take(table, "added", _day),
        note=_may(table, "note", _note, ""),
        pinned=pinned,
        extra=_rest(table, ("id", "source", "added", "note", "pinned")),
    )


def _pinned(table: _Table) -> Pinned:
    return Pinned(
        as_of=_may(table, "as_of", _day, None),
        openness=_may(table, "openness", _word, None),
        license=_may(table, "license", _word, None),
        gated=_may(table, "gated", _word, None),
        provider=_may(table, "provider", _word, None),
        input_usd_per_million_tokens=_may(table, "input_usd_per_million_tokens", _amount, None),
        output_usd_per_million_tokens=_may(table, "output_usd_per_million_tokens", _amount, None),
        context_tokens=_may(table, "context_tokens", _whole, None),
        updated=_may(table, "updated", _day, None),
        retires=_may(table, "retires", _day, None),
        extra=_rest(table, _PINNED),
    )


def _refuse_twins(members: tuple[Member, ...]) -> None:
    first: dict[str, int] = {}
    for index, member in enumerate(members):
        earlier = first.setdefault(member.id.casefold(), index)
        if earlier != index:
            problem = f"{member.id} stands in members[{earlier}] already; keep one of the two"
            raise _FaultError(problem, (f"members[{index}]", "id"))


@contextmanager
def _below(key: str) -> Iterator[None]:
    """Put `key` in front of the path of any fault met inside."""
    try:
        yield
    except _FaultError as fault:
        raise _FaultError(fault.problem, (key, *fault.path)) from None


def _take(table: _Table, key: str, read: Callable[[object], _T]) -> _T:
    """Return a value that has to be there."""
    with _below(key):
        if key not in table:
            problem = f"missing; expected {_EXPECTED[read]}"
            raise _FaultError(problem)
        return read(table[key])


def _may(table: _Table, key: str, read: Callable[[object], _T], default: _D) -> _T | _D:
    """Return a value that may be absent."""
    return _take(table, key, read) if key in table else default


def _rest(table: _Table, known: Collection[str]) -> dict[str, object]:
    return {key: value for key, value in table.items() if key not in known}


def _unexpected(read: Callable[[Any], object], value: object) -> _FaultError:
    match value:
        case dict():
            got = "a table"
        case list():
            got = "an array"
        case _:
            got = clean(json.dumps(value, ensure_ascii=False, default=str))
    return _FaultError(f"expected {_EXPECTED[read]}, got {got}")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _unexpected(_text, value)
    return clean(value, UNCUT)


def _word(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _unexpected(_word, value)
    return clean(value, UNCUT)


def _note(value: object) -> str:
    if not isinstance(value, str):
        raise _unexpected(_note, value)
    return clean_note(value)


def _origin(value: object) -> Origin:
    if not isinstance(value, str) or value not in set(Origin):
        raise _unexpected(_origin, value)
    return Origin(value)


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise _unexpected(_day, value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _unexpected(_whole, value)
    return value


def _amount(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < inf:
        raise _unexpected(_amount, value)
    return value


def _mapping(value: object) -> _Table:
    if not isinstance(value, dict):
        raise _unexpected(_mapping, value)
    return value


def _array(value: object) -> list[object]:
    if not isinstance(value, list):
        raise _unexpected(_array, value)
    return value


_PINNED = tuple(fact.name for fact in fields(Pinned) if fact.name != "extra")
_EXPECTED: dict[Callable[[Any], object], str] = {
    _text: "text",
    _word: "text that is not empty",
    _note: "text",
    _origin: "hub, vendor or user",
    _day: "a date such as 2026-11-21",
    _whole: "a whole number >= 0",
    _amount: "a number >= 0",
    _mapping: "a table",
    _array: "an array of tables",
}
