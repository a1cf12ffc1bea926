"""What a shortlist holds, and the changes a person makes to it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from modeldex.cost import Mix, Workload
from modeldex.criteria import instead
from modeldex.entry import Entry, Offer, Origin, changed
from modeldex.errors import UsageError
from modeldex.fields import BOARDS
from modeldex.fields.readers import shown_score
from modeldex.text import clean


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """A rating on one leaderboard."""

    value: float
    low: float | None = None
    """Lower end of the 95 % interval; None where the board gives none."""

    high: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pinned:
    """The facts of a member on the day it was chosen.

    None was unknown then where `unknown` names the fact, and was not written down elsewhere.
    """

    as_of: date | None = None
    """The day on which the facts held; None where a file does not say."""

    openness: str | None = None
    license: str | None = None
    gated: str | None = None
    """`no`, `auto` or `manual`."""

    provider: str | None = None
    """Whose prices these are."""

    input_usd_per_million_tokens: float | None = None
    output_usd_per_million_tokens: float | None = None
    context_tokens: int | None = None
    updated: date | None = None
    """Date of the last commit to the weights' repository."""

    retires: date | None = None
    """The day after which requests fail."""

    status: str | None = None
    """`active`, `beta`, `deprecated` or `retired`."""

    hub_id: str | None = None
    """The Hub's `_id`, which survives a rename and does not survive a deletion."""

    gone: bool = False
    """Whether it was no longer listed, and the person took that as it is."""

    ratings: Mapping[str, Rating] = field(default_factory=dict, hash=False)
    """The Arena's ratings by board, such as `text`."""

    unknown: tuple[str, ...] = ()
    """Names of the fields above that were looked for and were unknown."""

    accepted: Mapping[str, date] = field(default_factory=dict, hash=False)
    """The day of each fact that was pinned anew by itself, by its key; others are as of `as_of`."""

    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What else the file says here, kept as it stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One entry of a shortlist."""

    id: str
    """The id of the entry when it was added."""

    source: Origin | None = None
    """Who keeps the entry; None where a file does not say."""

    added: date | None = None
    """None where a file does not say."""

    note: str = ""
    """The person's own words, of one or more lines; empty is none."""

    pinned: Pinned = field(default_factory=Pinned)
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What else the file says of this member, kept as it stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a person decided."""

    chosen: tuple[str, ...]
    """Ids of the members that were taken."""

    decided: date
    reason: str
    """The person's own words, of one or more lines; empty is none."""

    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What else the file says here, kept as it stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortlist:
    """Entries a person chose to look at together."""

    name: str
    created: date
    updated: date
    """The day of the last change made by a person."""

    criteria: str = ""
    """The filter in use when the members were chosen, as typed; empty is none."""

    members: tuple[Member, ...] = ()
    """In the order in which they were added; no id occurs twice."""

    must: str = ""
    """The filter that a member has to pass to be ranked, as typed; empty is none."""

    workload: Workload | None = None
    """What the model is for; None where the file does not say."""

    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    """How much each criterion of the scorecard counts, 0 or more; empty where nothing is said."""

    mix: Mix | None = None
    """How the traffic is shared among members; None where it is not."""

    verdict: Verdict | None = None
    """None until there is one."""

    comment: str = ""
    """The comment lines at the top of the file, verbatim; a change of them is not written."""

    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    """What else the file says at its top level, and in its workload, kept as it stands."""

    document: bytes | None = field(default=None, compare=False, repr=False)
    """The file that it was read from, in which its changes are made; None of a new one."""


def pin(entry: Entry, today: date, *, provider: str | None = None) -> Pinned:
    """Return the facts of `entry` that a choice hangs on, as they are `today`.

    The price is what `provider` asks while it has one, else that of the headline offer.
    """
    offer = _offer(entry, provider)
    facts: dict[str, Any] = {
        "openness": entry.openness.value,
        "license": entry.license,
        "gated": entry.gated,
        "provider": offer.provider if offer else None,
        "input_usd_per_million_tokens": offer.input_usd_per_million_tokens if offer else None,
        "output_usd_per_million_tokens": offer.output_usd_per_million_tokens if offer else None,
        "context_tokens": entry.context_tokens,
        "updated": entry.updated,
        "retires": entry.retires,
        "status": entry.status,
    }
    return Pinned(
        as_of=today,
        hub_id=entry.hub_id,
        gone=entry.gone,
        ratings=_ratings(entry),
        unknown=tuple(name for name, fact in facts.items() if fact is None),
        **facts,
    )


def _offer(entry: Entry, provider: str | None) -> Offer | None:
    own = tuple(offer for offer in entry.offers if offer.provider == provider)
    return changed(entry, offers=own).headline_offer or entry.headline_offer


def _ratings(entry: Entry) -> dict[str, Rating]:
    shown = {board: shown_score(entry, f"arena.{board}") for board in BOARDS}
    return {
        board: Rating(value=score.value, low=score.low, high=score.high)
        for board, score in shown.items()
        if score is not None
    }


def add(shortlist: Shortlist, entries: Iterable[Entry], today: date) -> Shortlist:
    """Return the shortlist with `entries` at its end; those it has already are left as they are."""
    members = list(shortlist.members)
    present = {member.id.casefold() for member in members}
    for entry in entries:
        names = {name.casefold() for name in (entry.id, *entry.aliases)}
        if names.isdisjoint(present):
            pinned = pin(entry, today)
            members.append(Member(id=entry.id, source=entry.origin, added=today, pinned=pinned))
            present.add(entry.id.casefold())
    return _changed(shortlist, members, today)


def remove(shortlist: Shortlist, ids: Collection[str], today: date) -> Shortlist:
    """Return the shortlist without the members of these ids, in any case.

    Raises UsageError when one of them is no member.
    """
    unwanted = {member_id.casefold() for member_id in ids}
    for member_id in ids:
        member_of(shortlist, member_id)
    kept = [member for member in shortlist.members if member.id.casefold() not in unwanted]
    return _changed(shortlist, kept, today)


def set_note(shortlist: Shortlist, member_id: str, note: str, today: date) -> Shortlist:
    """Return the shortlist with `note` as the person's words on one member; empty is none.

    Raises UsageError when `member_id` is no member.
    """
    noted = member_of(shortlist, member_id)
    words = clean_note(note)
    members = [replace(m, note=words) if m is noted else m for m in shortlist.members]
    return _changed(shortlist, members, today)


def set_workload(
    shortlist: Shortlist, workload: Workload | None, mix: Mix | None, today: date
) -> Shortlist:
    """Return the shortlist with what the model is for, and how its traffic is shared; None: unsaid.

    Raises UsageError when the file has a `workload` or a `mix` of its own making.
    """
    for key, ours in (("workload", shortlist.workload), ("mix", shortlist.mix)):
        if ours is None and key in shortlist.extra:
            raise UsageError(_foreign(shortlist, key))
    if (shortlist.workload, shortlist.mix) == (workload, mix):
        return shortlist
    return replace(shortlist, workload=workload, mix=mix, updated=today)


def decide(shortlist: Shortlist, chosen: Iterable[str], reason: str, today: date) -> Shortlist:
    """Return the shortlist with the verdict that `chosen`, ids in any case, were taken `today`.

    None chosen and no reason takes the verdict away. Raises UsageError when one is no member, or
    when the file has a `verdict` of its own making.
    """
    if "verdict" in shortlist.extra:
        raise UsageError(_foreign(shortlist, "verdict"))
    ids = tuple(dict.fromkeys(member_of(shortlist, member_id).id for member_id in chosen))
    words, old = clean_note(reason), shortlist.verdict
    extra = old.extra if old else {}
    new = Verdict(chosen=ids, decided=today, reason=words, extra=extra) if ids or words else None
    same = old and new and (old.chosen, old.reason) == (new.chosen, new.reason)
    return shortlist if same or old == new else replace(shortlist, verdict=new, updated=today)


def _foreign(shortlist: Shortlist, key: str) -> str:
    return (
        f"{clean(shortlist.name)} has a key `{key}` that modeldex cannot read; "
        "give it another name in the file first."
    )


def clean_note(note: str) -> str:
    """Return `note` as it is saved: with line feeds, without blank lines at its ends."""
    lines = note.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)


def member_of(shortlist: Shortlist, member_id: str) -> Member:
    """Return the member of this id, in any case; raises UsageError that names all of them."""
    for member in shortlist.members:
        if member.id.casefold() == member_id.casefold():
            return member
    advice = instead(member_id, [clean(member.id) for member in shortlist.members])
    message = f"{clean(member_id)} is not in the shortlist {clean(shortlist.name)}; {advice}"
    raise UsageError(message)


def _changed(shortlist: Shortlist, members: Iterable[Member], today: date) -> Shortlist:
    """Return `shortlist` itself when the members are the same, so that no empty change is saved."""
    members = tuple(members)
    if members == shortlist.members:
        return shortlist
    return replace(shortlist, members=members, updated=today)
