"""The bill of one's own machines, rented by the hour or bought.

Machines are what `memory` says holds the model; their number is what the busiest hour asks for:

    machines = ceil(requests per second * peak / (speed * utilization)),  at least one

A rented machine costs devices * USD per hour * hours of a month; an owned one its list price in
equal parts over its years, and devices * watts * hours * price of a kWh. Both run in the hours of
the workload, and an owned one draws full power in them. Rooms, people, networks and the computer
around a GPU are not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

from modeldex.cost.money import Bill, Money, Part, Step, total
from modeldex.cost.speed import Speed, estimated, measured, mixture
from modeldex.cost.workload import DAYS_PER_MONTH, Workload
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.memory import Device, Need, devices_needed, need

_MONTHS_PER_YEAR = 12
_SECONDS_PER_HOUR = 3600
_ROUNDING = 1e-9
"""A load of 2.0000000001 machines is one of two, computed with floats."""


MOST_DEVICES = 8
"""Devices of one machine: what a server holds. What more of them lose to the network between
servers, or two computers with shared memory to theirs, no data sheet says."""

LEAST_TOKENS_PER_SECOND = {"interactive": 10, "relaxed": 2, "batch": 0}
"""Slowest answer for each latency. People read 238 words a minute (Brysbaert, Journal of Memory and
Language 109, 2019), which are 5.3 tokens a second; who waits for an answer skims it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SelfHosting:
    """How a model is run on one's own machines.

    The defaults are assumptions to be edited, and every bill states them.
    """

    device: Device
    quantization: str = "fp8"
    """Form of the weights, as `memory` knows it; 8 bits are what most hosts serve."""

    batch: int = 8
    """Requests worked on at once; more of them make a machine do more, and each answer slower."""

    tokens_per_second: float | None = None
    """Tokens of answers per second and device that were measured; None: estimated, see `speed`."""

    utilization: float = 0.7
    """Share of the speed that is planned on, 0 to 1; above it requests begin to queue."""

    peak: float = 2.0
    """Requests of the busiest hour over those of an average one; 1 is an even load."""

    years: float = 3.0
    """Years over which a bought device is paid off."""

    usd_per_kwh: float = 0.15
    """Price of electricity; put that of one's own bill here."""

    def __post_init__(self) -> None:
        """Refuse what no machine can be, with the word that an edit would have to change."""
        positive = {
            "batch": self.batch,
            "tokens": 1 if self.tokens_per_second is None else self.tokens_per_second,
            "utilization": self.utilization,
            "years": self.years,
        }
        for word, value in positive.items():
            if value <= 0:
                raise UsageError(f"{word} is {value:g}; it has to be more than nothing.")
        if self.peak < 1:
            raise UsageError(f"peak is {self.peak:g}; the busiest hour is at least the average.")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Plan:
    """The machines of one workload."""

    devices: int
    """Devices of one machine."""

    machines: tuple[int, int]
    """Least and greatest number of machines."""

    requests_per_day: tuple[float, float]
    """What one machine serves, at the least and at the most."""

    assumptions: tuple[str, ...]


def rented_bill(entry: Entry, workload: Workload, hosting: SelfHosting) -> Bill:
    """Return what the workload costs on rented devices."""
    device, rent = hosting.device, hosting.device.rent_usd_per_hour
    if rent is None:
        return _unpriced(entry, workload, hosting, {"rent": rent})
    source = device.rent_source or device.source
    notes = (
        f"{rent:g} USD an hour and device, as of {source.as_of} by {source.name}",
        f"rented for {workload.hours_per_day:g} hours a day, and given back in between",
    )
    return _bill(entry, workload, hosting, {"Rent": rent * _hours_per_month(workload)}, notes)


def owned_bill(entry: Entry, workload: Workload, hosting: SelfHosting) -> Bill:
    """Return what the workload costs on devices that were bought."""
    device, price, watts = hosting.device, hosting.device.list_price_usd, hosting.device.watts
    if price is None or watts is None:
        return _unpriced(entry, workload, hosting, {"list price": price, "power": watts})
    usd_per_hour = watts / 1000 * hosting.usd_per_kwh
    prices = {
        "Purchase": price / (hosting.years * _MONTHS_PER_YEAR),
        "Electricity": usd_per_hour * _hours_per_month(workload),
    }
    power = f"{watts:g} W for {workload.hours_per_day:g} hours a day"
    around = "" if device.unified else "the computer around a GPU, "
    notes = (
        f"a list price of {price:,.0f} USD over {hosting.years:g} years",
        f"{power}, {hosting.usd_per_kwh:g} USD a kWh",
        f"{around}rooms and people are not in it",
    )
    return _bill(entry, workload, hosting, prices, notes)


def at_volume(step: Step, requests_per_day: float) -> Money:
    """Return what as many machines cost as so many requests take: what the bill would be then."""
    low, high = _machines(requests_per_day, (step.low_requests_per_day, step.high_requests_per_day))
    return Money(
        low_usd_per_month=step.machine.low_usd_per_month * low,
        high_usd_per_month=step.machine.high_usd_per_month * high,
    )


def _hours_per_month(workload: Workload) -> float:
    return workload.hours_per_day * DAYS_PER_MONTH


def _bill(
    entry: Entry,
    workload: Workload,
    hosting: SelfHosting,
    prices: Mapping[str, float],
    notes: tuple[str, ...],
) -> Bill:
    """Return the bill of the machines at `prices`, USD per device and month by label."""
    plan = _plan(entry, workload, hosting)
    if isinstance(plan, Bill):
        return plan
    parts = tuple(
        Part(label=label, money=_times(usd * plan.devices, plan.machines))
        for label, usd in prices.items()
    )
    low, high = plan.requests_per_day
    machine = Money.exactly(sum(prices.values()) * plan.devices)
    return Bill(
        per_month=total(parts),
        parts=parts,
        assumptions=(*plan.assumptions, *notes),
        unknown=("active parameters",) if low < high else (),
        step=Step(machine=machine, low_requests_per_day=low, high_requests_per_day=high),
    )


def _unpriced(
    entry: Entry, workload: Workload, hosting: SelfHosting, figures: Mapping[str, float | None]
) -> Bill:
    """Return a bill without a sum, which names the unknown figures, and those of the plan."""
    plan = _plan(entry, workload, hosting)
    known = plan if isinstance(plan, Bill) else Bill(per_month=None)
    missing = [f"{word} of {hosting.device.name}" for word, one in figures.items() if one is None]
    return replace(known, unknown=(*known.unknown, *missing))


def _times(usd: float, machines: tuple[int, int]) -> Money:
    return Money(low_usd_per_month=usd * machines[0], high_usd_per_month=usd * machines[1])


def _plan(entry: Entry, workload: Workload, hosting: SelfHosting) -> _Plan | Bill:
    """Return the machines of the workload, or a bill that says why there is no plan."""
    if entry.context_tokens is not None and entry.context_tokens < workload.context_tokens:
        limits = (workload.context_tokens, entry.context_tokens)
        return Bill(
            per_month=None, refusal="needs a context of {:,} tokens, has {:,}".format(*limits)
        )
    needed = need(
        entry,
        quantization=hosting.quantization,
        context_tokens=workload.context_tokens,
        batch=hosting.batch,
    )
    devices = None if needed is None else devices_needed(needed, hosting.device)
    if needed is None or devices is None:
        note = "parameters" if needed is None else f"KV cache: {needed.cache_note}"
        return Bill(per_month=None, unknown=(note,))
    if hosting.tokens_per_second is None and devices > _most(hosting.device):
        together = f"{devices} x {hosting.device.name}"
        return Bill(per_month=None, refusal=f"takes {together}, more than one machine holds")
    speed = _speed(entry, workload, hosting, needed, devices)
    if speed is None:
        return Bill(per_month=None, unknown=(f"speed of {hosting.device.name}",))
    answer, least = speed.answer_tokens_per_second, LEAST_TOKENS_PER_SECOND[workload.latency]
    if answer is not None and answer < least:
        slow = f"{answer:.1f} tokens a second; {workload.latency} needs {least}"
        return Bill(per_month=None, refusal=f"an answer would come at {slow}")
    seconds = workload.hours_per_day * _SECONDS_PER_HOUR
    share = hosting.utilization / hosting.peak
    capacity = (
        speed.low_requests_per_second * seconds * share,
        speed.high_requests_per_second * seconds * share,
    )
    machines = _machines(workload.requests_per_day, capacity)
    return _Plan(
        devices=devices,
        machines=machines,
        requests_per_day=capacity,
        assumptions=_said(entry, hosting, needed, devices, machines, speed),
    )


def _most(device: Device) -> int:
    return 1 if device.unified else MOST_DEVICES


def _speed(
    entry: Entry, workload: Workload, hosting: SelfHosting, needed: Need, devices: int
) -> Speed | None:
    if hosting.tokens_per_second is not None:
        return measured(workload, tokens_per_second=hosting.tokens_per_second, devices=devices)
    return estimated(entry, workload, needed, hosting.device, devices=devices)


def _machines(requests_per_day: float, capacity: tuple[float, float]) -> tuple[int, int]:
    low, high = (max(1, ceil(requests_per_day / one - _ROUNDING)) for one in capacity[::-1])
    return low, high


def _said(
    entry: Entry,
    hosting: SelfHosting,
    needed: Need,
    devices: int,
    machines: tuple[int, int],
    speed: Speed,
) -> tuple[str, ...]:
    count = str(machines[0]) if machines[0] == machines[1] else "{} to {}".format(*machines)
    several = "s" if machines[1] > 1 else ""
    gigabytes = f"{needed.least_bytes / 1e9:.1f} GB of memory"
    contexts = f"{needed.batch} x {needed.context_tokens:,} tokens of context"
    planned = f"{hosting.utilization:.0%} of that speed is planned on"
    said = [
        f"{count} machine{several} with {devices} x {hosting.device.name}",
        f"{gigabytes}: weights in {needed.quantization}, {contexts}, overhead",
        speed.note,
        f"{planned}, and a busiest hour of {hosting.peak:g} times the average",
    ]
    if needed.cache_note:
        said.append(needed.cache_note)
    if not mixture(entry):
        said.append("taken for a dense model, as no experts are known")
    return tuple(said)
