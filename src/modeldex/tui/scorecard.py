"""Entries ranked by what a person weighs: weights, must-haves, bars, and what would change it."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from modeldex.criteria import CriteriaError
from modeldex.entry import Entry
from modeldex.scorecard import CRITERIA, DEFAULT, MOST, Judgement
from modeldex.scorecard import Row as Ranked
from modeldex.text import UNCUT, clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.filterbox import FilterBox
from modeldex.tui.host import Host
from modeldex.tui.lineview import Row as Line
from modeldex.tui.saving import Opened
from modeldex.tui.scorechoices import ask_board, ask_domain, ask_machine
from modeldex.tui.scoredesk import Desk
from modeldex.tui.scorerows import (
    CRITERION_COLUMNS,
    bar_width,
    criterion_bar,
    criterion_rows,
    indexes,
    left_out,
    ranking_columns,
    ranking_row,
    stepped,
)
from modeldex.tui.scorewhy import Why, WhyScreen, told, turns
from modeldex.tui.table import RowTable
from modeldex.weighing import Wishes

if TYPE_CHECKING:
    from modeldex.cost import Workload

_KEYS = tuple(CRITERIA)


class Weights(RowTable):
    """The criteria, with what each weighs and what the entry under the other cursor gets for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "screen.weigh(1)", "More", show=False, id="scorecard.right"),
        Binding("left,h", "screen.weigh(-1)", "Less", show=False, id="scorecard.left"),
    ]


class ScorecardScreen(Screen[None]):
    """A ranked list over the criteria, and the reasons of what is under both cursors."""

    app: Host
    CSS_PATH = "screens.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (36, "-tall")]  # noqa: RUF012 - as declared
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", "Why", id="scorecard.why"),
        Binding("plus,equals_sign", "weigh(1)", "More", id="scorecard.more"),
        Binding("minus", "weigh(-1)", "Less", id="scorecard.less"),
        Binding("slash", "focus_must", "Must", id="scorecard.must"),
        Binding("b", "board", "Board", id="scorecard.board"),
        Binding("m", "machine", "Machine", id="scorecard.machine"),
        Binding("s", "told", "Notes", id="scorecard.notes"),
        Binding("tab,shift+tab", "turn", "List or weights", show=False, id="scorecard.turn"),
        Binding("r", "reset", "Reset weights", show=False, id="scorecard.reset"),
        Binding("i", "details", "All facts", show=False, id="scorecard.details"),
        Binding("o", "open_page", "Open page", show=False, id="scorecard.open"),
        Binding("y", "copy", "Copy id", show=False, id="scorecard.copy"),
        Binding("escape,q", "dismiss(None)", "Back", id="scorecard.back"),
        Binding("f", "domain", "Field of work", id="scorecard.field"),
        *(
            Binding(str(n), f"set({n})", f"Weight {n}", show=False, id=f"scorecard.weight-{n}")
            for n in range(int(MOST) + 1)
        ),
    ]

    def __init__(
        self,
        entries: tuple[Entry, ...],
        opened: Opened | None = None,
        workload: "Workload | None" = None,
    ) -> None:
        """Rank `entries` by the wishes of a shortlist, or by those of the session.

        With a `workload`, cost is ranked by its bills, whatever the shortlist says.
        """
        super().__init__()
        self._entries, self._opened, self._workload = entries, opened, workload
        self._cursor_id = self._fault = ""

    def compose(self) -> ComposeResult:
        """Rank the entries and lay the screen out."""
        self._desk = Desk(self.app, self._entries, self._opened, self._workload)
        yield StatusLine(id="status")
        with Line(id="must-line"):
            yield Static("Must have", id="must-name", markup=False)
            yield FilterBox(self._desk.wishes.must, id="must")
        yield Static(id="removed", markup=False)
        yield RowTable(ranking_columns(self.app.size.width), id="ranking")
        yield Weights(CRITERION_COLUMNS, id="criteria")
        yield Static(id="turns", markup=False)
        yield Static(id="reasons", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the ranking."""
        self._show()
        self._read_must(strict=True)
        self._table.focus()

    @property
    def _table(self) -> RowTable:
        return self.query_one("#ranking", RowTable)

    @property
    def _weights(self) -> Weights:
        return self.query_one(Weights)

    @property
    def row(self) -> Ranked | None:
        """Return the entry under the cursor; None where none is ranked."""
        rows = self._desk.ranking.rows
        return rows[self._table.cursor] if rows else None

    @property
    def criterion(self) -> str:
        """Return the key of the criterion under the cursor."""
        return _KEYS[self._weights.cursor]

    @property
    def judged(self) -> Judgement | None:
        """Return what the criterion makes of the entry; None where it is not counted."""
        judged = self.row.judgements if self.row else ()
        return next((one for one in judged if one.criterion.key == self.criterion), None)

    def _show(self) -> None:
        """Show the ranking, with the cursor on the entry on which it stood."""
        ranking, bar = self._desk.ranking, bar_width(self.app.size.width)
        rows = [ranking_row(row, bar) for row in ranking.rows]
        cursor = indexes(ranking.rows).get(self._cursor_id, 0)
        self._table.show_rows(lambda start, stop: rows[start:stop], len(rows), cursor)
        said = (self._fault, "$text-error") if self._fault else (left_out(ranking), "$text-warning")
        self.query_one("#removed", Static).update(Content.styled(*said))
        wishes, opened = self._desk.wishes, self._desk.opened
        name = f" of {opened.shortlist.name}" if opened else ""
        cost = wishes.workload.name if wishes.workload else "blended price"
        given = filter(None, (f"board {wishes.board}", wishes.machine, wishes.domain, cost))
        count = len(opened.shortlist.members) if opened else len(rows)
        members = f" of {count} members" if count != len(rows) else ""
        left = f"modeldex · scorecard{name} · {len(rows)}{members} ranked"
        self.query_one(StatusLine).show(left, " · ".join(given))

    @on(RowTable.Highlighted, "#ranking")
    def _entry_under_cursor(self) -> None:
        row = self.row
        if row is not None and not isinstance(self.focused, FilterBox):
            self._cursor_id = row.entry.id  # half a filter may leave it out for a moment
        rows = criterion_rows(self._desk.ranking, row, criterion_bar(self.app.size.width))
        table = self._weights
        table.show_rows(lambda start, stop: rows[start:stop], len(rows), table.cursor)

    @on(RowTable.Highlighted, "#criteria")
    def _say(self) -> None:
        """Say what would change first place, and the reasons where there is room for them."""
        sentences = " ".join(turns(self._desk.ranking, self.criterion))
        self.query_one("#turns", Static).update(Content(clean(sentences, UNCUT)))
        judged, row = self.judged, self.row
        reasons = Content(CRITERIA[self.criterion].about)
        if judged is not None and row is not None:
            reasons = self._why(row).one(judged, self.app.size.width - 2)
        self.query_one("#reasons", Static).update(reasons)

    def _why(self, row: Ranked) -> Why:
        return Why(row=row, ranking=self._desk.ranking, catalog=self.app.catalog)

    def on_resize(self, _event: events.Resize) -> None:
        """Give the bars their length on the new width."""
        self._table.show_columns(ranking_columns(self.app.size.width))
        self._show()

    def action_weigh(self, steps: int) -> None:
        """Let the criterion under the cursor weigh more or less."""
        self.action_set(stepped(self._desk.ranking.weights[self.criterion], steps))

    def action_set(self, weight: float) -> None:
        """Let the criterion under the cursor weigh so much."""
        self._weigh({**self._desk.wishes.weights, self.criterion: float(weight)})

    def action_reset(self) -> None:
        """Let every criterion weigh the same."""
        self._weigh(dict.fromkeys(CRITERIA, DEFAULT))

    def _weigh(self, weights: dict[str, float]) -> None:
        self._take(replace(self._desk.wishes, weights=weights))

    def _take(self, wishes: Wishes) -> None:
        """Rank by other wishes at once, and keep them when that is on the screen."""
        if wishes != self._desk.wishes and self._desk.take(wishes):
            self._show()
            self.call_after_refresh(self._desk.save, self._file_changed)

    def _file_changed(self) -> None:
        """Show the wishes that somebody else has written."""
        self.query_one(FilterBox).value = self._desk.wishes.must
        self._show()

    def action_focus_must(self) -> None:
        """Go to the must-haves."""
        self.query_one(FilterBox).focus()

    def action_focus_table(self) -> None:
        """Go back to the ranked list."""
        self._table.focus()

    def action_turn(self) -> None:
        """Go from the ranked list to the weights, or back."""
        (self._weights if self._table.has_focus else self._table).focus()

    @on(Input.Changed, "#must")
    def _must_typed(self) -> None:
        self._read_must(strict=False)

    @on(Input.Submitted, "#must")
    def _must_submitted(self) -> None:
        if self._read_must(strict=True):
            self._table.focus()

    @on(Input.Blurred, "#must")
    def _must_left(self) -> None:
        """Keep the must-haves, once it is clear that they are meant as they stand."""
        if self._read_must(strict=True):
            self._take(replace(self._desk.wishes, must=self.query_one(FilterBox).value.strip()))

    def _read_must(self, *, strict: bool) -> bool:
        """Rank those that pass the filter in the box; or say what is wrong with it."""
        try:
            must = self._desk.read(self.query_one(FilterBox).value, strict=strict)
        except CriteriaError as error:
            self._fault = clean(str(error), UNCUT)
            self._show()
            return False
        self._fault = ""
        if must != self._desk.must:
            self._desk.take(self._desk.wishes, must)
        self._show()
        return True

    def action_board(self) -> None:
        """Ask for the Arena board that counts."""
        ask_board(self.app, self._desk.wishes, self._take)

    def action_machine(self) -> None:
        """Ask for the machine that a model should fit."""
        ask_machine(self.app, self._desk.wishes, self._take)

    def action_domain(self) -> None:
        """Ask for the field of work."""
        ask_domain(self.app, self._entries, self._desk.wishes, self._take)

    @on(RowTable.Chosen)
    def action_why(self) -> None:
        """Show every reason of the entry under the cursor."""
        row = self.row
        if row is None:
            self.app.tell("None of them has all the must-haves.")
            return
        total = f"{100 * row.middle:.1f} ({100 * row.low:.1f} to {100 * row.high:.1f})"
        title = f"why {row.entry.id} has {total}"
        self.app.push_screen(WhyScreen(title, self._why(row).whole))

    def action_told(self) -> None:
        """Show all that is to be said of the ranking as a whole."""
        ranking = self._desk.ranking
        self.app.push_screen(
            WhyScreen("what would change first place", lambda width: told(ranking, width))
        )

    def action_details(self) -> None:
        """Show every fact of the entry under the cursor."""
        if self.row is not None:
            self.app.show_details(self.row.entry)

    def action_open_page(self) -> None:
        """Open the page of the entry under the cursor."""
        if self.row is not None:
            self.app.open_page(self.row.entry)

    def action_copy(self) -> None:
        """Copy the id of the entry under the cursor."""
        if self.row is not None:
            self.app.copy_text(self.row.entry.id)
