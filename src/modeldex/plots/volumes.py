"""What an API and one's own machines cost at each volume, with where they cost the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from modeldex import cost
from modeldex.cost import Bill, BreakEven, Comparison, Money, Overview, Point, Step, Workload
from modeldex.entry import Entry
from modeldex.plots import figure
from modeldex.plots.figure import Axis, Figure, Line
from modeldex.plots.scores import Picture

_AROUND = 10
"""Factor that the picture shows on either side of what it is about."""

_STEPS = 120
"""Volumes that are priced: two for each cell of the narrowest screen."""

_ACROSS = Axis(title="Requests a day", label="{:,.10g}".format, log=True)
_UP = Axis(title="USD a month", label="{:,.10g}".format, log=True)


def cost_against_volume(
    pair: Comparison, overviews: Mapping[str, Overview], workload: Workload
) -> Picture:
    """Return the bills of an API and of the cheapest machines at each volume, and where they meet.

    A bill that is a range is drawn as two lines. `overviews` by the ids of the two entries.
    """
    seller, machines = overviews[pair.api_id].entry, overviews[pair.hosted_id].entry
    api, hosted = _api(seller, pair, workload), _hosted(overviews[pair.hosted_id], pair.way)
    sold, run = f"{seller.name} by API", f"{machines.name} {pair.way}"
    volumes = _volumes(pair.break_even, workload)
    lines = (
        *_lines(sold, cost.curve(api, workload, volumes)),
        *_lines(run, cost.curve(hosted, workload, volumes)),
    )
    drawn = Figure(
        title=f"{sold} or {run}: cost against volume",
        about=_about(pair),
        x=_ACROSS,
        y=_UP,
        points=_points(pair, api, hosted, workload),
        lines=lines,
        kinds=("break-even", "this workload"),
    )
    return Picture(figure=drawn, entries=(), best=(), absent=())


def _api(seller: Entry, pair: Comparison, workload: Workload) -> Callable[[Workload], Bill]:
    """Return the bill of the pair's offer: so much for each request, however many there are."""
    one = replace(workload, requests_per_day=1)
    found = (bill.per_month for offer, bill in cost.bills(seller, one) if offer == pair.offer)
    usd = next(found, None)

    def bill(at: Workload) -> Bill:
        if usd is None:
            return Bill(per_month=None)
        limits = (usd.low_usd_per_month, usd.high_usd_per_month)
        low, high = (limit * at.requests_per_day for limit in limits)
        return Bill(per_month=Money(low_usd_per_month=low, high_usd_per_month=high))

    return bill


def _hosted(machines: Overview, way: str) -> Callable[[Workload], Bill]:
    """Return the bill of the machines that cost least at a volume: others for many than for few."""
    every = (hosted.bill.step for one, hosted in machines.ways if one == way)
    steps = _worthwhile(step for step in every if step is not None)

    def bill(at: Workload) -> Bill:
        volume = at.requests_per_day
        bills = (Bill(per_month=cost.at_volume(step, volume)) for step in steps)
        return min(bills, key=cost.order, default=Bill(per_month=None))

    return bill


def _worthwhile(steps: Iterable[Step]) -> list[Step]:
    """Return the machines that no other beats in both price and work; no other is ever cheapest.

    That leaves a dozen of 500, and a picture takes 9 ms instead of 62.
    """
    kept: list[Step] = []
    for step in sorted(steps, key=lambda step: step.machine.high_usd_per_month):
        serves = step.low_requests_per_day, step.high_requests_per_day
        if not any(
            one.low_requests_per_day >= serves[0] and one.high_requests_per_day >= serves[1]
            for one in kept
        ):
            kept.append(step)
    return kept


def _volumes(found: BreakEven, workload: Workload) -> tuple[float, ...]:
    """Return requests a day, in equal factors, around the break-even and the workload's own."""
    marks = [found.low_requests_per_day, found.high_requests_per_day, workload.requests_per_day]
    known = [volume for volume in marks if volume] or [1_000.0]
    first, last = min(known) / _AROUND, max(known) * _AROUND
    return tuple(first * (last / first) ** (step / _STEPS) for step in range(_STEPS + 1))


def _lines(name: str, points: tuple[Point, ...]) -> tuple[Line, ...]:
    """Return one line where every amount is exact, and one for each limit where one is not."""
    known = [(point.requests_per_day, point.money) for point in points if point.money is not None]
    if not known:
        return ()
    low = Line(name=name, points=tuple((x, usd.low_usd_per_month) for x, usd in known))
    if all(usd.exact for _, usd in known):
        return (low,)
    high = Line(
        name=f"{name}, at most", points=tuple((x, usd.high_usd_per_month) for x, usd in known)
    )
    return replace(low, name=f"{name}, at least"), high


def _points(
    pair: Comparison,
    api: Callable[[Workload], Bill],
    hosted: Callable[[Workload], Bill],
    workload: Workload,
) -> tuple[figure.Point, ...]:
    """Return where both cost the same, and what the workload itself costs by API and hosted."""
    ends = (pair.break_even.low_requests_per_day, pair.break_even.high_requests_per_day)
    found: list[figure.Point] = []
    for volume in dict.fromkeys(end for end in ends if end):
        money = api(replace(workload, requests_per_day=volume)).per_month
        name = f"{volume:,.0f} a day"
        # If all that is unknown favours the machines the API is at its dearest, and the reverse.
        found += _point(name, volume, money, dearest=volume == ends[0])
    if workload.requests_per_day:
        for bill in (api, hosted):
            money = bill(workload).per_month
            name = cost.money_text(money)
            found += _point(name, workload.requests_per_day, money, dearest=True, hollow=True)
    return tuple(found)


def _point(
    name: str, volume: float, money: Money | None, *, dearest: bool, hollow: bool = False
) -> tuple[figure.Point, ...]:
    if money is None:
        return ()
    usd = money.high_usd_per_month if dearest else money.low_usd_per_month
    return (figure.Point(name=name, x=volume, y=usd, hollow=hollow),)


def _about(pair: Comparison) -> str:
    """Return where the two meet, as a sentence."""
    sides = f"{pair.hosted_id} {pair.way} against {pair.api_id} by {pair.offer.provider}"
    device = pair.hosted.hosting.device.name
    return f"{sides}; with {device}: {cost.break_even_text(pair.break_even)}."
