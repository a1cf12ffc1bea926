"""All the ways to run one entry for one workload, and what each costs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from modeldex.cost.api import bills, cheapest
from modeldex.cost.breakeven import BreakEven, break_even
from modeldex.cost.hosting import SelfHosting, owned_bill, rented_bill
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
    rented = [one for one in every if one.device.rent_usd_per_hour is not None]
    owned = [one for one in every if one.device.list_price_usd is not None]
    return Overview(
        entry=entry,
        offers=bills(entry, workload),
        rented=_least(
            Hosted(hosting=one, bill=rented_bill(entry, workload, one)) for one in rented
        ),
        owned=_least(Hosted(hosting=one, bill=owned_bill(entry, workload, one)) for one in owned),
    )


def comparisons(overviews: Iterable[Overview], workload: Workload) -> tuple[Comparison, ...]:
    """Return each hosted entry beside each one by API, with where they break even."""
    every = tuple(overviews)
    return tuple(
        Comparison(
            hosted_id=machines.entry.id,
            way=way,
            hosted=hosted,
            api_id=seller.entry.id,
            offer=seller.cheapest[0],
            break_even=break_even(seller.cheapest[1], hosted.bill, workload),
        )
        for seller in every
        if seller.cheapest is not None
        for machines in every
        for way, hosted in (("rented", machines.rented), ("owned", machines.owned))
        if hosted is not None and hosted.bill.refusal is None
    )


BATCHES = (1, 2, 4, 8, 16, 32, 64, 128)
"""Numbers of requests at once that are tried where none is given."""


def ways(hosting: SelfHosting) -> tuple[SelfHosting, ...]:
    """Return the hosting at each of BATCHES: `overview` takes the cheapest that is fast enough."""
    return tuple(replace(hosting, batch=batch) for batch in BATCHES)


def weights_available(entry: Entry) -> bool:
    """Return whether the weights can be had at all."""
    return entry.openness is not Openness.PROPRIETARY


def break_evens(
    overviews: Iterable[Overview], workload: Workload
) -> tuple[tuple[Overview, Hosted, Overview, BreakEven], ...]:
    """Return, for each entry by API, each hosted one and the volume at which both cost the same.

    An entry is compared with itself too: its weights at home against its cheapest offer.
    """
    every = tuple(overviews)
    return tuple(
        (other, hosted, one, break_even(one.cheapest[1], hosted.bill, workload))
        for one in every
        if one.cheapest is not None
        for other in every
        for hosted in (other.rented, other.owned)
        if hosted is not None
    )


def _least(ways: Iterable[Hosted]) -> Hosted | None:
    return min(ways, key=lambda one: order(one.bill), default=None)
