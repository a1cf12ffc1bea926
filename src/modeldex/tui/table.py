"""A table of any length that draws only the lines on the screen.

Three million rows cost no more than thirty: a window of rows is asked for when it is drawn, each
finished line is kept until something changes, and a new result replaces the old one without a
layout pass.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from modeldex.tui.columns import GAP, Cell, Column, Row, fit, padded
from modeldex.tui.lineview import LineView
from modeldex.tui.looks import blended

MARGIN = 1
"""Blank cells on either side. As padding, Textual would add them to every line anew."""

_GAP = " " * GAP

Window = Callable[[int, int], Sequence[Row]]
"""Return the rows from `start` up to, not including, `stop`."""

MOVES: tuple[Binding, ...] = (
    Binding("down,j", "move(1)", "Down", show=False, id="table.down"),
    Binding("up,k", "move(-1)", "Up", show=False, id="table.up"),
    Binding("pagedown", "page(1)", "Page down", show=False, id="table.page-down"),
    Binding("pageup", "page(-1)", "Page up", show=False, id="table.page-up"),
    Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="table.half-down"),
    Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="table.half-up"),
    Binding("home,g", "jump(0)", "First row", show=False, id="table.first"),
    Binding("end,G", "jump(-1)", "Last row", show=False, id="table.last"),
)
"""The keys that move a cursor over rows, here and wherever else there are rows."""


class RowTable(LineView, can_focus=True):
    """Rows under a heading, with a cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("row-table--header", "row-table--cursor", "row-table--unfocused", "row-table--muted"),
        *("row-table--strong", "row-table--good", "row-table--fair", "row-table--poor"),
        "row-table--mark",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        Binding("enter", "choose", "Open", show=False, id="table.choose"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    """Index of the row under the cursor; 0 in an empty table."""

    class Highlighted(Message):
        """The cursor stands on another row, or the row under it changed."""

        def __init__(self, table: "RowTable", index: int) -> None:
            super().__init__()
            self.table = table
            self.index = index

        @property
        def control(self) -> "RowTable":
            """Return the table, so that handlers can choose by its selector."""
            return self.table

    class Chosen(Highlighted):
        """A row was opened with Enter or a click on the row under the cursor."""

    class HeadingClicked(Message):
        """The heading of a column was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        heading: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._fitted: list[tuple[Column, int]] = []
        self._places: list[int] = []  # of the fitted columns among all of them
        self._width = -1  # of the lines that they were fitted into
        self._top = 1 if heading else 0
        self._window: Window = lambda _start, _stop: ()
        self._count = 0
        self._first = 0
        self._loaded: Sequence[Row] = ()
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(400)
        self._looks: dict[tuple[str, str], Style] = {}
        self.sorted_by: tuple[str, bool] | None = None

    @property
    def count(self) -> int:
        """Return the number of rows."""
        return self._count

    @property
    def page_rows(self) -> int:
        """Return how many rows are on the screen."""
        return max(1, self.scrollable_content_region.height - self._top)

    def show_rows(
        self, window: Window, count: int, cursor: int = 0, *, steady: bool = False
    ) -> None:
        """Show another result with the cursor on row `cursor`, in one repaint and no layout.

        `steady` leaves the cursor on its line of the screen, unless the table is at its top.
        """
        line = self.cursor - self.scroll_offset.y
        self._window, self._count = window, count
        self.forget_rows()
        size = Size(self.scrollable_content_region.width, count + self._top)
        self.set_reactive(RowTable.virtual_size, size)
        self._scroll_update(size)
        moved = self.cursor != cursor
        self.set_reactive(RowTable.cursor, self.validate_cursor(cursor))
        if steady and moved and self.scroll_offset.y:
            top = max(0, self.cursor - line)
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._scroll_to_cursor()
        self.post_message(self.Highlighted(self, self.cursor))

    def forget_rows(self) -> None:
        """Ask for the rows on the screen again, since what they show has changed."""
        self._first, self._loaded = 0, ()
        self._strips.clear()
        self.refresh()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Put other columns in place of those that are shown."""
        if columns != self._columns:
            self._columns = tuple(columns)
            self._width = -1
            self.refresh()

    def lines(self, start: int, stop: int) -> list[Strip]:
        """Return the lines from `start` up to `stop` of the part that is on the screen."""
        first, cursor = self.scroll_offset.y - self._top, self.cursor
        width = self.outer_size.width - self.styles.gutter.width
        if width != self._width:
            self._fit(width)
        places = (-1 if y < self._top else first + y for y in range(start, stop))
        return [self._line(index, cursor, width) for index in places]

    def _line(self, index: int, cursor: int, width: int) -> Strip:
        if index >= self._count:
            return Strip.blank(width, self._look("", ""))
        key = (index, index == cursor)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(index, width)
        return strip

    def _draw(self, index: int, width: int) -> Strip:
        if index < 0:
            state, row = "header", [Cell(self._heading(*fitted)) for fitted in self._fitted]
        else:
            under_cursor = index == self.cursor
            state = ("cursor" if self.has_focus else "unfocused") if under_cursor else ""
            row = self._row(index)
        plain = self._look(state, "")
        runs, drawn = [(" " * MARGIN, plain)], MARGIN
        for (column, size), cell in zip(self._fitted, row, strict=False):
            text = padded(cell.text, size, right=column.right) + _GAP
            look = self._look(state, cell.look)
            drawn += size + GAP
            if runs[-1][1] == look:
                runs[-1] = (runs[-1][0] + text, look)
            else:
                runs.append((text, look))
        last, look = runs.pop()
        runs += [(last[:-GAP], look), (" " * (width - drawn + GAP), plain)]
        return Strip([Segment(text, look) for text, look in runs], width)

    def _heading(self, column: Column, size: int) -> str:
        if self.sorted_by is None or self.sorted_by[0] != column.key:
            return column.heading
        return f"{column.heading[: size - 1]}{'▼' if self.sorted_by[1] else '▲'}"

    def _row(self, index: int) -> list[Cell]:
        at = index - self._first
        if not 0 <= at < len(self._loaded):
            # A new result is drawn from its top: one screen will do. Who moves goes on moving.
            height, before = max(self.page_rows, 10), self.page_rows if self._loaded else 0
            self._first = max(0, index - before)
            self._loaded = self._window(self._first, min(self._count, index + height + before))
            at = index - self._first
        full = self._loaded[at] if at < len(self._loaded) else ()
        return [full[place] if place < len(full) else Cell("") for place in self._places]

    def _look(self, state: str, look: str) -> Style:
        style = self._looks.get((state, look))
        if style is None:
            parts = [f"row-table--{part}" for part in (look, state) if part]
            style = self._looks[state, look] = blended(self, parts)
        return style

    def notify_style_update(self) -> None:
        """Drop what was drawn in the old colours."""
        self._looks.clear()
        self._strips.clear()
        super().notify_style_update()

    def on_mount(self) -> None:
        """Give every row a place."""
        self.virtual_size = Size(self.size.width, self._count + self._top)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._scroll_to_cursor()

    def on_focus(self) -> None:
        """Draw the cursor as the one that keys move."""
        self._strips.clear()

    def on_blur(self) -> None:
        """Draw the cursor as one that keys do not move."""
        self._strips.clear()

    def _fit(self, width: int) -> None:
        """Give the columns their places: while drawing, so that the first frame is not empty."""
        self._width = width
        room = self.scrollable_content_region.width - 2 * MARGIN - 1
        self._fitted = fit(self._columns, room)
        self._places = [self._columns.index(column) for column, _ in self._fitted]
        self._strips.clear()

    def validate_cursor(self, value: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(value, self._count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the two rows that changed, or scroll until the new one is in sight."""
        if not self._scroll_to_cursor():
            for index in (old, new):
                line = index - self.scroll_offset.y + self._top
                self.refresh(Region(0, line, self.size.width, 1))
        self.post_message(self.Highlighted(self, new))

    def _scroll_to_cursor(self) -> bool:
        top, page = self.scroll_offset.y, self.page_rows
        if top <= self.cursor < top + page:
            return False
        target = self.cursor if self.cursor < top else self.cursor - page + 1
        self.scroll_to(y=target, animate=False, force=True)
        return True

    def action_move(self, rows: int) -> None:
        """Move the cursor by `rows`."""
        self.cursor += rows

    def action_page(self, pages: float) -> None:
        """Move the cursor by a part of the screen."""
        self.cursor += int(pages * self.page_rows)

    def action_jump(self, index: int) -> None:
        """Move the cursor to row `index`; -1 is the last one."""
        self.cursor = index if index >= 0 else self._count - 1

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self._count:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row clicked, open it on a second click, or sort by a heading."""
        if event.y < self._top:
            self._click_heading(event.x)
            return
        index = self.scroll_offset.y + event.y - self._top
        if index >= self._count:
            return
        if index == self.cursor and event.chain > 1:
            self.action_choose()
        self.cursor = index

    def _click_heading(self, x: int) -> None:
        x -= MARGIN
        for column, width in self._fitted:
            if x < width + GAP:
                self.post_message(self.HeadingClicked(column.key))
                return
            x -= width + GAP
