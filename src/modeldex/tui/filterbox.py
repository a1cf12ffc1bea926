"""Where the filter is typed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.suggester import Suggester
from textual.widgets import Input

from modeldex.criteria import complete, word_at


class Completions(Suggester):
    """Offers the rest of the key or word that is being typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole filter with its last word completed; None when there is no way."""
        start, end = word_at(value, len(value))
        word = value[start:end].lower()
        offered = (text for text in complete(value, len(value)) if text.startswith(word))
        first = next(offered, None) if word else None
        return value[:start] + first if first else None


class FilterBox(Input):
    """One line of the filter language; every change is a new question."""

    virtual_size = Reactive(Size(0, 0))
    """As in Widget, but a letter more is no reason to lay the screen out again (10 ms)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,down", "screen.focus_table", "Table", id="filter.leave"),
        Binding("tab", "complete", "Complete", id="filter.complete"),
    ]

    def __init__(self, value: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            value,
            placeholder="words, license:permissive, params<=9b, ctx>=128k, -is:gated …",
            suggester=Completions(),
            select_on_focus=False,
            compact=True,
            id=id,
        )

    def action_complete(self) -> None:
        """Take the completion that is offered, or go on to the next pane."""
        before = self.value
        self.action_cursor_right()
        if self.value == before:
            self.screen.focus_next()
