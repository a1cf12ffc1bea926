"""The facts of the members side by side, and where all of them were read."""

from collections.abc import Iterator

from modeldex.comparison import Cell as Fact
from modeldex.comparison import Comparison
from modeldex.fields import FIELDS, UNKNOWN
from modeldex.report.attribution import Read, reads
from modeldex.report.blocks import Block, Cell, Column, Paragraph, Rows, Section, Table, table
from modeldex.report.evidence import Evidence


def compared(evidence: Evidence) -> Section:
    """Return every fact of every member: what differs first, then what is the same for all."""
    parts = len(evidence.comparisons)
    blocks = tuple(
        block
        for number, one in enumerate(evidence.comparisons, 1)
        for block in _tables(one, f", part {number} of {parts}" if parts > 1 else "")
    )
    return Section(
        title="Comparison",
        blocks=blocks or (Paragraph(text="The catalogue has none of the models."),),
    )


def sources(evidence: Evidence) -> Section:
    """Return each source with its days, its licence, and how much was read there."""
    headings = ("Source", "As of", Column(heading="Facts", right=True), "Licence", "Attribution")
    rows = [_source_row(one) for one in reads(evidence)]
    blocks: list[Block] = [table("Where the facts were read", headings, list(rows))]
    if not rows:
        blocks = [Paragraph(text="No fact was read anywhere.")]
    return Section(title="Sources", blocks=tuple(blocks))


def _tables(one: Comparison, part: str) -> Iterator[Block]:
    heads = [f"{e.id}{' (no longer listed)' if e.gone else ''}" for e in one.entries]
    columns = tuple(Column(heading=head) for head in ("Fact", *heads))
    alone = len(one.entries) == 1
    shown = [(part.group.value, part.rows if alone else part.differing) for part in one.sections]
    groups = tuple(
        Rows(
            heading=heading,
            rows=tuple((Cell(text=row.field.heading), *map(_cell, row.cells)) for row in rows),
        )
        for heading, rows in shown
        if rows
    )
    if groups:
        caption = "All that is known" if alone else "What differs"
        yield Table(caption=f"{caption}{part}", columns=columns, groups=groups)
        yield Paragraph(text=_legend(one))
    yield from _contested(one)
    same = [] if alone else [row for part in one.sections for row in part.equal]
    if same:
        rows = [(row.field.heading, row.cells[0].text) for row in same]
        caption = f"The same for all {len(one.entries)}: {len(same)} facts"
        yield table(caption, ("Fact", "Value"), list(rows), folded=True)


def _cell(fact: Fact) -> Cell:
    return Cell(text=f"{fact.text}{' !' if fact.contested else ''}", strong=fact.best)


def _legend(one: Comparison) -> str:
    more = one.unknown_everywhere
    return (
        f"Bold is the best known; {UNKNOWN} is unknown; ! is a fact of which another source says "
        f"something else. {more} more facts are unknown for all of them."
    )


def _contested(one: Comparison) -> Iterator[Table]:
    """Yield what other sources say of facts, where they differ from what is shown."""
    rows = [
        (
            entry.id,
            FIELDS[claim.field].heading if claim.field in FIELDS else claim.field,
            claim.value,
            Cell(text=claim.source.name, url=claim.source.url),
            str(claim.source.as_of),
        )
        for entry in one.entries
        for claim in entry.contested
    ]
    if rows:
        headings = ("Model", "Fact", "Another source says", "Source", "As of")
        caption = f"Where sources differ: {len(rows)}"
        yield table(caption, headings, list(rows), folded=True)


def _source_row(one: Read) -> tuple[str | Cell, ...]:
    days = str(one.newest) if one.oldest == one.newest else f"{one.oldest} to {one.newest}"
    return (
        Cell(text=one.name, url=one.url),
        days,
        str(one.facts),
        one.terms.license or UNKNOWN,
        one.terms.attribution,
    )
