"""Text laid out in character cells, for output that is not a screen."""

import re
from collections.abc import Iterator, Sequence

from modeldex.text import cells

_PIECE = re.compile(r"[^\s/_.:,-]*[\s/_.:,-]*")
"""What may stand on a line of its own: a part of an id, with the sign that ends it."""


def wrap(text: str, width: int) -> list[str]:
    """Return all of `text` in lines of at most `width` cells, broken after a sign where one is.

    A width below two is taken for two, the cells of one wide character.
    """
    lines = [""]
    for piece in _pieces(text, max(width, 2)):
        if cells(lines[-1]) + cells(piece.rstrip()) > max(width, 2):
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` filled with spaces to `width` cells, on its left side if `right` is asked."""
    fill = " " * (width - cells(text))
    return fill + text if right else text + fill


def row(columns: Sequence[Sequence[str]], widths: Sequence[int], gap: str = "  ") -> Iterator[str]:
    """Yield the lines of one table row whose columns are already wrapped."""
    for index in range(max(map(len, columns))):
        parts = [column[index] if index < len(column) else "" for column in columns]
        padded = (pad(part, width) for part, width in zip(parts, widths, strict=True))
        yield gap.join(padded).rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        start = 0
        for index in range(len(piece)):
            if cells(piece[start : index + 1].rstrip()) > width:
                yield piece[start:index]
                start = index
        if piece[start:]:
            yield piece[start:]
