"""What a workload costs with each of some entries: by API, rented, owned, and in a mix."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from modeldex import cost
from modeldex.comparison import statements
from modeldex.comparison.bills import Bills
from modeldex.comparison.statements import Line
from modeldex.cost import Mix, Workload
from modeldex.criteria import instead
from modeldex.entry import Entry
from modeldex.errors import ModeldexError, UsageError
from modeldex.shortlist import Shortlist, set_workload
from modeldex.text import clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.costrows import COLUMNS, rows
from modeldex.tui.dialogs import Ask
from modeldex.tui.export import ask_file, write_text
from modeldex.tui.machines import devices
from modeldex.tui.page import Page
from modeldex.tui.pricing import Answer, Priced, PricedScreen, Question, price
from modeldex.tui.saving import Opened, change_file, reopened
from modeldex.tui.table import RowTable
from modeldex.tui.workloads import FIRST, ask_workload

LOOKS = {"strong": "bold $text-accent", "muted": "$foreground 70%"}
"""How the lines of a bill look."""

WRITTEN = 80
"""Cells of a line that is written into a file."""

_T = TypeVar("_T")


class CostsScreen(PricedScreen[Workload | None]):
    """A table of bills, and below it all that is to be said of one of them."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,tab", "step(1)", "Next model", id="costs.next"),
        Binding("left,h,shift+tab", "step(-1)", "Model before", show=False, id="costs.before"),
        Binding("W", "workload", "Workload", id="costs.workload"),
        Binding("m", "machines", "Machines", id="costs.machines"),
        Binding("x", "mix", "Mix", id="costs.mix"),
        Binding("p", "plot", "Plot", id="costs.plot"),
        Binding("w", "save", "Save", id="costs.save"),
        Binding("e", "export", "Export", id="costs.export"),
        Binding("escape,q", "back", "Back", id="costs.back"),
        Binding("enter", "details", "All facts", id="costs.details"),
    ]

    def __init__(
        self,
        entries: tuple[Entry, ...],
        workload: Workload | None = None,
        opened: Opened | None = None,
    ) -> None:
        """Price `entries`, those of the shortlist `opened` if there is one to save into."""
        super().__init__()
        self._opened = opened
        known = {entry.id for entry in entries}
        mix = opened.shortlist.mix if opened else None
        kept = mix if mix and known.issuperset(part.id for part in mix.parts) else None
        self.question = Question(entries=entries, workload=workload or FIRST, mix=kept)
        """What the bills are asked for."""

        self.answer: Answer | None = None
        """What was answered last; None until the first answer is there."""

        self._chosen: Workload | None = None

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        table = RowTable(COLUMNS, id="bills")
        table.can_focus = False  # its cursor goes left and right, and the page takes up and down
        yield table
        yield Page(self._text, id="bill")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Ask for the bills."""
        self.query_one(Page).focus()
        self._ask(self.question)

    @property
    def _table(self) -> RowTable:
        return self.query_one(RowTable)

    @property
    def entry(self) -> Entry | None:
        """Return the entry whose bills are shown; None for the mix."""
        at = self._table.cursor
        return self.question.entries[at] if at < len(self.question.entries) else None

    def _ask(self, question: Question) -> None:
        self.question = question
        self._show()
        price(self.app, self, question)

    def on_priced(self, event: Priced) -> None:
        """Show the bills that have come, if they are still asked for."""
        if event.answer.question is self.question:
            self.answer = event.answer
            self._show()
            self.run_deferred()

    @property
    def is_pricing(self) -> bool:
        """Whether the bills of the question are being computed."""
        return self.answer is None or self.answer.question is not self.question

    def _show(self) -> None:
        question, answer = self.question, self.answer
        drawn = rows(question, answer)
        self._table.styles.height = len(drawn) + 1
        self._table.show_rows(lambda start, stop: drawn[start:stop], len(drawn), self._table.cursor)
        for_what = f"costs · {question.workload.name}{' · pricing…' if self.is_pricing else ''}"
        saved = self._opened.shortlist.name if self._opened else ""
        unsaved = "" if not self._opened or self._is_saved(self._opened) else " (w saves)"
        self.query_one(StatusLine).show(f"modeldex · {for_what}", f"{saved}{unsaved}")

    def _is_saved(self, opened: Opened) -> bool:
        kept = (opened.shortlist.workload, opened.shortlist.mix)
        return kept == (self.question.workload, self.question.mix)

    @on(RowTable.Highlighted)
    def _show_page(self) -> None:
        self.query_one(Page).show(self._text)

    def _text(self, width: int) -> Content:
        """Return all there is to say of the row under the cursor, in lines of `width` cells."""
        lines = self.lines(width)
        return Content("\n").join(Content.styled(text, LOOKS.get(look, "")) for text, look in lines)

    def lines(self, width: int) -> list[Line]:
        """Return the bills of the entry under the cursor, or of the mix, and what they assume."""
        answer = self.answer
        if answer is None:
            return [("The bills are being worked out.", "muted")]
        question, entry = answer.question, self.entry
        found: list[Line] = []
        if entry is not None:
            found += statements.overview_lines(answer.bills.overviews[entry.id], width)
            found += _break_even(answer.bills, entry, width)
        elif answer.mixed is not None:
            found += statements.mix_lines(*answer.mixed, width)
        found += [("", ""), *statements.workload_lines(question.workload, width)]
        if question.assumptions:
            found.append((f"Of machines: {clean(question.assumptions)}", ""))
        return found

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no way to save where there is nothing to save into."""
        del parameters
        return action != "save" or self._opened is not None

    def action_back(self) -> None:
        """Go back, with the workload that was chosen here if one was."""
        self.dismiss(self._chosen)

    def action_step(self, step: int) -> None:
        """Show the next bill."""
        self._table.cursor = (self._table.cursor + step) % self._table.count

    def action_workload(self) -> None:
        """Ask what the model is for."""

        def given(workload: Workload | None) -> None:
            if workload is not None:
                self._chosen = workload
                self._ask(replace(self.question, workload=workload))

        ask_workload(self.app, self.question.workload, given)

    def action_machines(self) -> None:
        """Ask what is assumed of machines."""
        words = ", ".join(("device", "quantization", *cost.HOSTING_KEYS))
        heading = f"Machines, such as device=h100-80gb quantization=q4 years=4. Keys: {words}"

        def read(text: str) -> Question:
            cost.fleet(devices(), text)
            return replace(self.question, assumptions=text)

        self._ask_text(heading, self.question.assumptions, read, self._ask)

    def action_mix(self) -> None:
        """Ask for the shares of the traffic."""
        mix = self.question.mix
        shares = cost.mix_text(mix) if mix else _even(self.question.entries)
        heading = "Shares of the traffic in percent, such as A=80,B=20; 0 for no mix"

        def read(text: str) -> Question:
            return replace(self.question, mix=None if text == "0" else self._mix(text))

        self._ask_text(heading, shares, read, self._ask)

    def _mix(self, text: str) -> Mix:
        """Return the mix with ids as they are here; raises UsageError for one that is not."""
        ids = {entry.id.casefold(): entry.id for entry in self.question.entries}
        parts = []
        for part in cost.parse_mix(text).parts:
            if part.id.casefold() not in ids:
                raise UsageError(f"{clean(part.id)} is not here; {instead(part.id, ids.values())}")
            parts.append(replace(part, id=ids[part.id.casefold()]))
        return Mix(parts=tuple(parts))

    def _ask_text(
        self, heading: str, text: str, read: Callable[[str], _T], done: Callable[[_T], None]
    ) -> None:
        """Ask for a line until `read` takes it, and hand on what it made of it."""

        def typed(line: str | None) -> None:
            if line is None:
                return
            try:
                found = read(line)
            except ModeldexError as error:
                self.app.tell(str(error), severity="error")
                self._ask_text(heading, line, read, done)
            else:
                done(found)

        self.app.push_screen(Ask(heading, text), typed)

    def action_plot(self) -> None:
        """Draw cost against volume, the pairs of this entry first."""
        from modeldex.tui.plots import VIEWS, PlotsScreen
        from modeldex.tui.volumes import volume_views

        if self.answer is None:
            self.app.tell("The bills are being worked out.")
            return
        entries, at = self.question.entries, self.entry
        ids = [entry.id for entry in entries]
        views = volume_views(self.answer.bills, ids, at.id if at else None)
        if not views:
            self.app.tell("No bill by API stands beside one on machines: there is no break-even.")
        self.app.push_screen(PlotsScreen(entries, (*views, *VIEWS)))

    def action_save(self) -> None:
        """Write the workload and the mix into the shortlist."""
        opened, question = self._opened, self.question
        if opened is None:
            return

        def change(old: Shortlist) -> Shortlist:
            return set_workload(old, question.workload, question.mix, self.app.today())

        def done() -> None:
            self._opened = reopened(self.app, opened)
            self._show()

        change_file(self.app, opened, change, done)

    def action_export(self) -> None:
        """Ask for a file and write the bills under the cursor into it."""

        def text() -> str:
            return "\n".join(text for text, _ in self.lines(WRITTEN)) + "\n"

        def write(path: Path) -> None:
            self.when_priced(lambda: write_text(self.app, path, text()))

        ask_file(self.app, "the bills as text", "costs.txt", write)

    def action_details(self) -> None:
        """Show every fact of the entry whose bills are shown."""
        if self.entry is not None:
            self.app.show_details(self.entry)


def _even(entries: tuple[Entry, ...]) -> str:
    """Return equal shares in whole percent, to begin with."""
    each, left = divmod(100, len(entries))
    shares = (each + (place < left) for place in range(len(entries)))
    return ",".join(f"{entry.id}={share}" for entry, share in zip(entries, shares, strict=True))


def _break_even(bills: Bills, entry: Entry, width: int) -> Iterable[Line]:
    """Return where the entry breaks even with each other, by API and on machines."""
    own = [one for one in bills.pairs if entry.id in {one.hosted_id, one.api_id}]
    if own:
        yield "", ""
        yield from statements.break_even_lines(sorted(own, key=cost.soonest), width)
