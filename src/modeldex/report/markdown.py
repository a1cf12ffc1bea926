"""A report as Markdown, with its pictures in text."""

from collections.abc import Iterator

from modeldex.comparison import escaped
from modeldex.plots import to_text
from modeldex.report.blocks import (
    Block,
    Cell,
    Code,
    Document,
    Facts,
    Items,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
)
from modeldex.text import UNCUT, clean

_PLOT = (78, 22)
"""Cells and lines of a picture: what a page shows without scrolling sideways."""

_FENCE = "```"


def to_markdown(document: Document) -> str:
    """Return the report; all text in it is text, whatever it looks like."""
    lines = [f"# {escaped(document.title)}", ""]
    for block in document.blocks:
        lines += [*_block(block, 2), ""]
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Section():
            yield f"{'#' * level} {escaped(block.title)}"
            for part in block.blocks:
                yield ""
                yield from _block(part, level + 1)
        case Paragraph():
            text = escaped(block.text)
            yield f"**{text}**" if block.strong else text
        case Quote():
            yield from (f"> {escaped(line)}  ".rstrip("\n") for line in _lines(block.text))
        case Items():
            yield from (f"- {escaped(item)}" for item in block.items)
        case Facts():
            yield from (f"- **{escaped(w)}:** {escaped(t)}" for w, t in block.pairs)
        case Code():
            yield from _fenced([clean(block.text, UNCUT)])
        case Picture():
            yield f"**{escaped(block.figure.title)}**"
            yield ""
            yield from _fenced(to_text(block.figure, *_PLOT))
            yield ""
            yield escaped(block.caption)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield _row([escaped(column.heading) for column in table.columns])
    yield _row(["---:" if column.right else "---" for column in table.columns])
    for group in table.groups:
        if group.heading:
            yield _row([f"**{escaped(group.heading)}**", *[""] * (len(table.columns) - 1)])
        for row in group.rows:
            yield _row([_cell(cell) for cell in row])


def _cell(cell: Cell) -> str:
    text = escaped(cell.text)
    if cell.url and cell.url.startswith(("https://", "http://")):
        # What an address may not hold in Markdown is written as addresses write it.
        address = "".join(c if c.isalnum() or c in _PLAIN else _percent(c) for c in cell.url)
        text = f"[{text}]({address})"
    return f"**{text}**" if cell.strong and text else text


_PLAIN = frozenset("-._~:/?#@!$&'+,;=%")


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _row(parts: list[str]) -> str:
    return f"| {' | '.join(parts)} |"


def _lines(text: str) -> list[str]:
    return [clean(line, UNCUT) for line in text.splitlines()]


def _fenced(lines: list[str]) -> Iterator[str]:
    """Yield lines in a fence that none of them can end."""
    fence = _FENCE
    while any(fence in line for line in lines):
        fence += "`"
    yield f"{fence}text"
    yield from (line.rstrip() for line in lines)
    yield fence
