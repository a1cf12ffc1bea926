"""The notable models of a catalogue, written as a starter snapshot."""

import json
import lzma
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from heapq import nlargest
from pathlib import Path

from modeldex.curated.starter import FORMAT, read_head
from modeldex.curated.tables import CatalogError
from modeldex.entry import Entry, Origin, Source, changed
from modeldex.entry.tasks import MODALITIES
from modeldex.paths import write_whole

_FACTS = (
    ("params", "parameters", "params"),
    ("downloads", "downloads", "downloads"),
    ("likes", "likes", "likes"),
    ("architecture", "architecture", "arch"),
    ("task", "task", "task"),
    ("license", "license", "license"),
    ("context", "context_tokens", "ctx"),
    ("layers", "layers", "layers"),
    ("heads", "attention_heads", "heads"),
    ("kv_heads", "key_value_heads", "kv"),
    ("head_size", "head_size", "head_size"),
    ("released", "released", "released"),
    ("languages", "languages", "lang"),
    ("experts", "experts", "moe"),
    ("active_experts", "active_experts", "active_experts"),
    ("formats", "formats", "format"),
    ("quantized", "quantized", "quantized"),
    ("embedding", "embedding_size", "embedding_size"),
    ("training_data", "training_data", "data"),
    ("training_code", "training_code", "code"),
    ("family", "family", "family"),
    ("gated", "gated", "gated"),
    ("library", "library", "lib"),
    ("base", "base_models", "base"),
    ("size", "size_bytes", "disk"),
    ("updated", "updated", "updated"),
)
"""The facts of a row in their order: its key, the field of `Entry`, the key by which it is cited.

What other files of the catalogue say of an entry is not among them, nor what follows from a fact.
"""

_CITED = frozenset(key for _, _, key in _FACTS)


def write_starter(
    target: Path,
    entries: Callable[[], Iterable[Entry]],
    *,
    most: int,
    elsewhere: Collection[str],
    beside: Collection[Source],
    model: Path,
) -> int:
    """Write the `most` most liked and the `most` most downloaded models of the Hub to `target`.

    `entries` gives the whole catalogue each time it is called. Left out are the ids `elsewhere`,
    in lower case, which another file of the catalogue describes, what the Hub has disabled, and
    facts from the sources `beside`, which another file gives to entries of this one.
    What `model`, another starter, says of the sources is said here too. Returns how many models
    were written. The same entries always give the same file. Raises CatalogError.
    """

    def candidates() -> Iterator[Entry]:
        for entry in entries():
            if entry.origin is Origin.HUB and not entry.notes and entry.id.lower() not in elsewhere:
                yield entry

    liked = nlargest(most, candidates(), key=_by_likes)
    downloaded = nlargest(most, candidates(), key=lambda e: (e.downloads or 0, e.id))
    chosen = {entry.id: entry for entry in (*liked, *downloaded)}
    rows = sorted(sorted(chosen.values(), key=lambda e: e.id), key=_by_likes, reverse=True)
    lines = "".join(f"{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}\n"
                    for row in _rows(rows, read_head(model), frozenset(beside)))  # fmt: skip
    try:
        write_whole(target, lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror}."
        raise CatalogError(message) from error
    return len(rows)


def _by_likes(entry: Entry) -> tuple[int, int]:
    return (
        -1 if entry.likes is None else entry.likes,
        -1 if entry.downloads is None else entry.downloads,
    )


def _rows(
    entries: Iterable[Entry], known: Iterable[Mapping[str, str]], beside: frozenset[Source]
) -> Iterator[object]:
    """Yield the head and a row for each entry."""
    entries = [_without(entry, beside) for entry in entries]
    counts: Counter[Source] = Counter()
    for entry in entries:
        counts[entry.source] += 1
        counts.update(dict.fromkeys(_other_sources(entry).values(), 0))
    # The source of most rows comes first: a row of that one need not name it.
    sources = sorted(counts, key=lambda s: (-counts[s], s.name, s.as_of))
    index = {source: number for number, source in enumerate(sources)}
    stated = {row["name"]: row for row in known}
    yield {"format": FORMAT, "sources": [_said(s, stated.get(s.name, {})) for s in sources]}
    for entry in entries:
        yield _row(entry, index)


def _without(entry: Entry, beside: frozenset[Source]) -> Entry:
    """Return `entry` without the facts that are from one of these sources."""
    left_out = {key for key, source in entry.fact_sources if source in beside}
    if not left_out:
        return entry
    sources = tuple(pair for pair in entry.fact_sources if pair[0] not in left_out)
    fields = {field: None for _, field, key in _FACTS if key in left_out}
    return changed(entry, fact_sources=sources, **fields)


def _said(source: Source, stated: Mapping[str, str]) -> dict[str, str]:
    said = {"name": source.name, "license": stated.get("license"), "url": source.url}
    return {key: text for key, text in said.items() if text} | {"as_of": source.as_of.isoformat()}


def _other_sources(entry: Entry) -> dict[str, Source]:
    """Return the sources of those facts that are not from the source of the entry."""
    return {k: s for k, s in entry.fact_sources if k in _CITED and s != entry.source}


def _row(entry: Entry, index: Mapping[Source, int]) -> dict[str, object]:
    row: dict[str, object] = {"id": entry.id}
    if index[entry.source]:
        row["from"] = index[entry.source]
    for key, field, _ in _FACTS:
        value = getattr(entry, field)
        if value is not None and value != ():
            row[key] = value.isoformat() if isinstance(value, date) else value
    if (entry.inputs, entry.outputs) != MODALITIES.get(entry.task or "", ((), ())):
        row |= {"inputs": entry.inputs, "outputs": entry.outputs}
    if others := _other_sources(entry):
        row["cited"] = {key: index[source] for key, source in others.items()}
    return row
