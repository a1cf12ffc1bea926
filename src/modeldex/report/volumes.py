"""The picture of cost against volume, for the places that a choice is between."""

import math
from collections.abc import Callable, Mapping, Sequence

from modeldex import cost
from modeldex.cost import Bill, Workload
from modeldex.cost.money import order
from modeldex.entry import Entry
from modeldex.fields import Unit, show_number
from modeldex.plots import Axis, Figure, Line, Point
from modeldex.report.evidence import Evidence

_MOST_LINES = 4
"""Dashes tell four lines apart without colour."""

_AROUND = 30.0
"""How many times less and more than the workload, and than the break-even, are drawn."""

_STEPS = 160
"""Volumes of a line: a machine more is a step, and 160 of them show it as one."""

Priced = Callable[[Workload], Bill]


def volumes(evidence: Evidence) -> Figure | None:
    """Return cost against requests a day, each bill at its upper limit; None without a price.

    The lines are some machines, the API they are measured against, and the cheapest other APIs; a
    point marks where the first two meet.
    """
    workload = evidence.shortlist.workload
    if workload is None or not workload.requests_per_day:
        return None
    places, meeting = _places(evidence)
    ends = [workload.requests_per_day, *([meeting] if meeting else [])]
    low, high = math.log10(min(ends) / _AROUND), math.log10(max(ends) * _AROUND)
    along = [10 ** (low + (high - low) * step / _STEPS) for step in range(_STEPS + 1)]
    lines = tuple(
        line for name, bill in places.items() if (line := _line(name, bill, workload, along))
    )
    if not lines:
        return None
    points = _points(places, workload, meeting)
    told = [f"{point.name}: {_dollars(point.y)} a month" for point in points]
    return Figure(
        title="Cost against volume",
        about="; ".join(told) + ". Where a bill is a range, its upper limit is drawn.",
        x=Axis(title="requests a day", label=_count, log=True),
        y=Axis(title="USD a month", label=_dollars, log=True),
        points=points,
        lines=lines,
    )


def _places(evidence: Evidence) -> tuple[dict[str, Priced], float | None]:
    """Return what prices each line, the machines and their API first, and where those meet."""
    sellers = sorted(
        (one for one in evidence.overviews if one.cheapest is not None),
        key=lambda one: order(one.standing),
    )
    places: dict[str, Priced] = {}
    meeting = None
    first = _telling(evidence, [one.entry.id for one in sellers])
    if first is not None:
        places[f"{_short(first.hosted_id)}, {first.way}"] = _machines(first, evidence)
        sellers.sort(key=lambda one: one.entry.id != first.api_id)
        meeting = _meeting(sellers[0].standing, first.hosted.bill, evidence.shortlist.workload)
    for one in sellers:
        places[f"{_short(one.entry.id)}, API"] = _api(one.entry)
    return dict(list(places.items())[:_MOST_LINES]), meeting


def _telling(evidence: Evidence, sellers: Sequence[str]) -> cost.Comparison | None:
    """Return the pair that tells most: of what was chosen if it can be, else of the cheapest API.

    Of several that break even it is the one that does so first; `sellers` are by their bills.
    """
    verdict = evidence.shortlist.verdict
    chosen = {one.casefold() for one in verdict.chosen} if verdict else set()

    def rank(pair: cost.Comparison) -> tuple[bool, bool, bool, int, float]:
        low = pair.break_even.low_requests_per_day
        others = pair.api_id.casefold() not in chosen, pair.hosted_id.casefold() not in chosen
        return low is None, all(others), others[0], sellers.index(pair.api_id), low or 0.0

    return min(evidence.pairs, key=rank, default=None)


def _api(entry: Entry) -> Priced:
    def price(workload: Workload) -> Bill:
        stands = cost.cheapest(cost.bills(entry, workload))
        return stands[1] if stands else Bill(per_month=None)

    return price


def _machines(pair: cost.Comparison, evidence: Evidence) -> Priced:
    entry = next(one for one in evidence.entries if one.id == pair.hosted_id)
    priced = cost.rented_bill if pair.way == "rented" else cost.owned_bill
    return lambda workload: priced(entry, workload, pair.hosted.hosting)


def _meeting(api: Bill, hosted: Bill, workload: Workload | None) -> float | None:
    """Return where the upper limits of both bills are the same; None where that is nowhere."""
    if workload is None or api.per_month is None or hosted.step is None:
        return None
    request = api.per_month.high_usd_per_month / workload.requests_per_day
    machine = hosted.step.machine.high_usd_per_month
    reached = request and machine <= request * hosted.step.low_requests_per_day
    return machine / request if reached else None


def _line(name: str, bill: Priced, workload: Workload, along: Sequence[float]) -> Line | None:
    points = cost.curve(bill, workload, along)
    known = tuple(
        (one.requests_per_day, one.money.high_usd_per_month) for one in points if one.money
    )
    return Line(name=name, points=known) if known else None


def _points(
    places: Mapping[str, Priced], workload: Workload, meeting: float | None
) -> tuple[Point, ...]:
    """Return where the first two lines meet, and the cheapest place for the workload itself."""
    marks = {"this work": workload.requests_per_day}
    if meeting is not None:
        marks["break-even"] = meeting
    points = []
    for name, volume in marks.items():
        at = [one for bill in places.values() for one in cost.curve(bill, workload, [volume])]
        usd = [one.money.high_usd_per_month for one in at if one.money]
        asked = usd[0] if name == "break-even" else min(usd, default=None)
        if asked is not None:
            told = f"{name}, {_count(volume)} a day"
            points.append(Point(name=told, x=volume, y=asked, hollow=name != "break-even"))
    return tuple(points)


def _short(entry_id: str) -> str:
    return entry_id.rpartition("/")[2]


def _count(requests: float) -> str:
    return show_number(_rounded(requests), Unit.COUNT)


def _dollars(usd: float) -> str:
    return f"${show_number(_rounded(usd), Unit.COUNT)}"


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")
