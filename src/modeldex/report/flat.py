"""A report as one flat table: CSV with a fact a line, for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from modeldex.comparison import Comparison, plain_value
from modeldex.cost import Bill, Hosted, Overview
from modeldex.entry import Source
from modeldex.report.evidence import Evidence
from modeldex.scorecard import Ranking
from modeldex.shortlist import Verdict
from modeldex.text import UNCUT, clean

COLUMNS = ("entry", "group", "fact", "value", "unit", "source", "as_of")

_FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet takes a text for that begins with one of these."""

_USD = "USD per month"
_POINTS = "points of 100"


@dataclass(frozen=True, slots=True)
class _Line:
    entry: str
    """Empty where the fact is one of the whole shortlist."""

    group: str
    fact: str
    value: object
    """None is unknown, an empty cell."""

    unit: str = ""
    source: str = ""
    as_of: date | None = None


def to_csv(evidence: Evidence) -> str:
    """Return the report; numbers in the unit beside them and with every digit.

    A text that a spreadsheet would run as a formula has an apostrophe in front.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in _lines(evidence):
        cells = (line.entry, line.group, line.fact, line.value, line.unit, line.source, line.as_of)
        writer.writerow(map(_cell, cells))
    return text.getvalue()


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return value
        case list():
            return _cell(", ".join(map(str, value)))
        case _:
            text = clean(str(value), UNCUT)
            return f"'{text}" if text.startswith(_FORMULA) else text


def _lines(evidence: Evidence) -> Iterator[_Line]:
    if evidence.shortlist.verdict is not None:
        yield from _verdict(evidence.shortlist.verdict)
    for member, entry in evidence.members:
        listed = entry is not None and not entry.gone
        yield _Line(member.id, "Shortlist", "Listed", listed, as_of=evidence.today)
        if member.note:
            yield _Line(
                member.id, "Shortlist", "Note", member.note, as_of=evidence.shortlist.updated
            )
    for one in evidence.drifts:
        was = f"pinned: {one.told(one.was)}; now: {one.told(one.now)}"
        yield _Line(one.member_id, "Drift", one.heading, was, "", *_read(one.source))
    for comparison in evidence.comparisons:
        yield from _facts(comparison)
    for overview in evidence.overviews:
        yield from _costs(overview)
    if evidence.mixed is not None:
        for part in evidence.mixed.mix.parts:
            yield _Line(part.id, "Mix", "Share of the traffic", part.share, "of 1")
        yield from _money("", "Mix", "Together", evidence.mixed.bill)
    if evidence.ranking is not None:
        yield from _scores(evidence.ranking, evidence.today)


def _verdict(verdict: Verdict) -> Iterator[_Line]:
    for chosen in verdict.chosen:
        yield _Line(chosen, "Verdict", "Chosen", True, as_of=verdict.decided)  # noqa: FBT003
    yield _Line("", "Verdict", "Reason", verdict.reason, as_of=verdict.decided)


def _facts(comparison: Comparison) -> Iterator[_Line]:
    for section in comparison.sections:
        for row in section.rows:
            unit = row.field.unit.value if row.field.unit else ""
            for entry, cell in zip(comparison.entries, row.cells, strict=True):
                value = plain_value(row.field, cell.value)
                read = _read(cell.source)
                yield _Line(entry.id, section.group.value, row.field.heading, value, unit, *read)


def _costs(overview: Overview) -> Iterator[_Line]:
    name = overview.entry.id
    for offer, bill in overview.offers:
        where = ", ".join(filter(None, ("API", offer.provider, offer.region, offer.condition)))
        yield from _money(name, "Costs", where, bill, offer.source)
    for word, hosted in (("Rented", overview.rented), ("Owned", overview.owned)):
        if hosted is not None:
            where = f"{word}, {hosted.hosting.device.name}"
            yield from _money(name, "Costs", where, hosted.bill, _device(hosted, word))


def _device(hosted: Hosted, word: str) -> Source | None:
    device = hosted.hosting.device
    return device.rent_source if word == "Rented" else device.source


def _money(
    entry: str, group: str, fact: str, bill: Bill, source: Source | None = None
) -> Iterator[_Line]:
    """Yield both limits of a bill."""
    low = bill.per_month and round(bill.per_month.low_usd_per_month, 6)
    high = bill.per_month and round(bill.per_month.high_usd_per_month, 6)
    for word, usd in (("at least", low), ("at most", high)):
        yield _Line(entry, group, f"{fact}, {word}", usd, _USD, *_read(source))


def _scores(ranking: Ranking, today: date) -> Iterator[_Line]:
    for row in ranking.rows:
        name = row.entry.id
        yield _Line(name, "Scorecard", "Place", row.place, as_of=today)
        ends = {"at least": row.low, "halfway": row.middle, "at most": row.high}
        for word, points in ends.items():
            yield _Line(name, "Scorecard", f"Points, {word}", 100 * points, _POINTS, as_of=today)
        for one in row.judgements:
            points = 100 * one.contribution[1]
            unit = f"points of {100 * one.share:.4g}"
            yield _Line(name, "Scorecard", one.criterion.heading, points, unit, as_of=today)
    for removed in ranking.removed:
        failed = "; ".join(f"{one.part} ({one.facts})" for one in removed.failures)
        yield _Line(removed.entry.id, "Scorecard", "Left out", failed, as_of=today)


def _read(source: Source | None) -> tuple[str, date | None]:
    return (source.name, source.as_of) if source else ("", None)
