"""Who sells a model by API, each bill once: the same one may be had by many names and regions."""

from collections import Counter
from collections.abc import Iterable

from modeldex import cost
from modeldex.cost import Bill
from modeldex.entry import Offer

Seller = tuple[str, Offer, Bill]
"""Who sends the bill, the first of the offers that it is the bill of, and the bill."""

_Offers = list[tuple[Offer, Bill]]


def named(offer: Offer) -> str:
    """Return who sells it, where, and on which condition."""
    return ", ".join(filter(None, (offer.provider, offer.region, offer.condition)))


def sellers(offers: Iterable[tuple[Offer, Bill]]) -> tuple[Seller, ...]:
    """Return the bills in their order, those of one provider that read the same as one.

    That one names all its regions, or says by how many names the provider calls the model. Where
    two bills of one provider differ and nothing else does, the name of the model tells them apart.
    """
    groups: dict[tuple[object, ...], _Offers] = {}
    for offer, bill in offers:
        groups.setdefault(_read(offer, bill), []).append((offer, bill))
    told = [(_told(group), *group[0]) for group in groups.values()]
    count = Counter(name for name, _, _ in told)
    return tuple(
        (f"{name}, {offer.provider_model_id}" if count[name] > 1 else name, offer, bill)
        for name, offer, bill in told
    )


def _read(offer: Offer, bill: Bill) -> tuple[object, ...]:
    """Return all that a person reads of a bill, but for which region it is of."""
    place = (offer.provider, offer.region is None, offer.condition)
    usd = cost.money_text(bill.per_month)
    return *place, usd, bill.unknown, bill.refusal, offer.doubtful


def _told(group: _Offers) -> str:
    first = group[0][0]
    regions = dict.fromkeys(offer.region for offer, _ in group)
    where = ", ".join(region for region in regions if region is not None)
    names = f"by {len(group)} names" if len(group) > len(regions) else ""
    return ", ".join(filter(None, (first.provider, where, first.condition, names)))
