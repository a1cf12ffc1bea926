"""Hosted prices into the entries they are for; what changes beyond belief waits for a look."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from modeldex import hosted, hub
from modeldex.criteria import parse
from modeldex.entry import Entry, Offer, Origin, Source, changed
from modeldex.fields import show_prices
from modeldex.hub import Document, HubError, Waiting
from modeldex.store import Decision, Held, Reader
from modeldex.sync import ages
from modeldex.sync.desk import Desk
from modeldex.sync.merge import cite_price
from modeldex.sync.plan import MODELS_DEV, ROUTER, Plan, Step

_BELIEVED = 3.0
"""Times a price may rise or fall unlooked at; beyond that a source has often moved a point."""

_BATCH = 500
_ROUTER, _MODELS_DEV = "router.huggingface.co", "models.dev"


def refresh_prices(desk: Desk, plan: Plan) -> Iterator[Step]:
    """Bring the prices of the router and of models.dev into the store, as far as `plan` says.

    A price that changes more than threefold, and an offer that is withdrawn, are held: the old
    one stays until a person has decided. A source that cannot be read is remarked on, unless it
    is the only one asked.
    """
    only = len(plan.sources) == 1
    if ROUTER in plan.sources:
        yield from _refresh(desk, "prices of the router", plan.router_url, _routed, only=only)
    if MODELS_DEV in plan.sources:
        yield from _refresh(desk, "prices of models.dev", plan.models_dev_url, _listed, only=only)


_Read = Callable[[Desk, object, date], Iterator[tuple[Entry, "Review"]]]


def _refresh(desk: Desk, title: str, url: str, read: _Read, *, only: bool) -> Iterator[Step]:
    if desk.cancel.is_set():
        return
    desk.tally.begin(title)
    try:
        document = yield from _document(desk, url)
    except HubError as error:
        if only:
            raise
        desk.tally.remark(f"The {title} are as they were: {error}")
        return
    if document is None:
        return
    desk.store.settle()
    reviewed = list(read(desk, document.value, desk.day))
    for start in range(0, len(reviewed), _BATCH):
        batch = reviewed[start : start + _BATCH]
        changed = [review.entry for entry, review in batch if review.entry != entry]
        outcome = desk.save(changed, keep=desk.bookmarks, merge=_latest)
        desk.hold([held for _, review in batch for held in review.held])
        desk.release([held for _, review in batch for held in review.released])
        desk.tally.count(len(batch), outcome)
        yield desk.tally.step
    ages.note(desk.store, ages.Ages(prices=desk.day))


def _document(desk: Desk, url: str) -> Generator[Step, None, Document | None]:
    for event in hub.document(url, desk.endpoint, cancel=desk.cancel):
        if isinstance(event, Waiting):
            yield desk.tally.waiting(event)
        else:
            return event
    return None


def _latest(_old: Entry, new: Entry) -> Entry:
    return new


def _routed(desk: Desk, value: object, today: date) -> Iterator[tuple[Entry, "Review"]]:
    """Yield each entry that the router serves, and what its offers come to."""
    offers, rejected = hosted.router(value, today)
    desk.set_aside(rejected)
    with desk.store.reader() as reader:
        served = {e.id.lower(): e for e in reader.get(offers).values() if not e.gone}
        served |= {e.id.lower(): e for e in _offered(reader, today) if _is_from(e, _ROUTER)}
    decided = _decided(desk)
    for id_, entry in served.items():
        review = Review(entry, desk.at, decided)
        review.meet(offers.get(id_, ()), takes_in=True)
        if not rejected:
            review.miss(offers.get(id_, ()), _ROUTER)
        yield entry, review


def _listed(desk: Desk, value: object, today: date) -> Iterator[tuple[Entry, "Review"]]:
    """Yield each entry with an offer, and what models.dev says of its offers."""
    offers, rejected = hosted.models_dev(value, today)
    deprecated = hosted.deprecated(value)
    desk.set_aside(rejected)
    with desk.store.reader() as reader:
        entries = list(_offered(reader, today))
    decided = _decided(desk)
    for entry in entries:
        known = [(offer.provider, offer.provider_model_id) for offer in entry.offers]
        found = [offers[key] for key in dict.fromkeys(known) if key in offers]
        review = Review(entry, desk.at, decided)
        review.meet(found, takes_in=False)
        makers = {(o.provider, o.provider_model_id) for o in entry.offers if o.first_party}
        own = makers & offers.keys()
        if own and own <= deprecated:
            review.deprecate(offers[own.pop()].source)
        if offers:
            review.miss(found, _MODELS_DEV)
        yield entry, review


def _offered(reader: Reader, today: date) -> Iterable[Entry]:
    found = reader.find(parse("has:hosts"), today=today)
    return (e for e in reader.window(found, 0, found.total) if e.origin is not Origin.USER)


def _decided(desk: Desk) -> "Decided":
    return {held.key: held for held in desk.store.held(decided=True)}


def _is_from(entry: Entry, publication: str) -> bool:
    return any(offer.source.name == publication for offer in entry.offers)


_Key = tuple[str, str, str | None]

Decided = Mapping[tuple[str, str, str, str], Held]
"""What a person has decided, by `Held.key`."""


@dataclass(slots=True)
class Review:
    """One entry's offers, met by what a source says of them now."""

    entry: Entry
    at: str
    decided: Decided
    held: list[Held] = field(default_factory=list)
    released: list[Held] = field(default_factory=list)

    def meet(self, offers: Iterable[Offer], *, takes_in: bool) -> None:
        """Refresh the offers that `offers` are about; take in the others where `takes_in`."""
        news = {_key(offer): offer for offer in offers if _text(offer) is not None}
        kept = [self._met(offer, news) for offer in self.entry.offers]
        if takes_in:
            priced = {o.provider for o in kept if _text(o) is not None}
            fresh = [o for o in news.values() if o.provider not in priced]
            named = {o.provider for o in fresh}
            kept = [o for o in kept if o.provider not in named] + fresh
        self.entry = with_offers(self.entry, kept)

    def _met(self, old: Offer, news: Mapping[_Key, Offer]) -> Offer:
        new = news.get(_key(old))
        if new is None or old.condition is not None or new.source.as_of < old.source.as_of:
            return old
        held = self._held(old, new)
        if _is_believable(old, new):
            self.released.append(held)
        elif not self._is_accepted(held):
            return old
        return renewed(old, new)

    def _is_accepted(self, held: Held) -> bool:
        """Return whether a person has accepted a change; let it wait when nobody has decided."""
        decided = self.decided.get(held.key)
        if decided is None or decided.new != held.new:
            self.held.append(held)
            return False
        return decided.decision is Decision.ACCEPTED

    def miss(self, offers: Iterable[Offer], publication: str) -> None:
        """Hold the offers that `publication` brought and no longer names."""
        named = {_key(offer) for offer in offers}
        kept = []
        for old in self.entry.offers:
            missed = old.source.name == publication and _key(old) not in named
            if not missed or not self._is_accepted(self._held(old, None)):
                kept.append(old)
        if len(kept) < len(self.entry.offers):
            self.entry = with_offers(self.entry, kept)

    def deprecate(self, source: Source) -> None:
        """Take in that the maker lets the model run out, unless that is known already."""
        entry = self.entry
        if entry.origin is Origin.VENDOR and entry.status not in {"deprecated", "retired"}:
            cited = dict(entry.fact_sources) | {"status": source}
            self.entry = changed(entry, status="deprecated", fact_sources=tuple(cited.items()))

    def _held(self, old: Offer, new: Offer | None) -> Held:
        return Held(
            at=self.at,
            id=self.entry.id,
            provider=old.provider,
            model=old.provider_model_id,
            region=old.region or "",
            old=_text(old),
            new=None if new is None else _text(new),
            offer=new,
        )


def renewed(old: Offer, new: Offer) -> Offer:
    """Return `new` with what `old` knows and a price list does not say."""
    able = (old.tools, old.structured_output)
    if new.tools is new.structured_output is None and able != (None, None):
        read = old.able_source or old.source
        new = changed(
            new,
            tools=old.tools,
            structured_output=old.structured_output,
            able_source=None if read == new.source else read,
        )
    return changed(
        new,
        first_party=old.first_party,
        context_tokens=new.context_tokens or old.context_tokens,
        output_tokens=new.output_tokens or old.output_tokens,
    )


def with_offers(entry: Entry, offers: Iterable[Offer]) -> Entry:
    """Return `entry` with these offers, citing the one whose price stands for it."""
    return cite_price(changed(entry, offers=tuple(offers)), dict(entry.fact_sources))


def _key(offer: Offer) -> _Key:
    return offer.provider, offer.provider_model_id, offer.region


def _text(offer: Offer) -> str | None:
    """Return an offer's prices as `input / output`; None when both are unknown."""
    prices = (offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens)
    if prices == (None, None):
        return None
    return show_prices(*prices)


def _is_believable(old: Offer, new: Offer) -> bool:
    """Return whether no price that both know has changed more than threefold."""
    pairs = (
        (old.input_usd_per_million_tokens, new.input_usd_per_million_tokens),
        (old.output_usd_per_million_tokens, new.output_usd_per_million_tokens),
    )
    known = [(was, now) for was, now in pairs if was is not None and now is not None]
    return all(max(was, now) <= _BELIEVED * min(was, now) for was, now in known)
