"""Two to eight entries side by side: what differs, what is best, and who says so."""

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from modeldex.comparison import Cell, Row, compare, to_markdown
from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.fields import Unit
from modeldex.text import clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.detail import age
from modeldex.tui.dialogs import Ask, Confirm
from modeldex.tui.export import write_whole
from modeldex.tui.host import Host
from modeldex.tui.lanes import BEST, CONTESTED, UNCUT
from modeldex.tui.saving import save_entries
from modeldex.tui.sides import SideBySide

FEWEST = 2
"""Entries; one has nothing beside it."""


class CompareScreen(Screen[None]):
    """Entries in columns, facts in rows."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "fold", "Same rows", id="compare.fold"),
        Binding("x", "drop", "Remove", id="compare.remove"),
        Binding("e", "export", "Export", id="compare.export"),
        Binding("w", "save", "Shortlist", id="compare.save"),
        Binding("escape,q", "dismiss(None)", "Back", id="compare.back"),
        Binding("less_than_sign,shift+left", "shift(-1)", "Move left", id="compare.move-left"),
        Binding("greater_than_sign,shift+right", "shift(1)", "Move right", id="compare.move-right"),
        Binding("y", "copy", "Copy value", id="compare.copy"),
        Binding("o", "open_page", "Open page", id="compare.open"),
        Binding("enter", "details", "All facts", id="compare.details"),
    ]

    def __init__(self, entries: tuple[Entry, ...], criteria: str = "") -> None:
        """Set entries side by side that were chosen with the filter `criteria`."""
        super().__init__()
        self._entries, self._criteria = entries, criteria

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield SideBySide(compare(self._entries, today=self.app.today()), id="sides")
        yield Static(id="cell", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Say what is compared."""
        self._show_status()

    @property
    def _sides(self) -> SideBySide:
        return self.query_one(SideBySide)

    @property
    def entry(self) -> Entry:
        """Return the entry under the cursor."""
        return self._entries[self._sides.at_column]

    def _show_status(self) -> None:
        start, stop = self._sides.columns_shown
        count = len(self._entries)
        shown = f", {start + 1} to {stop} shown" if stop - start < count else ""
        legend = f"{BEST} best  {CONTESTED} sources differ  ? unknown"
        self.query_one(StatusLine).show(f"modeldex · {count} models{shown}", legend)

    @on(SideBySide.Moved)
    def _moved(self) -> None:
        self._show_status()
        under = self._sides.cell
        text = Content("") if under is None else said_of(self.entry, *under, self.app.today())
        self.query_one("#cell", Static).update(text)

    def _show_entries(self, entries: tuple[Entry, ...], at_column: int) -> None:
        self._entries = entries
        self._sides.show_comparison(compare(entries, today=self.app.today()), at_column=at_column)
        self._show_status()

    def action_fold(self) -> None:
        """Show the rows that are equal, or leave them out."""
        self._sides.fold(folded=not self._sides.folded)

    def action_shift(self, columns: int) -> None:
        """Move the entry under the cursor to the left or to the right."""
        at = self._sides.at_column
        to = at + columns
        if 0 <= to < len(self._entries):
            moved = list(self._entries)
            moved.insert(to, moved.pop(at))
            self._show_entries(tuple(moved), to)

    def action_drop(self) -> None:
        """Take the entry under the cursor out of the comparison; its mark stays."""
        if len(self._entries) <= FEWEST:
            self.app.tell("A comparison needs two models; Esc goes back.")
            return
        at = self._sides.at_column
        self._show_entries(self._entries[:at] + self._entries[at + 1 :], at)

    def action_open_page(self) -> None:
        """Open the page of the entry under the cursor."""
        self.app.open_page(self.entry)

    def action_copy(self) -> None:
        """Copy the value under the cursor."""
        under = self._sides.cell
        if under is not None:
            self.app.copy_text(under[1].text)

    def action_save(self) -> None:
        """Save the entries as a shortlist."""
        save_entries(self.app, self._entries, self._criteria)

    def action_details(self) -> None:
        """Show every fact of the entry under the cursor."""
        self.app.show_details(self.entry)

    def action_export(self) -> None:
        """Ask for a file and write the comparison into it as Markdown."""
        question = Ask("Write the comparison as Markdown to which file?", "comparison.md")
        self.app.push_screen(question, self._export)

    def _export(self, answer: str | None) -> None:
        if answer is None:
            return
        path = Path(answer).expanduser().absolute()
        if not path.exists():
            self._write(path)
            return

        def replace(agreed: bool | None) -> None:  # noqa: FBT001 - what a dialog answers with
            if agreed:
                self._write(path)

        self.app.push_screen(
            Confirm(f"{path.name} exists. Put this comparison in its place?"), replace
        )

    def _write(self, path: Path) -> None:
        try:
            write_whole(path, to_markdown(compare(self._entries, today=self.app.today())))
        except ModeldexError as error:
            self.app.tell(str(error), severity="error")
        else:
            self.app.tell(f"Wrote {path}")


def said_of(entry: Entry, row: Row, cell: Cell, today: date) -> Content:
    """Return two lines on one cell: the exact value, and who says what, and how long ago."""
    first = f"{row.field.heading} of {clean(entry.id)}: {exact(row, cell)}"
    says = [age(cell.source, today)] if cell.source else ["no source has it"]
    says += [
        f"{CONTESTED} {claim.source.name} says {claim.value} ({age(claim.source, today)})"
        for claim in entry.contested
        if claim.field == row.field.key
    ]
    return Content.assemble(clean(first), "\n", (clean(" · ".join(says), UNCUT), "$foreground 70%"))


def exact(row: Row, cell: Cell) -> str:
    """Return a value with every digit, where the table rounds it."""
    unit = row.field.unit
    if isinstance(cell.value, int | float) and unit not in {None, Unit.USD, Unit.RATING}:
        noun = "" if unit is Unit.COUNT else f" {unit.value if unit else ''}"
        return f"{cell.value:,.0f}{noun}"
    return "unknown" if cell.unknown else cell.text
