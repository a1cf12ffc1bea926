"""How old the catalogue is: its prices and what the Hub says, apart."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from modeldex.entry import Entry, Origin
from modeldex.store import Store

_PRICES, _HUB = "as_of.prices", "as_of.hub"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ages:
    """The days of which the catalogue's facts are; None where it has none yet."""

    prices: date | None = None
    hub: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Counts the days on which facts were read; the most frequent one is their age."""

    prices: Counter[date] = field(default_factory=Counter)
    hub: Counter[date] = field(default_factory=Counter)

    def count(self, entry: Entry) -> None:
        """Take the facts of one entry into account."""
        self.prices.update(offer.source.as_of for offer in entry.offers)
        if entry.origin is Origin.HUB:
            self.hub[entry.source.as_of] += 1

    def add(self, others: "Days") -> None:
        """Take into account what was counted elsewhere."""
        self.prices.update(others.prices)
        self.hub.update(others.hub)

    @property
    def ages(self) -> Ages:
        """Return the days from which most of what was counted is."""
        return Ages(prices=_most(self.prices), hub=_most(self.hub))


def _most(days: Counter[date]) -> date | None:
    return max(days, key=lambda day: (days[day], day), default=None)


def read(store: Store) -> Ages:
    """Return how old the catalogue in `store` is."""
    return Ages(prices=_day(store.state(_PRICES)), hub=_day(store.state(_HUB)))


def note(store: Store, ages: Ages) -> None:
    """Remember the days of `ages` that are known; the others stay as they are."""
    for key, day in ((_PRICES, ages.prices), (_HUB, ages.hub)):
        if day is not None:
            store.set_state(key, day.isoformat())


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
