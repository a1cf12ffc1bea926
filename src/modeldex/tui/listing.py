"""One entry as one row of the table."""

from modeldex.entry import Entry
from modeldex.fields import FIELDS, UNKNOWN, Kind, show
from modeldex.store import Order
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.searcher import Answer

MARK = "●"

COLUMNS = (
    Column(key="mark", heading="", width=1),
    Column(key="id", heading="Model", width=24, flexible=True, wanted=32),
    Column(key="open", heading="Openness", width=12, priority=1),
    Column(key="params", heading="Params", width=7, right=True, priority=4),
    Column(key="ctx", heading="Context", width=8, right=True, priority=3),
    Column(key="price.in", heading="$ in/M", width=7, right=True, priority=2),
    Column(key="price.out", heading="$ out/M", width=8, right=True, priority=5),
    Column(key="license", heading="Licence", width=16, priority=7),
    Column(key="downloads", heading="Downl.", width=7, right=True, priority=8),
    Column(key="likes", heading="Likes", width=6, right=True, priority=9),
    Column(key="released", heading="Released", width=10, priority=6),
    Column(key="task", heading="Task", width=20, priority=10),
    Column(key="score.text", heading="Arena", width=6, right=True, priority=11),
)
"""What the table shows, from left to right."""

SORTS: tuple[tuple[str | None, str], ...] = (
    (None, "Relevance"),
    *((column.key, FIELDS[column.key].heading) for column in COLUMNS if column.key in FIELDS),
)
"""What the table can be sorted by: the key of a field and its heading, which is not abbreviated."""


def first_order(key: str | None) -> Order:
    """Return the order in which a column is wanted first: the cheapest, most or newest on top."""
    field = FIELDS.get(key or "")
    rising = field is not None and (field.better < 0 or field.kind is Kind.CHOICE)
    return Order(key=key, descending=not rising)


LOOKS = {
    "open-source": "good",
    "open-weights": "good",
    "restricted": "fair",
    "proprietary": "poor",
    "unknown": "muted",
}
"""Colours of the openness classes; the word beside them says the same."""


def summary(answer: Answer, marks: int, *, is_building: bool) -> str:
    """Return how much is shown, of how much, and what is special about it."""
    of = f" of {answer.found.searched:,}" if answer.question.criteria else ""
    parts = ["modeldex", f"{answer.found.total:,}{of} models"]
    if answer.found.similar:
        parts.append("nothing matches exactly, these are spelled alike")
    if marks:
        parts.append(f"{marks} marked")
    if is_building:
        parts.append("reading the catalogue …")
    return " · ".join(parts)


def row(entry: Entry, *, marked: bool) -> Row:
    """Return the cells of `entry`, in the order of COLUMNS."""
    return [_cell(column.key, entry, marked=marked) for column in COLUMNS]


def _cell(key: str, entry: Entry, *, marked: bool) -> Cell:
    match key:
        case "mark":
            return Cell(MARK if marked else " ", "mark")
        case "id":
            return Cell(entry.id, "muted" if entry.gone else "mark" if marked else "strong")
        case "license":
            return Cell(entry.license or UNKNOWN, "" if entry.license else "muted")
        case "open":
            return Cell(entry.openness.value, LOOKS[entry.openness])
    shown = show(FIELDS[key], FIELDS[key].read(entry))
    return Cell(shown, "muted" if shown == UNKNOWN else "")
