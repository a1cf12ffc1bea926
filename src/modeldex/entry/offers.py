"""Places where an entry can be used by API, and what they ask for it."""

from modeldex.entry.record import Record
from modeldex.entry.sources import Source


class PriceTier(Record, frozen=True, kw_only=True):
    """Prices that apply to a request whose input is longer than `above_tokens`.

    All prices are USD per million tokens; None where the source gives none.
    """

    above_tokens: int
    input_usd_per_million_tokens: float | None = None
    output_usd_per_million_tokens: float | None = None
    cached_input_usd_per_million_tokens: float | None = None
    cache_write_usd_per_million_tokens: float | None = None


class Offer(Record, frozen=True, kw_only=True):
    """One place where an entry can be used by API, and its prices.

    All prices are USD per million tokens. None is unknown; 0 is a published price of nothing.
    """

    provider: str
    """Whoever sends the bill, as a lower-case key: `openai`, `amazon-bedrock`, `together`."""

    provider_model_id: str
    """The name to send in a request to that provider."""

    first_party: bool
    """Whether the provider made the model."""

    source: Source

    input_usd_per_million_tokens: float | None = None
    output_usd_per_million_tokens: float | None = None
    cached_input_usd_per_million_tokens: float | None = None
    cache_write_usd_per_million_tokens: float | None = None
    audio_input_usd_per_million_tokens: float | None = None
    audio_output_usd_per_million_tokens: float | None = None
    tiers: tuple[PriceTier, ...] = ()
    """Ascending by `above_tokens`; empty when one price holds at every length."""

    context_tokens: int | None = None
    output_tokens: int | None = None
    region: str | None = None
    """The provider's own name of the region; None when the price is not bound to one."""

    condition: str | None = None
    """What else the price depends on, such as `peak hours`; None when nothing is known to."""

    doubtful: bool = False
    """Whether another source gives quite different prices, and nothing decides between them."""


def rank(offer: Offer) -> tuple[bool, bool, bool, float, str, str]:
    """Return what puts the offer whose price stands for an entry first."""
    conditional = offer.region is not None or offer.condition is not None
    blended = blended_price(offer)
    ranks = (offer.doubtful, not offer.first_party, conditional)
    known = float("inf") if blended is None else blended
    return *ranks, known, offer.provider, offer.provider_model_id


def blended_price(offer: Offer) -> float | None:
    """Return USD per million tokens at three input tokens for each output token.

    3:1 is the mix in which hosted prices are usually quoted. None when either price is unknown.
    """
    price_in, price_out = offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens
    return None if price_in is None or price_out is None else (3 * price_in + price_out) / 4
