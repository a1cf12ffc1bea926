"""What a person would want to hear of when an entry has changed."""

from collections.abc import Iterator

from modeldex.entry import Entry
from modeldex.fields import show_prices

Difference = tuple[str, str | None, str | None]
"""(kind, what it was, what it is), the values as a person reads them; None is unknown."""


def differences(old: Entry, new: Entry) -> Iterator[Difference]:
    """Yield what differs between two states of one entry.

    Popularity is left out: it differs every day.
    """
    yield from _plain("license", old.license, new.license)
    yield from _plain("openness", old.openness.value, new.openness.value)
    yield from _plain("gated", old.gated, new.gated)
    yield from _plain("price", price(old), price(new))
    yield from _plain("status", old.status, new.status)
    yield from _plain("retires", _text(old.retires), _text(new.retires))
    yield from _plain("context", _text(old.context_tokens), _text(new.context_tokens))
    yield from _plain("updated", _text(old.updated), _text(new.updated))


def _plain(kind: str, old: str | None, new: str | None) -> Iterator[Difference]:
    if old != new:
        yield kind, old, new


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def price(entry: Entry) -> str | None:
    """Return the price that stands for an entry, as `input / output`; None without one."""
    offer = entry.headline_offer
    if offer is None:
        return None
    return show_prices(offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens)
