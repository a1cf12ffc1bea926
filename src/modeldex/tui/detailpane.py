"""The pane that shows the facts of the entry under the cursor."""

from collections.abc import Sequence
from datetime import date

from rich.style import Style
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
        self._columns: Sequence[Sequence[Strip]] = ()
        self._widths = (0, 0)
        self._joined: dict[int, Strip] = {}
        """Lines of the screen that have been drawn: few of the facts are in sight."""

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
        if at not in self._joined:
            style = self.rich_style
            sides = (
                _padded(column, at, width, style)
                for column, width in zip(self._columns, self._widths, strict=True)
            )
            line = Strip.join(list(sides))
            width = self.scrollable_content_region.width
            self._joined[at] = line.adjust_cell_length(width, style)
        return self._joined[at]

    def _draw(self) -> None:
        width = self.scrollable_content_region.width - 1
        two = width >= TWO_COLUMNS_FROM
        column = (width - _BETWEEN) // 2 if two else width
        drawn = self._sections(column) if column > 0 else []
        break_at = _middle(drawn) if two else len(drawn)
        self._columns = [
            self._column(part, column) for part in (drawn[:break_at], drawn[break_at:])
        ]
        self._widths = (column + _BETWEEN, 0)
        self._joined.clear()
        self.virtual_size = Size(width, max(map(len, self._columns)))
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


def _padded(column: Sequence[Strip], number: int, width: int, style: Style) -> Strip:
    """Return one line of a column, at least `width` cells wide."""
    line = column[number] if number < len(column) else Strip([])
    return line.adjust_cell_length(max(width, line.cell_length), style)


def _middle(drawn: list[Content]) -> int:
    """Return how many sections go left so that both columns are about as long."""
    lengths = [content.plain.count("\n") + 1 for content in drawn]
    return min(
        range(1, len(drawn) + 1), key=lambda n: abs(sum(lengths[:n]) - sum(lengths[n:])), default=0
    )
