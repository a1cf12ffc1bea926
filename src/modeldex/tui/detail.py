"""Every known fact of one entry, grouped by what people weigh, each with its source and age."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.content import Content

from modeldex import curated
from modeldex.entry import Entry, Offer, Source
from modeldex.fields import (
    FIELDS,
    Field,
    Group,
    Unit,
    show,
    show_interval,
    show_number,
    show_prices,
)
from modeldex.fields.readers import shown_score
from modeldex.text import clean

HEADING_WIDTH = 19
"""Cells; the longest heading that is common, `Mixture of experts`, and a blank."""

WITH_TERMS = frozenset({"community", "use-restricted"})
"""Classes whose licences have terms of their own; for others no start waits for their file."""

ALWAYS = frozenset({"open", "license", "params", "ctx", "price", "released", "retires"})
"""Facts people look for first: shown as unknown where others are left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One fact as it is shown."""

    heading: str
    text: str
    note: str = ""
    """Source and age, where they are not those of the whole entry."""

    look: str = ""
    """A style for the text."""


Section = tuple[str, list[Line]]


def age(source: Source, today: date) -> str:
    """Return where a fact was read and how long ago."""
    days = (today - source.as_of).days
    return f"{source.name}, {days} d" if days > 0 else f"{source.name}, today"


def sections(entry: Entry, today: date, *, whole: bool = False) -> Iterator[Section]:
    """Yield the facts of `entry` under the headings of `Group`, and what has no group last.

    With `whole` each offer says what its cache costs and what it can do, for which a narrow pane
    has no room.
    """
    from modeldex.openness import evidence  # late: no first frame shows it

    yield "", [Line(heading="Id", text=entry.id), *_identity(entry, today)]
    for group in Group:
        lines = [_line(entry, f, today) for f in FIELDS.values() if f.group is group]
        found = [line for line in lines if line is not None]
        if group is Group.COST:
            found += [_offer(offer, today, whole=whole) for offer in entry.offers]
        if group is Group.ACCESS:
            found += [Line(heading="Because", text=why) for why in evidence(entry)]
        if found:
            yield group.value, found
    contested = [
        Line(
            heading=FIELDS[claim.field].heading if claim.field in FIELDS else claim.field,
            text=claim.value,
            note=f"says {age(claim.source, today)}",
            look="$text-warning",
        )
        for claim in entry.contested
    ]
    if contested:
        yield "Sources that differ", contested
    if entry.notes:
        yield "Notes", [Line(heading="", text=note) for note in entry.notes]


def with_terms(section: Section, catalog: Path, entry: Entry) -> Section:
    """Return the section with what the licence asks for and where it is, where that is known.

    The file of licences is read at the first call, 7 ms.
    """
    title, lines = section
    at = next((i for i, line in enumerate(lines, 1) if line.heading == "Licence"), None)
    if at is None:
        return section
    try:
        license_ = curated.license_of(catalog, entry)
    except curated.CatalogError as error:
        return title, [*lines[:at], Line(heading="Its terms", text=str(error)), *lines[at:]]
    told = () if license_ is None else (("Its terms", license_.terms), ("Its text", license_.url))
    added = [Line(heading=heading, text=text) for heading, text in told if text is not None]
    return title, [*lines[:at], *added, *lines[at:]]


def _identity(entry: Entry, today: date) -> Iterator[Line]:
    if entry.name != entry.id.rpartition("/")[2]:
        yield Line(heading="Name", text=entry.name)
    if entry.aliases:
        yield Line(heading="Also known as", text=", ".join(entry.aliases))
    yield Line(heading="Facts from", text=age(entry.source, today))
    if entry.gone:
        yield Line(heading="Gone", text="its source no longer lists it", look="$text-error")


def _line(entry: Entry, field: Field, today: date) -> Line | None:
    value = field.read(entry)
    if value is None and field.key not in ALWAYS:
        return None
    note = "" if value is None else brief_note(entry, field, today)
    look = "$foreground 70%" if value is None else ""
    text = "unknown" if value is None else show(field, value) + _circumstances(entry, field)
    return Line(heading=field.heading, text=text, note=note, look=look)


def brief_note(entry: Entry, field: Field, today: date) -> str:
    """Return what stands beside a known fact where room is scarce.

    Its source, where that is not the one of the whole entry, or else that no source states it;
    of weights at a precision the heading says so.
    """
    from modeldex.comparison import source_of  # not needed for the first frame

    source = source_of(entry, field)
    if source is not None and source != entry.source:
        return age(source, today)
    return "worked out" if field.worked_out_from and field.per_parameter is None else ""


def _circumstances(entry: Entry, field: Field) -> str:
    """Return the interval of a score and how the model was run, and which copies are counted.

    Nothing for other facts.
    """
    if field.key == "quantized" and entry.quantized:
        return f": {', '.join(entry.quantized)}"
    kind, _, board = field.key.partition(".")
    score = shown_score(entry, f"arena.{board}") if kind == "score" else None
    if score is None:
        return ""
    interval = show_interval(score.low, score.high, Unit.RATING)
    return f"{interval}, {score.variant}" if score.variant else interval


def _offer(offer: Offer, today: date, *, whole: bool) -> Line:
    shown = show_prices(offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens)
    where = ", ".join(filter(None, (offer.region, offer.condition, offer.status)))
    text = f"{shown} {where}".strip()
    prices = (
        ("cached", offer.cached_input_usd_per_million_tokens),
        ("cache write", offer.cache_write_usd_per_million_tokens),
    )
    for what, price in prices if whole else ():
        text += "" if price is None else f"; {what} {show_number(price, Unit.USD)}"
    for tier in offer.tiers:
        above = show_number(tier.above_tokens, Unit.TOKENS)
        dearer = show_prices(tier.input_usd_per_million_tokens, tier.output_usd_per_million_tokens)
        text += f"; above {above}: {dearer}"
    can = (("tools", offer.tools), ("structured output", offer.structured_output))
    for what, there in can if whole else ():
        text += "" if there is None else f"; {what}" if there else f"; no {what}"
    return Line(heading=f"at {offer.provider}", text=text, note=age(offer.source, today))


def draw(section: Section, width: int) -> Content:
    """Return a section as lines of at most `width` cells, long values under themselves."""
    title, lines = section
    parts: list[str | tuple[str, str]] = [(f"{title}\n", "bold $text-accent")] if title else []
    for line in lines:
        heading = f"{clean(line.heading):<{HEADING_WIDTH - 1}} "
        wrapped = textwrap.wrap(clean(line.text), max(10, width - HEADING_WIDTH)) or [""]
        parts.append((heading, "$foreground 70%"))
        parts.append((f"\n{' ' * HEADING_WIDTH}".join(wrapped), line.look or "$foreground"))
        note = clean(line.note)
        if note:
            fits = HEADING_WIDTH + len(wrapped[-1]) + len(note) + 2 <= width
            below = "".join(f"\n{' ' * HEADING_WIDTH}{part}" for part in _lines(note, width))
            parts.append((f"  {note}" if fits else below, "$foreground 55%"))
        parts.append("\n")
    return Content.assemble(*parts)


def _lines(note: str, width: int) -> list[str]:
    """Return a note broken between words; an address stays whole, to be copied."""
    room = max(10, width - HEADING_WIDTH)
    return textwrap.wrap(note, room, break_long_words=False, break_on_hyphens=False)
