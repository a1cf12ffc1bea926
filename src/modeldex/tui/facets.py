"""The panel that counts what the current filter leaves, and narrows it further."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from textual.message import Message

from modeldex.criteria import Condition, Criteria, Interval, Special
from modeldex.fields import FIELDS, Kind, show_number
from modeldex.store import Found
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.table import RowTable

PANEL = ("open", "license", "task", "org", "in", "out", "params", "ctx", "price", "lib", "lang")
"""The facets, in the order of the panel."""

SHORT = 6
"""Values of a facet that are shown until it is opened."""

Choice = str | Interval | None
"""A value of a facet; None stands for the entries whose fact is unknown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the panel."""

    key: str
    choice: Choice = None
    count: int | None = None
    """Entries that have the value; None on the line that names the facet."""

    chosen: bool = False
    hidden: int = 0
    """On the line that opens a facet: how many values it would add."""


def label(key: str, choice: Choice) -> str:
    """Return a value of a facet as a person reads it."""
    if choice is None:
        return "unknown"
    if isinstance(choice, str):
        return choice
    unit = FIELDS[key].unit
    low, high = (
        show_number(bound, unit) if isinstance(bound, float | int) else None
        for bound in (choice.low, choice.high)
    )
    if low is None:
        return f"under {high}"
    return f"{low} and up" if high is None else f"{low} to {high}"


def condition_of(key: str, choice: Choice) -> Condition:
    """Return the condition that keeps the entries a line of the panel counts."""
    if choice is None:
        return Condition(key=Special.HAS, values=(key,), negated=True)
    return Condition(key=key, values=(choice,))


def is_chosen(criteria: Criteria, key: str, choice: Choice) -> bool:
    """Return whether the filter asks for a value."""
    if choice is None:
        return condition_of(key, None) in criteria.conditions
    return any(
        condition.key == key and not condition.negated and choice in condition.values
        for condition in criteria.conditions
    )


def toggle(criteria: Criteria, key: str, choice: Choice) -> Criteria:
    """Return the filter with a value added to those of its facet, or taken out again."""
    if choice is None:
        unknown = condition_of(key, None)
        if unknown in criteria.conditions:
            return criteria.without(unknown)
        return replace(criteria, conditions=(*criteria.conditions, unknown))
    for condition in criteria.conditions:
        if condition.key == key and not condition.negated:
            return _toggle_in(criteria, condition, choice)
    added = condition_of(key, choice)
    return replace(criteria, conditions=(*criteria.conditions, added))


def _toggle_in(criteria: Criteria, condition: Condition, choice: str | Interval) -> Criteria:
    if choice in condition.values:
        values = tuple(value for value in condition.values if value != choice)
    else:
        values = (*condition.values, choice)
    changed = tuple(
        replace(old, values=values) if old == condition else old
        for old in criteria.conditions
        if values or old != condition
    )
    return replace(criteria, conditions=changed)


def lines(found: Found, opened: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of the panel, facet by facet; those without any value are left out."""
    for key in PANEL:
        counted = found.facets.get(key, ())
        if not any(choice is not None for choice, _ in counted):
            continue
        yield Line(key=key)
        shown = [
            Line(key=key, choice=choice, count=count, chosen=is_chosen(found.criteria, key, choice))
            for choice, count in counted
        ]
        short = key not in opened and FIELDS[key].kind is Kind.CHOICE
        kept = [line for i, line in enumerate(shown) if not short or i < SHORT or line.chosen]
        yield from kept
        if len(kept) < len(shown):
            yield Line(key=key, hidden=len(shown) - len(kept))


class FacetPanel(RowTable):
    """Counts beside the table; Enter, Space or a click adds a value to the filter."""

    class Toggled(Message):
        """A value was chosen, or taken back."""

        def __init__(self, key: str, choice: Choice) -> None:
            super().__init__()
            self.key = key
            self.choice = choice

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        columns = (
            Column(key="label", heading="", width=12, flexible=True),
            Column(key="count", heading="", width=6, right=True),
        )
        super().__init__(columns, heading=False, id=id)
        self._found: Found | None = None
        self._lines: list[Line] = []
        self._opened: set[str] = set()

    def show_found(self, found: Found) -> None:
        """Show the counts of `found`, with the cursor on the line it stood on if it is left."""
        before = self._lines[self.cursor] if self._lines else None
        self._found = found
        self._lines = list(lines(found, self._opened))
        places = {(line.key, line.choice, line.hidden > 0): i for i, line in enumerate(self._lines)}
        at = places.get((before.key, before.choice, before.hidden > 0), 0) if before else 0
        self.show_rows(self._rows, len(self._lines), at)

    def _rows(self, start: int, stop: int) -> list[Row]:
        return [_row(line) for line in self._lines[start:stop]]

    def action_choose(self) -> None:
        """Toggle the value under the cursor, or open the facet."""
        if not self._lines or self._found is None:
            return
        line = self._lines[self.cursor]
        if line.hidden or (line.count is None and line.key in self._opened):
            self._opened ^= {line.key}
            self.show_found(self._found)
        elif line.count is not None:
            self.post_message(self.Toggled(line.key, line.choice))


def _row(line: Line) -> Row:
    if line.hidden:
        return Cell(f"  … {line.hidden} more", "muted"), Cell("")
    if line.count is None:
        return Cell(FIELDS[line.key].heading, "strong"), Cell("")
    mark = "✓ " if line.chosen else "  "
    look = "mark" if line.chosen else "" if line.choice is not None else "muted"
    return Cell(mark + label(line.key, line.choice), look), Cell(f"{line.count:,}", look or "muted")
