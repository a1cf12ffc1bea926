"""What a reader wants first: the verdict, who was looked at, and what has changed since."""

from collections import Counter
from collections.abc import Iterator

from modeldex import cost
from modeldex.entry import Entry
from modeldex.fields import FIELDS, UNKNOWN, show
from modeldex.report.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Paragraph,
    Quote,
    Section,
    Table,
    table,
)
from modeldex.report.evidence import Evidence
from modeldex.scorecard import Ranking, weights_text
from modeldex.shortlist import Drift, Member

_SHOWN = ("open", "license", "ctx", "price", "score.text")
"""Facts of a member that the first table has; all others are in the comparison."""


def about(evidence: Evidence) -> Facts:
    """Return what was asked, and when."""
    asked = evidence.shortlist
    pairs = {
        "Written": str(evidence.today),
        "Shortlist": f"{asked.name}, made {asked.created}, changed {asked.updated}",
        "Found with the filter": asked.criteria,
        "Must-haves": asked.must,
        "Workload": cost.workload_text(asked.workload) if asked.workload else "",
        "Weights": weights_text(asked.weights),
        "Mix": cost.mix_text(asked.mix) if asked.mix else "",
        "By": f"modeldex {evidence.version}",
    }
    return Facts(pairs=tuple((word, text) for word, text in pairs.items() if text))


def verdict(evidence: Evidence) -> Section:
    """Return what was decided, or that nothing was, beside what the figures say."""
    decided = evidence.shortlist.verdict
    blocks: list[Block] = []
    if decided is None:
        blocks.append(Paragraph(text="No verdict yet.", strong=True))
    else:
        taken = " and ".join(decided.chosen) or "None of them"
        text = f"{taken} {'was' if len(decided.chosen) < 2 else 'were'} chosen"  # noqa: PLR2004
        blocks.append(Paragraph(text=f"{text} on {decided.decided}.", strong=True))
        blocks += [Quote(text=decided.reason)] if decided.reason else []
    blocks += [Paragraph(text=sentence) for sentence in _standing(evidence)]
    return Section(title="Verdict", blocks=tuple(blocks))


def members(evidence: Evidence) -> Section:
    """Return the members at a glance, then the notes on them."""
    blocks: list[Block] = [_glance(evidence)] if evidence.members else []
    if not evidence.members:
        blocks.append(Paragraph(text="The shortlist has no members."))
    for member, _ in evidence.members:
        if member.note:
            blocks += [Paragraph(text=f"Note on {member.id}:"), Quote(text=member.note)]
    return Section(title="Models", blocks=tuple(blocks))


def drifted(evidence: Evidence) -> Section:
    """Return every fact that is not what it was when it was pinned."""
    if not evidence.drifts:
        text = "Nothing differs from the facts that were pinned."
        return Section(title="Drift", blocks=(Paragraph(text=text),))
    headings = ("Model", "Fact", "Pinned", "Now", "Pinned on", "Source", "As of")
    rows = [_drift_row(one) for one in evidence.drifts]
    return Section(
        title="Drift", blocks=(table("Facts that differ from the pinned ones", headings, rows),)
    )


def _standing(evidence: Evidence) -> Iterator[str]:
    """Yield what the figures of today say of the verdict."""
    if evidence.ranking is not None:
        yield _first(evidence.ranking)
    yield from _ending(evidence)
    chosen = evidence.shortlist.verdict.chosen if evidence.shortlist.verdict else ()
    drifted = Counter(one.member_id.casefold() for one in evidence.drifts)
    facts = sum(drifted.values())
    if facts:
        own = sum(drifted[one.casefold()] for one in chosen)
        of_chosen = f", {own} of them on what was chosen" if chosen else ""
        differ = "1 fact differs" if facts == 1 else f"{facts} facts differ"
        yield f"{differ} from what was pinned{of_chosen}; see Drift."


def _ending(evidence: Evidence) -> Iterator[str]:
    """Yield what was chosen and is gone, or will be."""
    for member, entry in evidence.members:
        if not _is_chosen(evidence, member):
            continue
        if entry is None or entry.gone:
            yield f"{member.id} is listed no longer."
        elif entry.retires is not None:
            days = (entry.retires - evidence.today).days
            when = f"retires on {entry.retires}" if days >= 0 else f"retired on {entry.retires}"
            yield f"{member.id} {when}."


def _first(ranking: Ranking) -> str:
    if not ranking.rows:
        return "No model has all the must-haves, so none is ranked."
    first = ranking.rows[0]
    points = f"{100 * first.middle:.1f} of 100 points"
    if first.tied:
        return f"First place on the scorecard is shared by {' and '.join(ranking.first)}, {points}."
    sure = "no unknown fact can change that" if ranking.sure else "unknown facts could change that"
    return f"First on the scorecard is {first.entry.id} with {points}; {sure}."


def _glance(evidence: Evidence) -> Table:
    shown = [FIELDS[key] for key in _SHOWN]
    headings: list[str | Column] = ["Model", "Listed"]
    headings += [Column(heading=one.heading, right=one.unit is not None) for one in shown]
    headings += [Column(heading="USD a month", right=True)] if evidence.overviews else []
    headings += [Column(heading="Points of 100", right=True), Column(heading="Drift", right=True)]
    drifted = Counter(one.member_id for one in evidence.drifts)
    rows: list[tuple[str | Cell, ...]] = [
        (
            Cell(text=member.id, strong=_is_chosen(evidence, member)),
            _listed(entry),
            *(show(one, one.read(entry)) if entry else UNKNOWN for one in shown),
            *_bill(evidence, entry),
            _points(evidence, entry),
            str(drifted[member.id] or "none"),
        )
        for member, entry in evidence.members
    ]
    return table("The models at a glance", tuple(headings), rows)


def _is_chosen(evidence: Evidence, member: Member) -> bool:
    decided = evidence.shortlist.verdict
    return decided is not None and member.id.casefold() in map(str.casefold, decided.chosen)


def _listed(entry: Entry | None) -> str:
    if entry is None:
        return "in no catalogue"
    return "no longer" if entry.gone else "yes"


def _bill(evidence: Evidence, entry: Entry | None) -> tuple[str, ...]:
    if not evidence.overviews:
        return ()
    of_entry = (one for one in evidence.overviews if entry is not None and one.entry.id == entry.id)
    return tuple(cost.money_text(one.standing.per_month) for one in of_entry) or (UNKNOWN,)


def _points(evidence: Evidence, entry: Entry | None) -> str:
    if evidence.ranking is None or entry is None:
        return UNKNOWN
    rows = (row for row in evidence.ranking.rows if row.entry.id == entry.id)
    return next((f"{100 * row.middle:.1f}" for row in rows), "left out")


def _drift_row(one: Drift) -> tuple[str | Cell, ...]:
    source = one.source
    return (
        one.member_id,
        one.heading,
        one.told(one.was),
        Cell(text=one.told(one.now), strong=True),
        str(one.since),
        Cell(text=source.name, url=source.url) if source else "",
        str(source.as_of) if source else "",
    )
