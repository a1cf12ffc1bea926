"""What the workload costs with each member, on both sides, and where the two meet."""

from collections.abc import Iterator, Sequence

from modeldex import cost
from modeldex.comparison.sellers import named, sellers
from modeldex.cost import Bill, Hosted, Overview, Weakest, Workload, soonest
from modeldex.cost.money import order
from modeldex.entry import Offer
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.plots.volumes import cost_against_volume
from modeldex.report.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Items,
    Paragraph,
    Picture,
    Rows,
    Section,
    Table,
    table,
)
from modeldex.report.evidence import Evidence, Mixed

_USD = Column(heading="USD a month", right=True)


def costs(evidence: Evidence) -> Section:
    """Return the bills of every member, what they rest on, the break-even, and the mix."""
    workload = evidence.shortlist.workload
    if workload is None:
        text = (
            "No workload is named, so nothing is priced by the month. The prices of tokens are in "
            "the comparison; --workload names a kind of work, and the shortlist can keep one."
        )
        return Section(title="Costs", blocks=(Paragraph(text=text),))
    blocks: list[Block] = [_assumed(workload)]
    if evidence.overviews:
        blocks += [_cheapest(evidence.overviews), *_explained(evidence.overviews)]
        blocks += [_break_even(evidence.pairs)] if evidence.pairs else []
        blocks += _volumes(evidence, workload)
    blocks += [_mix(evidence.mixed)] if evidence.mixed else []
    return Section(title="Costs", blocks=tuple(blocks))


def _assumed(workload: Workload) -> Section:
    blocks: list[Block] = [Facts(pairs=cost.workload_facts(workload))]
    if workload == cost.PRESETS.get(workload.name):
        blocks.append(Paragraph(text="These figures are assumptions:"))
        blocks.append(Items(items=cost.REASONS[workload.name]))
    return Section(title="The work", blocks=tuple(blocks))


def _cheapest(overviews: Sequence[Overview]) -> Table:
    headings: list[str | Column] = ["Model", "Cheapest API", _USD]
    headings += ["Rented machines", _USD, "Owned machines", _USD]
    rows: list[tuple[str | Cell, ...]] = []
    for one in overviews:
        stands = one.cheapest
        api = (named(stands[0]), cost.money_text(stands[1].per_month)) if stands else _none(one)
        rows.append((one.entry.id, *api, *_machines(one.rented, one), *_machines(one.owned, one)))
    return table("The cheapest way of each kind", tuple(headings), rows)


def _none(one: Overview) -> tuple[str, str]:
    return ("no bill is known" if one.offers else "nobody is known to sell it"), UNKNOWN


def _machines(hosted: Hosted | None, one: Overview) -> tuple[str, str]:
    if hosted is None:
        if not cost.weights_available(one.entry):
            return "weights are not to be had", ""
        return "no device is known", UNKNOWN
    told = f"{hosted.hosting.device.name}, {hosted.hosting.batch} at once"
    refused = f"; {hosted.bill.refusal}" if hosted.bill.refusal else ""
    return told + refused, cost.money_text(hosted.bill.per_month)


def _explained(overviews: Sequence[Overview]) -> Iterator[Table]:
    """Yield every bill, and what the ones that stand for a model rest on."""
    columns = (Column(heading="Where"), _USD, Column(heading="What to know"))
    groups = [
        Rows(
            heading=one.entry.id,
            rows=tuple(_offer_row(*seller) for seller in sellers(one.offers)),
        )
        for one in overviews
        if one.offers
    ]
    if groups:
        count = sum(len(one.offers) for one in overviews)
        caption = f"Every offer by API: {count}"
        yield Table(caption=caption, columns=columns, groups=tuple(groups), folded=True)
    words = ("Way", "USD a month is made of", "It rests on", "Unknown")
    groups = [Rows(heading=one.entry.id, rows=tuple(_rests(one))) for one in overviews]
    groups = [group for group in groups if group.rows]
    if groups:
        heads = tuple(Column(heading=word) for word in words)
        caption = "What the bills rest on"
        yield Table(caption=caption, columns=heads, groups=tuple(groups), folded=True)


def _offer_row(seller: str, offer: Offer, bill: Bill) -> tuple[Cell, ...]:
    unknown = f"unknown: {', '.join(bill.unknown)}" if bill.unknown else ""
    notes = ["doubtful" if offer.doubtful else "", bill.refusal or "", unknown]
    said = "; ".join(filter(None, (*notes, *bill.assumptions)))
    texts = (seller, cost.money_text(bill.per_month), said)
    return tuple(Cell(text=text) for text in texts)


def _rests(one: Overview) -> Iterator[tuple[Cell, ...]]:
    stands = one.cheapest
    ways = [(f"API, {named(stands[0])}", stands[1])] if stands else []
    ways += [
        (f"{word}, {hosted.hosting.device.name}", hosted.bill)
        for word, hosted in (("rented", one.rented), ("owned", one.owned))
        if hosted is not None
    ]
    for way, bill in ways:
        parts = "; ".join(f"{part.label} {cost.money_text(part.money)}" for part in bill.parts)
        rests = "; ".join(bill.assumptions)
        texts = (way, parts or UNKNOWN, rests, ", ".join(bill.unknown) or "nothing")
        yield tuple(Cell(text=text) for text in texts)


def _break_even(pairs: Sequence[cost.Comparison]) -> Section:
    """Return the volumes at which both cost the same, and the pairs that have none."""
    headings = ("Own machines", "Way", "On", "Against", "Break-even")
    meeting = [one for one in pairs if one.break_even.low_requests_per_day is not None]
    never = [one for one in pairs if one.break_even.low_requests_per_day is None]
    blocks: list[Block] = []
    if meeting:
        rows = list(map(_pair_row, meeting))
        blocks.append(table("Requests a day that make both cost the same", headings, rows))
    else:
        blocks.append(Paragraph(text="No machine here ever costs as little as an API."))
    if never:
        rows = list(map(_pair_row, never))
        blocks.append(table(f"Without a break-even: {len(never)}", headings, rows, folded=True))
    return Section(title="Break-even", blocks=tuple(blocks))


def _volumes(evidence: Evidence, workload: Workload) -> list[Block]:
    """Return the picture of cost against volume for the pair that tells most.

    That is a pair of what was chosen if it can be, else of the cheapest API; of several that break
    even, the one that does so first.
    """
    verdict = evidence.shortlist.verdict
    chosen = {one.casefold() for one in verdict.chosen} if verdict else set()
    overviews = {one.entry.id: one for one in evidence.overviews}

    def rank(pair: cost.Comparison) -> tuple[object, ...]:
        others = pair.api_id.casefold() not in chosen, pair.hosted_id.casefold() not in chosen
        never = pair.break_even.low_requests_per_day is None
        return never, all(others), others[0], order(overviews[pair.api_id].standing), soonest(pair)

    if not evidence.pairs:
        return []
    pair = min(evidence.pairs, key=rank)
    figure = cost_against_volume(pair, overviews, workload).figure
    return [Picture(figure=figure, caption=figure.about)] if figure else []


def _pair_row(one: cost.Comparison) -> tuple[str | Cell, ...]:
    hosting = one.hosted.hosting
    return (
        one.hosted_id,
        one.way,
        f"{hosting.device.name}, {hosting.batch} at once",
        f"{one.api_id} by {one.offer.provider}",
        cost.break_even_text(one.break_even),
    )


def _mix(mixed: Mixed) -> Section:
    rows: list[tuple[str | Cell, ...]] = [
        (part.label, cost.money_text(part.money)) for part in mixed.bill.parts
    ]
    together = cost.money_text(mixed.bill.per_month)
    rows.append((Cell(text="Together", strong=True), Cell(text=together, strong=True)))
    caption = "Each at its cheapest offer, or on the cheapest machine where nobody sells it"
    blocks: list[Block] = [table(caption, ("Part", _USD), rows)]
    unknown = [*mixed.bill.unknown, *(mixed.weakest.unknown if mixed.weakest else ())]
    if mixed.weakest:
        blocks.append(_weakest(mixed.weakest))
    if unknown:
        blocks.append(Items(items=tuple(f"Unknown: {what}" for what in unknown)))
    return Section(title="Mix", blocks=tuple(blocks))


def _weakest(found: Weakest) -> Facts:
    tokens = found.context_tokens
    context = None if tokens is None else show_number(tokens, Unit.TOKENS)
    facts = (
        ("First to retire", found.retires, found.retires_id),
        ("Strictest licence", found.license_class, found.license_id),
        ("Smallest context", context, found.context_id),
    )
    return Facts(
        pairs=tuple(
            (word, UNKNOWN if fact is None else f"{fact}, {owner}") for word, fact, owner in facts
        )
    )
