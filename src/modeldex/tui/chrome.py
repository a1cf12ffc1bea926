"""The lines around the table: what is asked for, how much there is, which keys work."""

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from modeldex.criteria import Condition, Criteria, Word, part_to_text
from modeldex.text import clean

STAYING = ("app.help", ".back")
"""Ends of the ids of keys that stay on the narrowest screen: the way out, and what tells of all
the others."""

LAST_TO_COME = ("app.changes", "app.sync")
"""Actions whose keys get the room that all others leave on the line."""


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
        parts: list[tuple[str, str]] = []
        for binding in self._fitting():
            key = self.app.get_key_display(binding)
            parts.append((f" {key}", "bold $text-accent"))
            parts.append((f" {binding.description} ", "$foreground 70%"))
        return Content.assemble(*parts)

    def _fitting(self) -> list[Binding]:
        """Return what is shown, in the order in which it was declared."""
        shown: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                shown.setdefault(active.binding.action, active.binding)
        fitting = set()
        room = self.size.width + 1  # the blank behind the last letter needs no cell
        for action in sorted(shown, key=lambda action: _turn(shown[action])):
            key, description = self.app.get_key_display(shown[action]), shown[action].description
            needed = cell_len(key) + cell_len(description) + 3
            if needed <= room or _stays(shown[action]):
                fitting.add(action)
                room -= needed
        return [binding for action, binding in shown.items() if action in fitting]


def _stays(binding: Binding) -> bool:
    return (binding.id or "").endswith(STAYING)


def _turn(binding: Binding) -> int:
    """Return what sorts the keys into those that stay, the others, and the last to come."""
    return 0 if _stays(binding) else 1 + (binding.action in LAST_TO_COME)
