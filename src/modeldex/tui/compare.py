"""Two to eight entries side by side: what differs, what is best, and who says so."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from modeldex.comparison import Cell, Comparison, Row, against, basis, compare, to_markdown
from modeldex.entry import Entry
from modeldex.fields import Unit
from modeldex.text import clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.detail import age
from modeldex.tui.export import ask_file, write_text
from modeldex.tui.lanes import BEST, CONTESTED, UNCUT
from modeldex.tui.pricing import Priced, PricedScreen, Question, price
from modeldex.tui.saving import Opened, reopened, save_entries
from modeldex.tui.sides import SideBySide

if TYPE_CHECKING:
    from modeldex.comparison.bills import Bills
    from modeldex.cost import Workload

FEWEST = 2
"""Entries; one has nothing beside it."""


class CompareScreen(PricedScreen[None]):
    """Entries in columns, facts in rows."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "fold", "Same rows", id="compare.fold"),
        Binding("b", "pin", "Baseline", id="compare.baseline"),
        Binding("W", "workload", "Workload", id="compare.workload"),
        Binding("dollar_sign", "costs", "Costs", id="compare.costs"),
        Binding("p", "plot", "Plot", id="compare.plot"),
        Binding("s", "weigh", "Score", id="compare.score"),
        Binding("x", "drop", "Remove", show=False, id="compare.remove"),
        Binding("e", "export", "Export", id="compare.export"),
        Binding("w", "save", "Save", id="compare.save"),
        Binding("escape,q", "dismiss(None)", "Back", id="compare.back"),
        Binding("less_than_sign,shift+left", "shift(-1)", "Move left", id="compare.move-left"),
        Binding("greater_than_sign,shift+right", "shift(1)", "Move right", id="compare.move-right"),
        Binding("y", "copy", "Copy value", id="compare.copy"),
        Binding("Y", "copy_row", "Copy row", id="compare.copy-row"),
        Binding("o", "open_page", "Open page", id="compare.open"),
        Binding("enter", "details", "All facts", id="compare.details"),
    ]

    def __init__(
        self,
        entries: tuple[Entry, ...],
        criteria: str = "",
        opened: Opened | None = None,
    ) -> None:
        """Set entries side by side that were chosen with the filter `criteria`.

        Those of the shortlist `opened` are priced and ranked by what it says.
        """
        super().__init__()
        self._entries, self._opened = entries, opened
        self._criteria = opened.shortlist.criteria if opened else criteria
        self._workload = opened.shortlist.workload if opened else None
        self._bills: Bills | None = None
        self._baseline: Entry | None = None
        self._asked = False

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield SideBySide(self._comparison(), id="sides")
        yield Static(id="cell", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Say what is compared."""
        self._show_status()
        if self._workload is not None:
            self._price(self._workload)

    @property
    def _sides(self) -> SideBySide:
        return self.query_one(SideBySide)

    @property
    def entry(self) -> Entry:
        """Return the entry under the cursor."""
        return self._entries[self._sides.at_column]

    @property
    def is_pricing(self) -> bool:
        """Whether the bills of the workload are being computed."""
        return self._workload is not None and self._bills is None

    def _comparison(self) -> Comparison:
        """Return what is compared, in the order and against the baseline of the screen."""
        comparison = compare(self._entries, today=self.app.today())
        if self._bills is not None:
            from modeldex.comparison.bills import priced

            comparison = priced(comparison, self._bills)
        if self._baseline is None:
            return comparison
        return against(comparison, self._entries.index(self._baseline))

    def _show_status(self) -> None:
        start, stop = self._sides.columns_shown
        count = len(self._entries)
        shown = f", {start + 1} to {stop} shown" if stop - start < count else ""
        legend = f"{BEST} best  {CONTESTED} sources differ  ? unknown"
        costs = f" · {self._workload.name}" if self._workload else ""
        costs += " · pricing…" if self.is_pricing else ""
        self.query_one(StatusLine).show(f"modeldex · {count} models{shown}{costs}", legend)

    @on(SideBySide.Moved)
    def _moved(self) -> None:
        self._show_status()
        under = self._sides.cell
        text = Content("") if under is None else said_of(self.entry, *under, self.app.today())
        self.query_one("#cell", Static).update(text)

    def _show_entries(self, entries: tuple[Entry, ...], at_column: int) -> None:
        self._entries = entries
        if self._baseline not in entries:
            self._baseline = None
        self._sides.show_comparison(self._comparison(), at_column=at_column)
        self._show_status()

    def action_fold(self) -> None:
        """Show the rows that are equal, or leave them out."""
        self._sides.fold(folded=not self._sides.folded)

    def action_pin(self) -> None:
        """Measure the others against the entry under the cursor, or against none of them."""
        self._baseline = None if self._baseline == self.entry else self.entry
        self._show_entries(self._entries, self._sides.at_column)

    def _price(self, workload: "Workload | None") -> None:
        """Show the bills of a workload as soon as they are worked out, or no bills."""
        self._workload, self._bills = workload, None
        self._show_entries(self._entries, self._sides.at_column)
        if workload is not None:
            price(self.app, self, Question(entries=self._entries, workload=workload))

    def on_priced(self, event: Priced) -> None:
        """Show the bills that have come, if they are still asked for."""
        if event.answer.question.workload == self._workload:
            self._bills = event.answer.bills
            self._show_entries(self._entries, self._sides.at_column)
            if self._asked:
                from modeldex.comparison.bills import API

                self._sides.seek(API.key)
            self.run_deferred()

    def action_workload(self) -> None:
        """Ask what the model is for, to show the bills of that."""
        from modeldex.tui.workloads import ask_workload

        ask_workload(self.app, self._workload, self._show_bills, none="No bills")

    def _show_bills(self, workload: "Workload | None") -> None:
        """Price what was asked for just now, and go to the bills when they are there."""
        self._asked = True
        self._price(workload)

    def action_costs(self) -> None:
        """Show what the workload costs with each entry, and why."""

        def done(chosen: "Workload | None") -> None:
            if chosen is not None and chosen != self._workload:
                self._price(chosen)

        self._read_again()
        self.app.costs(self._entries, self._workload, self._opened, done)

    def _read_again(self) -> None:
        """Look at the file of the shortlist, which another screen may have written meanwhile."""
        if self._opened is not None:
            self._opened = reopened(self.app, self._opened)

    def action_plot(self) -> None:
        """Draw the entries that are compared, and their bills where there are any."""
        self.app.plot(self._entries, self._bills)

    def action_weigh(self) -> None:
        """Rank the entries that are compared, cost by their bills where there are any."""
        self._read_again()
        self.app.weigh(self._entries, self._opened, self._workload)

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
            self.app.copy_text(under[1].said)

    def action_copy_row(self) -> None:
        """Copy the fact under the cursor of every entry."""
        under = self._sides.cell
        if under is not None:
            row = under[0]
            said = zip(self._entries, row.cells, strict=True)
            values = "; ".join(f"{entry.id} {cell.said}" for entry, cell in said)
            self.app.copy_text(f"{row.field.heading}: {values}")

    def action_save(self) -> None:
        """Save the entries as a shortlist, a new one with the workload."""
        save_entries(self.app, self._entries, self._criteria, self._workload)

    def action_details(self) -> None:
        """Show every fact of the entry under the cursor."""
        self.app.show_details(self.entry)

    def action_export(self) -> None:
        """Ask for a file and write the comparison into it as Markdown, its bills included."""

        def write(path: Path) -> None:
            self.when_priced(lambda: write_text(self.app, path, to_markdown(self._comparison())))

        ask_file(self.app, "the comparison as Markdown", "comparison.md", write)


def said_of(entry: Entry, row: Row, cell: Cell, today: date) -> Content:
    """Return two lines on one cell: the exact value, and who says what, and how long ago."""
    beside = f" ({cell.difference} against the baseline)" if cell.difference else ""
    first = f"{row.field.heading} of {clean(entry.id)}: {exact(row, cell)}{beside}"
    says = [age(cell.source, today)] if cell.source else ["no source has it"]
    if not cell.unknown and (used := basis(entry, row.field)):
        says.append(f"worked out from {', '.join(field.heading for field in used)}")
    says += [
        f"{CONTESTED} {claim.source.name} says {claim.value} ({age(claim.source, today)})"
        for claim in entry.contested
        if claim.field == row.field.key
    ]
    return Content.assemble(clean(first), "\n", (clean(" · ".join(says), UNCUT), "$foreground 70%"))


def exact(row: Row, cell: Cell) -> str:
    """Return a value with every digit, where the table rounds it."""
    unit = row.field.unit
    rounded = cell.limits is None and unit not in {None, Unit.USD, Unit.RATING}
    if isinstance(cell.value, int | float) and rounded:
        noun = "" if unit is Unit.COUNT else f" {unit.value if unit else ''}"
        return f"{cell.value:,.0f}{noun}"
    return "unknown" if cell.unknown else cell.text
