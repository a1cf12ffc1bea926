"""What a workload costs, as rows of a comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from modeldex import cost
from modeldex.comparison.sellers import named
from modeldex.comparison.sides import Cell, Comparison, Row, Section
from modeldex.cost import Bill, Hosted, Overview, SelfHosting, Workload
from modeldex.entry import Entry, Source
from modeldex.fields import UNKNOWN, Field, Group, Kind, Unit

CLOSED = "no weights"
"""What stands for machines of one's own where there is nothing to run on them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bills:
    """What one workload costs with each of some entries."""

    workload: Workload
    overviews: Mapping[str, Overview]
    """By the id of the entry."""

    pairs: tuple[cost.Comparison, ...]
    """Each entry on machines of one's own beside each by API."""


def bills_of(
    entries: Iterable[Entry], workload: Workload, hostings: Sequence[SelfHosting]
) -> Bills:
    """Return the bills of all `entries`; for eight of them on all devices that takes 0.5 s."""
    overviews = {entry.id: cost.overview(entry, workload, hostings) for entry in entries}
    pairs = cost.comparisons(overviews.values(), workload)
    return Bills(workload=workload, overviews=overviews, pairs=pairs)


def priced(comparison: Comparison, bills: Bills) -> Comparison:
    """Return the comparison with the bills of each entry at the top of its costs.

    `bills` knows all entries that are compared, and may know more.
    """
    rows = bill_rows([entry.id for entry in comparison.entries], bills)
    own = Section(
        group=Group.COST,
        differing=tuple(row for row in rows if row.differs),
        equal=tuple(row for row in rows if not row.differs),
    )
    sections = {section.group: section for section in comparison.sections}
    old = sections.get(Group.COST, own)
    if old is not own:
        own = replace(own, differing=own.differing + old.differing, equal=own.equal + old.equal)
    sections[Group.COST] = own
    return replace(
        comparison,
        sections=tuple(sections[group] for group in Group if group in sections),
        workload=cost.workload_text(bills.workload),
    )


def bill_rows(ids: Sequence[str], bills: Bills) -> tuple[Row, ...]:
    """Return by API, rented, owned and break-even, each with a cell for every one of `ids`."""
    overviews = [bills.overviews[entry_id] for entry_id in ids]
    return (
        _row(API, [_sold(one) for one in overviews]),
        _row(RENTED, [_on(one, one.rented) for one in overviews]),
        _row(OWNED, [_on(one, one.owned) for one in overviews]),
        _row(BREAK_EVEN, [_even(entry_id, ids, bills.pairs) for entry_id in ids]),
    )


def _field(key: str, heading: str, about: str, unit: Unit, better: int = 0) -> Field:
    return Field(
        key=key,
        heading=heading,
        kind=Kind.NUMBER,
        group=Group.COST,
        # A bill is not a fact of an entry alone, so nothing can be read from one.
        read=lambda _entry: None,
        about=about,
        unit=unit,
        better=better,
    )


_bill_field = partial(_field, unit=Unit.USD_PER_MONTH, better=-1)
API = _bill_field("bill.api", "API bill a month", "the workload at the cheapest offer")
RENTED = _bill_field("bill.rented", "Rented a month", "the workload on rented machines")
OWNED = _bill_field("bill.owned", "Owned a month", "the workload on bought machines")
BREAK_EVEN = _field(
    "bill.break-even",
    "Break-even",
    "requests from which machines cost no more than the API",
    Unit.REQUESTS_PER_DAY,
)


def _sold(overview: Overview) -> Cell:
    """Return the bill of the cheapest offer; unknown where nobody is known to sell the entry."""
    if overview.cheapest is not None:
        offer, bill = overview.cheapest
        return _cell(bill, f"by {named(offer)}", offer.source, contested=offer.doubtful)
    refusals = [bill.refusal for _, bill in overview.offers]
    if refusals and all(refusals):
        return _told(f"not possible: {refusals[0]}")
    return _told(None)


def _on(overview: Overview, hosted: Hosted | None) -> Cell:
    if not cost.weights_available(overview.entry):
        return _told(CLOSED)
    if hosted is None:
        return _told(None)
    device = hosted.hosting.device
    if hosted.bill.per_month is None:
        refusal = hosted.bill.refusal
        return _told(refusal and f"not possible: {refusal}")
    source = device.source if hosted is overview.owned else device.rent_source or device.source
    return _cell(hosted.bill, f"on {device.name}", source)


def _cell(bill: Bill, place: str, source: Source, *, contested: bool = False) -> Cell:
    money = bill.per_month
    if money is None:
        return _told(None)
    text = f"{cost.money_text(money)} {place}"
    limits = round(money.low_usd_per_month, 6), round(money.high_usd_per_month, 6)
    return Cell(
        value=limits[0] if money.exact else text,
        text=text,
        best=False,
        source=source,
        contested=contested,
        limits=limits,
    )


def _told(said: str | None, source: Source | None = None) -> Cell:
    """Return a cell that has words in place of an amount; None is unknown."""
    return Cell(value=said, text=said or UNKNOWN, best=False, source=source, contested=False)


def _even(entry_id: str, ids: Sequence[str], pairs: Iterable[cost.Comparison]) -> Cell:
    """Return where machines begin to cost no more than the entry's cheapest offer.

    They run the entry itself if its weights can be had, else that of the others with which it
    happens first. What nobody sells is set against the API of another, in the same way.
    """
    known = [one for one in pairs if one.hosted_id in ids and one.api_id in ids]
    itself = [one for one in known if one.api_id == one.hosted_id == entry_id]
    sold = [one for one in known if one.api_id == entry_id]
    hosted = [one for one in known if one.hosted_id == entry_id]
    found = min(itself or sold or hosted, key=cost.soonest, default=None)
    if found is None:
        return _told(None)
    partner = ""
    if found.hosted_id != entry_id:
        partner = f" {found.hosted_id}"
    elif found.api_id != entry_id:
        partner = f", against {found.api_id}"
    low, high = found.break_even.low_requests_per_day, found.break_even.high_requests_per_day
    told = _told(f"{cost.volume_text(found.break_even)}, {found.way}{partner}", found.offer.source)
    return told if low is None or high is None else replace(told, limits=(low, high))


def _row(field: Field, cells: Sequence[Cell]) -> Row:
    """Return the row, with the best marked: what costs no more than any other can."""
    amounts = [cell.limits for cell in cells if cell.limits is not None]
    marked = tuple(
        replace(
            cell,
            best=field.better < 0
            and cell.limits is not None
            and len({*amounts}) > 1
            and all(cell.limits[1] <= low or cell.limits == (low, high) for low, high in amounts),
        )
        for cell in cells
    )
    return Row(field=field, cells=marked, differs=len({cell.text for cell in cells}) > 1)
