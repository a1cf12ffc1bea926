"""A shortlist written as TOML, made to be read and reviewed.

A file that was read is edited in place: comments, order, layout and unknown keys stay.
"""

from collections.abc import Iterator

from modeldex.shortlist import wishes
from modeldex.shortlist.document import FORMAT, PINNED, ShortlistError, from_toml
from modeldex.shortlist.records import Member, Pinned, Rating, Shortlist
from modeldex.shortlist.values import rest
from modeldex.text import clean
from modeldex.toml import Append, Change, Delete, LosslessError, difference, edit
from modeldex.toml.changes import same

_EMPTY_IS_NONE = {"gone", "ratings", "unknown", "accepted"}
"""Facts that are left out when there is nothing to them; a price of 0 is not."""


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
    facts = {name: getattr(member.pinned, name) for name in PINNED}
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
