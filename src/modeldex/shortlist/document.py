"""A shortlist read from its TOML file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date

from modeldex.errors import ModeldexError
from modeldex.shortlist import values, wishes
from modeldex.shortlist.records import Member, Pinned, Rating, Shortlist
from modeldex.shortlist.values import (
    FaultError,
    Table,
    below,
    is_a,
    may,
    meant,
    rest,
    take,
)
from modeldex.text import UNCUT, clean

FORMAT = 1
"""Version of the layout; a file with a higher one was written by a newer modeldex."""

_PINNED_KINDS = {
    "status": is_a(str),
    "hub_id": is_a(str),
    "gone": is_a(bool),
    "ratings": is_a(dict),
    "unknown": is_a(list),
    "accepted": is_a(dict),
}
"""Keys that the first files of format 1 did not know, and what tells that they are meant so."""


class ShortlistError(ModeldexError):
    """A shortlist file cannot be read or written; the message names the file and the spot."""


def from_toml(data: bytes, source: str) -> Shortlist:
    """Return the shortlist that a file says; `source` is the file's name in messages.

    Raises ShortlistError with line and column, or the path of the key, of the first fault.
    """
    with _no_collections():
        return _read(data, clean(source, UNCUT))


@contextmanager
def _no_collections() -> Iterator[None]:
    """Let Python not look for cycles: a long shortlist makes a million objects and none of them."""
    import gc

    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(data: bytes, source: str) -> Shortlist:
    import tomllib

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
        return _shortlist(table, _leading_comment(text), data)
    except FaultError as fault:
        message = f"{source}: {fault}"
        raise ShortlistError(message) from None


def _leading_comment(text: str) -> str:
    """Return the comment and empty lines before the first key, if there is a comment."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):  # splitlines() knows ends TOML does not
        if line.strip() and not line.lstrip().startswith("#"):
            break
        lines.append(line + "\n")
    comment = "".join(lines)
    return comment if comment.strip() else ""


def _shortlist(table: Table, comment: str, document: bytes) -> Shortlist:
    _check_format(take(table, "format", values.whole))
    members = tuple(_members(may(table, "members", values.array, [])))
    _refuse_twins(members)
    ours = meant(table, wishes.KINDS)
    known = {"format", "name", "created", "updated", "criteria", "members"} | (
        ours.keys() & wishes.KINDS
    )
    return Shortlist(
        name=take(table, "name", values.word),
        created=take(table, "created", values.day),
        updated=take(table, "updated", values.day),
        criteria=may(table, "criteria", values.text, ""),
        members=members,
        must=may(ours, "must", values.text, ""),
        workload=may(ours, "workload", wishes.workload, None),
        weights=may(ours, "weights", wishes.weights, {}),
        mix=may(ours, "mix", wishes.mix, None),
        verdict=may(ours, "verdict", wishes.verdict, None),
        comment=comment,
        extra=rest(table, known) | wishes.beside_workload(ours),
        document=document,
    )


def _check_format(version: int) -> None:
    if version > FORMAT:
        problem = (
            f"{version} is the format of a newer modeldex, and this one reads {FORMAT}; "
            f"update modeldex"
        )
        raise FaultError(problem, ("format",))
    if version != FORMAT:
        problem = f"expected {FORMAT}, got {version}"
        raise FaultError(problem, ("format",))


def _members(items: list[object]) -> Iterator[Member]:
    for index, item in enumerate(items):
        with below(f"members[{index}]"):
            yield _member(values.mapping(item))


def _member(table: Table) -> Member:
    return Member(
        id=take(table, "id", values.word),
        source=may(table, "source", values.origin, None),
        added=may(table, "added", values.day, None),
        note=may(table, "note", values.note, ""),
        pinned=may(table, "pinned", _pinned, _NOTHING_PINNED),
        extra=rest(table, ("id", "source", "added", "note", "pinned")),
    )


def _pinned(value: object) -> Pinned:
    table = values.mapping(value)
    ours = meant(table, _PINNED_KINDS)
    known = (set(PINNED) - _PINNED_KINDS.keys()) | (ours.keys() & _PINNED_KINDS)
    return Pinned(
        as_of=may(table, "as_of", values.day, None),
        openness=may(table, "openness", values.word, None),
        license=may(table, "license", values.word, None),
        gated=may(table, "gated", values.word, None),
        provider=may(table, "provider", values.word, None),
        input_usd_per_million_tokens=may(
            table, "input_usd_per_million_tokens", values.amount, None
        ),
        output_usd_per_million_tokens=may(
            table, "output_usd_per_million_tokens", values.amount, None
        ),
        context_tokens=may(table, "context_tokens", values.whole, None),
        updated=may(table, "updated", values.day, None),
        retires=may(table, "retires", values.day, None),
        status=may(ours, "status", values.word, None),
        hub_id=may(ours, "hub_id", values.word, None),
        gone=may(ours, "gone", values.truth, default=False),
        ratings=may(ours, "ratings", _ratings, {}),
        unknown=may(ours, "unknown", values.words, ()),
        accepted=may(ours, "accepted", _days, {}),
        extra=rest(table, known),
    )


def _ratings(value: object) -> dict[str, Rating]:
    return values.each(values.mapping(value), values.rating)


def _days(value: object) -> dict[str, date]:
    return values.each(values.mapping(value), values.day)


def _refuse_twins(members: tuple[Member, ...]) -> None:
    first: dict[str, int] = {}
    for index, member in enumerate(members):
        earlier = first.setdefault(member.id.casefold(), index)
        if earlier != index:
            problem = f"{member.id} stands in members[{earlier}] already; keep one of the two"
            raise FaultError(problem, (f"members[{index}]", "id"))


_NOTHING_PINNED = Pinned()
PINNED = tuple(fact.name for fact in fields(Pinned) if fact.name != "extra")
