"""What is known of a model and what a listing says now, made into one entry."""

from datetime import date

from modeldex.entry import Entry, Offer, Score, Source, changed
from modeldex.fields.readers import RANKED
from modeldex.licences import Licenses, find
from modeldex.openness import Facts, classify

KEYS = {
    "family": "family",
    "gated": "gated",
    "status": "status",
    "retires": "retires",
    "parameters": "params",
    "active_parameters": "active",
    "experts": "moe",
    "active_experts": "active_experts",
    "layers": "layers",
    "attention_heads": "heads",
    "key_value_heads": "kv",
    "head_size": "head_size",
    "embedding_size": "embedding_size",
    "size_bytes": "disk",
    "architecture": "arch",
    "context_tokens": "ctx",
    "output_tokens": "output",
    "inputs": "in",
    "outputs": "out",
    "task": "task",
    "tools": "tools",
    "reasoning": "reasoning",
    "structured_output": "structured",
    "library": "lib",
    "formats": "format",
    "languages": "lang",
    "domains": "domain",
    "tags": "tag",
    "released": "released",
    "updated": "updated",
    "cutoff": "cutoff",
    "downloads": "downloads",
    "likes": "likes",
    "trending": "trending",
    "derived": "derived",
    "base_models": "base",
    "quantized": "quantized",
    "training_data": "data",
    "training_code": "code",
    "paper": "paper",
    "notes": "notes",
}
"""The facts that any source may know, and the field key under which each is cited."""

_HUB_BEGAN = date(2022, 3, 2)
"""The Hub gives this day of release to everything that is older."""

LICENSED = ("license", "license_class", "commercial_use")
"""What is known of a licence: all of it or nothing, and cited as the licence."""

_LICENSE = "license"
_PRICE_KEYS = ("price", "price.in", "price.out", "price.cached")


class Merge:
    """Brings together what is known and what a listing says, by one table of licences."""

    def __init__(self, licenses: Licenses, former: frozenset[str] = frozenset()) -> None:
        """`former`: other names under which the server that is read was cited."""
        self._licenses = licenses
        self._former = former

    def __call__(self, old: Entry, new: Entry) -> Entry:
        """Return `new` with the facts of `old` that another source knows and `new` lacks.

        A fact that the same source no longer states is unknown again. Each fact that is kept
        cites its own source.
        """
        cited = dict(old.fact_sources)
        sources = dict(new.fact_sources)
        kept: dict[str, object] = {}

        same = {new.source.name, *self._former}

        def other(key: str) -> Source | None:
            source = cited.get(key, old.source)
            return source if source.name not in same else None

        for name, key in KEYS.items():
            value = getattr(old, name)
            if value in {None, ()} or getattr(new, name) not in {None, (), _HUB_BEGAN}:
                continue
            source = other(key)
            if source is not None:
                kept[name] = value
                sources[key] = source
        license_source = other(_LICENSE)
        if new.license is None and old.license is not None and license_source is not None:
            kept |= {name: getattr(old, name) for name in LICENSED}
            sources[_LICENSE] = license_source
        offers = _offers(old, new)
        merged = changed(
            new,
            hub_id=new.hub_id or old.hub_id,
            aliases=tuple(dict.fromkeys((*old.aliases, *new.aliases))),
            offers=offers,
            scores=_scores(old.scores, new.scores),
            contested=(
                *new.contested,
                *(c for c in old.contested if c.source.name not in same),
            ),
            **kept,
        )
        merged = self._classified(merged, kept)
        return cite_price(merged, sources)

    def rebase(self, shipped: Entry, synced: Entry) -> Entry:
        """Return what a sync would have made of `synced`, had `shipped` been in the catalogue.

        Facts that the sync has read stay; those that came from an older catalogue do not.
        """
        if synced.hub_id is None:
            listed = changed(shipped, offers=())
            cited = dict(shipped.fact_sources)
            return cite_price(changed(listed, offers=_offers(shipped, synced)), cited)
        read = {
            key: source
            for key, source in synced.fact_sources
            if source.name == synced.source.name and key not in _PRICE_KEYS
        }
        borrowed = {key for key, source in synced.fact_sources if key not in read}
        unread: dict[str, object] = {
            name: () if isinstance(getattr(synced, name), tuple) else None
            for name, key in KEYS.items()
            if key in borrowed
        }
        if _LICENSE in borrowed:
            unread |= dict.fromkeys(LICENSED)
        bare = changed(synced, fact_sources=tuple(read.items()), **unread)
        merged = self(shipped, bare)
        # The catalogue knows the model by the id it had then.
        former = () if shipped.id == synced.id else (shipped.id,)
        return changed(merged, aliases=tuple(dict.fromkeys((*merged.aliases, *former))))

    def _classified(self, merged: Entry, kept: dict[str, object]) -> Entry:
        """Return the entry with the openness that all its facts prove together."""
        if kept.keys().isdisjoint({"license", "gated", "training_data", "training_code"}):
            return merged
        facts = Facts(
            weights=True,
            license=find(self._licenses, merged.license),
            gated=merged.gated,
            training_data=merged.training_data is not None,
            training_code=merged.training_code is not None,
        )
        return changed(merged, openness=classify(facts))


def _scores(old: tuple[Score, ...], new: tuple[Score, ...]) -> tuple[Score, ...]:
    """Return what the listing says now, and the ratings that the catalogue brings."""
    return (*new, *(score for score in old if score.board.startswith(RANKED)))


def _offers(old: Entry, new: Entry) -> tuple[Offer, ...]:
    """Return the offers of both, of each the newer one.

    One with a price stands for one that only says that it exists.
    """
    kept = {_key(o): o for o in old.offers if o.source.name != new.source.name or _priced(o)}
    known = {offer.provider for offer in kept.values()}
    for offer in new.offers:
        other = kept.get(_key(offer))
        newer = other is not None and other.source.as_of < offer.source.as_of and _priced(offer)
        if newer or offer.provider not in known:
            kept[_key(offer)] = offer
    return tuple(kept.values())


def _priced(offer: Offer) -> bool:
    return offer.input_usd_per_million_tokens is not None


def _key(offer: Offer) -> tuple[str, str, str | None, str | None]:
    return offer.provider, offer.provider_model_id, offer.region, offer.condition


def cite_price(entry: Entry, sources: dict[str, Source]) -> Entry:
    """Return `entry` citing `sources`, and for its price the source of the headline offer."""
    headline = entry.headline_offer
    cited = {key: source for key, source in sources.items() if key not in _PRICE_KEYS}
    if headline is not None and headline.source != entry.source:
        cited |= dict.fromkeys(_PRICE_KEYS, headline.source)
    return changed(entry, fact_sources=tuple(cited.items()))
