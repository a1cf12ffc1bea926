"""The comparison on the screen: a head and a fact column that stay, and a cursor on one cell."""

from bisect import bisect_left, bisect_right
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from modeldex.comparison import Cell, Comparison, Row
from modeldex.tui.columns import GAP
from modeldex.tui.lanes import Block, Lanes, lay_out
from modeldex.tui.looks import blended
from modeldex.tui.table import MOVES


class SideBySide(ScrollView, can_focus=True):
    """Facts in rows of any height, entries in columns; only the lines on the screen are drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sides--header",
        "sides--title",
        "sides--cursor",
        "sides--beside",
        "sides--fact",
        "sides--best",
        "sides--contested",
        "sides--muted",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", "Model to the left", show=False, id="compare.left"),
        Binding("right,l", "step(1)", "Model to the right", show=False, id="compare.right"),
        Binding("right_square_bracket", "group(1)", "Next group", show=False, id="compare.next"),
        Binding(
            "left_square_bracket", "group(-1)", "Group before", show=False, id="compare.before"
        ),
        *MOVES,
    ]

    at_row: reactive[int] = reactive(0)
    """Index of the fact under the cursor among the rows that are shown."""

    at_column: reactive[int] = reactive(0)
    """Index of the entry under the cursor."""

    class Moved(Message):
        """The cursor stands on another cell, or the cell under it changed."""

    def __init__(self, comparison: Comparison, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._comparison = comparison
        self.folded = True
        self._first = 0
        self._looks: dict[str, Style] = {}
        self._lay_out(80)

    @property
    def cell(self) -> tuple[Row, Cell] | None:
        """Return the fact and the cell under the cursor; None where no row is shown."""
        row = self._rows[self.at_row].row if self._rows else None
        return None if row is None else (row, row.cells[self.at_column])

    @property
    def columns_shown(self) -> tuple[int, int]:
        """Return the first entry on the screen and the one after the last."""
        return self._first, min(self._first + self._lanes.beside, len(self._comparison.entries))

    def show_comparison(self, comparison: Comparison, *, at_column: int) -> None:
        """Show other columns with the cursor on one of them, and on the fact it stood on."""
        self._comparison = comparison
        self._again(at_column)

    def seek(self, key: str) -> None:
        """Move the cursor to the row of a fact, and the row to the top, if it is shown."""
        keys = [block.row.field.key for block in self._rows if block.row]
        if key in keys:
            self.at_row = keys.index(key)
            top = self._with_title(self._rows[self.at_row]) - self._frozen
            self.scroll_to(y=max(top, 0), animate=False, force=True)

    def fold(self, *, folded: bool) -> None:
        """Leave out the rows that are equal, or show them."""
        self.folded = folded
        self._again(self.at_column)

    def _again(self, at_column: int) -> None:
        under = self.cell
        self._lay_out(self.scrollable_content_region.width)
        keys = [block.row.field.key for block in self._rows if block.row]
        key = under[0].field.key if under else None
        self.set_reactive(SideBySide.at_row, keys.index(key) if key in keys else 0)
        self.set_reactive(SideBySide.at_column, self.validate_at_column(at_column))
        self._settle()

    def _lay_out(self, width: int) -> None:
        self._lanes: Lanes = lay_out(self._comparison, width, folded=self.folded)
        self._rows = [block for block in self._lanes.blocks if block.row]
        self._tops = [block.top for block in self._lanes.blocks]

    def _settle(self) -> None:
        """Give the lines their room and bring the cursor into sight."""
        size = Size(self.scrollable_content_region.width, self._lanes.blocks[-1].bottom)
        self.set_reactive(SideBySide.virtual_size, size)
        self._scroll_update(size)
        self._show_cursor()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the lines out for the new width."""
        self._lay_out(self.scrollable_content_region.width)
        self._settle()

    @property
    def _frozen(self) -> int:
        """Return how many lines of the head stay; none where they would take half the screen."""
        height = self._lanes.blocks[0].height
        return height if 2 * height <= self.scrollable_content_region.height else 0

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - self._frozen)

    def validate_at_row(self, value: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(value, len(self._rows) - 1))

    def validate_at_column(self, value: int) -> int:
        """Keep the cursor on an entry."""
        return max(0, min(value, len(self._comparison.entries) - 1))

    def watch_at_row(self) -> None:
        """Bring the row into sight."""
        self._show_cursor()

    def watch_at_column(self) -> None:
        """Bring the entry into sight."""
        self._show_cursor()

    def _show_cursor(self) -> None:
        last = len(self._comparison.entries) - self._lanes.beside
        least = self.at_column - self._lanes.beside + 1
        self._first = max(0, min(max(self._first, least), self.at_column, last))
        if self._rows:
            block = self._rows[self.at_row]
            # The head is counted among the lines, and stays where it is.
            scroll = self.scroll_offset.y
            lowest = block.bottom - self._frozen - self._page
            highest = self._with_title(block) - self._frozen
            target = min(max(scroll, lowest), max(highest, 0))
            if self.at_row == len(self._rows) - 1 and block.height < self._page:
                target = self._lanes.blocks[-1].bottom - self._frozen - self._page
            if target != scroll:
                self.scroll_to(y=max(target, 0), animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def _with_title(self, block: Block) -> int:
        """Return the line from which a row is shown: that of the title if it follows one."""
        before = self._lanes.blocks[bisect_right(self._tops, block.top) - 2]
        return before.top if before.look == "title" else block.top

    def action_step(self, columns: int) -> None:
        """Move the cursor to an entry beside this one."""
        self.at_column += columns

    def action_move(self, rows: int) -> None:
        """Move the cursor by `rows`; through a row that is higher than the screen, scroll first."""
        if not self._rows:
            self.scroll_relative(y=rows, animate=False)
            return
        block, top = self._rows[self.at_row], self.scroll_offset.y + self._frozen
        below, above = block.bottom - (top + self._page), top - block.top
        if rows > 0 and below > 0:
            self.scroll_relative(y=min(below, self._page), animate=False)
        elif rows < 0 and above > 0:
            self.scroll_relative(y=-min(above, self._page), animate=False)
        else:
            self.at_row += rows

    def action_page(self, pages: float) -> None:
        """Move the cursor by the rows in a part of the screen."""
        if not self._rows:
            return
        line = self._rows[self.at_row].top + int(pages * self._page)
        self.at_row = bisect_right([block.top for block in self._rows], line) - 1

    def action_jump(self, index: int) -> None:
        """Move the cursor to the first row, or for -1 to the last."""
        self.at_row = index if index >= 0 else len(self._rows) - 1

    def action_group(self, step: int) -> None:
        """Move the cursor to the first row of the next group, or of this one or the one before."""
        groups = [block.row.field.group for block in self._rows if block.row]
        starts = [i for i, group in enumerate(groups) if groups[i - 1 : i] != [group]]
        at = bisect_right(starts, self.at_row) if step > 0 else bisect_left(starts, self.at_row) - 1
        if 0 <= at < len(starts):
            self.at_row = starts[at]

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the cell that was clicked."""
        block = self._block(self._line(event.y))
        column = (event.x - self._lanes.fact_width - GAP) // (self._lanes.column_width + GAP)
        start, stop = self.columns_shown
        if 0 <= column < stop - start:
            self.at_column = start + column
        if block is not None and block.row is not None:
            self.at_row = self._rows.index(block)

    def _line(self, y: int) -> int:
        return y if y < self._frozen else y + self.scroll_offset.y

    def _block(self, line: int) -> Block | None:
        block = self._lanes.blocks[bisect_right(self._tops, line) - 1]
        return block if line < block.bottom else None

    def render_line(self, y: int) -> Strip:
        """Return line `y` of what is on the screen."""
        width = self.scrollable_content_region.width
        line = self._line(y)
        block = self._block(line)
        if block is None:
            return Strip.blank(width, self._look(""))
        at = line - block.top
        runs = self._runs(block, at) if block.texts else [(_at(block.heading, at), block.look)]
        strip = Strip([Segment(text, self._look(look)) for text, look in runs])
        return strip.adjust_cell_length(width, self._look(""))

    def _runs(self, block: Block, at: int) -> list[tuple[str, str]]:
        """Return the texts of one line of a row and their looks."""
        lanes, row = self._lanes, block.row
        here = row is not None and self._rows[self.at_row] is block
        fact = _at(block.heading, at) if row else self._more(at)
        look = "header" if row is None else "beside" if here else "fact"
        runs = [(_filled(fact, lanes.fact_width) + " " * GAP, look)]
        for column in range(*self.columns_shown):
            text = _filled(_at(block.texts[column], at), lanes.column_width)
            look = block.look if row is None else _look_of(row.cells[column])
            if column == self.at_column and (here or row is None):
                look = f"{look} cursor"
            runs += [(text, look), (" " * GAP, "")]
        return runs

    def _more(self, at: int) -> str:
        """Return what stands beside the names: how many more there are on either side."""
        start, stop = self.columns_shown
        left, right = start, len(self._comparison.entries) - stop
        if at or not (left or right):
            return ""
        return f"{f'◀ {left}' if left else '':<8}{f'{right} ▶' if right else ''}"

    def _look(self, look: str) -> Style:
        style = self._looks.get(look)
        if style is None:
            parts = [f"sides--{part}" for part in look.split()]
            style = self._looks[look] = blended(self, parts)
        return style

    def notify_style_update(self) -> None:
        """Drop the styles of the old colours."""
        self._looks.clear()
        super().notify_style_update()


def _look_of(cell: Cell) -> str:
    if cell.unknown:
        return "muted"
    return "best" if cell.best else "contested" if cell.contested else ""


def _at(lines: tuple[str, ...], index: int) -> str:
    return lines[index] if index < len(lines) else ""


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
