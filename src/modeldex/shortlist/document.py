"""A shortlist as a TOML document, made to be read and reviewed.

A file that was read is edited in place: comments, order, layout and unknown keys stay.
"""

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
from modeldex.toml import Append, Change, Delete, LosslessError, difference, edit
from modeldex.toml.changes import same

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


def to_toml(shortlist: Shortlist) -> bytes:
    """Return the shortlist as a TOML file in UTF-8; `from_toml` gives back an equal one.

    Of a file that was read, everything stays that was not changed, byte for byte. Raises
    ShortlistError when that cannot be done, or when a text is no Unicode.
    """
    try:
        base = shortlist.document
        data = _fresh(shortlist).encode() if base is None else _edited(base, shortlist)
    except UnicodeEncodeError:
        message = f"{clean(shortlist.name)}: a text is not UTF-8, and nothing was written."
        raise ShortlistError(message) from None
    except LosslessError as error:
        message = f"{clean(shortlist.name)}: {error}"
        raise ShortlistError(message) from None
    return data


def _edited(base: bytes, new: Shortlist) -> bytes:
    """Return the file `base` with what differs in `new` changed."""
    old = from_toml(base, new.name)
    if old == new:
        return base
    edited = edit(base, tuple(_changes(old, new)))
    if not same(_everything(from_toml(edited, new.name)), _everything(new)):
        message = "the change would say something else in the file; nothing was written"
        raise LosslessError(message)
    return edited


def _everything(shortlist: Shortlist) -> dict[str, object]:
    members = [_member_table(member) for member in shortlist.members]
    return {**_head(shortlist), "members": members}


def _changes(old: Shortlist, new: Shortlist) -> Iterator[Change]:
    """Yield what differs. Raises LosslessError when members have another order."""
    yield from difference(_head(old), _head(new))
    left = {member.id.casefold(): at for at, member in enumerate(old.members)}
    met: list[int | None] = [left.pop(member.id.casefold(), None) for member in new.members]
    if len(old.members) == len(new.members) and left:  # renamed ones stay in their places
        free = set(left.values())
        met = [place if at is None and place in free else at for place, at in enumerate(met)]
        left = {name: at for name, at in left.items() if at not in met}
    kept = [at for at in met if at is not None]
    if kept != sorted(kept) or None in met[: len(kept)]:
        message = "its members have another order; put them in order in the file itself"
        raise LosslessError(message)
    for at, member in zip(kept, new.members, strict=False):
        if member is not old.members[at] and member != old.members[at]:
            was, now = _member_table(old.members[at]), _member_table(member)
            yield from difference(was, now, ("members", at))
    for at in left.values():
        yield Delete(("members", at))
    for member in new.members[len(kept) :]:
        yield Append(("members",), _member_table(member), _member_text(member))


def _head(shortlist: Shortlist) -> dict[str, object]:
    head = {
        "format": FORMAT,
        "name": shortlist.name,
        "created": shortlist.created,
        "updated": shortlist.updated,
        "criteria": shortlist.criteria,
    } | wishes.tables(shortlist)
    return head | rest(shortlist.extra, head)


def _fresh(shortlist: Shortlist) -> str:
    import tomli_w

    parts = [tomli_w.dumps(_head(shortlist)), *map(_member_text, shortlist.members)]
    return shortlist.comment + "\n".join(parts)


def _member_text(member: Member) -> str:
    """Return a member as a table, one fact a line, where tomli-w takes one line for short ones."""
    import tomli_w

    table = tomli_w.dumps({"members": _without_ratings(_member_table(member))})
    text = table.replace("[members]", "[[members]]", 1)
    return f"{text}\n{_rating_lines(member.pinned)}" if member.pinned.ratings else text


def _without_ratings(table: dict[str, object]) -> dict[str, object]:
    pinned = table.get("pinned")
    if not isinstance(pinned, dict) or not pinned.get("ratings"):
        return table
    return table | {"pinned": rest(pinned, ("ratings",))}


def _member_table(member: Member) -> dict[str, object]:
    table: dict[str, object] = {"id": member.id}
    if member.source is not None:
        table["source"] = member.source.value
    if member.added is not None:
        table["added"] = member.added
    if member.note:
        table["note"] = member.note
    facts = {name: getattr(member.pinned, name) for name in _PINNED}
    pinned = {
        name: fact
        for name, fact in facts.items()
        if fact is not None and (fact or name not in _EMPTY_IS_NONE)
    }
    pinned |= rest(member.pinned.extra, pinned)
    if member.pinned.ratings:
        pinned["ratings"] = {b: _numbers(rating) for b, rating in member.pinned.ratings.items()}
    return table | dict(member.extra) | ({"pinned": pinned} if pinned else {})


def _rating_lines(pinned: Pinned) -> str:
    """Return the table of ratings with each rating in one line, where tomli-w takes five."""
    import tomli_w

    ratings = {board: _numbers(rating) for board, rating in pinned.ratings.items()}
    lines = tomli_w.dumps({"members": {"pinned": {"ratings": ratings}}})
    # No key can hold a line break of its own: those are written as escapes.
    return lines.replace("[\n    ", "[").replace(",\n    ", ", ").replace(",\n]", "]")


def _numbers(rating: Rating) -> list[float]:
    if rating.low is None or rating.high is None:
        return [rating.value]
    return [rating.value, rating.low, rating.high]


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
    known = (set(_PINNED) - _PINNED_KINDS.keys()) | (ours.keys() & _PINNED_KINDS)
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
_PINNED = tuple(fact.name for fact in fields(Pinned) if fact.name != "extra")
_EMPTY_IS_NONE = {"gone", "ratings", "unknown", "accepted"}
"""Facts that are left out when there is nothing to them; a price of 0 is not."""
