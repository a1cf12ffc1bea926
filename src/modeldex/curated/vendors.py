"""The entries of one hand-edited file: a vendor's models, or a person's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from modeldex.curated.domains import NO_DOMAINS, Domains
from modeldex.curated.prices import CONDITION_KEYS, OFFER_KEYS, read_offer, with_offers
from modeldex.curated.sources import SOURCE_KEYS, Sources, read_sources
from modeldex.curated.tables import Table, read_toml
from modeldex.entry import Claim, Entry, Offer, Origin, Source
from modeldex.fields import FIELDS, STATUSES
from modeldex.licences import Licenses
from modeldex.openness import Facts, Rights, rights

_HEAD_KEYS = ("vendor", "name", "provider", *SOURCE_KEYS, "sources", "models")
_MODEL_KEYS = (
    *("id", "name", "family", "released", "cutoff", "status", "retires", "weights", "license"),
    *("parameters", "active_parameters", "experts", "embedding", "context", "output"),
    *("inputs", "outputs", "task", "tools", "reasoning", "structured_output"),
    *("languages", "domains", "tags", "aliases", "notes"),
    *(*SOURCE_KEYS, "facts", "price", "offers", "contested"),
)
_WEIGHTS = {"open": True, "closed": False, "unknown": None}
_MODALITIES = ("text", "image", "audio", "video", "pdf")


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """What the head of a file says about all its models."""

    vendor: str
    """The part of each id before the slash."""

    provider: str
    """Who bills the vendor's own offers."""

    origin: Origin
    sources: Sources
    weights: str
    """What a model says of its weights that says nothing: `closed` or `unknown`."""

    licenses: Licenses
    domains: Domains


def read_entries(
    path: Path,
    shown: str,
    licenses: Licenses,
    *,
    origin: Origin,
    default: Source | None = None,
    domains: Domains = NO_DOMAINS,
) -> Iterator[Entry]:
    """Yield the entry of each model in the file, in the order of the file.

    `default` is the source of facts where the file names none; without it the file must.
    Raises CatalogError at the first fault.
    """
    table = read_toml(path, shown)
    table.only(_HEAD_KEYS)
    vendor = table.required_text("vendor")
    file = File(
        vendor=vendor,
        provider=table.text("provider") or vendor,
        origin=origin,
        sources=read_sources(table, default),
        weights="closed" if origin is Origin.VENDOR else "unknown",
        licenses=licenses,
        domains=domains,
    )
    seen: set[str] = set()
    for model in table.tables("models"):
        name = model.required_text("id")
        if name in seen:
            raise model.fault("id", f'"{name}" is in the file twice')
        seen.add(name)
        yield _entry(model, file)


def _entry(model: Table, file: File) -> Entry:
    model.only(_MODEL_KEYS)
    sources, entry_id = file.sources.below(model), f"{file.vendor}/{model.required_text('id')}"
    stated = model.texts("domains")
    found = () if stated else file.domains.of(entry_id, model.texts("tags"))
    entry = Entry(
        id=entry_id,
        name=model.text("name") or model.required_text("id"),
        origin=file.origin,
        source=sources.default,
        aliases=tuple(f"{file.vendor}/{alias}" for alias in model.texts("aliases")),
        family=model.text("family"),
        **_rights(model, file),
        status=model.choice("status", STATUSES),
        retires=model.day("retires"),
        parameters=model.count("parameters"),
        active_parameters=model.count("active_parameters"),
        experts=model.count("experts"),
        embedding_size=model.count("embedding"),
        context_tokens=model.count("context"),
        output_tokens=model.count("output"),
        inputs=_modalities(model, "inputs"),
        outputs=_modalities(model, "outputs"),
        task=model.text("task"),
        tools=model.flag("tools"),
        reasoning=model.flag("reasoning"),
        structured_output=model.flag("structured_output"),
        languages=model.texts("languages"),
        domains=stated or found,
        tags=model.texts("tags"),
        released=model.day("released"),
        cutoff=model.day("cutoff"),
        fact_sources=(*_fact_sources(model, sources), *file.domains.cited(found)),
        contested=tuple(_claims(model, sources)),
        notes=model.texts("notes"),
    )
    return with_offers(entry, _offers(model, file, sources))


def _rights(model: Table, file: File) -> Rights:
    weights = model.choice("weights", _WEIGHTS) or file.weights
    return rights(file.licenses, model.text("license"), Facts(weights=_WEIGHTS[weights]))


def _modalities(model: Table, key: str) -> tuple[str, ...]:
    words = model.texts(key)
    for word in words:
        if word not in _MODALITIES:
            known = ", ".join(_MODALITIES)
            raise model.fault(key, f'expected a list of {known}, got "{word}"')
    return words


def _offers(model: Table, file: File, sources: Sources) -> Iterator[Offer]:
    """Yield the vendor's own offers, the plain price first, which can do what the model can."""
    rows = [] if (price := model.table("price")) is None else [price]
    if rows:
        rows[0].only(OFFER_KEYS)
    for row in model.tables("offers"):
        row.only((*OFFER_KEYS, *CONDITION_KEYS))
        rows.append(row)
    for row in rows:
        yield read_offer(
            row,
            above=model,
            provider=file.provider,
            model=model.required_text("id"),
            first_party=True,
            sources=sources,
        )


def _fact_sources(model: Table, sources: Sources) -> Iterator[tuple[str, Source]]:
    """Yield the fields that were read elsewhere than the rest of the model."""
    facts = model.table("facts")
    if facts is None:
        return
    facts.only(FIELDS)
    for key in facts.values:
        if (row := facts.table(key)) is not None:
            row.only(SOURCE_KEYS)
            yield key, sources.of(row)


def _claims(model: Table, sources: Sources) -> Iterator[Claim]:
    for row in model.tables("contested"):
        row.only(("field", "value", *SOURCE_KEYS))
        key = row.choice("field", FIELDS) or row.required_text("field")
        yield Claim(field=key, value=row.required_text("value"), source=sources.of(row))
