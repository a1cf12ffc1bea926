"""A ranking as rows: bars made of signs, so that they read the same without colour."""

from collections.abc import Iterable

from modeldex.scorecard import CRITERIA, MOST, Criterion, Judgement, Ranking
from modeldex.scorecard import Row as Ranked
from modeldex.text import UNCUT, clean
from modeldex.tui.columns import Cell, Column, Row

LETTERS = {
    "access": "A",
    "transparency": "T",
    "customisation": "U",
    "capability": "P",
    "cost": "S",
    "community": "M",
    "lock-in": "L",
    "risk": "R",
    "fitness": "F",
    "domain": "D",
}
"""One letter of each criterion's name that no other has."""

SURE, MAYBE, MISSED = "█", "▒", "·"

STEP = 0.5
"""How much a key changes a weight: ten presses from nothing to the most."""

_BAR, _WIDE_BAR = 25, 50
_SHORT, _LONG = 18, 36
_WIDE_FROM = 110
"""Cells of a screen from which the longer bar leaves the longest id its room."""

_SLIDER = round(MOST / STEP) + 1

CRITERION_COLUMNS = (
    Column(key="letter", heading="", width=1),
    Column(key="criterion", heading="Criterion", width=14),
    Column(key="weight", heading="Weight", width=6, right=True),
    Column(key="slider", heading=f"0 to {MOST:.0f}", width=_SLIDER),
    Column(key="bar", heading=f"{SURE} sure {MAYBE} unknown", width=_SHORT, flexible=True),
    Column(key="points", heading="Points", width=12, right=True),
    Column(key="range", heading="From to", width=12, right=True, priority=1),
)


def ranking_columns(width: int) -> tuple[Column, ...]:
    """Return the columns of the ranked list on a screen of `width` cells."""
    return (
        Column(key="place", heading="", width=3, right=True),
        Column(key="id", heading="Model", width=20, flexible=True),
        Column(key="total", heading="Total", width=5, right=True),
        Column(key="range", heading="From to", width=9, right=True),
        Column(key="bar", heading="A sure, a half unknown", width=bar_width(width), priority=1),
    )


def bar_width(width: int) -> int:
    """Return the cells that stand for all points, on a screen of `width` cells."""
    return _WIDE_BAR if width >= _WIDE_FROM else _BAR


def criterion_bar(width: int) -> int:
    """Return the cells of the longest bar of a criterion, on a screen of `width` cells."""
    return _LONG if width >= _WIDE_FROM else _SHORT


def ranking_row(row: Ranked, bar: int) -> Row:
    """Return the cells of one entry, in the order of `ranking_columns`; `bar` cells are all."""
    return [
        Cell(f"{'=' if row.tied else ''}{row.place}"),
        Cell(row.entry.id, "strong"),
        Cell(f"{100 * row.middle:.1f}", "good" if row.place == 1 else ""),
        Cell(_range(row.low, row.high, digits=0), "muted"),
        Cell(stacked(row, bar)),
    ]


def stacked(row: Ranked, width: int) -> str:
    """Return a bar of which `width` cells are all points, in which each criterion has its letter.

    The letter stands for what is sure, small for half of what hangs on unknown facts, so that all
    of them end at the middle of the total; dots go on to the most that it may be.
    """
    text = ""
    whole = 0.0
    for one in row.judgements:
        letter = LETTERS[one.criterion.key]
        low, middle, _ = one.contribution
        for sign, end in ((letter, whole + low), (letter.lower(), whole + middle)):
            text = text.ljust(round(width * end), sign)
        whole += middle
    return text.ljust(round(width * row.high), MISSED)


def criterion_rows(ranking: Ranking, row: Ranked | None, bar: int) -> list[Row]:
    """Return a row for each criterion, with what it makes of one entry if there is one.

    `bar` cells stand for the criterion that weighs most.
    """
    judged = {one.criterion.key: one for one in row.judgements} if row else {}
    most = max((one.share for one in judged.values()), default=1.0)
    cells = bar / most
    absent = {left.criterion.key for left in ranking.left_out}
    return [
        _criterion_row(criterion, ranking.weights[key], judged.get(key), cells, key in absent)
        for key, criterion in CRITERIA.items()
    ]


def _criterion_row(
    criterion: Criterion,
    weight: float,
    judged: Judgement | None,
    cells: float,
    absent: bool,  # noqa: FBT001 - called in one place
) -> Row:
    look = "muted" if absent else ""
    head = [
        Cell(LETTERS[criterion.key], look or "strong"),
        Cell(criterion.heading, look),
        Cell(f"{weight:.3g}", look or "strong"),
        Cell(slider(weight), "muted"),
    ]
    if judged is None or not weight:
        return [
            *head,
            Cell("not counted" if absent else "" if weight else "weighs nothing", "muted"),
        ]
    low, middle, high = judged.contribution
    return [
        *head,
        Cell(bar_of(judged, cells)),
        Cell(f"{100 * middle:.1f} of {100 * judged.share:.1f}"),
        Cell(_range(low, high, digits=1), "muted"),
    ]


def bar_of(judged: Judgement, cells: float) -> str:
    """Return a bar as long as what the criterion could give; `cells` would be all points."""
    sure, possible, whole = (
        round(cells * end) for end in (*judged.contribution[::2], judged.share)
    )
    return SURE * sure + MAYBE * (possible - sure) + MISSED * (whole - possible)


def slider(weight: float) -> str:
    """Return a weight as a place between nothing and the most."""
    at = round(weight / MOST * (_SLIDER - 1))
    return "─" * at + "●" + "─" * (_SLIDER - 1 - at)


def indexes(rows: Iterable[Ranked]) -> dict[str, int]:
    """Return at which place of the list each entry stands."""
    return {row.entry.id: index for index, row in enumerate(rows)}


def stepped(weight: float, steps: float) -> float:
    """Return `weight` moved by so many steps, to one that is a whole number of steps."""
    return min(max(round((weight + steps * STEP) / STEP) * STEP, 0.0), MOST)


def _range(low: float, high: float, *, digits: int) -> str:
    ends = [f"{100 * end:.{digits}f}" for end in (low, high)]
    return "" if ends[0] == ends[1] else " to ".join(ends)


def left_out(ranking: Ranking) -> str:
    """Return who was left out by which must-have, safe to show; empty where nobody was."""
    named = (
        f"{one.entry.id} by {' '.join(failure.part for failure in one.failures)}"
        for one in ranking.removed
    )
    told = f"Left out (s tells more): {'; '.join(named)}"
    return clean(told, UNCUT) if ranking.removed else ""
