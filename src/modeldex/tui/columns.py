"""Columns and cells: what a table is made of, and how it fits into a width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from modeldex.text import clean

GAP = 2
"""Blank cells between two columns."""


ESSENTIAL = 4
"""Columns up to this priority are worth more than the whole of a long name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its place on the screen, not what stands in it."""

    key: str
    heading: str
    width: int
    right: bool = False
    """Whether text is set against the right edge, as numbers are."""

    flexible: bool = False
    """Whether the column takes what the others leave; `width` is then its least."""

    wanted: int = 0
    """For a flexible column: the width at which others with a priority above ESSENTIAL give way."""

    priority: int = 0
    """On a narrow screen the columns with the highest number go first; 0 always stays."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text in one column of one row."""

    text: str
    look: str = ""
    """The name of a component class without its `row-table--`, such as `muted`."""


Row = Sequence[Cell]


def fit(columns: Iterable[Column], width: int) -> list[tuple[Column, int]]:
    """Return the columns that fit into `width` cells and the width each one gets."""
    kept = list(columns)
    _drop(kept, width - sum(max(0, c.wanted - c.width) for c in kept), above=ESSENTIAL)
    _drop(kept, width, above=0)
    spare = max(0, width - (sum(c.width + GAP for c in kept) - GAP))
    return [(c, c.width + spare if c.flexible else c.width) for c in kept]


def _drop(kept: list[Column], width: int, above: int) -> None:
    while sum(c.width + GAP for c in kept) - GAP > width:
        last = max(reversed(kept), key=lambda c: c.priority)  # of equals the one to the right
        if last.priority <= above:
            return
        kept.remove(last)


def padded(text: str, width: int, *, right: bool) -> str:
    """Return `text` made safe and exactly `width` cells wide, cut with an ellipsis.

    Spaces at its beginning are kept, to indent with.
    """
    text = " " * (len(text) - len(text.lstrip(" "))) + clean(text)
    if text.isascii():
        if len(text) > width:
            return f"{text[: width - 1]}…"
        return text.rjust(width) if right else text.ljust(width)
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + "…"
    space = " " * (width - length)
    return space + text if right else text + space
