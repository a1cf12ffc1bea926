"""The lines around the table: what is asked for, how much there is, which keys work."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from modeldex.criteria import Condition, Criteria, Word, part_to_text
from modeldex.text import clean

HELP = "help"
"""The action of the key that tells of all keys."""


class Chips(Static):
    """The parts of the filter, one chip each; a click takes one out. Or what is wrong with it."""

    class Removed(Message):
        """A chip was clicked."""

        def __init__(self, part: Word | Condition) -> None:
            super().__init__()
            self.part = part

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._parts: tuple[Word | Condition, ...] = ()

    def show_criteria(self, criteria: Criteria) -> None:
        """Show one chip for each part."""
        self._parts = criteria.parts
        if not self._parts:
            hint = "every model: type / to search, f to filter, ? for help"
            self.update(Content.styled(hint, "$foreground 55%"), layout=False)
            return
        chips = [
            Content.styled(f" {text} ✕ ", "$foreground on $primary 30%") for text in self._texts()
        ]
        self.update(Content(" ").join(chips), layout=False)

    def show_error(self, message: str) -> None:
        """Say what is wrong with the filter that is being typed."""
        self._parts = ()
        self.update(Content.styled(clean(message), "$text-error"), layout=False)

    def _texts(self) -> list[str]:
        return [clean(part_to_text(part)) for part in self._parts]

    def on_click(self, event: events.Click) -> None:
        """Take out the chip that was clicked."""
        end = -1
        for part, text in zip(self._parts, self._texts(), strict=True):
            end += cell_len(text) + 5
            if event.x < end:
                self.post_message(self.Removed(part))
                return


class StatusLine(Widget):
    """One line with something at its left end and something at its right end."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left = self._right = ""

    def show(self, left: str, right: str = "") -> None:
        """Show two texts; the right one gives way where there is no room for both."""
        # A legend sets its parts apart by two blanks, which cleaning would make one.
        shown = clean(left), "  ".join(map(clean, right.split("  ")))
        if shown != (self._left, self._right):
            self._left, self._right = shown
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        room = self.content_size.width - cell_len(self._left) - cell_len(self._right)
        if room < 1:
            return Content(self._left)
        return Content.assemble(self._left, " " * room, (self._right, "$foreground 70%"))


class KeyLine(Widget):
    """The keys that work now, most useful first, as many as fit on one line.

    Textual's own Footer mounts a widget for each key and costs 100 ms at each change of focus.
    """

    def on_mount(self) -> None:
        """Follow the focus from screen to screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._keys_changed)

    def _keys_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        named: dict[str, tuple[str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                key = self.app.get_key_display(binding)
                named.setdefault(binding.action, (key, binding.description))
        for action in ("app.changes", "app.sync", *reversed(named)):
            # Help stays in sight on a narrow screen, and it tells of all the others.
            if action != HELP and _width(named.values()) > self.size.width:
                named.pop(action, None)
        parts: list[tuple[str, str]] = []
        for key, description in named.values():
            parts += [(f" {key}", "bold $text-accent"), (f" {description} ", "$foreground 70%")]
        return Content.assemble(*parts)


def _width(named: Iterable[tuple[str, str]]) -> int:
    return sum(cell_len(key) + cell_len(description) + 3 for key, description in named)
