"""Parameters that a mixture of experts uses for each token, as its maker publishes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from modeldex.curated.sources import SOURCE_KEYS, Sources, read_sources
from modeldex.curated.tables import Table, read_toml
from modeldex.entry import Claim, Source

FILE = "active.toml"
FIELD = "active"
_NAMED = "the maker's name of the model"
"""The source, described in the head, of a figure that stands in the id itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Active:
    """What is published of one entry."""

    parameters: int
    source: Source
    claim: Claim | None
    """What another source says; None where none is known to differ."""


def read_active(path: Path, shown: str) -> Iterator[tuple[str, Active]]:
    """Yield (id of the entry, figure) for each model of each row, in the order of the file.

    Raises CatalogError at the first fault; a model that stands in two rows is one.
    """
    file = read_toml(path, shown)
    file.only(("sources", *SOURCE_KEYS, "figures"))
    sources = read_sources(file)
    seen: set[str] = set()
    for row in file.tables("figures"):
        row.only(("active", "models", "named", "other", *SOURCE_KEYS))
        figure = _figure(row, sources)
        for model in row.texts("models"):
            if model in seen:
                raise row.fault("models", f'"{model}" is in the file twice')
            seen.add(model)
            yield model, figure


def _figure(row: Table, sources: Sources) -> Active:
    parameters = row.count("active")
    if parameters is None:
        raise row.fault("active", "missing")
    if row.flag("named"):
        source = sources.named.get(_NAMED, sources.default)
    else:
        row.required_text("url")
        source = sources.of(row)
    other = row.table("other")
    return Active(
        parameters=parameters,
        source=source,
        claim=None if other is None else _claim(other, sources),
    )


def _claim(other: Table, sources: Sources) -> Claim:
    other.only(("value", *SOURCE_KEYS))
    return Claim(field=FIELD, value=other.required_text("value"), source=sources.of(other))
