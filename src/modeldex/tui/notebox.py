"""Where a note of one or more lines is written."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from modeldex.shortlist.records import clean_note
from modeldex.text import clean, editable


class AskNote(ModalScreen[str | None]):
    """Ask for a note, which may be empty; None when the person backs out."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", "Save", priority=True, id="note.save"),
        Binding("ctrl+j", "new_line", "New line", priority=True, id="note.new-line"),
        Binding("escape", "dismiss(None)", "Back", priority=True, id="note.back"),
    ]

    def __init__(self, heading: str, note: str) -> None:
        super().__init__()
        self._heading = heading
        # What is shown of each line, and the line: one that is left alone is saved as it was.
        self._lines = {editable(line): line for line in note.split("\n")}
        self._shown = [editable(line) for line in note.split("\n")]

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(clean(self._heading), classes="dialog-heading", markup=False)
            yield TextArea("\n".join(self._shown), compact=True, id="note")
            yield Static("Enter  save      ctrl+j  new line      Esc  back", markup=False)

    def on_mount(self) -> None:
        """Put the cursor behind the last word."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Answer with what stands in the box."""
        lines = self.query_one(TextArea).text.split("\n")
        self.dismiss(clean_note("\n".join(self._lines.get(line, line) for line in lines)))

    def action_new_line(self) -> None:
        """Begin another line at the cursor."""
        self.query_one(TextArea).insert("\n")
