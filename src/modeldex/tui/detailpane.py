"""The pane that shows the facts of the entry under the cursor."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from modeldex.entry import Entry
from modeldex.tui.detail import WITH_TERMS, draw, sections, with_terms
from modeldex.tui.host import Host

TWO_COLUMNS_FROM = 84
"""Cells; two columns of facts need 40 each to keep a price and its source on one line."""

_BETWEEN = 2
"""Blank cells between the two columns."""


class DetailPane(ScrollView, can_focus=True):
    """The facts of one entry, in one column or two.

    It draws its own lines: two Static widgets in a scrolling container lay the whole screen out
    again whenever the cursor rests, which takes 40 ms and so delays the next key.
    """

    app: Host

    virtual_size = Reactive(Size(0, 0))
    """As in Widget, but without a layout pass: the pane keeps its place whatever it shows."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entry: Entry | None = None
        self._today = date.min
        self._lines: list[Strip] = []

    def show_entry(self, entry: Entry | None, today: date) -> None:
        """Show the facts of `entry`, from the top; nothing for None."""
        if entry != self._entry:
            self._entry, self._today = entry, today
            self._draw()
            self.scroll_to(y=0, animate=False, force=True)

    def on_resize(self) -> None:
        """Draw the facts again for the new width."""
        self._draw()

    def notify_style_update(self) -> None:
        """Draw the facts again in the new colours."""
        super().notify_style_update()
        if self.is_mounted:
            self._draw()

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the part of the facts that is on the screen."""
        at = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        line = self._lines[at] if at < len(self._lines) else Strip([])
        return line.adjust_cell_length(width, self.rich_style)

    def _draw(self) -> None:
        width = self.scrollable_content_region.width - 1
        two = width >= TWO_COLUMNS_FROM
        column = (width - _BETWEEN) // 2 if two else width
        drawn = self._sections(column) if column > 0 else []
        break_at = _middle(drawn) if two else len(drawn)
        left, right = self._column(drawn[:break_at], column), self._column(drawn[break_at:], column)
        self._lines = [
            Strip.join([self._line(left, n, column + _BETWEEN), self._line(right, n, 0)])
            for n in range(max(len(left), len(right)))
        ]
        self.virtual_size = Size(width, len(self._lines))
        self._scroll_update(self.virtual_size)
        self.refresh()

    def _sections(self, width: int) -> list[Content]:
        if self._entry is None:
            return []
        shown = sections(self._entry, self._today)
        if self._entry.license_class in WITH_TERMS:
            shown = (with_terms(section, self.app.catalog, self._entry) for section in shown)
        return [draw(section, width) for section in shown]

    def _column(self, drawn: Sequence[Content], width: int) -> list[Strip]:
        content = Content("\n").join(drawn)
        return Visual.to_strips(self, content, width, None, self.visual_style) if drawn else []

    def _line(self, column: Sequence[Strip], number: int, width: int) -> Strip:
        """Return one line of a column, at least `width` cells wide."""
        line = column[number] if number < len(column) else Strip([])
        return line.adjust_cell_length(max(width, line.cell_length), self.rich_style)


def _middle(drawn: list[Content]) -> int:
    """Return how many sections go left so that both columns are about as long."""
    lengths = [content.plain.count("\n") + 1 for content in drawn]
    return min(
        range(1, len(drawn) + 1), key=lambda n: abs(sum(lengths[:n]) - sum(lengths[n:])), default=0
    )
