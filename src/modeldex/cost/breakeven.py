"""How many requests a day make one's own machines as cheap as an API.

The bill of an API grows with every request; that of machines by a whole machine at a time. With a
USD a month for each request a day, and machines that cost c USD a month and serve q requests a
day, both cost the same at v = k * c / a for the k-th machine, if that is no more than k * q. The
first such v is c / a, with the first machine, or there is none: k machines serve k times as many
requests for k times the money, so that what one cannot reach, many cannot. Beyond it the next
machine can make the API the cheaper one again, until k * (a * q - c) >= c.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import ceil

from modeldex.cost.money import Bill, Money
from modeldex.cost.workload import Workload


@dataclass(frozen=True, kw_only=True, slots=True)
class BreakEven:
    """Where machines begin to cost no more than an API."""

    low_requests_per_day: float | None
    """Where both cost the same if all that is unknown favours the machines; None: nowhere."""

    high_requests_per_day: float | None
    """The same if it favours the API; equal where nothing is unknown. None: nowhere."""

    always_requests_per_day: float | None
    """From here on, also with the next machine, and with the least favour; None: from nowhere."""

    reason: str | None = None
    """Why there is no such number, or one of the two; None where both are known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """The bill of one place at one volume."""

    requests_per_day: float
    money: Money | None


def break_even(api: Bill, hosted: Bill, workload: Workload) -> BreakEven:
    """Return the volume at which the two bills of `workload`, at any volume, are the same."""
    reason = _unpriced(api, hosted, workload)
    if api.per_month is None or hosted.step is None or reason:
        return _nowhere(reason or "")
    step, requests = hosted.step, workload.requests_per_day
    dear, cheap = (
        usd / requests
        for usd in (api.per_month.high_usd_per_month, api.per_month.low_usd_per_month)
    )
    machine = step.machine
    if not dear:
        return _nowhere("the API costs nothing")
    first = _first(dear, machine.low_usd_per_month, step.high_requests_per_day)
    last = _first(cheap, machine.high_usd_per_month, step.low_requests_per_day)
    always = _always(cheap, machine.high_usd_per_month, step.low_requests_per_day)
    dearer = "a machine costs more than the API asks for all that it can serve"
    reason = dearer if first is None else f"at worst {dearer}" if last is None else None
    return BreakEven(
        low_requests_per_day=first,
        high_requests_per_day=last,
        always_requests_per_day=always,
        reason=reason,
    )


def curve(
    bill: Callable[[Workload], Bill], workload: Workload, volumes: Iterable[float]
) -> tuple[Point, ...]:
    """Return what `bill` asks for the workload at each of `volumes`, requests a day."""
    return tuple(
        Point(
            requests_per_day=volume,
            money=bill(replace(workload, requests_per_day=volume)).per_month,
        )
        for volume in volumes
    )


def _nowhere(reason: str) -> BreakEven:
    return BreakEven(
        low_requests_per_day=None,
        high_requests_per_day=None,
        always_requests_per_day=None,
        reason=reason,
    )


def _unpriced(api: Bill, hosted: Bill, workload: Workload) -> str | None:
    for bill, what in ((api, "the API"), (hosted, "the machines")):
        if bill.per_month is None:
            why = bill.refusal or f"not known: {', '.join(bill.unknown)}"
            return f"{what} cannot be priced, {why}"
    if hosted.step is None:
        return "both are priced by request"
    return None if workload.requests_per_day else "the workload has no requests"


def _first(usd: float, machine: float, requests: float) -> float | None:
    """Return the volume at which one machine costs what the API does; None above its capacity."""
    return machine / usd if usd and machine <= usd * requests else None


def _always(usd: float, machine: float, requests: float) -> float | None:
    """Return the volume from which no further machine makes the API cheaper again.

    The k-th machine does as long as (k - 1) * requests * usd < k * machine.
    """
    surplus = usd * requests - machine
    if surplus <= 0:
        return None
    last = ceil(usd * requests / surplus - 1e-9) - 1
    return max(last, 1) * machine / usd
