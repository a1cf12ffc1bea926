"""A ranking as JSON."""

from collections.abc import Callable, Sequence

from modeldex.entry import Entry, Source
from modeldex.scorecard.records import Judgement, Ranking, Reason, Removed, Row, Sensitivity, Turn
from modeldex.text import UNCUT, clean

ToldBy = Callable[[Reason, Entry], Source | None]
"""Who says the fact behind a reason for an entry; None where nobody does."""


def ranking_json(ranking: Ranking, told_by: ToldBy) -> dict[str, object]:
    """Return what `json.dumps` takes; points are 0 to 100, and all text is safe to show."""
    return {
        "sure": ranking.sure,
        "first": _ids(ranking.first),
        "weights": dict(ranking.weights),
        "board": ranking.given.board,
        "rows": [_row(row, told_by) for row in ranking.rows],
        "removed": [_removed(one) for one in ranking.removed],
        "left_out": {one.criterion.key: one.reason for one in ranking.left_out},
        "sensitivity": {one.criterion.key: _sensitivity(one) for one in ranking.sensitivity},
        "notes": [clean(note, UNCUT) for note in ranking.notes],
    }


def _row(row: Row, told_by: ToldBy) -> dict[str, object]:
    return {
        "id": clean(row.entry.id, UNCUT),
        "name": clean(row.entry.name, UNCUT),
        "place": row.place,
        "tied": row.tied,
        **_points(row.low, row.middle, row.high),
        "criteria": {
            one.criterion.key: _judgement(one, row.entry, told_by) for one in row.judgements
        },
    }


def _judgement(one: Judgement, entry: Entry, told_by: ToldBy) -> dict[str, object]:
    return {
        "weight": one.weight,
        "share": one.share,
        **_points(one.low, one.middle, one.high),
        "contribution": _points(*one.contribution),
        "reasons": [_reason(reason, told_by(reason, entry)) for reason in one.reasons],
    }


def _reason(reason: Reason, source: Source | None) -> dict[str, object]:
    return {
        "fact": reason.key,
        "heading": reason.heading,
        "value": clean(reason.fact, UNCUT),
        "source": source and clean(source.name, UNCUT),
        "as_of": source and str(source.as_of),
        "url": source and source.url and clean(source.url, UNCUT),
        "share": reason.share,
        "low": 100 * reason.low,
        "high": 100 * reason.high,
        "rule": reason.about,
    }


def _removed(one: Removed) -> dict[str, object]:
    return {
        "id": clean(one.entry.id, UNCUT),
        "failures": [
            {"must": failure.part, "has": clean(failure.facts, UNCUT), "unknown": failure.unknown}
            for failure in one.failures
        ],
    }


def _sensitivity(one: Sensitivity) -> dict[str, object]:
    return {"weight": one.weight, "below": _turn(one.below), "above": _turn(one.above)}


def _turn(turn: Turn | None) -> dict[str, object] | None:
    return None if turn is None else {"weight": turn.weight, "first": _ids(turn.first)}


def _points(low: float, middle: float, high: float) -> dict[str, float]:
    return {"low": 100 * low, "middle": 100 * middle, "high": 100 * high}


def _ids(ids: Sequence[str]) -> list[str]:
    return [clean(one, UNCUT) for one in ids]
