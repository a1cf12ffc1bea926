"""A person's own entries over what the catalogue knows of the same models."""

from collections.abc import Iterable, Mapping

from modeldex.entry import Claim, Entry, Offer, Openness, changed
from modeldex.store import Layer, Store
from modeldex.sync.merge import KEYS, LICENSED, cite_price

_PRICE_AT = "price at "
"""With which the claims begin that are about an offer; its provider follows."""


def save_own(store: Store, own: Iterable[Entry]) -> None:
    """Write the person's own entries, each over whatever is known of the model below it.

    To be called again when that has changed. Raises StoreError when nothing can be written.
    """
    entries = tuple(own)
    below = store.beneath(entry.id for entry in entries)
    store.save((laid(entry, below) for entry in entries), layer=Layer.USER)


def laid(own: Entry, below: Mapping[str, Entry]) -> Entry:
    """Return `own` with the facts that it leaves out and the entry below it has.

    Each of those cites its own source. Licence and openness are taken together, and the prices
    of the person's replace the maker's and those of the same provider.
    """
    known = below.get(own.id)
    if known is None:
        return own
    kept: dict[str, object] = {}
    sources = dict(own.fact_sources)
    for name, key in KEYS.items():
        if getattr(own, name) in {None, ()} and getattr(known, name) not in {None, ()}:
            kept[name] = getattr(known, name)
            sources[key] = known.source_of(key)
    if own.license is None and own.openness is Openness.UNKNOWN:
        kept |= {name: getattr(known, name) for name in ("openness", *LICENSED)}
        sources |= {key: known.source_of(key) for key in ("open", "license")}
    merged = changed(
        own,
        name=known.name if own.name == own.id.partition("/")[2] else own.name,
        aliases=tuple(dict.fromkeys((*own.aliases, *known.aliases))),
        offers=_offers(own, known),
        scores=own.scores or known.scores,
        contested=(*own.contested, *_claims(own, known, kept)),
        **kept,
    )
    return cite_price(merged, sources)


def _offers(own: Entry, known: Entry) -> tuple[Offer, ...]:
    if not own.offers:
        return known.offers
    mine = {offer.provider for offer in own.offers}
    others = (o for o in known.offers if not o.first_party and o.provider not in mine)
    return (*own.offers, *others)


def _claims(own: Entry, known: Entry, kept: Mapping[str, object]) -> Iterable[Claim]:
    """Return what others say of the facts and offers that are not the person's."""
    borrowed = {KEYS.get(name, name) for name in kept}
    sellers = {offer.provider for offer in _offers(own, known)}
    sellers -= {offer.provider for offer in own.offers}
    for claim in known.contested:
        seller = claim.field.removeprefix(_PRICE_AT).partition(",")[0]
        if claim.field in borrowed or seller in sellers:
            yield claim
