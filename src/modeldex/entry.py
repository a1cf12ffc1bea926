"""One language model a person could choose, and where each fact about it came from.

Unknown is None (or an empty tuple where a field holds several values), never 0 and never a guess.
Text from outside has been through `text.clean` before it gets here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Openness(StrEnum):
    """What a person may have, from the most open to the least; see `openness` for the rules."""

    OPEN_SOURCE = "open-source"
    OPEN_WEIGHTS = "open-weights"
    RESTRICTED = "restricted"
    PROPRIETARY = "proprietary"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Who keeps the entry."""

    HUB = "hub"
    VENDOR = "vendor"
    USER = "user"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a fact was read, and when it held."""

    name: str
    """The publication, such as `models.dev` or `huggingface.co`."""

    as_of: date
    """The day on which the source said so."""

    url: str | None = None
    """The page itself; None where only the publication is known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What another source says of a fact, where it differs from the value in use."""

    field: str
    """The key of the fact in `fields`, such as `ctx` or `price.in`."""

    value: str
    """The other value, written as a person would read it."""

    source: Source


@dataclass(frozen=True, kw_only=True, slots=True)
class PriceTier:
    """Prices that apply to a request whose input is longer than `above_tokens`.

    All prices are USD per million tokens; None where the source gives none.
    """

    above_tokens: int
    input_usd_per_million_tokens: float | None = None
    output_usd_per_million_tokens: float | None = None
    cached_input_usd_per_million_tokens: float | None = None
    cache_write_usd_per_million_tokens: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """One result on one benchmark."""

    board: str
    """The benchmark or leaderboard, such as `arena.text`."""

    value: float
    unit: str
    """What `value` counts: `rating`, `percent`."""

    source: Source
    independent: bool
    """False when the model's own maker reported it."""

    low: float | None = None
    """Lower end of the 95 % interval; None where the board gives none."""

    high: float | None = None
    votes: int | None = None
    variant: str | None = None
    """How the model was run, such as `high` effort; None for the model as its name says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """One record of a source that became no entry: its id if it has one, why, how it begins."""

    id: str | None
    reason: str
    excerpt: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One language model, whatever its source."""

    id: str
    """`organisation/name`: the Hub's id, or the vendor's key and its own id for the model.

    Case-sensitive; look-ups are not.
    """

    name: str
    """The name people use: the vendor's display name, or the part of a Hub id after the slash."""

    origin: Origin

    source: Source
    """Where every fact was read that `fact_sources` does not list."""

    hub_id: str | None = None
    """The Hub's `_id`, which survives a rename; None until a sync has seen the entry."""

    aliases: tuple[str, ...] = ()
    """Other ids of the same model: dated names, `-latest` names, regional copies."""

    family: str | None = None
    openness: Openness = Openness.UNKNOWN
    license: str | None = None
    """The licence id as its source gives it, lower case, such as `apache-2.0`."""

    license_class: str | None = None
    """The class of `license` in catalog/licenses.toml, such as `permissive`."""

    commercial_use: bool | None = None
    """Whether `license` lets everybody use the model in a business without asking; None: unsure."""

    gated: str | None = None
    """`no`, `auto` (granted on request) or `manual` (granted by a person)."""

    status: str | None = None
    """`active`, `beta`, `deprecated` or `retired`, as the vendor calls it."""

    retires: date | None = None
    """The day after which requests fail."""

    parameters: int | None = None
    """All parameters, of which a mixture of experts uses some for each token."""

    active_parameters: int | None = None
    """Parameters used for each token; only for a mixture of experts."""

    experts: int | None = None
    active_experts: int | None = None
    layers: int | None = None
    attention_heads: int | None = None
    key_value_heads: int | None = None
    head_size: int | None = None
    embedding_size: int | None = None
    """Length of the vector an embedding model returns."""

    size_bytes: int | None = None
    """Bytes of all weight files of one precision."""

    architecture: str | None = None
    """`model_type` of the model's configuration, such as `qwen3_5`."""

    context_tokens: int | None = None
    output_tokens: int | None = None
    """Most tokens in one answer."""

    inputs: tuple[str, ...] = ()
    """Modalities taken: text, image, audio, video, pdf."""

    outputs: tuple[str, ...] = ()
    task: str | None = None
    """The Hub's pipeline tag, such as `text-generation`."""

    tools: bool | None = None
    """Whether the model can call tools."""

    reasoning: bool | None = None
    structured_output: bool | None = None
    """Whether answers can be held to a schema."""

    library: str | None = None
    formats: tuple[str, ...] = ()
    """File formats of the weights, such as `safetensors` and `gguf`."""

    languages: tuple[str, ...] = ()
    """ISO 639 codes as the card gives them, lower case."""

    domains: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    released: date | None = None
    """For the Hub: when the repository was created, and never before 2022-03-02."""

    updated: date | None = None
    """Date of the last commit to the weights' repository."""

    cutoff: date | None = None
    """Knowledge cut-off; the day is 1 where the source names only a month."""

    downloads: int | None = None
    """Downloads from the Hub in the last 30 days."""

    likes: int | None = None
    trending: float | None = None
    derived: int | None = None
    """Models on the Hub that name this one as their base."""

    base_models: tuple[str, ...] = ()
    quantized: tuple[str, ...] = ()
    """Ids of Hub repositories with quantised copies of these weights."""

    training_data: str | None = None
    """Where the training data is disclosed: an address, or `named` when only the fact is known."""

    training_code: str | None = None
    paper: str | None = None
    offers: tuple[Offer, ...] = ()
    scores: tuple[Score, ...] = ()
    fact_sources: tuple[tuple[str, Source], ...] = ()
    """(field key, source) for each fact that was read elsewhere than `source`."""

    contested: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences of the catalogue's editors about this entry."""

    gone: bool = False
    """Whether the source no longer lists the entry."""

    def source_of(self, key: str) -> Source:
        """Return where the fact with the field key `key` was read."""
        return dict(self.fact_sources).get(key, self.source)

    @property
    def organization(self) -> str:
        """Whoever publishes the model: the part of `id` before the slash, or the whole id."""
        return self.id.partition("/")[0]

    @property
    def headline_offer(self) -> Offer | None:
        """The offer whose price stands for the entry.

        Not doubtful before doubtful, then the maker's own, then one bound to no region or
        condition, then the cheapest by blended price; None when no offer has a price.
        """
        if not self.offers:
            return None
        priced = [offer for offer in self.offers if offer.input_usd_per_million_tokens is not None]
        return min(priced, key=_rank, default=None)


def _rank(offer: Offer) -> tuple[bool, bool, bool, float, str, str]:
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
