"""Small questions that stand over a screen: pick one, confirm, type a line."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from modeldex.text import clean, editable
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.table import RowTable


class Pick(ModalScreen[int | None]):
    """Ask for one of several lines; the answer is its index, None when the person backs out."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Back", id="dialog.back"),
    ]

    def __init__(self, heading: str, lines: Sequence[str], at: int = 0) -> None:
        super().__init__()
        self._heading = heading
        self._rows: list[Row] = [[Cell(line)] for line in lines]
        self._at = at

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(clean(self._heading), classes="dialog-heading", markup=False)
            columns = (Column(key="line", heading="", width=20, flexible=True),)
            yield RowTable(columns, heading=False, id="pick")

    def on_mount(self) -> None:
        """Put the cursor on the line that is in use."""
        table = self.query_one(RowTable)
        table.styles.height = min(len(self._rows), 20)
        table.show_rows(lambda start, stop: self._rows[start:stop], len(self._rows), self._at)
        table.focus()

    @on(RowTable.Chosen)
    def _chosen(self, event: RowTable.Chosen) -> None:
        self.dismiss(event.index)


class Confirm(ModalScreen[bool]):
    """Ask whether to go on with something that takes a thing away."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes", id="dialog.yes"),
        Binding("n,escape,q", "dismiss(False)", "No", id="dialog.no"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(clean(self._question), classes="dialog-heading", markup=False)
            yield Static("y  yes      n  no", markup=False)


class Ask(ModalScreen[str | None]):
    """Ask for one line of text; None when the person backs out."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="dialog.leave"),
    ]

    def __init__(self, heading: str, value: str = "") -> None:
        super().__init__()
        self._heading = heading
        self._value = value

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(clean(self._heading), classes="dialog-heading", markup=False)
            yield Input(editable(self._value), compact=True, id="ask")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        same = event.value == editable(self._value)
        self.dismiss((self._value if same else event.value).strip() or None)
