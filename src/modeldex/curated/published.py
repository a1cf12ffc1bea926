"""Facts of well-known models as their makers publish them, where no other file has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from modeldex.curated.sources import SOURCE_KEYS, read_sources
from modeldex.curated.tables import Table, read_toml
from modeldex.entry import Source

FILE = "published.toml"

_NUMBERS = {
    "layers": ("layers", "layers"),
    "heads": ("attention_heads", "heads"),
    "kv_heads": ("key_value_heads", "kv"),
    "head_size": ("head_size", "head_size"),
    "context": ("context_tokens", "ctx"),
}
_TEXTS = {"paper": ("paper", "paper")}
"""The keys of a row, the fields of `Entry` they fill, and the keys under which they are cited."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """One fact of one entry."""

    field: str
    """The field of `Entry`."""

    key: str
    """What it is cited under."""

    value: int | str
    source: Source


def read_published(path: Path, shown: str) -> Iterator[tuple[str, Published]]:
    """Yield (id of the entry, fact) for each fact of each row, in the order of the file.

    Raises CatalogError at the first fault; a fact that a model has from two rows is one.
    """
    file = read_toml(path, shown)
    file.only(("sources", *SOURCE_KEYS, "facts"))
    sources = read_sources(file)
    seen: set[tuple[str, str]] = set()
    for row in file.tables("facts"):
        row.only(("models", *_NUMBERS, *_TEXTS, *SOURCE_KEYS))
        source = sources.of(row)
        if source.url is None:
            raise row.fault("url", "missing")
        facts = tuple(_facts(row, source))
        for model in row.texts("models"):
            for fact in facts:
                if (model, fact.key) in seen:
                    raise row.fault("models", f'"{model}" has {fact.key} from another row')
                seen.add((model, fact.key))
                yield model, fact


def sources_of(path: Path, shown: str) -> frozenset[Source]:
    """Return the sources that the facts of the file cite. Raises CatalogError as above."""
    return frozenset(fact.source for _, fact in read_published(path, shown))


def _facts(row: Table, source: Source) -> Iterator[Published]:
    for name, (field, key) in _NUMBERS.items():
        if (number := row.count(name)) is not None:
            yield Published(field=field, key=key, value=number, source=source)
    for name, (field, key) in _TEXTS.items():
        if (text := row.text(name)) is not None:
            yield Published(field=field, key=key, value=text, source=source)
