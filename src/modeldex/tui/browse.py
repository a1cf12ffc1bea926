"""The first screen: the filter, what it leaves, and the facts of the entry under the cursor."""

import gc
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from modeldex.criteria import Criteria, CriteriaError, parse, to_text
from modeldex.entry import Entry
from modeldex.store import Order
from modeldex.tui.chrome import Chips, KeyLine, StatusLine
from modeldex.tui.detailpane import DetailPane
from modeldex.tui.entrytable import EntryTable
from modeldex.tui.facets import FacetPanel, toggle
from modeldex.tui.filterbox import FilterBox
from modeldex.tui.host import Host
from modeldex.tui.lineview import Pile, Row
from modeldex.tui.listing import SORTS, first_order, summary
from modeldex.tui.messages import EntriesFound
from modeldex.tui.oneframe import OneFrame
from modeldex.tui.searcher import Answer, Question
from modeldex.tui.table import RowTable

DETAIL_DELAY = 0.05
"""Seconds the cursor must rest before the facts are drawn, so that a held key stays smooth."""


class BrowseScreen(Screen[None]):
    """One table of every model, and what narrows it."""

    app: Host
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (170, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 - Textual declares both
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "focus_filter", "Search", priority=True, id="browse.search"),
        Binding("space", "mark", "Mark", id="browse.mark"),
        Binding("c", "app.compare_marked", "Compare", id="browse.compare"),
        Binding("w", "save", "Save", id="browse.save"),
        Binding("l", "app.shortlists", "Lists", id="browse.shortlists"),
        Binding("f", "facets", "Filters", priority=True, id="browse.facets"),
        Binding("s", "sort", "Sort", id="browse.sort"),
        Binding("r", "app.sync", "Sync", id="browse.sync"),
        Binding("h", "app.changes", "Changes", id="browse.changes"),
        Binding("S", "reverse", "Reverse", show=False, id="browse.reverse"),
        Binding("x", "clear_marks", "Clear marks", show=False, id="browse.clear-marks"),
        Binding("backspace", "drop_last", "Drop last filter", show=False, id="browse.drop-last"),
        Binding("escape", "back", "Back, clear filter", show=False, id="browse.back"),
        Binding("o", "open_page", "Open in browser", show=False, id="browse.open"),
        Binding("y", "copy", "Copy id", show=False, id="browse.copy"),
    ]

    def __init__(self, answer: Answer, filter_text: str = "") -> None:
        super().__init__()
        self._filter_text = filter_text
        self._answer = answer
        self._wanted = answer.question
        self._resting: Timer | None = None
        self._one_frame = OneFrame(self)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield FilterBox(self._filter_text, id="filter")
        yield Chips(id="chips")
        with Row(id="body"):
            yield FacetPanel(id="facets")
            with Pile(id="results"):
                yield EntryTable(self._answer, id="table")
                yield DetailPane(id="detail")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the first rows in the first frame."""
        self.query_one(Chips).show_criteria(self.criteria)
        self._show(self._answer)
        self.set_focus(self._table)
        self.watch(self.app, "marks", self.marks_changed, init=False)

    @property
    def criteria(self) -> Criteria:
        """Return the filter whose result is shown or on its way."""
        return self._wanted.criteria

    @property
    def entry(self) -> Entry | None:
        """Return the entry under the cursor; None where nothing matches."""
        return self._table.entry

    @property
    def _table(self) -> EntryTable:
        return self.query_one(EntryTable)

    def ask(self, criteria: Criteria | None = None, order: Order | None = None) -> None:
        """Ask for another filter or another order; what is not given stays."""
        self._wanted = Question(
            criteria=self._wanted.criteria if criteria is None else criteria,
            order=self._wanted.order if order is None else order,
            rows=max(self._table.page_rows, 10),
            spot=self._table.spot,
        )
        self.app.searcher.ask(self._wanted)
        self._one_frame.begin()

    def narrow(self, criteria: Criteria) -> None:
        """Ask for a filter that was not typed, and write it into the box."""
        with self.prevent(Input.Changed):
            box = self.query_one(FilterBox)
            box.value = to_text(criteria)
            box.cursor_position = len(box.value)
        self.query_one(Chips).show_criteria(criteria)
        self.ask(criteria)

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        self._take(event.value, strict=False)

    def _take(self, text: str, *, strict: bool) -> bool:
        """Ask for the filter that was typed, or say what is wrong with it and return False."""
        try:
            criteria = parse(text, strict=strict, room_of=self.app.room_of)
        except CriteriaError as error:
            self.query_one(Chips).show_error(str(error))
            return False
        self.query_one(Chips).show_criteria(criteria)
        if criteria != self.criteria:
            self.ask(criteria)
        return True

    @on(Input.Submitted, "#filter")
    def _filter_submitted(self, event: Input.Submitted) -> None:
        if self._take(event.value, strict=True):
            self.action_focus_table()

    @on(EntriesFound)
    def _entries_found(self, event: EntriesFound) -> None:
        if event.answer.question != self._wanted:
            return
        spot = event.answer.question.spot
        if event.answer.question == self._answer.question and spot != self._table.spot:
            self.ask()  # The cursor has moved on: where its entry stands now is not known.
        else:
            self._one_frame.end()
            self._show(event.answer)

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self.query_one(FacetPanel).show_found(answer.found)
        self._table.show_answer(answer, building=self.app.is_building)
        self.show_status()

    def show_status(self) -> None:
        """Say how much is shown, how it is sorted and how old it is."""
        left = summary(self._answer, len(self.app.marks), is_building=self.app.is_building)
        self.query_one(StatusLine).show(left, self.app.age)

    @on(RowTable.Highlighted, "#table")
    def _highlighted(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(DETAIL_DELAY, self._show_detail)

    def _show_detail(self) -> None:
        self.query_one(DetailPane).show_entry(self.entry, self.app.today())
        gc.collect(1)  # Now nobody waits for a key: see `launch`.

    @on(RowTable.Chosen, "#table")
    def action_details(self) -> None:
        """Show every fact of the entry under the cursor on a screen of its own.

        Where nothing matches, take out the part of the filter that the line names.
        """
        if self.entry is not None:
            self.app.show_details(self.entry)
        elif self._table.dropped is not None:
            self.narrow(self.criteria.without(self._table.dropped))

    @on(RowTable.HeadingClicked)
    def _heading_clicked(self, event: RowTable.HeadingClicked) -> None:
        self.sort_by(event.key)

    @on(FacetPanel.Toggled)
    def _facet_toggled(self, event: FacetPanel.Toggled) -> None:
        self.narrow(toggle(self.criteria, event.key, event.choice))

    @on(Chips.Removed)
    def _part_removed(self, event: Chips.Removed) -> None:
        self.narrow(self.criteria.without(event.part))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `/` and `f` to the filter while it is typed in.

        Everywhere else they come before the keys of the widgets and move the focus at once, so
        that letters typed in the same instant already belong to where they lead.
        """
        del parameters
        moves = action in {"focus_filter", "facets"}
        return not (moves and isinstance(self.focused, FilterBox))

    def action_focus_filter(self) -> None:
        """Go to the filter."""
        self.set_focus(self.query_one(FilterBox))

    def action_focus_table(self) -> None:
        """Go to the table."""
        self.set_focus(self._table)

    def action_facets(self) -> None:
        """Go to the facets, showing them where they are hidden; from there, go back."""
        panel = self.query_one(FacetPanel)
        if panel.has_focus:
            self.remove_class("-facets")
            self.action_focus_table()
        else:
            self.add_class("-facets")
            self.set_focus(panel)

    def action_back(self) -> None:
        """Leave the facets, or else put away what a sync has said, or else clear the filter."""
        if self.query_one(FacetPanel).has_focus:
            self.action_facets()
        elif self.app.put_away():
            self.action_focus_table()
        else:
            self.narrow(Criteria())
            self.action_focus_table()

    def action_drop_last(self) -> None:
        """Take the last part out of the filter."""
        if self.criteria.parts:
            self.narrow(self.criteria.without(self.criteria.parts[-1]))

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or take its mark off, and go on to the next row."""
        panel = self.query_one(FacetPanel)
        if panel.has_focus:
            panel.action_choose()
        elif self.entry is not None:
            self.app.toggle_mark(self.entry.id)
            self._table.forget_rows()
            self._table.cursor += 1

    def action_clear_marks(self) -> None:
        """Take every mark off."""
        self.app.set_marks(())

    def marks_changed(self) -> None:
        """Draw the marks as they are now."""
        self._table.forget_rows()
        self.show_status()

    def action_sort(self) -> None:
        """Ask for the column to sort by."""
        from modeldex.tui.dialogs import Pick

        keys = [key for key, _ in SORTS]
        now = self._wanted.order.key

        def sort(index: int | None) -> None:
            if index is not None:
                self.sort_by(keys[index])

        headings = [heading for _, heading in SORTS]
        self.app.push_screen(Pick("Sort by", headings, keys.index(now)), sort)

    def action_reverse(self) -> None:
        """Turn the order round."""
        order = self._wanted.order
        if order.key is not None:
            self.ask(order=replace(order, descending=not order.descending))

    def sort_by(self, key: str | None) -> None:
        """Sort by a column; by the same column again, the other way round."""
        if key is not None and key == self._wanted.order.key:
            self.action_reverse()
        elif key in dict(SORTS):
            self.ask(order=first_order(key))

    def action_save(self) -> None:
        """Save the marked entries as a shortlist."""
        self.app.save_marked(self.criteria)

    def action_open_page(self) -> None:
        """Open the page of the entry under the cursor."""
        if self.entry is not None:
            self.app.open_page(self.entry)

    def action_copy(self) -> None:
        """Copy the id of the entry under the cursor."""
        if self.entry is not None:
            self.app.copy_text(self.entry.id)
