"""The table of the entries that were found."""

from collections.abc import Sequence

from modeldex.criteria import Condition, Word
from modeldex.entry import Entry
from modeldex.tui.columns import Cell, Row
from modeldex.tui.host import Host
from modeldex.tui.listing import COLUMNS, row
from modeldex.tui.nothing import COLUMNS as NOTHING
from modeldex.tui.nothing import WayOut, ways_out
from modeldex.tui.searcher import Answer
from modeldex.tui.table import RowTable


class EntryTable(RowTable):
    """One answer as rows; a newer answer to the same question leaves the cursor on its entry."""

    app: Host

    def __init__(self, answer: Answer, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(COLUMNS, id=id)
        self._answer = answer
        self._ways_out: tuple[WayOut, ...] = ()

    @property
    def entry(self) -> Entry | None:
        """Return the entry under the cursor; None where nothing matches."""
        at = self.cursor
        found = self._entries(at, at + 1) if self._answer.found.total else ()
        return found[0] if found else None

    @property
    def spot(self) -> tuple[str, int] | None:
        """Return the id of the entry under the cursor and its place; None where nothing matches."""
        return None if self.entry is None else (self.entry.id, self.cursor)

    @property
    def dropped(self) -> Word | Condition | None:
        """The part of the filter that the line under the cursor would take out, where it is one."""
        return self._ways_out[self.cursor].dropped if self._ways_out else None

    def show_answer(self, answer: Answer, *, building: bool) -> None:
        """Show the rows of an answer: from the top, unless it is the same question again.

        Where nothing matches, the ways out are the rows.
        """
        same = answer.question == self._answer.question
        at = self.cursor if answer.place is None else answer.place
        self._answer = answer
        order = answer.question.order
        self.sorted_by = None if order.key is None else (order.key, order.descending)
        found = answer.found
        self._ways_out = () if found.total else tuple(ways_out(found, building=building))
        self.show_columns(COLUMNS if found.total else NOTHING)
        count = found.total or len(self._ways_out)
        self.show_rows(self._rows, count, at if same else 0, steady=same)

    def _entries(self, start: int, stop: int) -> Sequence[Entry]:
        if stop <= len(self._answer.rows):
            return self._answer.rows[start:stop]
        return self.app.searcher.window(self._answer.found, start, stop)

    def _rows(self, start: int, stop: int) -> list[Row]:
        if self._ways_out:
            return [[Cell(way.text)] for way in self._ways_out[start:stop]]
        marks = set(self.app.marks)
        return [row(entry, marked=entry.id in marks) for entry in self._entries(start, stop)]
