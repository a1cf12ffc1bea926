"""What differs from the facts that a shortlist has pinned, and how the new ones are accepted."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isclose

from modeldex.cost import Mix
from modeldex.entry import Entry, Source
from modeldex.errors import UsageError
from modeldex.fields import FIELDS, Unit, counted, show_interval, show_number
from modeldex.fields.readers import shown_score
from modeldex.shortlist.records import Member, Pinned, Rating, Shortlist, pin
from modeldex.text import clean

Fact = str | float | date | Rating
"""A fact as it is pinned."""

What = tuple[str, str]
"""The id of a member and the key of a fact."""

_NAMES = {
    "open": "openness",
    "license": "license",
    "gated": "gated",
    "status": "status",
    "provider": "provider",
    "price.in": "input_usd_per_million_tokens",
    "price.out": "output_usd_per_million_tokens",
    "ctx": "context_tokens",
    "updated": "updated",
    "retires": "retires",
}
"""Keys of facts, as filters know them, and what they are called among the pinned ones."""

_HEADINGS = {"gone": "Listed", "id": "Id", "repository": "Repository", "provider": "Provider"}
_BOARD = "score."

_SUPPOSED = {"no", "active"}
"""Of `gated` and of `status`. What is shipped leaves the gate of most models open: the first sync
would report every one of them."""

LISTED, UNLISTED, ABSENT = "listed", "no longer listed", "in no catalogue"
"""What `gone` was and is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """One fact of a member that is not what it was when it was pinned."""

    member_id: str
    field: str
    """The key of the fact in filters; or `gone`, `id` (renamed), `repository` (made again under
    the same id) or `provider`."""

    was: Fact | None
    """As it was pinned; None was unknown."""

    now: Fact | None
    since: date | None
    """The day on which it was pinned: the change is younger. None where the file does not say."""

    source: Source | None
    """Where it is read now, and as of when; None where no source has it."""

    @property
    def heading(self) -> str:
        """What the fact is called."""
        return _HEADINGS.get(self.field) or FIELDS[self.field].heading

    def told(self, value: Fact | None) -> str:
        """Return `was` or `now` as a person reads it, with every digit."""
        match value:
            case None:
                return "unknown"
            case Rating():
                return _told_rating(value)
            case int() | float() if self.field.startswith("price."):
                return _told_price(value)
            case int() | float():
                return f"{value:,}"
            case _:
                return clean(str(value))


def drift(shortlist: Shortlist, found: Mapping[str, Entry]) -> tuple[Drift, ...]:
    """Return every fact that differs from the pinned one, member by member.

    `found` has the entries by what `asked_for` names. A fact that was pinned as unknown differs
    once it is known, unless it is what anyone would have supposed: no gate, an active model, no
    commit since. Of one that was not pinned nothing can be said, but for a day of retirement,
    which files have held from the first. A rating differs when its 95 % interval has no point in
    common with the pinned one: inside that, a board says nothing new. A price is compared with
    what the pinned provider asks now, while there is such an offer.
    """
    return tuple(one for member in shortlist.members for one in _of_member(member, found))


def asked_for(shortlists: Iterable[Shortlist]) -> set[str]:
    """Return the names under which the store may know the members: ids, and the Hub's `_id`s."""
    members = [member for shortlist in shortlists for member in shortlist.members]
    return {m.id for m in members} | {m.pinned.hub_id for m in members if m.pinned.hub_id}


def entry_of(member: Member, found: Mapping[str, Entry]) -> Entry | None:
    """Return the entry of a member: the one with its `_id` while it is listed, else of its id.

    None where the catalogue has neither.
    """
    same = found.get(member.pinned.hub_id or "")
    return same if same is not None and not same.gone else found.get(member.id)


def accept(
    shortlist: Shortlist,
    found: Mapping[str, Entry],
    what: Collection[What] | None,
    today: date,
) -> Shortlist:
    """Return the shortlist with what differs pinned as it is now; notes and other keys stay.

    `what` names the facts, each by member and key; None is all of them. What does not differ is
    left as it is. Raises UsageError when a member has the name of another one now.
    """
    drifted = {(one.member_id, one.field) for one in drift(shortlist, found)}
    wanted = drifted if what is None else drifted & set(what)
    accepted = shortlist
    for member in shortlist.members:
        keys = {key for member_id, key in wanted if member_id == member.id}
        if keys:
            whole = len(keys) == sum(member_id == member.id for member_id, _ in drifted)
            pinned = _accepted(member, entry_of(member, found), keys, today, whole=whole)
            accepted = _with(accepted, member, replace(member, pinned=pinned))
            if "id" in keys:
                accepted = _renamed(accepted, member.id, found)
    return accepted if accepted is shortlist else replace(accepted, updated=today)


def _of_member(member: Member, found: Mapping[str, Entry]) -> Iterator[Drift]:
    entry, pinned = entry_of(member, found), member.pinned

    def one(key: str, was: Fact | None, now: Fact | None, source: Source | None) -> Drift:
        since = pinned.accepted.get(key) or pinned.as_of or member.added
        return Drift(member_id=member.id, field=key, was=was, now=now, since=since, source=source)

    gone = entry is None or entry.gone
    if gone != pinned.gone:
        here = LISTED if entry and not gone else UNLISTED if entry else ABSENT
        source = entry.source if entry else None
        yield one("gone", UNLISTED if pinned.gone else LISTED, here, source)
    if entry is None:
        return
    if entry.id.casefold() != member.id.casefold():
        yield one("id", member.id, entry.id, entry.source)
    if pinned.hub_id and entry.hub_id and pinned.hub_id != entry.hub_id:
        yield one("repository", pinned.hub_id, entry.hub_id, entry.source)
    yield from _of_facts(entry, pinned, one)


def _of_facts(
    entry: Entry,
    pinned: Pinned,
    one: Callable[[str, Fact | None, Fact | None, Source | None], Drift],
) -> Iterator[Drift]:
    fresh = pin(entry, entry.source.as_of, provider=pinned.provider)
    for key, name in _NAMES.items():
        was, now = getattr(pinned, name), getattr(fresh, name)
        if not _same(was, now) and (was is not None or _is_news(pinned, name, now)):
            yield one(key, was, now, _source(entry, key, fresh.provider))
    for board, was in pinned.ratings.items():
        now = fresh.ratings.get(board)
        if now is not None and _apart(was, now):
            yield one(f"{_BOARD}{board}", was, now, _source(entry, f"{_BOARD}{board}", None))


def _same(was: Fact | None, now: Fact | None) -> bool:
    """Return whether two facts are the same; a price may have gone through another arithmetic."""
    if isinstance(was, int | float) and isinstance(now, int | float):
        return isclose(was, now)
    return was == now


def _is_news(pinned: Pinned, name: str, now: Fact | None) -> bool:
    """Return whether it matters that a fact is known by now and was not when it was pinned."""
    if name == "retires":
        return pinned.as_of is not None
    supposed = now in _SUPPOSED or (isinstance(now, date) and now <= (pinned.as_of or date.max))
    return name in pinned.unknown and not supposed


def _source(entry: Entry, key: str, provider: str | None) -> Source:
    if key == "provider" or key.startswith("price."):
        sources = (offer.source for offer in entry.offers if offer.provider == provider)
        return next(sources, entry.source)
    if key.startswith(_BOARD):
        shown = shown_score(entry, f"arena.{key.removeprefix(_BOARD)}")
        return shown.source if shown else entry.source
    return entry.source_of(key)


def _apart(was: Rating, now: Rating) -> bool:
    """Return whether two intervals have no point in common; without one, a rating is a point."""
    low, high = _ends(was)
    now_low, now_high = _ends(now)
    return high < now_low or now_high < low


def _ends(rating: Rating) -> tuple[float, float]:
    if rating.low is None or rating.high is None:
        return rating.value, rating.value
    return rating.low, rating.high


def differing(facts: int) -> str:
    """Return how many facts differ, as the beginning of a sentence."""
    many = counted(facts, "fact") if facts else "no facts"
    return f"{many} {'differs' if facts == 1 else 'differ'}"


def _told_price(price: float) -> str:
    shown = show_number(price, Unit.USD)
    return shown if price in {0, round(price, 2)} else f"${price:.10g}"


def _told_rating(rating: Rating) -> str:
    interval = show_interval(rating.low, rating.high, Unit.RATING)
    return f"{show_number(rating.value, Unit.RATING)}{interval}"


def _accepted(
    member: Member, entry: Entry | None, keys: Collection[str], today: date, *, whole: bool
) -> Pinned:
    """Return the pinned facts with those of `keys` as they are now.

    With all that differ, the whole pin is as of today; else each fact is for itself.
    """
    old = member.pinned
    if entry is None:
        return replace(old, gone=True, accepted={**old.accepted, "gone": today})
    fresh = pin(entry, today, provider=old.provider)
    if whole:
        return replace(fresh, extra=old.extra)
    names = {_NAMES[key] for key in keys if key in _NAMES}
    facts = {name: getattr(fresh, name) for name in names}
    facts |= {"gone": entry.gone} if "gone" in keys else {}
    facts |= {"hub_id": entry.hub_id} if "repository" in keys else {}
    boards = {key.removeprefix(_BOARD) for key in keys if key.startswith(_BOARD)}
    return replace(
        old,
        **facts,
        ratings={b: fresh.ratings[b] if b in boards else was for b, was in old.ratings.items()},
        unknown=tuple(
            name for name in _NAMES.values() if name in (fresh if name in names else old).unknown
        ),
        accepted={**old.accepted, **dict.fromkeys(sorted(keys), today)},
    )


def _with(shortlist: Shortlist, old: Member, new: Member) -> Shortlist:
    return replace(
        shortlist, members=tuple(new if member is old else member for member in shortlist.members)
    )


def _renamed(shortlist: Shortlist, old: str, found: Mapping[str, Entry]) -> Shortlist:
    """Return the shortlist with a member called what its entry is called now, everywhere."""
    member = next(member for member in shortlist.members if member.id == old)
    entry = entry_of(member, found)
    new = member.id if entry is None else entry.id
    if any(other.id.casefold() == new.casefold() for other in shortlist.members):
        message = (
            f"{clean(old)} is called {clean(new)} now, and {clean(new)} is in "
            f"{clean(shortlist.name)} already; remove one of the two."
        )
        raise UsageError(message)
    mix, verdict = shortlist.mix, shortlist.verdict

    def name(id_: str) -> str:
        return new if id_.casefold() == old.casefold() else id_

    return replace(
        _with(shortlist, member, replace(member, id=new)),
        mix=mix and Mix(parts=tuple(replace(part, id=name(part.id)) for part in mix.parts)),
        verdict=verdict and replace(verdict, chosen=tuple(map(name, verdict.chosen))),
    )
