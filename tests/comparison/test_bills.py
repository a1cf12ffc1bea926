"""The bills of a workload as rows of a comparison."""

import json
from dataclasses import replace

from modeldex import cost
from modeldex.comparison import Row, against, compare, to_json, to_markdown, to_text
from modeldex.comparison.bills import CLOSED, Bills, bills_of, priced
from modeldex.cost import SelfHosting, Workload
from modeldex.entry import Entry, Openness, changed
from tests.cost.worked import CARD, CHAT, MIXTURE, SOURCE, offer
from tests.examples import TODAY

HOSTINGS = (SelfHosting(device=replace(CARD, list_price_usd=None)),)
SOLD = changed(MIXTURE, offers=(offer(1, 4), offer(2, 8, provider="dear")))
CLOSED_ENTRY = changed(
    SOLD, id="acme/closed", openness=Openness.PROPRIETARY, parameters=None, offers=(offer(10, 40),)
)
UNSOLD = changed(MIXTURE, id="acme/unsold", offers=())
THREE = (SOLD, CLOSED_ENTRY, UNSOLD)


def _bills(entries: tuple[Entry, ...] = THREE, workload: Workload = CHAT) -> Bills:
    return bills_of(entries, workload, HOSTINGS)


def _rows(entries: tuple[Entry, ...], bills: Bills) -> dict[str, Row]:
    comparison = priced(compare(entries, today=TODAY), bills)
    rows = [row for section in comparison.sections for row in section.rows]
    return {row.field.key: row for row in rows}


def test_each_way_to_run_an_entry_has_a_row_at_the_top_of_the_costs() -> None:
    """The amounts are those of the bills, with the place; what is not known is unknown."""
    rows, overview = _rows(THREE, _bills()), _bills().overviews[SOLD.id]
    assert overview.cheapest
    assert overview.rented
    api, rented = overview.cheapest[1].per_month, overview.rented.bill.per_month
    said = [cell.text for cell in rows["bill.api"].cells]
    assert said[0] == f"{cost.money_text(api)} by acme"
    assert said[2] == "?"
    told = [cell.text for cell in rows["bill.rented"].cells]
    assert told == [f"{cost.money_text(rented)} on {CARD.name}", CLOSED, told[0]]
    assert [cell.text for cell in rows["bill.owned"].cells] == ["?", CLOSED, "?"]
    assert rows["bill.api"].cells[0].source == SOURCE
    comparison = priced(compare(THREE, today=TODAY), _bills())
    costs = next(one for one in comparison.sections if one.group.value == "Cost")
    assert costs.rows[0].field.key == "bill.api"


def test_break_even_is_that_of_the_entry_itself_where_it_can_be_run() -> None:
    """Else of the first of the others, or, where nobody sells it, against the first seller."""
    cells = _rows(THREE, _bills())["bill.break-even"].cells
    assert [cell.text for cell in cells] == [
        "30,000 requests a day, rented",
        f"3,000 requests a day, rented {SOLD.id}",
        f"3,000 requests a day, rented, against {CLOSED_ENTRY.id}",
    ]


def test_only_entries_that_are_compared_break_even_with_each_other() -> None:
    """Bills may know more entries than there are columns."""
    cells = _rows((UNSOLD, SOLD), _bills())["bill.break-even"].cells
    assert all(CLOSED_ENTRY.id not in cell.text for cell in cells)
    alone = _rows((CLOSED_ENTRY,), _bills())["bill.break-even"].cells
    assert [cell.text for cell in alone] == ["?"]


def test_best_is_what_costs_no_more_than_any_other_can() -> None:
    """A range that reaches above another's lower limit is not best, nor is that other."""
    half = replace(CHAT, cached_share=0.5, written_share=0)
    ranged = changed(SOLD, id="acme/ranged", offers=(offer(1, 4),))
    within = changed(
        SOLD, id="acme/within", offers=(offer(1, 4, cached_input_usd_per_million_tokens=0.9),)
    )
    below = changed(
        SOLD, id="acme/below", offers=(offer(0.1, 0.4, cached_input_usd_per_million_tokens=0.1),)
    )
    two = (ranged, within)
    assert [cell.best for cell in _rows(two, _bills(two, half))["bill.api"].cells] == [False, False]
    three = (*two, below)
    best = [cell.best for cell in _rows(three, _bills(three, half))["bill.api"].cells]
    assert best == [False, False, True]


def test_a_workload_that_no_offer_takes_is_not_possible() -> None:
    """The reason stands in the place of the amount; it is not unknown."""
    large = replace(CHAT, context_tokens=2_000_000)
    cell = _rows((SOLD,), _bills((SOLD,), large))["bill.api"].cells[0]
    assert cell.text == "not possible: needs a context of 2,000,000 tokens, has 1,000,000"
    assert not cell.unknown


def test_every_form_says_what_the_bills_are_for() -> None:
    """Text and Markdown in a sentence, JSON as a key, with limits in place of a text."""
    bills = _bills(workload=replace(CHAT, cached_share=0.5, written_share=0))
    comparison = priced(compare(THREE, today=TODAY), bills)
    sentence = f"Bills in USD a month, for the workload {cost.workload_text(bills.workload)}."
    assert sentence in to_markdown(comparison).replace("\\", "")
    assert sentence in " ".join(to_text(comparison).split())
    data = json.loads(json.dumps(to_json(comparison)))
    assert data["workload"] == cost.workload_text(bills.workload)
    row = next(row for row in data["rows"] if row["key"] == "bill.api")
    low, high = row["cells"][0]["limits"]
    assert low < high
    assert (row["unit"], row["cells"][2]["value"]) == ("USD a month", None)


def test_exact_bills_are_measured_against_a_baseline() -> None:
    """Ten times the price is 900 % more."""
    comparison = against(priced(compare(THREE[:2], today=TODAY), _bills()), 0)
    rows = [row for section in comparison.sections for row in section.rows]
    api = next(row for row in rows if row.field.key == "bill.api")
    assert api.cells[1].difference == "+900 %"


def test_without_any_known_cost_there_is_still_a_group_of_costs() -> None:
    """In its place among the others."""
    bare = changed(UNSOLD, id="acme/bare", parameters=None)
    groups = [s.group for s in priced(compare((bare,), today=TODAY), _bills((bare,))).sections]
    assert "Cost" in [group.value for group in groups]
    order = [group for group in type(groups[0]) if group in groups]
    assert groups == order
