"""Where a person says which members were taken, and why."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from modeldex.shortlist import Shortlist, decide
from modeldex.text import clean
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.host import Host
from modeldex.tui.listing import MARK
from modeldex.tui.saving import Done, Opened, change_file
from modeldex.tui.table import RowTable

_MOST_LINES = 12
"""Members in sight at once, so that the dialog fits 24 lines."""


class Choose(ModalScreen[tuple[str, ...] | None]):
    """Ask for any number of lines; None when the person backs out."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "choose", "Choose", id="verdict.choose"),
        Binding("escape,q", "dismiss(None)", "Back", id="verdict.back"),
    ]

    def __init__(self, heading: str, ids: tuple[str, ...], chosen: tuple[str, ...]) -> None:
        super().__init__()
        self._heading, self._ids = heading, ids
        self._chosen = {id_ for id_ in chosen if id_ in ids}

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(clean(self._heading), classes="dialog-heading", markup=False)
            columns = (
                Column(key="mark", heading="", width=1),
                Column(key="id", heading="", width=20, flexible=True),
            )
            yield RowTable(columns, heading=False, id="choose")
            yield Static(self._keys, id="choose-keys", markup=False)

    @property
    def _keys(self) -> str:
        """Say what Enter does: the line under the cursor alone is not chosen by it."""
        taken = len(self._chosen)
        return f"Space  choose      Enter  take {taken or 'none'}      Esc  back"

    def on_mount(self) -> None:
        """Show the members."""
        table = self.query_one(RowTable)
        table.styles.height = min(len(self._ids), _MOST_LINES)
        table.show_rows(self._rows, len(self._ids))
        table.focus()

    def _rows(self, start: int, stop: int) -> list[Row]:
        return [
            [Cell(MARK if id_ in self._chosen else " ", "mark"), Cell(id_)]
            for id_ in self._ids[start:stop]
        ]

    def action_choose(self) -> None:
        """Choose the member under the cursor, or no longer, and go on to the next."""
        table = self.query_one(RowTable)
        self._chosen ^= {self._ids[table.cursor]}
        table.forget_rows()
        table.cursor += 1
        self.query_one("#choose-keys", Static).update(self._keys)

    @on(RowTable.Chosen)
    def _go_on(self) -> None:
        self.dismiss(tuple(id_ for id_ in self._ids if id_ in self._chosen))


def ask_verdict(app: Host, opened: Opened, done: Done) -> None:
    """Ask which members were taken and why, write it into the file, then call `done`.

    None of them and no reason takes the verdict away.
    """
    shortlist = opened.shortlist
    if not shortlist.members:
        app.tell("There is no model to decide on.")
        return
    old = shortlist.verdict
    ids = tuple(member.id for member in shortlist.members)

    def chosen(taken: tuple[str, ...] | None) -> None:
        if taken is not None:
            _ask_why(app, opened, taken, done)

    app.push_screen(Choose("Which did you take?", ids, old.chosen if old else ()), chosen)


def _ask_why(app: Host, opened: Opened, taken: tuple[str, ...], done: Done) -> None:
    from modeldex.tui.notebox import AskNote

    old = opened.shortlist.verdict

    def change(shortlist: Shortlist, reason: str) -> Shortlist:
        return decide(shortlist, taken, reason, app.today())

    def reasoned(reason: str | None) -> None:
        if reason is not None:
            change_file(app, opened, lambda shortlist: change(shortlist, reason), done)

    heading = f"Why {' and '.join(taken)}?" if taken else "Why none of them?"
    app.push_screen(AskNote(heading, old.reason if old else ""), reasoned)
