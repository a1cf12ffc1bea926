"""A figure in the character cells of a terminal: points, names, and lines of braille dots."""

import math
from collections.abc import Sequence
from itertools import cycle, groupby

from modeldex.plots.figure import Figure
from modeldex.plots.labels import Box
from modeldex.plots.layout import Layout, Sheet
from modeldex.text import UNCUT, cells, clean

Run = tuple[str, str]
"""Some text and its look: `axis`, `line`, `point`, `chosen`, `label`, or nothing."""

LEAST_WIDTH, LEAST_HEIGHT = 24, 8
"""Cells and lines below which a plot says nothing."""

_FRAME = 4
"""Lines around the points: the titles of both axes, the frame, and its numbers."""

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a braille character, row by row."""

_DASHES = ((8, 0), (4, 3), (1, 2), (7, 2))
"""Dots drawn and left out along a line, which tells four lines apart without colour."""

_SIGNS = ".+x-"
"""The same without braille."""

_ASCII = str.maketrans("●○│└┴┤─", "*o|+++-")


def to_text(figure: Figure, width: int, height: int, *, ascii_only: bool = False) -> list[str]:
    """Return `height` lines of exactly `width` cells."""
    rows = to_runs(figure, width, height, ascii_only=ascii_only)
    return ["".join(text for text, _ in row) for row in rows]


def to_runs(
    figure: Figure, width: int, height: int, *, chosen: int | None = None, ascii_only: bool = False
) -> list[list[Run]]:
    """Return the lines of `to_text` in runs of one look; the point `chosen` looks like it."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        canvas = _Canvas(width, height, ascii_only=ascii_only)
        canvas.write(0, 0, f"A plot needs {LEAST_WIDTH}x{LEAST_HEIGHT} cells.", "label")
        return canvas.rows()
    below = 0
    while True:
        canvas = _Canvas(width, height, ascii_only=ascii_only)
        legend = _wrapped(_draw(figure, canvas, height - below, chosen), width)
        if len(legend) <= below or below == height - LEAST_HEIGHT:
            break
        below = min(len(legend), height - LEAST_HEIGHT)
    if len(legend) > below:
        legend = [*legend[: below - 1], "and more"] if below else []
    for row, line in enumerate(legend, height - below):
        canvas.write(0, row, line, "label")
    return canvas.rows()


class _Canvas:
    """Cells with a character and a look each."""

    def __init__(self, width: int, height: int, *, ascii_only: bool) -> None:
        self.width, self._ascii = width, ascii_only
        self._cells = [[" "] * width for _ in range(height)]
        self._looks = [[""] * width for _ in range(height)]

    def fit(self, text: str, width: int) -> str:
        """Return text from outside made safe to write, in at most `width` cells."""
        text = clean(text)
        if self._ascii:
            text = text.encode("ascii", "replace").decode()
        if cells(text) <= width:
            return text
        while text and cells(text) >= width:
            text = text[:-1]
        return text + ("." if self._ascii else "…") if width > 0 else ""

    def write(self, x: int, y: int, text: str, look: str) -> None:
        """Write what `fit` returned, or signs of the frame, from a cell on."""
        for character in text.translate(_ASCII) if self._ascii else text:
            wide = cells(character)
            if x + wide > self.width or y >= len(self._cells):
                return
            if wide == 0:
                self._cells[y][x - 1] += character
                continue
            self._cells[y][x : x + wide] = [character, ""][:wide]
            self._looks[y][x : x + wide] = [look] * wide
            x += wide

    def dot(self, x: int, y: int, sign: str) -> None:
        """Set one of the 2 by 4 dots of a cell, or write `sign` there without braille."""
        row, column = y // 4, x // 2
        old = self._cells[row][column]
        bits = ord(old) - 0x2800 if "\u2800" <= old <= "\u28ff" else 0
        character = sign if self._ascii else chr(0x2800 + (bits | _DOTS[y % 4][x % 2]))
        self._cells[row][column], self._looks[row][column] = character, "line"

    def rows(self) -> list[list[Run]]:
        """Return the cells in runs of one look."""
        return [
            [("".join(text for text, _ in group), look) for look, group in grouped]
            for grouped in (
                groupby(zip(row, looks, strict=True), key=lambda cell: cell[1])
                for row, looks in zip(self._cells, self._looks, strict=True)
            )
        ]


def _draw(figure: Figure, canvas: _Canvas, height: int, chosen: int | None) -> list[str]:
    """Draw a figure on the upper `height` lines; return the legend of what has only a number."""
    rows = height - _FRAME
    sheet = Sheet(
        width=canvas.width,
        top=1,
        up=rows - 1,
        margin=2,
        right=1,
        fit=lambda text: canvas.fit(text, UNCUT),
        size=lambda text: (cells(text), 1),
        marker=lambda x, y: Box(math.floor(x + 0.5), math.floor(y + 0.5), 1, 1),
        gap=1,
        step=0.25,
    )
    layout = Layout(figure, sheet)
    left = int(layout.left)
    _draw_axes(figure, canvas, layout, rows)
    for line, style in zip(figure.lines, cycle(range(len(_DASHES))), strict=False):
        on, off = _DASHES[style]
        dots = dict.fromkeys((int(2 * x + 1), int(4 * y + 2)) for x, y in layout.along(line))
        for x, y in (dot for place, dot in enumerate(dots) if place % (on + off) < on):
            canvas.dot(x, y, _SIGNS[style])
    for index, (point, box) in enumerate(zip(figure.points, layout.markers, strict=True)):
        look = "chosen" if index == chosen else "point"
        canvas.write(int(box.x), int(box.y), "○" if point.hollow else "●", look)
    names, legend = layout.names(Box(left, 1, canvas.width - left, rows))
    for box, text in names:
        canvas.write(int(box.x), int(box.y), text, "label")
    return [canvas.fit(part, canvas.width) for part in legend]


def _draw_axes(figure: Figure, canvas: _Canvas, layout: Layout, rows: int) -> None:
    left = int(layout.left)
    for row in range(1, rows + 1):
        canvas.write(left - 1, row, "│", "axis")
    for at, text in layout.y_ticks:
        canvas.write(left - 2 - cells(text), rows - round(at), f"{text} ┤", "axis")
    canvas.write(left - 1, rows + 1, "└" + "─" * (int(layout.across) + 1), "axis")
    end = -2
    for at, text in layout.x_ticks:
        canvas.write(left + round(at), rows + 1, "┴", "axis")
        start = min(left + round(at) - cells(text) // 2, canvas.width - cells(text))
        if start > end:
            canvas.write(start, rows + 2, text, "axis")
            end = start + cells(text)
    across, up = (canvas.fit(axis.title, canvas.width) for axis in (figure.x, figure.y))
    canvas.write(0, 0, up, "axis")
    canvas.write(canvas.width - cells(across), rows + 3, across, "axis")
    signs = zip("●○", figure.kinds, strict=True)
    key = "  ".join(f"{sign} {canvas.fit(kind, canvas.width)}" for sign, kind in signs if kind)
    if cells(up) + cells(key) + 2 <= canvas.width:
        canvas.write(canvas.width - cells(key), 0, key, "axis")


def _wrapped(parts: Sequence[str], width: int) -> list[str]:
    """Return the parts of a legend in lines, as many to a line as there is room for."""
    lines: list[str] = []
    for part in parts:
        if lines and cells(lines[-1]) + 2 + cells(part) <= width:
            lines[-1] += f"  {part}"
        else:
            lines.append(part)
    return lines
