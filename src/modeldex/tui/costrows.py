"""The rows of the table of bills: one an entry, and one for the mix."""

from modeldex import cost
from modeldex.comparison import Cell as Fact
from modeldex.comparison.bills import bill_rows
from modeldex.cost import Money
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.pricing import Answer, Question

COLUMNS = (
    Column(key="id", heading="USD a month", width=16, flexible=True),
    Column(key="api", heading="By API", width=16, right=True),
    Column(key="rented", heading="Rented", width=16, right=True),
    Column(key="owned", heading="Owned", width=16, right=True),
    Column(key="even", heading="Break-even", width=28, priority=1),
)


def rows(question: Question, answer: Answer | None) -> list[Row]:
    """Return the rows; the amounts are blank until there is an answer to the very question."""
    ids = [entry.id for entry in question.entries]
    current = answer if answer is not None and answer.question is question else None
    found: list[Row] = [[Cell(entry_id, "strong")] for entry_id in ids]
    if current is not None:
        *amounts, even = bill_rows(ids, current.bills)
        told = zip(found, even.cells, *(row.cells for row in amounts), strict=True)
        found = [[*row, *map(_amount, facts), _volume(volume)] for row, volume, *facts in told]
    if question.mix is not None:
        shares = "/".join(f"{part.share * 100:.3g}" for part in question.mix.parts)
        found.append([Cell(f"mix of {shares}", "strong"), *_mixed(current)])
    return [[*row, *[Cell("")] * (len(COLUMNS) - len(row))] for row in found]


def _amount(fact: Fact) -> Cell:
    """Return an amount without the place it is had from, which stands below."""
    if fact.limits is None:
        return Cell(fact.text, _look(fact))
    low, high = fact.limits
    money = Money(low_usd_per_month=low, high_usd_per_month=high)
    return Cell(cost.money_text(money), _look(fact))


def _volume(fact: Fact) -> Cell:
    """Return requests a day without whose machines they are, which stands below too."""
    if fact.limits is None:
        return Cell(fact.text.replace(" requests a day", " a day"), _look(fact))
    low, high = (f"{limit:,.0f}" for limit in fact.limits)
    return Cell(f"{low if low == high else f'{low} to {high}'} a day")


def _look(fact: Fact) -> str:
    """Tell amounts from what stands where there is none."""
    if fact.best:
        return "good"
    return "muted" if fact.limits is None else ""


def _mixed(answer: Answer | None) -> list[Cell]:
    if answer is None or answer.mixed is None:
        return []
    return [Cell(cost.money_text(answer.mixed[0].per_month))]
