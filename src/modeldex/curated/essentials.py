"""The best-known open models of the kinds that the starter lacks."""

from collections.abc import Iterator
from pathlib import Path

from modeldex.curated.domains import NO_DOMAINS, Domains
from modeldex.curated.sources import SOURCE_KEYS, read_sources
from modeldex.curated.tables import read_toml
from modeldex.entry import Entry, Origin
from modeldex.entry.tasks import MODALITIES, UNKNOWN
from modeldex.licences import Licenses
from modeldex.openness import Facts, rights

FILE = "essentials.toml"
_MODEL_KEYS = ("id", "task", "license", "parameters", "languages", "aliases", *SOURCE_KEYS)


def read_essentials(
    path: Path, shown: str, licenses: Licenses, domains: Domains = NO_DOMAINS
) -> Iterator[Entry]:
    """Yield the entries of the file in its order; what it does not say is unknown.

    Raises CatalogError at the first fault.
    """
    file = read_toml(path, shown)
    file.only(("sources", *SOURCE_KEYS, "models"))
    sources = read_sources(file)
    seen: set[str] = set()
    for row in file.tables("models"):
        row.only(_MODEL_KEYS)
        model = row.required_text("id")
        if model.lower() in seen:
            raise row.fault("id", f'"{model}" is in the file twice')
        seen.add(model.lower())
        row.required_text("url")
        task, fields = row.text("task"), domains.of(model)
        inputs, outputs = MODALITIES.get(task or "", UNKNOWN)
        yield Entry(
            id=model,
            name=model.partition("/")[2] or model,
            origin=Origin.HUB,
            source=sources.of(row),
            aliases=row.texts("aliases"),
            parameters=row.count("parameters"),
            inputs=inputs,
            outputs=outputs,
            task=task,
            languages=row.texts("languages"),
            domains=fields,
            fact_sources=domains.cited(fields),
            **rights(licenses, row.text("license"), Facts(weights=True)),
        )
