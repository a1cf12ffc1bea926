"""One record of the listing into an entry, or into the reason why not."""

from datetime import date
from typing import Any

from modeldex.entry import Claim, Entry, Offer, Openness, Origin, Rejected, Source
from modeldex.entry.tasks import MODALITIES, UNKNOWN
from modeldex.hub.card import Card, read_card
from modeldex.hub.decode import excerpt
from modeldex.hub.scores import read_scores
from modeldex.hub.tags import Tags
from modeldex.hub.values import amount, count, day, table, tables, word
from modeldex.hub.weights import Weights, believed, context_of, read_weights
from modeldex.licences import License, Licenses, find
from modeldex.openness import Facts, classify
from modeldex.text import clean

_LONGEST_ID = 200
"""Characters; the Hub allows 96 a part, and 116 is the longest seen."""

_OBJECT_ID = 24
"""Digits of a Mongo ObjectId."""

_MOST_OFFERS = 40
_MOST_TAGS = 24
"""Kept of one model: 90 % have 18 or fewer, and one has 2,074."""

_GATES = {False: "no", "auto": "auto", "manual": "manual", True: "manual"}
_DERIVED = frozenset({"merge", "mergekit", "generated_from_trainer"})
"""Tags of cards whose paper is of a method, not of the model."""


class Parser:
    """Reads records as of one day, by one table of licences."""

    def __init__(
        self, *, licenses: Licenses, today: date, publication: str = "huggingface.co"
    ) -> None:
        self._licenses = licenses
        self._source = Source(name=publication, as_of=today)
        self._opennesses: dict[tuple[str | None, str | None, bool], Openness] = {}

    def entry(self, record: dict[str, object]) -> Entry | Rejected:
        """Return the entry that a record describes, with licence class and openness decided.

        A wrong value costs only its own field. What has no usable id, and what is private to
        the one who asked, is rejected.
        """
        model = record.get("id", record.get("modelId"))
        if not isinstance(model, str):
            model = record.get("modelId")
        name = clean(model) if isinstance(model, str) else ""
        if not name or len(name) > _LONGEST_ID:
            reason = "its id is too long" if name else "it has no id"
            return Rejected(id=None, reason=reason, excerpt=excerpt(record))
        if record.get("private") is True:
            return Rejected(id=name, reason="it is private to you", excerpt="")
        return self._entry(record, name)

    def _entry(self, record: dict[str, object], name: str) -> Entry:
        get, source = record.get, self._source
        card = read_card(record, self._licenses)
        gguf, config = table(get("gguf")), table(get("config"))
        packed = bool(card.tags.packed) or "quantization_config" in config
        weights = read_weights(get("safetensors"), packed=packed)
        task, library = word(get("pipeline_tag")), word(get("library_name"))
        architecture = word(config.get("model_type")) or word(gguf.get("architecture"))
        inputs, outputs = MODALITIES.get(task or "", UNKNOWN)
        license_id = card.licenses[0] if card.licenses else None
        found = find(self._licenses, license_id)
        gated, disabled = _gate(get("gated")), get("disabled") is True
        openness = self._openness(license_id, gated, data=card.names_data)
        results, index = get("evalResults"), get("model-index") or card.model_index
        return Entry(
            id=name,
            name=name.partition("/")[2] or name,
            origin=Origin.HUB,
            source=source,
            openness=Openness.UNKNOWN if disabled else openness,
            gated=gated,
            parameters=weights.parameters or believed(gguf.get("total")),
            size_bytes=weights.size_bytes,
            architecture=architecture,
            context_tokens=context_of(gguf, config),
            inputs=inputs,
            outputs=outputs,
            task=task,
            library=library,
            formats=_formats(record, card.tags),
            tags=_words(card, {task, library, architecture}),
            offers=self._offers(get("inferenceProviderMapping")),
            scores=read_scores(results, index, day(get("lastModified")) or source.as_of),
            contested=self._claims(card.licenses, weights),
            notes=("The Hub has disabled this repository.",) if disabled else (),
            **_terms(license_id, found),
            **_figures(record),
            **_lineage(card),
        )

    def _openness(self, license_id: str | None, gated: str | None, *, data: bool) -> Openness:
        """Return the class, worked out once for each of some thousand combinations."""
        key = license_id, gated, data
        if key not in self._opennesses:
            facts = Facts(
                weights=True,
                license=find(self._licenses, license_id),
                gated=gated,
                training_data=data,
            )
            self._opennesses[key] = classify(facts)
        return self._opennesses[key]

    def _offers(self, mapping: object) -> tuple[Offer, ...]:
        """Return who serves the model through the Hub; their prices are in other documents.

        The mapping is a list, or an object by provider.
        """
        if not mapping:
            return ()
        if isinstance(mapping, dict):
            rows = [{"provider": key, **table(value)} for key, value in mapping.items()]
        else:
            rows = list(tables(mapping))
        offers: dict[str, Offer] = {}
        for row in rows[:_MOST_OFFERS]:
            provider = word(row.get("provider"))
            served = word(row.get("providerId")) or word(row.get("hfModelId"))
            if provider and served and row.get("status") == "live":
                offers[provider] = Offer(
                    provider=provider.lower(),
                    provider_model_id=served,
                    first_party=row.get("isModelAuthor") is True,
                    source=self._source,
                )
        return tuple(offers.values())

    def _claims(self, licenses: tuple[str, ...], weights: Weights) -> tuple[Claim, ...]:
        """Return what the record says of licence and size beside what is used."""
        if len(licenses) <= 1 and weights.stated is None:
            return ()
        claims = [
            Claim(field="license", value=other, source=self._source) for other in licenses[1:5]
        ]
        if weights.stated is not None:
            value = f"{weights.stated:,}"
            claims.append(Claim(field="params", value=value, source=self._source))
        return tuple(claims)


def _gate(gated: object) -> str | None:
    return _GATES.get(gated) if isinstance(gated, str | bool) else None


def _object_id(value: object) -> str | None:
    """Return the Hub's `_id`; None for what other servers send under that name."""
    if not isinstance(value, str) or len(value) != _OBJECT_ID:
        return None
    return value if value.isascii() and value.isalnum() else None


def _formats(record: dict[str, object], tags: Tags) -> tuple[str, ...]:
    formats = dict.fromkeys(tags.formats)
    for key in ("safetensors", "gguf"):
        if record.get(key):
            formats[key] = None
    return tuple(formats)


def _terms(license_id: str | None, found: License | None) -> dict[str, Any]:
    """Return the fields that the licence decides."""
    return {
        "license": license_id,
        "license_class": None if found is None else found.license_class,
        "commercial_use": None if found is None else found.commercial,
    }


def _figures(record: dict[str, object]) -> dict[str, Any]:
    """Return the fields that are one value of the record each."""
    get = record.get
    return {
        "hub_id": _object_id(get("_id")),
        "released": day(get("createdAt")),
        "updated": day(get("lastModified")),
        "downloads": count(get("downloads")),
        "likes": count(get("likes")),
        "trending": amount(get("trendingScore")),
        "derived": count(get("childrenModelCount")),
    }


def _lineage(card: Card) -> dict[str, Any]:
    """Return the fields that say what went into the model."""
    return {
        "languages": card.languages,
        "base_models": card.bases,
        "training_data": "named" if card.names_data else None,
        "paper": _paper(card.tags),
    }


def _words(card: Card, told: set[str | None]) -> tuple[str, ...]:
    """Return the tags that no other field tells, after the kind of derivation."""
    words = [word for word in card.tags.words if word not in told]
    if card.relation is not None:
        words.insert(0, card.relation)
    return tuple(dict.fromkeys(words))[:_MOST_TAGS]


def _paper(tags: Tags) -> str | None:
    """Return the one paper that a card names.

    Cards that name several cite benchmarks and methods, and do not say which describes them.
    """
    if len(tags.papers) != 1 or not _DERIVED.isdisjoint(tags.words):
        return None
    return f"https://arxiv.org/abs/{tags.papers[0]}"
