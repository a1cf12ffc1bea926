"""Benchmark results that a repository carries, and who vouches for them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from math import isfinite

from modeldex.entry import Score, Source
from modeldex.hub.values import day, table, tables, word

MOST_SCORES = 24
"""Kept of one model: the Open LLM Leaderboard wrote 6 into each card, and a few cards hold 200."""

_WEB = ("https://", "http://")


def read_scores(results: object, index: object, fallback: date) -> tuple[Score, ...]:
    """Return the results of `evalResults` and of a `model-index`, the former first.

    Results in a pull request that nobody has merged are left out: anyone can propose them.
    `fallback` is the date of results that have none.
    """
    if not results and not index:
        return ()
    scores = chain(_results(results, fallback), _indexed(index, fallback))
    return tuple(islice(scores, MOST_SCORES))


def _results(results: object, fallback: date) -> Iterator[Score]:
    for result in tables(results):
        data = table(result.get("data"))
        dataset, source = table(data.get("dataset")), table(data.get("source"))
        board, value = word(dataset.get("id")), _value(data.get("value"))
        if board is None or value is None or result.get("pullRequest") is not None:
            continue
        task = word(dataset.get("task_id"))
        yield Score(
            board=f"{board}/{task}" if task else board,
            value=value,
            unit="as stated",
            source=_source(source, day(data.get("date")) or fallback),
            independent=result.get("verified") is True,
        )


def _indexed(index: object, fallback: date) -> Iterator[Score]:
    for model in tables(index):
        for result in tables(model.get("results")):
            dataset = table(result.get("dataset"))
            board = word(dataset.get("name")) or word(dataset.get("type"))
            source = _source(table(result.get("source")), fallback)
            for metric in tables(result.get("metrics")):
                value, unit = _value(metric.get("value")), word(metric.get("type"))
                if board is None or value is None or unit is None:
                    continue
                yield Score(
                    board=board,
                    value=value,
                    unit=unit,
                    source=source,
                    independent=metric.get("verified") is True,
                )


def _source(source: dict[str, object], as_of: date) -> Source:
    if not source:
        return _card(as_of)
    url = word(source.get("url"))
    web = url if url is not None and url.startswith(_WEB) else None
    return Source(name=word(source.get("name")) or "model card", as_of=as_of, url=web)


@lru_cache(maxsize=1 << 10)
def _card(as_of: date) -> Source:
    return Source(name="model card", as_of=as_of)


def _value(value: object) -> float | None:
    """Return a result as a number; None for lists, objects and words, which cards hold too."""
    if isinstance(value, str):
        try:
            value = float(value.strip().removesuffix("%"))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if isfinite(value) else None
    except OverflowError:
        return None
