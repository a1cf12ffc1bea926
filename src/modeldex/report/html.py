"""A report as one HTML file that loads nothing and runs nothing."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count

from modeldex.plots import to_svg
from modeldex.report.blocks import (
    Block,
    Cell,
    Code,
    Column,
    Document,
    Facts,
    Items,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
)
from modeldex.report.style import STYLE
from modeldex.text import UNCUT, clean

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing is fetched, framed, sent or run, whatever a name holds; only the styles in the file."""

_WIDE = 6
"""Columns from which a table is set in a smaller type."""

_SHORT = 12
"""Characters that stay on one line: a date, `open-weights`."""


def to_html(document: Document) -> str:
    """Return the report; all text in it is text, whatever it looks like."""
    page = _Page()
    body = [line for block in document.blocks for line in page.block(block, 2)]
    title = _safe(document.title)
    lines = (
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        f"<header><h1>{title}</h1></header>",
        *page.contents(),
        "<main>",
        *body,
        "</main>",
        "</body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"


class _Page:
    """What one page counts: its sections, for the table of contents, and its tables."""

    def __init__(self) -> None:
        self._titles: list[tuple[str, str]] = []
        self._tables = count(1)

    def contents(self) -> Iterator[str]:
        """Yield links to the sections of the first level that were written."""
        yield '<nav aria-label="Contents"><ul>'
        yield from (f'<li><a href="#{key}">{title}</a></li>' for key, title in self._titles)
        yield "</ul></nav>"

    def block(self, block: Block, level: int) -> Iterator[str]:
        """Yield the lines of one block; sections in it have headings of `level`."""
        match block:
            case Section():
                yield from self._section(block, level)
            case Paragraph():
                look = ' class="strong"' if block.strong else ""
                yield f"<p{look}>{_safe(block.text)}</p>"
            case Quote():
                lines = "<br>".join(map(_safe, block.text.splitlines()))
                yield f'<blockquote dir="auto"><p>{lines}</p></blockquote>'
            case Items():
                items = "".join(f"<li>{_safe(item)}</li>" for item in block.items)
                yield f"<ul>{items}</ul>"
            case Facts():
                pairs = (f"<dt>{_safe(w)}</dt><dd>{_safe(t)}</dd>" for w, t in block.pairs)
                yield f"<dl>{''.join(pairs)}</dl>"
            case Code():
                yield f'<pre tabindex="0"><code>{_safe(block.text)}</code></pre>'
            case Picture():
                caption = f"<figcaption>{_safe(block.caption)}</figcaption>"
                yield f"<figure>{to_svg(block.figure)}{caption}</figure>"
            case Table():
                yield from self._table(block)

    def _section(self, section: Section, level: int) -> Iterator[str]:
        title = _safe(section.title)
        if level == 2:  # noqa: PLR2004 - below the title of the page
            key = f"part-{len(self._titles) + 1}"
            self._titles.append((key, title))
            yield f'<section aria-labelledby="{key}"><h2 id="{key}">{title}</h2>'
        else:
            yield f"<section><h{level}>{title}</h{level}>"
        for block in section.blocks:
            yield from self.block(block, level + 1)
        yield "</section>"

    def _table(self, table: Table) -> Iterator[str]:
        caption, key = _safe(table.caption), f"table-{next(self._tables)}"
        look = ' class="dense"' if len(table.columns) >= _WIDE else ""
        if table.folded:
            yield f"<details><summary>{caption}</summary>"
        # A table that is too wide is moved inside its frame, by keyboard too; the page is not.
        yield f'<div class="frame" role="region" aria-labelledby="{key}" tabindex="0">'
        yield f'<table{look}><caption id="{key}">{caption}</caption>'
        heads = "".join(
            f'<th scope="col"{_look(column)}>{_safe(column.heading)}</th>'
            for column in table.columns
        )
        yield f"<thead><tr>{heads}</tr></thead>"
        for group in table.groups:
            yield "<tbody>"
            if group.heading:
                span = f'scope="rowgroup" colspan="{len(table.columns)}"'
                yield f'<tr class="group"><th {span}>{_safe(group.heading)}</th></tr>'
            yield from (_row(row, table.columns) for row in group.rows)
            yield "</tbody>"
        yield "</table></div>"
        if table.folded:
            yield "</details>"


def _row(row: Sequence[Cell], columns: Sequence[Column]) -> str:
    rest = zip(row[1:], columns[1:], strict=True)
    cells = (f"<td{_look(column, cell.text)}>{_cell(cell)}</td>" for cell, column in rest)
    return f'<tr><th scope="row">{_cell(row[0])}</th>{"".join(cells)}</tr>'


def _cell(cell: Cell) -> str:
    text = _safe(cell.text)
    if cell.url and cell.url.startswith(("https://", "http://")):
        text = f'<a href="{escape(clean(cell.url, UNCUT))}" rel="noopener noreferrer">{text}</a>'
    if cell.strong:
        text = f"<strong>{text}</strong>"
    if cell.share is not None:
        # A drawing of the number beside it, so nobody needs to hear of it.
        text += (
            f'<span class="bar" aria-hidden="true"><i style="width:{cell.share:.0%}"></i></span>'
        )
    return text


def _look(column: Column, text: str = "") -> str:
    looks = ("right" if column.right else "", "short" if 0 < len(text) <= _SHORT else "")
    return f' class="{" ".join(filter(None, looks))}"' if any(looks) else ""


def _safe(text: str) -> str:
    """Return text from outside as HTML that is that text; what is invisible is made visible."""
    return escape(clean(text, UNCUT))
