"""Where each line of a comparison goes: facts in rows of any height, entries in equal columns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len

from modeldex.comparison import Cell, Comparison, Row
from modeldex.comparison.plain import wrap
from modeldex.text import clean
from modeldex.tui.columns import GAP

BEST, CONTESTED = "▲", "≠"
"""Signs of the best known value and of one that another source contradicts."""

BASELINE = "◆ baseline"
"""What stands below the name of the entry that the others are measured against."""

LEAST_WIDTH, MOST_WIDTH = 18, 44
"""Cells of an entry's column: a price per host or half an id on a line; what reads at a glance."""

UNCUT = 10_000
"""Characters; a value is shown whole, however many languages it lists."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Some lines that belong together."""

    top: int
    """The first of its lines, counted from the top of everything."""

    heading: tuple[str, ...]
    """The fact's name, wrapped; of a title or a remark the whole text."""

    texts: tuple[tuple[str, ...], ...] = ()
    """One wrapped text an entry; empty in a title or a remark."""

    row: Row | None = None
    """The fact; None in the head, a title or a remark."""

    look: str = ""

    @property
    def height(self) -> int:
        """Return the number of lines."""
        return max(map(len, (self.heading, *self.texts)))

    @property
    def bottom(self) -> int:
        """Return the line below the last one."""
        return self.top + self.height


@dataclass(frozen=True, kw_only=True, slots=True)
class Lanes:
    """A comparison laid out for one width."""

    fact_width: int
    column_width: int
    beside: int
    """Entries that are on the screen at a time."""

    blocks: tuple[Block, ...]
    """From top to bottom without a gap; the first is the head with the names of the entries."""


def lay_out(comparison: Comparison, width: int, *, folded: bool) -> Lanes:
    """Return the comparison in lines of `width` cells; folded, without the rows that are equal."""
    fact_width = 21 if width >= 100 else 16  # noqa: PLR2004 - at 80 three entries fit beside 16
    count = len(comparison.entries)
    room = max(width - fact_width - GAP, LEAST_WIDTH)
    natural = min(MOST_WIDTH, max(map(cell_len, _texts(comparison)), default=0))
    least = min(LEAST_WIDTH, max(natural, 4))
    beside = max(1, min(count, (room + GAP) // (least + GAP)))
    column = max(least, min(natural, (room + GAP) // beside - GAP))
    pieces = _pieces(comparison, width, fact_width, column, folded=folded)
    return Lanes(
        fact_width=fact_width,
        column_width=column,
        beside=beside,
        blocks=tuple(_stacked(pieces)),
    )


def marked(cell: Cell) -> str:
    """Return the text of a cell, how far it is from the baseline's, and its signs."""
    signs = (BEST if cell.best else "", CONTESTED if cell.contested else "")
    return " ".join(filter(None, (clean(cell.said, UNCUT), *signs)))


def _texts(comparison: Comparison) -> Iterator[str]:
    for section in comparison.sections:
        for row in section.rows:
            yield from map(marked, row.cells)
    yield from (clean(entry.id) for entry in comparison.entries)


def _pieces(
    comparison: Comparison, width: int, fact_width: int, column: int, *, folded: bool
) -> Iterator[Block]:
    """Yield the blocks, all of them with their top at 0."""
    heads = tuple(
        (*wrap(clean(entry.id), column), *([BASELINE] if place == comparison.baseline else ()))
        for place, entry in enumerate(comparison.entries)
    )
    yield Block(top=0, heading=("",), texts=heads, look="header")
    for section in comparison.sections:
        rows = section.differing if folded else section.rows
        if rows:
            yield Block(top=0, heading=("", section.group.value), look="title")
        for row in rows:
            sign = "" if row.differs else " ="
            yield Block(
                top=0,
                heading=tuple(wrap(row.field.heading + sign, fact_width)),
                texts=tuple(tuple(wrap(marked(cell), column)) for cell in row.cells),
                row=row,
            )
    remarks = _remarks(comparison, folded=folded)
    yield Block(
        top=0, heading=("", *(line for r in remarks for line in wrap(r, width))), look="muted"
    )


def _remarks(comparison: Comparison, *, folded: bool) -> Iterator[str]:
    same = sum(len(section.equal) for section in comparison.sections)
    if same and folded:
        yield f"{same} more facts are the same for all: d shows them."
    elif same:
        yield f"The {same} facts marked = are the same for all: d folds them away."
    if comparison.unknown_everywhere:
        yield f"{comparison.unknown_everywhere} facts are unknown for all of them."


def _stacked(pieces: Iterator[Block]) -> Iterator[Block]:
    top = 0
    for piece in pieces:
        yield replace(piece, top=top)
        top += piece.height
