"""The scorecard: who is first by what a person weighs, and why."""

from modeldex.entry import Source
from modeldex.fields import UNKNOWN
from modeldex.report.blocks import (
    Block,
    Cell,
    Column,
    Items,
    Paragraph,
    Rows,
    Section,
    Table,
    table,
)
from modeldex.report.evidence import Evidence
from modeldex.scorecard import Judgement, Ranking, Reason, sentences


def scorecard(evidence: Evidence) -> Section:
    """Return the ranking, what first place hangs on, and every reason."""
    ranking = evidence.ranking
    if ranking is None:
        text = "There is nothing to rank: the catalogue has none of the models."
        return Section(title="Scorecard", blocks=(Paragraph(text=text),))
    blocks: list[Block] = []
    if ranking.rows:
        text = (
            "Points of 100, weighed. A fact that is unknown counts as anything from the worst to "
            "the best that its rule knows, so points are a range; the order goes by its middle."
        )
        blocks += [Paragraph(text=text), _places(ranking)]
    blocks.append(Items(items=tuple(sentences(ranking))))
    if ranking.rows:
        blocks.append(_reasons(evidence, ranking))
    return Section(title="Scorecard", blocks=tuple(blocks))


def _places(ranking: Ranking) -> Table:
    first = ranking.rows[0]
    headings: list[str | Column] = ["Model", Column(heading="Place", right=True)]
    headings += [Column(heading="Points", right=True), Column(heading="From, to", right=True)]
    headings += [
        Column(heading=f"{one.criterion.heading}, of {100 * one.share:.1f}", right=True)
        for one in first.judgements
    ]
    return table(
        "What each criterion adds to the points",
        tuple(headings),
        [
            (
                row.entry.id,
                f"{'=' if row.tied else ''}{row.place}",
                Cell(text=f"{100 * row.middle:.1f}", strong=True),
                _range(row.low, row.high),
                *map(_contribution, row.judgements),
            )
            for row in ranking.rows
        ],
    )


def _contribution(one: Judgement) -> Cell:
    _, middle, _ = one.contribution
    return Cell(text=f"{100 * middle:.1f}", share=one.middle)


def _reasons(evidence: Evidence, ranking: Ranking) -> Table:
    columns = (
        "Criterion and fact",
        "Value",
        "Source, as of",
        "Points",
        "Part of the criterion",
        "Rule",
    )
    return Table(
        caption="The reasons of every score",
        columns=tuple(Column(heading=heading) for heading in columns),
        groups=tuple(
            Rows(
                heading=row.entry.id,
                rows=tuple(
                    tuple(
                        Cell(text=text)
                        for text in _reason(one, reason, evidence.told_by(reason, row.entry))
                    )
                    for one in row.judgements
                    for reason in one.reasons
                ),
            )
            for row in ranking.rows
        ),
        folded=True,
    )


def _reason(one: Judgement, reason: Reason, source: Source | None) -> tuple[str, ...]:
    return (
        f"{one.criterion.heading}: {reason.heading}",
        "unknown" if reason.fact == UNKNOWN else reason.fact,
        f"{source.name}, {source.as_of}" if source else "",
        _range(reason.low, reason.high),
        f"{100 * reason.share:.0f} %",
        reason.about,
    )


def _range(low: float, high: float) -> str:
    """Return both ends, of 100, or the one number that they are."""
    ends = dict.fromkeys(f"{100 * end:.1f}" for end in (low, high))
    return " to ".join(ends)
