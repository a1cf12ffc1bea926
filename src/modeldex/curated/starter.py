"""The starter snapshot of the Hub: compressed lines of JSON, the most notable models first."""

import json
import lzma
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from modeldex.curated.domains import NO_DOMAINS, Domains
from modeldex.curated.joins import Joins, with_joined
from modeldex.curated.tables import CatalogError
from modeldex.entry import Entry, Origin, Source, changed
from modeldex.entry.tasks import MODALITIES, UNKNOWN
from modeldex.licences import Licenses
from modeldex.openness import Facts, Rights, rights
from modeldex.text import clean

FORMAT = 1
"""The number in the first line; a file with another one is refused."""

_NUMBERS = {
    "params": "parameters",
    "experts": "experts",
    "active_experts": "active_experts",
    "layers": "layers",
    "heads": "attention_heads",
    "kv_heads": "key_value_heads",
    "head_size": "head_size",
    "embedding": "embedding_size",
    "context": "context_tokens",
    "size": "size_bytes",
    "downloads": "downloads",
    "likes": "likes",
}
"""The keys of a row that hold a whole number, and the fields of `Entry` they fill."""

_Licensed = Callable[[str | None, str | None, str | None, str | None], Rights]
"""(licence id, gate, training data, training code) -> what is allowed with weights like that."""


def read_starter(
    path: Path, shown: str, licenses: Licenses, joins: Joins, domains: Domains = NO_DOMAINS
) -> Iterator[Entry]:
    """Yield the entries of the snapshot, with what `joins` adds to them, as it is unpacked.

    Raises CatalogError, with the line, at the first fault.
    """
    import orjson  # late: in half the time of json, but only a first start needs it

    number = 1
    try:
        with lzma.open(path, "rb") as lines:
            head = orjson.loads(next(lines))
            if head["format"] != FORMAT:
                _refuse(head["format"])
            sources = [_source(row) for row in head["sources"]]
            licensed = _licensed(licenses)
            for line in lines:
                number += 1
                row = orjson.loads(line)
                entry = _entry(row, sources[row.get("from", 0)], licensed, domains)
                if "cited" in row:
                    entry = _cited(entry, row["cited"], sources)
                yield with_joined(entry, joins)
    except (lzma.LZMAError, EOFError, OSError, StopIteration) as error:
        message = f"{shown}: cannot be unpacked beyond line {number}; install modeldex again"
        raise CatalogError(message) from error
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        reason = clean(f"{type(error).__name__}: {error}")
        message = f"{shown}: line {number}: not a row of the snapshot ({reason})"
        raise CatalogError(message) from error


def read_head(path: Path) -> list[dict[str, str]]:
    """Return what a starter says of its sources. Raises CatalogError when it cannot be read."""
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            sources: list[dict[str, str]] = json.loads(next(lines))["sources"]
    except (lzma.LZMAError, EOFError, OSError, StopIteration, ValueError, KeyError) as error:
        message = f"{path}: is no starter snapshot; install modeldex again"
        raise CatalogError(message) from error
    return sources


def _refuse(found: object) -> None:
    message = f"format {found}, expected {FORMAT}"
    raise ValueError(message)


def _source(row: Mapping[str, str]) -> Source:
    day = date.fromisoformat(row["as_of"])
    url = clean(row["url"]) if "url" in row else None
    return Source(name=clean(row["name"]), as_of=day, url=url)


def _cited(entry: Entry, cited: Mapping[str, int], sources: Sequence[Source]) -> Entry:
    """Return `entry` citing for some of its facts other sources than that of its row."""
    named = {clean(key): sources[index] for key, index in cited.items()}
    return changed(entry, fact_sources=(*entry.fact_sources, *named.items()))


def _licensed(licenses: Licenses) -> _Licensed:
    """Return a remembering look-up: 17,555 rows name some 400 licences."""

    @cache
    def look_up(
        license_id: str | None, gated: str | None, data: str | None, code: str | None
    ) -> Rights:
        facts = Facts(
            weights=True,
            gated=gated,
            training_data=data is not None,
            training_code=code is not None,
        )
        return rights(licenses, license_id, facts)

    return look_up


def _entry(
    row: dict[str, Any],
    source: Source,
    licensed: _Licensed,
    domains: Domains,
) -> Entry:
    model = clean(row["id"])
    data, code, gated = row.get("training_data"), row.get("training_code"), row.get("gated")
    task = _word(row.get("task"))
    inputs, outputs = MODALITIES.get(task or "", UNKNOWN)
    fields = domains.of(model)
    return Entry(
        id=model,
        name=model.partition("/")[2] or model,
        origin=Origin.HUB,
        source=source,
        family=_word(row.get("family")),
        architecture=_word(row.get("architecture")),
        gated=_word(gated),
        inputs=_words(row, "inputs") or inputs,
        outputs=_words(row, "outputs") or outputs,
        task=task,
        library=_word(row.get("library")),
        formats=_words(row, "formats"),
        languages=_words(row, "languages"),
        domains=fields,
        fact_sources=domains.cited(fields),
        released=_day(row.get("released")),
        updated=_day(row.get("updated")),
        base_models=tuple(map(clean, row.get("base", ()))),
        quantized=tuple(map(clean, row.get("quantized", ()))),
        training_data=_word(data),
        training_code=_word(code),
        **licensed(row.get("license"), gated, data, code),
        **{field: row[key] for key, field in _NUMBERS.items() if key in row},
    )


def _word(text: str | None) -> str | None:
    return None if text is None else _clean(text)


def _words(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(map(_clean, row.get(key, ())))


_clean = cache(clean)
"""For words that thousands of rows share."""


@cache
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
