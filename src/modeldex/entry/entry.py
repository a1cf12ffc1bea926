"""The record of one language model."""

from datetime import date
from enum import StrEnum

from modeldex.entry.offers import Offer, rank
from modeldex.entry.record import Record
from modeldex.entry.sources import Claim, Source


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


class Score(Record, frozen=True, kw_only=True):
    """One result on one benchmark."""

    board: str
    """The benchmark or leaderboard, such as `arena.text`."""

    value: float
    unit: str
    """What `value` counts: `rating`, `percent`."""

    source: Source
    independent: bool
    """False when the model's own maker reported it."""

    unmerged: bool = False
    """Whether it is only proposed, in a pull request to the model's repository: anyone can."""

    low: float | None = None
    """Lower end of the 95 % interval; None where the board gives none."""

    high: float | None = None
    votes: int | None = None
    variant: str | None = None
    """How the model was run, such as `high` effort; None for the model as its name says."""


_ABLE = {"tools": "tools", "structured": "structured_output"}
"""What an offer can say too, by field key."""


class Entry(Record, frozen=True, kw_only=True):
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
        """Return where the fact with the field key `key` was read; a host may have told it."""
        cited = dict(self.fact_sources).get(key)
        attribute = _ABLE.get(key)
        if cited is None and attribute is not None and getattr(self, attribute) is None:
            able = (one for one in self.offers if getattr(one, attribute))
            cited = next((one.able_source or one.source for one in able), None)
        return cited or self.source

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
        return min(priced, key=rank, default=None)
