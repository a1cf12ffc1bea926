"""Shortlists and their members as rows and as text."""

from collections.abc import Iterable

from textual.content import Content

from modeldex.entry import Entry
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.shortlist import Drift, Listed, Member, Pinned, Verdict, differing
from modeldex.text import UNCUT, clean
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.listing import LOOKS, MARK

GONE = "✗"
"""Sign of a member the catalogue does not know, and of a file that cannot be read."""

DRIFTED = "≠"
"""Sign of what differs from the facts that were pinned."""

LISTS = (
    Column(key="name", heading="Shortlist", width=12, flexible=True),
    Column(key="count", heading="Models", width=6, right=True, priority=1),
    Column(key="drift", heading=DRIFTED, width=3, right=True),
    Column(key="updated", heading="Changed", width=10, priority=2),
)

MEMBERS = (
    Column(key="mark", heading="", width=1),
    Column(key="id", heading="Model", width=24, flexible=True),
    Column(key="drift", heading=DRIFTED, width=2, right=True),
    Column(key="open", heading="Openness", width=12, priority=2),
    Column(key="license", heading="Licence", width=14, priority=4),
    Column(key="price.in", heading="$ in/M", width=7, right=True, priority=3),
    Column(key="price.out", heading="$ out/M", width=8, right=True, priority=3),
    Column(key="added", heading="Added", width=10, priority=5),
    Column(key="note", heading="Note", width=18, priority=1),
)
"""Facts are those that were pinned when the member was added."""


def list_row(listed: Listed, drifted: int) -> Row:
    """Return the cells of a shortlist, in the order of LISTS; `drifted` facts differ."""
    if listed.shortlist is None:
        return [
            Cell(f"{GONE} {listed.name}", "fair"),
            Cell("?", "muted"),
            Cell(""),
            Cell("cannot be read", "muted"),
        ]
    count = len(listed.shortlist.members)
    updated = listed.shortlist.updated.isoformat()
    return [
        Cell(listed.name, "strong"),
        Cell(str(count)),
        Cell(str(drifted or ""), "fair"),
        Cell(updated, "muted"),
    ]


def member_row(member: Member, entry: Entry | None, drifted: int, *, marked: bool) -> Row:
    """Return the cells of a member, in the order of MEMBERS; `entry` is None if it is gone."""
    pinned = member.pinned
    gone = entry is None or entry.gone
    prices = (pinned.input_usd_per_million_tokens, pinned.output_usd_per_million_tokens)
    openness = pinned.openness or UNKNOWN
    return [
        Cell(MARK if marked else " ", "mark"),
        Cell(f"{GONE} {member.id}" if gone else member.id, "muted" if gone else "strong"),
        Cell(str(drifted or ""), "fair"),
        Cell(openness, LOOKS.get(openness, "muted")),
        Cell(pinned.license or UNKNOWN, "" if pinned.license else "muted"),
        *(Cell(_price(price), "" if price is not None else "muted") for price in prices),
        Cell(member.added.isoformat() if member.added else UNKNOWN, "muted"),
        Cell(member.note.partition("\n")[0] + (" …" if "\n" in member.note else "")),
    ]


def said_of_member(member: Member, entry: Entry | None, drifts: Iterable[Drift]) -> Content:
    """Return all that the file says of a member: note, pinned facts, and what differs now."""
    parts: list[str | tuple[str, str]] = [(f"{clean(member.id)}\n", "bold")]
    if entry is None:
        parts.append(
            (f"{GONE} not in the catalogue; what is shown is what was pinned\n", "$text-warning")
        )
    elif entry.gone:
        parts.append((f"{GONE} its source no longer lists it\n", "$text-warning"))
    parts += [(f"{clean(line, 10_000)}\n", "italic") for line in member.note.splitlines()]
    day = member.pinned.as_of or member.added or "an unknown day"
    parts.append((f"As of {day}: {', '.join(pinned_facts(member.pinned))}", "$foreground 70%"))
    turns = [f"{one.heading} {one.told(one.was)} → {one.told(one.now)}" for one in drifts]
    if turns:
        parts.append((f"\n{DRIFTED} now: {clean('; '.join(turns), UNCUT)}", "$text-warning"))
    return Content.assemble(*parts)


def pinned_facts(pinned: Pinned) -> list[str]:
    """Return the pinned facts as phrases; what was unknown says so."""
    prices = (pinned.input_usd_per_million_tokens, pinned.output_usd_per_million_tokens)
    provider = f" at {clean(pinned.provider)}" if pinned.provider else ""
    facts = [
        clean(pinned.openness or "openness unknown"),
        f"licence {clean(pinned.license or 'unknown')}",
        f"{' in / '.join(map(_price, prices))} out per million tokens{provider}",
    ]
    if pinned.gated and pinned.gated != "no":
        facts.append(f"gated ({clean(pinned.gated)})")
    if pinned.context_tokens is not None:
        facts.append(f"context {show_number(pinned.context_tokens, Unit.TOKENS)}")
    if pinned.updated:
        facts.append(f"last changed {pinned.updated}")
    if pinned.retires:
        facts.append(f"retires {pinned.retires}")
    return facts


def said_of_list(listed: Listed, *, missing: int, drifted: int) -> Content:
    """Return what there is to say of a shortlist as a whole, or what is wrong with its file.

    `missing` members are not in the catalogue, and `drifted` facts differ from the pinned ones.
    """
    if listed.shortlist is None:
        fault = clean(listed.fault or "cannot be read", 10_000)
        return Content.assemble((f"{GONE} {fault}\n", "$text-warning"), "D sets the file aside.")
    shortlist = listed.shortlist
    parts = [f"{clean(str(listed.path), 10_000)}\ncreated {shortlist.created}"]
    if shortlist.criteria:
        parts.append(f"chosen with {clean(shortlist.criteria, 10_000)}")
    if missing:
        parts.append(f"{missing} not in the catalogue")
    if drifted:
        parts.append(f"{differing(drifted)} from what was pinned; d shows them")
    said = Content(" · ".join(parts))
    return said if shortlist.verdict is None else said + _said_of_verdict(shortlist.verdict)


def _said_of_verdict(verdict: Verdict) -> Content:
    chosen = " and ".join(map(clean, verdict.chosen)) or "none of them"
    lines = [f"\n{clean(line, UNCUT)}" for line in verdict.reason.splitlines()]
    return Content.assemble(
        (f"\nDecided on {verdict.decided}: {chosen}", "bold"), ("".join(lines), "italic")
    )


def _price(price: float | None) -> str:
    return show_number(price, Unit.USD)
