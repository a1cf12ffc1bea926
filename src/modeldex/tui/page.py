"""A page of text that is drawn anew for each width and scrolled with the keys of the table."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

Draw = Callable[[int], Content]
"""Return the text in lines of at most so many cells."""


SCROLLBAR = 2
"""Cells that are kept free for the scrollbar, which comes once the text is there."""


class Page(VerticalScroll):
    """Text of any length."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "Down", show=False, id="page.down"),
        Binding("up,k", "scroll(-1)", "Up", show=False, id="page.up"),
        Binding("pagedown", "turn(1)", "Page down", show=False, id="page.page-down"),
        Binding("pageup", "turn(-1)", "Page up", show=False, id="page.page-up"),
        Binding("ctrl+d", "turn(0.5)", "Half a page down", show=False, id="page.half-down"),
        Binding("ctrl+u", "turn(-0.5)", "Half a page up", show=False, id="page.half-up"),
        Binding("home,g", "jump(0)", "Top", show=False, id="page.first"),
        Binding("end,G", "jump(-1)", "Bottom", show=False, id="page.last"),
    ]

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._width = 0

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(markup=False)

    def show(self, draw: Draw) -> None:
        """Show another text, from the top."""
        self._draw = draw
        self._update()
        self.scroll_home(animate=False)

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the text again for the new width."""
        if self._width != self.scrollable_content_region.width:
            self._update()

    def _update(self) -> None:
        self._width = self.scrollable_content_region.width
        self.query_one(Static).update(self._draw(max(self._width - SCROLLBAR, 20)))

    def action_scroll(self, lines: int) -> None:
        """Scroll by `lines`."""
        self.scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: float) -> None:
        """Scroll by a part of the screen."""
        self.scroll_relative(y=int(pages * self.size.height), animate=False)

    def action_jump(self, line: int) -> None:
        """Scroll to the top, or for -1 to the bottom."""
        self.scroll_to(y=line if line >= 0 else self.max_scroll_y, animate=False)
