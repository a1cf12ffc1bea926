"""The table of the entries that were found."""

from collections.abc import Sequence

from modeldex.entry import Entry
from modeldex.tui.columns import Row
from modeldex.tui.host import Host
from modeldex.tui.listing import COLUMNS, row
from modeldex.tui.searcher import Answer
from modeldex.tui.table import RowTable


class EntryTable(RowTable):
    """One answer as rows; a newer answer to the same question leaves the cursor on its entry."""

    app: Host

    def __init__(self, answer: Answer, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(COLUMNS, id=id)
        self._answer = answer

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

    def show_answer(self, answer: Answer) -> None:
        """Show the rows of an answer: from the top, unless it is the same question again."""
        same = answer.question == self._answer.question
        at = self.cursor if answer.place is None else answer.place
        self._answer = answer
        order = answer.question.order
        self.sorted_by = None if order.key is None else (order.key, order.descending)
        self.show_rows(self._rows, answer.found.total, at if same else 0, steady=same)

    def _entries(self, start: int, stop: int) -> Sequence[Entry]:
        if stop <= len(self._answer.rows):
            return self._answer.rows[start:stop]
        return self.app.searcher.window(self._answer.found, start, stop)

    def _rows(self, start: int, stop: int) -> list[Row]:
        marks = set(self.app.marks)
        return [row(entry, marked=entry.id in marks) for entry in self._entries(start, stop)]
