"""The bill of an API: tokens times prices, by the rules that sellers publish.

* A request whose input is longer than `above_tokens` pays that tier for all of its tokens, in and
  out; what is read from the cache counts as input. Perplexity says so of its models of OpenAI and
  xAI (docs.perplexity.ai/docs/gateway/models), and Google's prices of Gemini are those of the
  prompt's length (ai.google.dev/gemini-api/docs/pricing). The bill therefore jumps at the limit.
* A token of input is read from the cache, written to it, or neither, and pays one price
  (platform.claude.com/docs/en/about-claude/pricing). Where no price of writing is listed, it costs
  what input costs (the same page of Perplexity).
* A batch halves the price where the maker sells one (platform.claude.com/docs/en/about-claude/
  pricing, developers.openai.com/api/docs/pricing); here it counts as a price only where the
  catalogue lists an offer on the condition `batch`.
All read on 2026-11-22.
"""

from modeldex.cost.money import Bill, Money, Part, order, total
from modeldex.cost.workload import Workload
from modeldex.entry import Entry, Offer, PriceTier, changed
from modeldex.entry.offers import rank

CACHED_FLOOR = 0.008
"""Least that a cached token costs, as a share of input: of all prices in the catalogue the lowest
is Xiaomi's 0.0036 USD for MiMo-V2.5-Pro, where input costs 0.435. A test compares."""

BATCH_FLOOR = 0.5
"""Least that a batch costs, as a share of the request: the rule of the makers that sell batches,
and of 99 of the 112 batches in the catalogue. The 4 below it are gateways whose batches go to
another host than their requests."""

BATCH = "batch"
"""The condition of offers that answer within a day."""

_PER_TOKEN = 1e-6
_Range = tuple[float, float]


def prices_for(offer: Offer, input_tokens: int) -> Offer | PriceTier:
    """Return the prices of a request with so much input: the offer's own, or those of a tier.

    A tier begins one token above its limit.
    """
    reached = [tier for tier in offer.tiers if input_tokens > tier.above_tokens]
    return max(reached, key=lambda tier: tier.above_tokens, default=offer)


def api_bill(offer: Offer, workload: Workload, *, batch: Offer | None = None) -> Bill:
    """Return what the workload costs at one offer.

    `batch` is the same provider's offer for batches. Without one, and with requests that may
    wait, their part is between BATCH_FLOOR and the full price.
    """
    refusal = _refusal(offer, workload)
    prices = prices_for(offer, workload.input_tokens)
    missing = _missing(prices, workload)
    if refusal or missing:
        return Bill(per_month=None, unknown=missing, refusal=refusal, assumptions=_notes(offer))
    unknown: list[str] = []
    if offer.context_tokens is None:
        unknown.append("longest context here")
    waiting = 0.0 if offer.condition == BATCH else workload.batch_share
    requests = workload.requests_per_month
    usd = _request(prices, offer, workload, unknown)
    parts = [_part(label, usd[label], requests * (1 - waiting)) for label in usd]
    if waiting:
        parts.append(_batches(offer, batch, workload, requests * waiting, unknown))
    shown = tuple(part for part in parts if part is not None)
    return Bill(
        per_month=total(shown),
        parts=shown,
        assumptions=(*_notes(offer), *_tier_notes(offer, prices, workload)),
        unknown=tuple(unknown),
    )


def bills(entry: Entry, workload: Workload) -> tuple[tuple[Offer, Bill], ...]:
    """Return each offer of `entry` with its bill, the cheapest first and the unknown last.

    An offer for batches joins that of the same provider and region for requests; it stands alone
    only where there is none.
    """
    plain = [offer for offer in entry.offers if offer.condition != BATCH]
    batches = [offer for offer in entry.offers if offer.condition == BATCH]
    places = {_place(offer) for offer in plain if offer.condition is None}
    alone = [offer for offer in batches if _place(offer) not in places]
    priced = [
        (offer, api_bill(_sized(offer, entry), workload, batch=_batch_of(offer, batches)))
        for offer in (*plain, *alone)
    ]
    return tuple(sorted(priced, key=lambda pair: (order(pair[1]), rank(pair[0]))))


def cheapest(priced: tuple[tuple[Offer, Bill], ...]) -> tuple[Offer, Bill] | None:
    """Return the first of the known bills that `bills` gave; None where none is known.

    One that is doubtful, or bound to a condition such as `spot`, only where no other is known.
    """
    known = [pair for pair in priced if pair[1].per_month is not None]
    sure = [pair for pair in known if not pair[0].doubtful and pair[0].condition is None]
    return next(iter(sure or known), None)


def _sized(offer: Offer, entry: Entry) -> Offer:
    """Return the offer with the model's own context where its maker lists none for the offer."""
    if offer.context_tokens is not None or not offer.first_party:
        return offer
    return changed(offer, context_tokens=entry.context_tokens)


def _place(offer: Offer) -> tuple[str, str | None]:
    return offer.provider, offer.region


def _batch_of(offer: Offer, batches: list[Offer]) -> Offer | None:
    if offer.condition is not None:
        return None
    same = [batch for batch in batches if _place(batch) == _place(offer)]
    return min(same, key=rank, default=None)


def _refusal(offer: Offer, workload: Workload) -> str | None:
    """Return why the offer cannot answer the workload's requests; None where nothing is known."""
    if offer.context_tokens is not None and offer.context_tokens < workload.context_tokens:
        limits = (workload.context_tokens, offer.context_tokens)
        return "needs a context of {:,} tokens, has {:,}".format(*limits)
    if offer.output_tokens is not None and offer.output_tokens < workload.output_tokens:
        limits = (workload.output_tokens, offer.output_tokens)
        return "needs answers of {:,} tokens, gives at most {:,}".format(*limits)
    if offer.condition == BATCH and workload.batch_share < 1:
        return "answers in batches only, and not all requests may wait"
    return None


def _missing(prices: Offer | PriceTier, workload: Workload) -> tuple[str, ...]:
    missing = []
    if prices.input_usd_per_million_tokens is None:
        missing.append("price of input")
    if prices.output_usd_per_million_tokens is None and workload.output_tokens:
        missing.append("price of output")
    return tuple(missing)


def _request(
    prices: Offer | PriceTier, offer: Offer, workload: Workload, unknown: list[str]
) -> dict[str, _Range]:
    """Return USD of one request by label, and add to `unknown` what gave a range."""
    full = (prices.input_usd_per_million_tokens or 0) * _PER_TOKEN
    answer = (prices.output_usd_per_million_tokens or 0) * _PER_TOKEN
    cached = workload.input_tokens * workload.cached_share
    usd = {
        "Input": _fresh(prices, offer, workload, unknown),
        "Cached input": _times(_cached_price(prices, full), cached),
        "Output": _times((answer, answer), workload.output_tokens),
    }
    if cached and prices.cached_input_usd_per_million_tokens is None and full:
        unknown.append("price of cached input")
    return usd


def _cached_price(prices: Offer | PriceTier, full: float) -> _Range:
    """Return USD per cached token; where it is unknown, from CACHED_FLOOR up to that of input."""
    if prices.cached_input_usd_per_million_tokens is None:
        return full * CACHED_FLOOR, full
    price = prices.cached_input_usd_per_million_tokens * _PER_TOKEN
    return price, price


def _fresh(
    prices: Offer | PriceTier, offer: Offer, workload: Workload, unknown: list[str]
) -> _Range:
    """Return USD of the input that is not read from the cache, written or not."""
    full = (prices.input_usd_per_million_tokens or 0) * _PER_TOKEN
    fresh = workload.input_tokens * (1 - workload.cached_share)
    listed = prices.cache_write_usd_per_million_tokens
    if listed is None or not workload.cached_share:
        if listed is None and offer.cache_write_usd_per_million_tokens and workload.cached_share:
            unknown.append("price of writing to the cache in this tier")
        return _times((full, full), fresh)
    write = listed * _PER_TOKEN
    if workload.written_share is None:
        unknown.append("share of input written to the cache")
        return _times((min(full, write), max(full, write)), fresh)
    written = min(workload.input_tokens * workload.written_share, fresh)
    return _times((1, 1), full * (fresh - written) + write * written)


def _batches(
    offer: Offer, batch: Offer | None, workload: Workload, requests: float, unknown: list[str]
) -> Part:
    """Return the part of the bill for the requests that may wait."""
    priced = batch or offer
    prices = prices_for(priced, workload.input_tokens)
    if batch is None or _missing(prices, workload):
        prices = prices_for(offer, workload.input_tokens)
        unknown.append("price of batches")
        low, high = _sum(_request(prices, offer, workload, []))
        return _certain("In batches", (low * BATCH_FLOOR, high), requests)
    return _certain("In batches", _sum(_request(prices, batch, workload, unknown)), requests)


def _sum(usd: dict[str, _Range]) -> _Range:
    return sum(low for low, _ in usd.values()), sum(high for _, high in usd.values())


def _times(price: _Range, tokens: float) -> _Range:
    return price[0] * tokens, price[1] * tokens


def _certain(label: str, usd: _Range, requests: float) -> Part:
    money = Money(low_usd_per_month=usd[0] * requests, high_usd_per_month=usd[1] * requests)
    return Part(label=label, money=money)


def _part(label: str, usd: _Range, requests: float) -> Part | None:
    """Return the part, or None where the workload has nothing of the kind."""
    return _certain(label, usd, requests) if usd[1] and requests else None


def _notes(offer: Offer) -> tuple[str, ...]:
    notes = [f"price as of {offer.source.as_of} by {offer.source.name}"]
    if offer.condition is not None:
        notes.append(f"on the condition: {offer.condition}")
    if offer.region is not None:
        notes.append(f"in the region {offer.region}")
    if offer.doubtful:
        notes.append("doubtful: another source gives quite different prices")
    prices = (offer.input_usd_per_million_tokens, offer.output_usd_per_million_tokens)
    if prices[0] == 0 and not prices[1]:
        notes.append("a free offer: its provider limits the requests, how far is not known")
    return tuple(notes)


def _tier_notes(offer: Offer, prices: Offer | PriceTier, workload: Workload) -> tuple[str, ...]:
    if isinstance(prices, PriceTier):
        note = f"input of {workload.input_tokens:,} tokens pays the tier above "
        return (f"{note}{prices.above_tokens:,}, the whole request with it",)
    if offer.tiers:
        return (f"no request has more than {offer.tiers[0].above_tokens:,} tokens of input",)
    return ()
