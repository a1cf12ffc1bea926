"""Entries in the order that a person's weights give, with every reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from modeldex.criteria import Criteria
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.scorecard.findings import Finding
from modeldex.scorecard.given import Given
from modeldex.scorecard.musts import failures
from modeldex.scorecard.records import Judgement, LeftOut, Ranking, Reason, Removed, Row
from modeldex.scorecard.rules import RULES
from modeldex.scorecard.scene import Scene, notes, scene_of
from modeldex.scorecard.sensitivity import sensitivity
from modeldex.scorecard.weights import CRITERIA, Weights, complete_weights

_NO_CRITERIA = Criteria()
_Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Ends:
    """Points as exact fractions, so that neither ties nor the order hang on rounding."""

    low: Fraction
    high: Fraction
    firm: Fraction

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class _Judged:
    """One entry under every criterion that counts."""

    entry: Entry
    findings: Mapping[str, _Findings]
    """Criterion to what each of its rules finds, in the order of RULES."""

    ends: Mapping[str, _Ends]
    total: _Ends


def score(
    entries: Sequence[Entry], weights: Weights, given: Given, *, must: Criteria = _NO_CRITERIA
) -> Ranking:
    """Return the entries that meet `must`, ranked by the weighted mean of their points.

    Scales span the entries that are ranked. An entry named twice is ranked once. Raises UsageError
    for weights and costs that are none, for a board that there is not, and when nothing that can
    be counted has a weight.
    """
    whole = complete_weights(weights)
    left_out = tuple(_left_out(given))
    counted = _counted(whole, left_out)
    every = {entry.id: entry for entry in entries}
    removed = tuple(_removed(every.values(), must, given))
    for one in removed:
        del every[one.entry.id]
    scene = scene_of(list(every.values()), given)
    judged = [_judged(entry, scene, counted) for entry in every.values()]
    judged.sort(key=lambda one: (-one.total.middle, one.entry.id))
    middles = {one.entry.id: {key: one.ends[key].middle for key in counted} for one in judged}
    return Ranking(
        rows=tuple(_row(one, judged, whole, counted) for one in judged),
        sure=bool(judged) and all(judged[0].total.firm > one.total.high for one in judged[1:]),
        weights=whole,
        given=given,
        removed=removed,
        left_out=left_out,
        sensitivity=tuple(sensitivity(middles, counted)) if judged else (),
        notes=tuple(notes(scene)) if judged else (),
    )


def _left_out(given: Given) -> Iterator[LeftOut]:
    if given.fits is None:
        yield LeftOut(criterion=CRITERIA["fitness"], reason="no machine is named")
    if given.domain is None:
        yield LeftOut(criterion=CRITERIA["domain"], reason="no field of work is named")


def _counted(weights: Weights, left_out: Sequence[LeftOut]) -> dict[str, Fraction]:
    without = {left.criterion.key for left in left_out}
    counted = {key: Fraction(weight) for key, weight in weights.items() if key not in without}
    if not any(counted.values()):
        message = (
            "Every criterion that can be counted weighs 0; "
            f"give at least one a weight, as in {next(iter(counted))}=1."
        )
        raise UsageError(message)
    return counted


def _removed(entries: Iterable[Entry], must: Criteria, given: Given) -> Iterator[Removed]:
    for entry in entries:
        failed = tuple(failures(entry, must, given))
        if failed:
            yield Removed(entry=entry, failures=failed)


def _judged(entry: Entry, scene: Scene, counted: Mapping[str, Fraction]) -> _Judged:
    findings = {key: tuple(rule.read(entry, scene) for rule in RULES[key]) for key in counted}
    ends = {key: _ends(key, findings[key]) for key in counted}
    whole = sum(counted.values(), start=Fraction())
    total = _Ends(
        low=sum((counted[key] * ends[key].low for key in counted), start=Fraction()) / whole,
        high=sum((counted[key] * ends[key].high for key in counted), start=Fraction()) / whole,
        firm=sum((counted[key] * ends[key].firm for key in counted), start=Fraction()) / whole,
    )
    return _Judged(entry=entry, findings=findings, ends=ends, total=total)


def _ends(key: str, findings: _Findings) -> _Ends:
    whole = sum(rule.parts for rule in RULES[key])

    def mean(points: Iterable[float]) -> Fraction:
        parts = (r.parts * Fraction(own) for r, own in zip(RULES[key], points, strict=True))
        return sum(parts, start=Fraction()) / whole

    return _Ends(
        low=mean(finding.low for finding in findings),
        high=mean(finding.high for finding in findings),
        firm=mean(0.0 if finding.movable else finding.low for finding in findings),
    )


def _row(
    one: _Judged, judged: Sequence[_Judged], weights: Weights, counted: Mapping[str, Fraction]
) -> Row:
    middle = one.total.middle
    whole = sum(counted.values(), start=Fraction())
    return Row(
        entry=one.entry,
        place=1 + sum(other.total.middle > middle for other in judged),
        tied=sum(other.total.middle == middle for other in judged) > 1,
        low=float(one.total.low),
        middle=float(middle),
        high=float(one.total.high),
        firm=float(one.total.firm),
        judgements=tuple(
            Judgement(
                criterion=CRITERIA[key],
                weight=weights[key],
                share=float(counted[key] / whole),
                low=float(one.ends[key].low),
                high=float(one.ends[key].high),
                reasons=tuple(_reasons(key, one.findings[key])),
            )
            for key in counted
        ),
    )


def _reasons(key: str, findings: _Findings) -> Iterator[Reason]:
    whole = sum(rule.parts for rule in RULES[key])
    for rule, finding in zip(RULES[key], findings, strict=True):
        yield Reason(
            key=rule.key,
            heading=rule.heading,
            fact=finding.fact,
            low=finding.low,
            high=finding.high,
            share=rule.parts / whole,
            about=rule.about,
            movable=finding.movable,
        )
