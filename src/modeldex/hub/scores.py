"""Benchmark results that a repository carries, and who vouches for them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from math import isfinite

from modeldex.entry import Score, Source
from modeldex.fields.readers import RANKED
from modeldex.hub.values import day, table, tables, word

MOST_SCORES = 24
"""Kept of one model: the Open LLM Leaderboard wrote 6 into each card, and a few cards hold 200."""

_WEB = ("https://", "http://")


def read_scores(results: object, index: object, fallback: date) -> tuple[Score, ...]:
    """Return the results of `evalResults` and of a `model-index`, the former first.

    Those in a pull request that nobody has merged come last and are marked: anyone can propose
    them. `fallback` is the date of results that have none.
    """
    if not results and not index:
        return ()
    stated = list(_results(results, fallback))
    scores = chain(
        (score for score in stated if not score.unmerged),
        _indexed(index, fallback),
        (score for score in stated if score.unmerged),
    )
    return tuple(islice(scores, MOST_SCORES))


def _results(results: object, fallback: date) -> Iterator[Score]:
    for result in tables(results):
        data = table(result.get("data"))
        dataset, source = table(data.get("dataset")), table(data.get("source"))
        board, value = _board(dataset.get("id")), _value(data.get("value"))
        if board is None or value is None:
            continue
        unmerged = result.get("pullRequest") is not None
        task = word(dataset.get("task_id"))
        yield Score(
            board=f"{board}/{task}" if task else board,
            value=value,
            unit="as stated",
            source=_source(source, day(data.get("date")) or fallback),
            independent=result.get("verified") is True and not unmerged,
            unmerged=unmerged,
        )


def _indexed(index: object, fallback: date) -> Iterator[Score]:
    for model in tables(index):
        for result in tables(model.get("results")):
            dataset = table(result.get("dataset"))
            board = _board(dataset.get("name")) or _board(dataset.get("type"))
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
                    # Some say `verified`, which whoever writes a card can.
                    independent=False,
                )


def _board(value: object) -> str | None:
    """Return the name of a board; None for one of those that are ranked by others.

    Else a card could write itself a rating there.
    """
    name = word(value)
    return None if name is None or name.lower().startswith(RANKED) else name


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
