"""All the ways to run one entry for one workload, and what each costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from modeldex.cost.api import bills, cheapest
from modeldex.cost.breakeven import BreakEven, break_even
from modeldex.cost.hosting import SelfHosting, owned_bill, rented_bill
from modeldex.cost.mix import Mix, Weakest, blended, weakest
from modeldex.cost.money import Bill, order
from modeldex.cost.workload import Workload
from modeldex.entry import Entry, Offer, Openness


@dataclass(frozen=True, kw_only=True, slots=True)
class Hosted:
    """One entry on machines of one's own."""

    hosting: SelfHosting
    bill: Bill


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """What one workload costs with one entry."""

    entry: Entry
    offers: tuple[tuple[Offer, Bill], ...]
    """The cheapest first, the unknown last; empty where nobody sells the entry by API."""

    rented: Hosted | None
    """On the device that costs least; None where the weights are not to be had, or no device is
    known."""

    owned: Hosted | None
    """On the device that costs least, as for `rented`."""

    ways: tuple[tuple[str, Hosted], ...]
    """`rented` or `owned`, and each hosting that was asked for, possible or not."""

    @property
    def cheapest(self) -> tuple[Offer, Bill] | None:
        """What stands for the entry by API, see `api.cheapest`; None where no bill is known."""
        return cheapest(self.offers)

    @property
    def standing(self) -> Bill:
        """The bill that stands for the entry in a mix: its API's, or that of the cheaper machine.

        Without a sum, and with the reasons, where none of them is known.
        """
        if self.cheapest is not None:
            return self.cheapest[1]
        hosted = [one.bill for one in (self.rented, self.owned) if one is not None]
        every = [*hosted, *(bill for _, bill in self.offers)]
        return min(every, key=order, default=Bill(per_month=None, unknown=("any price",)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """An entry on machines of one's own against an entry by API, which may be the same."""

    hosted_id: str
    way: str
    """`rented` or `owned`."""

    hosted: Hosted
    api_id: str
    offer: Offer
    break_even: BreakEven


def overview(entry: Entry, workload: Workload, hostings: Iterable[SelfHosting] = ()) -> Overview:
    """Return the bills of `entry` at its offers, and on the cheapest of the machines.

    Renting asks only for devices with a rent, owning for those with a list price.
    """
    every = tuple(hostings) if weights_available(entry) else ()
    rented = [
        Hosted(hosting=one, bill=rented_bill(entry, workload, one))
        for one in every
        if one.device.rent_usd_per_hour is not None
    ]
    owned = [
        Hosted(hosting=one, bill=owned_bill(entry, workload, one))
        for one in every
        if one.device.list_price_usd is not None
    ]
    return Overview(
        entry=entry,
        offers=bills(entry, workload),
        rented=min(rented, key=_order, default=None),
        owned=min(owned, key=_order, default=None),
        ways=(*(("rented", one) for one in rented), *(("owned", one) for one in owned)),
    )


def mixed(
    mix: Mix, entries: Mapping[str, Entry], workload: Workload, hostings: Iterable[SelfHosting]
) -> tuple[Bill, Weakest]:
    """Return the bill of a mix, each part at what stands for its entry, and its weakest facts.

    `entries` by the ids of `mix`.
    """
    every = tuple(hostings)

    def bill(entry_id: str, part: Workload) -> Bill:
        return overview(entries[entry_id], part, every).standing

    return blended(mix, workload, bill), weakest(mix, entries)


def comparisons(overviews: Iterable[Overview], workload: Workload) -> tuple[Comparison, ...]:
    """Return each hosted entry beside each one by API, with where they break even.

    Of all hostings that is the one to break even first, which may be another than costs least for
    `workload`: a larger machine is cheap when it is full.
    """
    every = tuple(overviews)
    return tuple(
        found
        for seller in every
        for machines in every
        for way, cheapest_way in (("rented", machines.rented), ("owned", machines.owned))
        if cheapest_way is not None and cheapest_way.bill.refusal is None
        for found in _first(seller, machines, way, workload)
    )


def _first(
    seller: Overview, machines: Overview, way: str, workload: Workload
) -> tuple[Comparison, ...]:
    """Return the hosting of `machines` that breaks even first, if anybody sells `seller`."""
    stands = seller.cheapest
    if stands is None:
        return ()
    offer, bill = stands
    compared = [
        Comparison(
            hosted_id=machines.entry.id,
            way=way,
            hosted=hosted,
            api_id=seller.entry.id,
            offer=offer,
            break_even=break_even(bill, hosted.bill, workload),
        )
        for one, hosted in sorted(machines.ways, key=lambda pair: _order(pair[1]))
        if one == way
    ]
    return (min(compared, key=soonest),)


def _order(hosted: Hosted) -> tuple[bool, float, float, float]:
    """Return what puts the cheapest first, and of equals the one that can do most."""
    step = hosted.bill.step
    return *order(hosted.bill), -step.low_requests_per_day if step else 0.0


def soonest(one: Comparison) -> tuple[bool, bool, float]:
    """Return what puts the pair first that breaks even at the smallest volume, even at worst."""
    low, high = one.break_even.low_requests_per_day, one.break_even.high_requests_per_day
    return high is None, low is None, high or low or 0.0


BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)
"""Numbers of requests at once that are tried where none is given."""


def ways(hosting: SelfHosting) -> tuple[SelfHosting, ...]:
    """Return the hosting at each of BATCHES: `overview` takes the cheapest that is fast enough."""
    return tuple(replace(hosting, batch=batch) for batch in BATCHES)


def weights_available(entry: Entry) -> bool:
    """Return whether the weights can be had at all."""
    return entry.openness is not Openness.PROPRIETARY
