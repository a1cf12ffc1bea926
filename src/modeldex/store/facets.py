"""How many of the entries found have each value of a field."""

import math
from collections.abc import Collection
from itertools import pairwise
from typing import Any

from tantivy import Query

from modeldex.criteria import Interval
from modeldex.fields import FIELDS, Field, Kind
from modeldex.store.documents import column
from modeldex.store.queries import Compiler, both, excluding

Counts = tuple[tuple[str | Interval | None, int], ...]
"""(value, entries); None stands for unknown. Values that no entry has are left out."""

SHOWN = 50
"""Words given for a field without `choices`, the most frequent first."""

_COUNTED = 2_000
"""Words counted in each segment of the index. A frequent word is among them in every large one, and
a small one has no more, so counts are exact; all 5,000 organisations would take 3 ms longer."""

_ALWAYS = frozenset({"org"})
"""Fields of many words that no entry lacks: no rare `unknown` can hide behind the frequent ones."""

_UNKNOWN = "\0"
"""Counted for entries without any word; no word of an entry is that, since text is cleaned."""


def count_values(compiler: Compiler, query: Query, keys: Collection[str]) -> dict[str, Counts]:
    """Return the counts of the fields `keys` over what `query` keeps, all in one pass."""
    fields = [FIELDS[key] for key in keys]
    wanted = {field.key: _aggregation(field) for field in fields if _aggregation(field)}
    answer = compiler.searcher.aggregate(query, wanted) if wanted else {}
    counted = {}
    for field in fields:
        if field.key in answer:
            counts = _values(field, answer[field.key]["buckets"])
        else:
            yes = compiler.count(both(query, compiler.true(field.key)))
            no = compiler.count(both(query, compiler.known(field.key))) - yes
            counts = [("yes", yes), ("no", no)]
        if field.kind is not Kind.CHOICE:
            counts.append((None, compiler.count(excluding(query, compiler.known(field.key)))))
        counted[field.key] = tuple(pair for pair in counts if pair[1])
    return counted


def _aggregation(field: Field) -> dict[str, Any] | None:
    if field.kind is Kind.CHOICE:
        size = SHOWN if field.key in _ALWAYS else _COUNTED
        limits = {"size": size, "segment_size": _COUNTED}
        return {"terms": {"field": field.key, "missing": _UNKNOWN, **limits}}
    if field.bounds:
        ends = (None, *field.bounds, None)
        ranges = [
            {name: end for name, end in (("from", low), ("to", high)) if end is not None}
            for low, high in pairwise(ends)
        ]
        return {"range": {"field": column(field), "ranges": ranges}}
    return None


def _values(field: Field, buckets: list[dict[str, Any]]) -> list[tuple[Any, int]]:
    if field.bounds:
        ordered = sorted(buckets, key=lambda bucket: bucket.get("from", -math.inf))
        return [(_interval(bucket), bucket["doc_count"]) for bucket in ordered]
    counts = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    unknown = (None, counts.pop(_UNKNOWN, 0))
    if field.choices:
        return [*((word, counts[word]) for word in field.choices if word in counts), unknown]
    frequent = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [*frequent[:SHOWN], unknown]


def _interval(bucket: dict[str, Any]) -> Interval:
    high = bucket.get("to")
    return Interval(low=bucket.get("from"), high=high, includes_high=high is None)
