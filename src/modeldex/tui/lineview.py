"""Widgets that give the compositor finished lines."""

from textual.containers import Horizontal, Vertical
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip


class LineView(ScrollView):
    """A scroll view whose lines are as wide as itself and in the colours of the screen.

    Textual pads, filters and remembers the lines of a widget one by one; for a screen of 60 lines
    that took a fifth of the time of a frame, and nothing is left for it to do here.
    """

    def lines(self, start: int, stop: int) -> list[Strip]:
        """Return the lines from `start` up to `stop` of the part that is on the screen."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the part that is on the screen."""
        return self.lines(y, y + 1)[0]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in `crop`; those that need a border or a filter Textual's own way."""
        filters = self.get_line_filters()
        ready = all(isinstance(line_filter, ANSIToTruecolor) for line_filter in filters)
        if not ready or not filters or any(self.styles.gutter):
            return super().render_lines(crop)
        lines = self.lines(crop.y, crop.bottom)
        start, stop = crop.column_span
        if (start, stop) == (0, self.outer_size.width):
            return lines
        return [line.crop(start, stop) for line in lines]


class Row(Horizontal):
    """Widgets side by side that leave nothing of the row itself in sight, so it need not draw."""

    BLANK = True


class Pile(Vertical):
    """The same, one below the other."""

    BLANK = True
