"""Where everything of a figure stands on a sheet, be that of cells or of pixels."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from modeldex.plots.figure import Figure, Line
from modeldex.plots.labels import Box, Label, Room, place
from modeldex.plots.scales import scale, written


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What a figure is drawn on; all lengths in cells or in pixels."""

    width: float
    top: float
    """Where the highest point may stand."""

    up: float
    """From the highest point to the lowest."""

    margin: float
    """Between the numbers of the upright axis and the points."""

    right: float
    """Kept free at the right end."""

    fit: Callable[[str], str]
    """Text from outside as it can be drawn."""

    size: Callable[[str], tuple[float, float]]
    """Width and height of a text."""

    marker: Callable[[float, float], Box]
    """What a point takes."""

    gap: float
    """Between a text and what it stands beside."""

    step: float
    """Between two places along a line."""


class Layout:
    """A figure on a sheet: its axes begin at `left` and are `across` and the sheet's `up` long."""

    def __init__(self, figure: Figure, sheet: Sheet) -> None:
        self._figure, self._sheet = figure, sheet
        xs, ys = zip(*figure.places, strict=True)
        self._x, self._y = scale(figure.x, xs), scale(figure.y, ys)
        blank, line = sheet.size(" ")

        def label_x(value: float) -> str:
            return sheet.fit(figure.x.label(value))

        def label_y(value: float) -> str:
            return sheet.fit(figure.y.label(value))

        self.y_ticks = (
            written(self._y, label_y, sheet.up, lambda _: 2.5 * line)
            or written(self._y, label_y, sheet.up, lambda _: line)
        )  # fmt: skip
        self.left = max((self._wide(text) for _, text in self.y_ticks), default=0) + sheet.margin
        names = [self._wide(line.name) for line in figure.lines]
        # Several lines are told apart by their names at their ends, and room is kept for those.
        ends = min(max(names) + sheet.gap, sheet.width / 4) if len(names) > 1 else 0
        self.across = max(sheet.width - self.left - sheet.right - int(ends), 1)
        self.x_ticks = written(
            self._x, label_x, self.across, lambda text: self._wide(text) + 2 * blank
        )
        self.markers = [sheet.marker(*self.at(point.x, point.y)) for point in figure.points]

    def _wide(self, text: str) -> float:
        return self._sheet.size(self._sheet.fit(text))[0]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place of the figure is, from the upper left corner of the sheet."""
        down = (1 - self._y.place(y)) * self._sheet.up
        return self.left + self._x.place(x) * self.across, self._sheet.top + down

    def along(self, line: Line) -> Iterator[tuple[float, float]]:
        """Yield places along a line, a step apart or less."""
        places = [self.at(x, y) for x, y in line.points]
        for (x1, y1), (x2, y2) in pairwise([*places, places[-1]]):
            steps = max(1, math.ceil(max(abs(x2 - x1), abs(y2 - y1)) / self._sheet.step))
            for step in range(steps + 1):
                yield x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps

    def names(self, inside: Box) -> tuple[list[Label], list[str]]:
        """Return the names with their places in `inside`, and the legend of those without."""
        figure, sheet = self._figure, self._sheet
        points = list(zip((point.name for point in figure.points), self.markers, strict=True))
        names = [(sheet.fit(name), [marker]) for name, marker in points]
        ends = [(sheet.fit(line.name), self._beside(line)) for line in figure.lines if line.name]
        lines = {sheet.marker(*at) for line in figure.lines for at in self.along(line)}
        room = Room(
            inside=inside, taken=self.markers, crossed=lines, gap=sheet.gap, size=sheet.size
        )
        return place([*ends, *names] if len(ends) > 1 else [*names, *ends], room)

    def _beside(self, line: Line) -> list[Box]:
        """Return where a line may be named, its end first; beside a point a name is the point's."""
        boxes = dict.fromkeys(self._sheet.marker(*at) for at in self.along(line))
        near = [Box(m.x - m.width, m.y - m.height, 3 * m.width, 3 * m.height) for m in self.markers]
        free = [box for box in boxes if not any(map(box.meets, near))]
        return (free or list(boxes))[::-1]
