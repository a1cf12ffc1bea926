"""A report from its first line to its last, in the order in which a review asks."""

from modeldex import plots
from modeldex.plots import AGAINST
from modeldex.plots import Picture as Drawn
from modeldex.report import blocks as made
from modeldex.report.blocks import Block, Code, Document, Paragraph, Section
from modeldex.report.evidence import Evidence
from modeldex.report.facts import compared, sources
from modeldex.report.money import costs
from modeldex.report.opening import about, drifted, members, verdict
from modeldex.report.ranked import scorecard


def document(evidence: Evidence) -> Document:
    """Return the report."""
    return Document(
        title=f"Choosing a language model: {evidence.shortlist.name}",
        blocks=(
            about(evidence),
            verdict(evidence),
            members(evidence),
            drifted(evidence),
            compared(evidence),
            costs(evidence),
            scorecard(evidence),
            pictures(evidence),
            sources(evidence),
            _again(evidence),
        ),
    )


def pictures(evidence: Evidence) -> Section:
    """Return a score against price and against parameters, on the board that counts most."""
    boards = plots.boards(evidence.entries)
    if not boards:
        text = "Fewer than two models are rated on one board, so there is nothing to draw."
        return Section(title="Pictures", blocks=(Paragraph(text=text),))
    drawn = [plots.score_against(evidence.entries, boards[0], key) for key in AGAINST]
    blocks: list[Block] = [block for one in drawn for block in _picture(one)]
    return Section(title="Pictures", blocks=tuple(blocks))


def _picture(drawn: Drawn) -> list[Block]:
    absent = "; ".join(f"{entry.id} ({why})" for entry, why in drawn.absent)
    told = [Paragraph(text=f"Not shown: {absent}.")] if absent else []
    if drawn.figure is None:
        return list(told)
    return [made.Picture(figure=drawn.figure, caption=drawn.figure.about), *told]


def _again(evidence: Evidence) -> Section:
    text = (
        f"Written on {evidence.today} by modeldex {evidence.version} from the facts on this "
        "machine, whose days are under Sources; `modeldex sync` brings newer ones, and a later "
        "report tells what has changed under Drift. The same report again:"
    )
    return Section(
        title="How to reproduce this", blocks=(Paragraph(text=text), Code(text=evidence.command))
    )
