"""What a person wants of the members and what they decided: tables of a shortlist file."""

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import TypeVar

from modeldex.cost import Mix, Share, Workload
from modeldex.errors import UsageError
from modeldex.shortlist import values
from modeldex.shortlist.records import Shortlist, Verdict
from modeldex.shortlist.values import FaultError, Table, has_one_of, is_a, may, rest, take

_T = TypeVar("_T")

_VERDICT = ("chosen", "date", "reason")
_WORKLOAD = tuple(described.name for described in fields(Workload))
KINDS = {
    "workload": has_one_of(_WORKLOAD),
    "weights": is_a(dict),
    "must": is_a(str),
    "mix": is_a(dict),
    "verdict": has_one_of(_VERDICT),
}
"""Keys that the first files of format 1 did not know, and what tells that they are meant so."""


def tables(shortlist: Shortlist) -> dict[str, object]:
    """Return what a comparison was asked for and what came of it, as far as there is any."""
    told: dict[str, object] = {
        "must": shortlist.must,
        "workload": _workload_table(shortlist),
        "weights": shortlist.weights,
        "mix": {part.id: part.share for part in shortlist.mix.parts} if shortlist.mix else {},
    }
    verdict = shortlist.verdict
    if verdict is not None:
        said = {"chosen": verdict.chosen, "date": verdict.decided, "reason": verdict.reason}
        told["verdict"] = said | dict(verdict.extra)
    return {key: value for key, value in told.items() if value}


def _workload_table(shortlist: Shortlist) -> dict[str, object]:
    if shortlist.workload is None:
        return {}
    facts = asdict(shortlist.workload)
    beside = shortlist.extra.get("workload")
    known = {key: fact for key, fact in facts.items() if fact is not None}
    return known | (rest(beside, _WORKLOAD) if isinstance(beside, dict) else {})


def beside_workload(table: Table) -> dict[str, object]:
    """Return what the workload says beside its own keys, as a part of `extra`."""
    beside = rest(values.mapping(table.get("workload", {})), _WORKLOAD)
    return {"workload": beside} if beside else {}


def workload(value: object) -> Workload:
    """Return a workload; raises FaultError where it cannot be."""
    table = values.mapping(value)
    return _possible(
        lambda: Workload(
            name=take(table, "name", values.word),
            input_tokens=take(table, "input_tokens", values.whole),
            output_tokens=take(table, "output_tokens", values.whole),
            requests_per_day=take(table, "requests_per_day", values.amount),
            cached_share=take(table, "cached_share", values.share),
            batch_share=take(table, "batch_share", values.share),
            context_tokens=take(table, "context_tokens", values.whole),
            latency=take(table, "latency", values.word),
            hours_per_day=take(table, "hours_per_day", values.amount),
            written_share=may(table, "written_share", values.share, None),
        )
    )


def _possible(make: Callable[[], _T]) -> _T:
    """Return a record whose values go together; a fault says why they cannot."""
    try:
        return make()
    except UsageError as error:
        raise FaultError(str(error)) from None


def weights(value: object) -> dict[str, float]:
    """Return the weight of each criterion; raises FaultError for one below 0."""
    return values.each(values.mapping(value), values.amount)


def mix(value: object) -> Mix | None:
    """Return a mix, None for an empty table; raises FaultError unless the shares are all of it."""
    shares = values.each(values.mapping(value), values.share)
    parts = tuple(Share(id=id_, share=share) for id_, share in shares.items())
    return _possible(lambda: Mix(parts=parts)) if parts else None


def verdict(value: object) -> Verdict:
    """Return a verdict; raises FaultError where its day or what was chosen is missing."""
    table = values.mapping(value)
    return Verdict(
        chosen=take(table, "chosen", values.words),
        decided=take(table, "date", values.day),
        reason=may(table, "reason", values.note, ""),
        extra=rest(table, _VERDICT),
    )
