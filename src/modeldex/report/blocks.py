"""A report as a tree of blocks, before it is written in any format.

Text is as it came: whoever writes it down makes it safe to show.
"""

from dataclasses import dataclass

from modeldex.plots import Figure


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One text of a table or a list."""

    text: str
    strong: bool = False
    url: str | None = None
    """Where the text leads; None where it leads nowhere."""

    share: float | None = None
    """0 to 1: how long a bar behind the text is; None where there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a table."""

    heading: str
    right: bool = False
    """Whether it holds numbers, which are set against the right edge."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """Rows of a table that belong together; the first cell of each says what the row is about."""

    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""
    """What they have in common; empty where nothing need be said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Rows under headings; ValueError unless every row has a cell for each of them."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Rows, ...]
    folded: bool = False
    """Whether a page may hide it until somebody asks for it."""

    def __post_init__(self) -> None:
        """Refuse rows that are longer or shorter than the table is wide."""
        for group in self.groups:
            if any(len(row) != len(self.columns) for row in group.rows):
                raise ValueError(f"{self.caption}: a row has not {len(self.columns)} cells")


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """A person's own words, of one or more lines."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """Sentences that stand for themselves."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Pairs of a word and what it is."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """What is to be typed, one command."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A plot, with what it says in words."""

    figure: Figure
    caption: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A part of the report with a heading of its own."""

    title: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The whole report."""

    title: str
    blocks: "tuple[Block, ...]"


Block = Table | Paragraph | Quote | Items | Facts | Code | Picture | Section


def table(
    caption: str,
    headings: "tuple[str | Column, ...]",
    rows: "list[tuple[str | Cell, ...]]",
    *,
    folded: bool = False,
) -> Table:
    """Return a table of one group, in which plain texts stand for cells and columns."""
    columns = tuple(h if isinstance(h, Column) else Column(heading=h) for h in headings)
    made = tuple(
        tuple(one if isinstance(one, Cell) else Cell(text=one) for one in row) for row in rows
    )
    return Table(caption=caption, columns=columns, groups=(Rows(rows=made),), folded=folded)
