"""A comparison as plain text, as Markdown and as JSON."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from modeldex.comparison.plain import row, wrap
from modeldex.comparison.sides import Cell, Comparison, Row
from modeldex.entry import Source
from modeldex.fields import UNKNOWN, Field, Value, show
from modeldex.text import UNCUT, cells, clean

_GAP = 2
_FACT_WIDTH = 21
"""Cells of the fact column: the longest heading is `Weights at ...` or `Arena ...`, wrapped."""

_LEAST_WIDTH = 13
"""Cells of an entry's column: a date or a licence on one line; what fits no more goes below."""

_MOST_WIDTH = 40
"""Cells of an entry's column where the reader sets no width."""

_ONE_VALUE = frozenset({"org", "source", "open", "arch", "lib", "task", "status"})
"""CHOICE fields of which an entry has one value at most."""

_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&]|^[-+=]+(?=\s|$))")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
"""Signs with a meaning in Markdown, some of them at the beginning of a line only."""


def to_text(comparison: Comparison, width: int | None = None) -> str:
    """Return tables of at most `width` cells a line, ids and values wrapped and never cut.

    Entries that do not fit beside the others follow in a table of their own. None takes as
    many cells as the values need; a width below 25, the fact column and two cells, is 25.
    """
    shown = _shown(comparison)
    lines: list[str] = []
    for start, stop, column in _blocks(comparison, shown, width):
        widths = [_FACT_WIDTH, *[column] * (stop - start)]
        heads = [wrap(head, column) for head in _heads(comparison)[start:stop]]
        lines += [*row([[""], *heads], widths), ""]
        for heading, rows in shown:
            lines.append(heading)
            for fact in rows:
                texts = [wrap(_marked(cell), column) for cell in fact.cells[start:stop]]
                lines += row([wrap(fact.field.heading, _FACT_WIDTH), *texts], widths)
            lines.append("")
    lines += _same_for_all(comparison, width)
    lines += _notes(comparison, width)
    return "\n".join(lines) + "\n"


def to_markdown(comparison: Comparison) -> str:
    """Return Markdown tables: one of what differs, one of what is the same for all."""
    heads = [escaped(head) for head in _heads(comparison)]
    lines = [_table_row(["Fact", *heads]), _table_row(["---"] * (len(heads) + 1))]
    for heading, rows in _shown(comparison):
        lines.append(_table_row([f"**{heading}**", *[""] * len(heads)]))
        lines += [_table_row([escaped(r.field.heading), *map(_strong, r.cells)]) for r in rows]
    same = _equal_rows(comparison)
    if same:
        lines += ["", _table_row(["The same for all", "Value"]), _table_row(["---"] * 2)]
        lines += [_table_row([escaped(r.field.heading), escaped(r.cells[0].text)]) for r in same]
    lines += ["", *(f"{escaped(note)}  " for note in _legend(comparison, best="bold"))]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Return text from outside as a line of Markdown that is that text and nothing else."""
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", clean(text, UNCUT)))


def to_json(comparison: Comparison) -> dict[str, object]:
    """Return what `json.dumps` takes: numbers as numbers, unknown as null."""
    return {
        "entries": [
            {"id": clean(e.id), "name": clean(e.name), "gone": e.gone} for e in comparison.entries
        ],
        "rows": [
            {
                "group": section.group.value,
                "key": fact.field.key,
                "heading": fact.field.heading,
                "unit": fact.field.unit and fact.field.unit.value,
                "worked_out_from": list(fact.field.worked_out_from),
                "differs": fact.differs,
                "cells": [_cell_json(fact.field, cell) for cell in fact.cells],
            }
            for section in comparison.sections
            for fact in section.rows
        ],
        "unknown_everywhere": comparison.unknown_everywhere,
        **({"workload": comparison.workload} if comparison.workload else {}),
    }


def plain_value(field: Field, value: Value | None) -> object:
    """Return a fact for JSON: a number in the field's unit, a date as text, words as a list.

    A field that can have one word only gives that word.
    """
    match value:
        case tuple():
            words = [clean(word) for word in value]
            return words[0] if field.key in _ONE_VALUE else words
        case date():
            return show(field, value)
        case str():
            return clean(value, UNCUT)
        case _:
            return value


def _cell_json(field: Field, cell: Cell) -> dict[str, object]:
    source = cell.source
    return {
        "value": plain_value(field, cell.value),
        **({} if cell.limits is None else {"limits": cell.limits}),
        "best": cell.best,
        "contested": cell.contested,
        "source": source and {"name": clean(source.name), "as_of": source.as_of.isoformat()},
    }


def _shown(comparison: Comparison) -> list[tuple[str, tuple[Row, ...]]]:
    """Return the rows that take a line each: of a single entry all of them."""
    alone = len(comparison.entries) == 1
    sections = ((s.group.value, s.rows if alone else s.differing) for s in comparison.sections)
    return [(heading, rows) for heading, rows in sections if rows]


def _equal_rows(comparison: Comparison) -> list[Row]:
    if len(comparison.entries) == 1:
        return []
    return [row for section in comparison.sections for row in section.equal]


def _blocks(
    comparison: Comparison, shown: Sequence[tuple[str, Sequence[Row]]], width: int | None
) -> Iterator[tuple[int, int, int]]:
    """Yield (first entry, end, cells of a column) of each table that fits the width."""
    count = len(comparison.entries)
    texts = [_marked(cell) for _, rows in shown for fact in rows for cell in fact.cells]
    texts += _heads(comparison)
    natural = min(max(map(cells, texts)), _MOST_WIDTH)
    beside = count
    column = natural
    if width is not None:
        room = width - _FACT_WIDTH
        beside = max(1, min(count, room // (_LEAST_WIDTH + _GAP)))
        column = min(natural, max(room // beside - _GAP, 2))
    for start in range(0, count, beside):
        yield start, min(start + beside, count), column


def _same_for_all(comparison: Comparison, width: int | None) -> Iterator[str]:
    rows = _equal_rows(comparison)
    if not rows:
        return
    yield f"The same for all {len(comparison.entries)}"
    room = _MOST_WIDTH * 2 if width is None else width - _FACT_WIDTH - _GAP
    for fact in rows:
        heading = wrap(fact.field.heading, _FACT_WIDTH)
        yield from row([heading, wrap(clean(fact.cells[0].text), room)], [_FACT_WIDTH, room])
    yield ""


def _notes(comparison: Comparison, width: int | None) -> Iterator[str]:
    for note in _legend(comparison, best="*"):
        yield from wrap(note, width or _MOST_WIDTH * 2)


def _legend(comparison: Comparison, best: str) -> Iterator[str]:
    every = [cell for section in comparison.sections for r in section.rows for cell in r.cells]
    marks = {
        f"{best} = best known": any(cell.best for cell in every),
        "! = sources differ": any(cell.contested for cell in every),
        f"{UNKNOWN} = unknown": any(cell.unknown for cell in every),
    }
    if comparison.workload:
        yield f"Bills in USD a month, for the workload {comparison.workload}."
    if any(marks.values()):
        yield "; ".join(mark for mark, used in marks.items() if used) + "."
    if comparison.unknown_everywhere:
        yield f"{comparison.unknown_everywhere} more facts are unknown for all of them."
    worked_out = [r.field for section in comparison.sections for r in section.rows]
    headings = [_basis_heading(field) for field in worked_out if field.worked_out_from]
    if headings:
        yield f"Worked out from other facts: {', '.join(dict.fromkeys(headings))}."
    sources = sorted({_dated(cell.source) for cell in every if cell.source})
    yield f"Sources: {', '.join(sources)}."


def _basis_heading(field: Field) -> str:
    return field.heading if field.per_parameter is None else "Weights at each precision"


def _heads(comparison: Comparison) -> list[str]:
    return [
        f"{clean(entry.id)}{' (no longer listed)' if entry.gone else ''}"
        f"{' (baseline)' if place == comparison.baseline else ''}"
        for place, entry in enumerate(comparison.entries)
    ]


def _dated(source: Source) -> str:
    return f"{clean(source.name)} {source.as_of}"


def _marked(cell: Cell) -> str:
    marks = f"{'*' if cell.best else ''}{'!' if cell.contested else ''}"
    return f"{clean(cell.said, UNCUT)} {marks}".rstrip()


def _strong(cell: Cell) -> str:
    text = escaped(cell.said)
    return f"{f'**{text}**' if cell.best else text}{' !' if cell.contested else ''}"


def _table_row(parts: Sequence[str]) -> str:
    return f"| {' | '.join(parts)} |"
