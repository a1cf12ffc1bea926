"""What a person makes of the price changes that wait for a look."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from modeldex.entry import Entry, Offer
from modeldex.store import Decision, Held, Page, Store
from modeldex.sync.differences import differences
from modeldex.sync.plan import moment
from modeldex.sync.prices import renewed, with_offers


def accept(store: Store, held: Sequence[Held], now: datetime | None = None) -> None:
    """Make the prices of `held` those of their entries, and remember that they are believed.

    What another process does to the entries meanwhile stays. Raises StoreError; then nothing has
    changed.
    """
    by_id: dict[str, list[Held]] = {}
    for one in held:
        by_id.setdefault(one.id, []).append(one)
    with store.reader() as reader:
        entries = reader.get(by_id)

    def merge(old: Entry, _new: Entry) -> Entry:
        return with_offers(old, _decided(old.offers, by_id.get(old.id, ())))

    page = Page(
        entries=[entry for id_, entry in entries.items() if entry.id == id_ and not entry.gone],
        at=moment(now or datetime.now(UTC)),
        merge=merge,
        differ=differences,
    )
    store.save_page(page)
    store.decide(held, Decision.ACCEPTED)
    store.catch_up()


def reject(store: Store, held: Sequence[Held]) -> None:
    """Leave the prices of `held` as they are until the source says something else again."""
    store.decide(held, Decision.REJECTED)


def _decided(offers: Iterable[Offer], held: Iterable[Held]) -> Iterable[Offer]:
    """Yield the offers as they are when `held` is believed."""
    news = {(h.provider, h.model, h.region): h for h in held}
    for offer in offers:
        found = news.get((offer.provider, offer.provider_model_id, offer.region or ""))
        if found is None or offer.condition is not None:
            yield offer
        elif found.offer is not None:
            yield renewed(offer, found.offer)
        elif found.new is not None:
            yield offer  # An older modeldex held it; the next sync brings it.
