"""What stands in place of the table when nothing matches: the way out."""

from textual.message import Message

from modeldex.criteria import Condition, Word, part_to_text
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.searcher import Answer
from modeldex.tui.table import RowTable

Part = Word | Condition


class NothingFound(RowTable):
    """For each condition whose loss would help: what is dropped and how many that gives."""

    class Dropped(Message):
        """A condition was chosen to be dropped."""

        def __init__(self, part: Part) -> None:
            super().__init__()
            self.part = part

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        column = Column(key="text", heading="Nothing matches", width=40, flexible=True)
        super().__init__((column,), id=id)
        self._relaxations: tuple[tuple[Part, int], ...] = ()

    def show_answer(self, answer: Answer, *, building: bool) -> None:
        """Show what would help, or that rows are still on their way."""
        at = self.cursor if self._relaxations == answer.found.relaxations else 0
        self._relaxations = answer.found.relaxations
        if building and not answer.found.searched:
            lines = ["Reading the catalogue; the first rows are on their way."]
        elif self._relaxations:
            lines = [
                f"Enter: drop {part_to_text(part)} · {count:,} match"
                for part, count in self._relaxations
            ]
        else:
            lines = ["No single condition is to blame. Esc clears the filter."]
        rows: list[Row] = [[Cell(line)] for line in lines]
        self.show_rows(lambda start, stop: rows[start:stop], len(rows), at)

    def action_choose(self) -> None:
        """Drop the condition under the cursor."""
        if self.cursor < len(self._relaxations):
            self.post_message(self.Dropped(self._relaxations[self.cursor][0]))
