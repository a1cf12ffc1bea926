"""A ranking as plain text of 80 cells a line, for `modeldex score`."""

from collections.abc import Iterator

from modeldex.cli.output import uncut
from modeldex.comparison.plain import pad, wrap
from modeldex.fields import UNKNOWN
from modeldex.scorecard import Judgement, Ranking, Reason, Row, sentences
from modeldex.text import cells

_BAR = 18
"""Cells of the bar of the criterion that weighs most; the others' are shorter in proportion."""

_HEADING, _WEIGHT = 15, 7
"""Cells of the longest of them and a gap."""

_INDENT = "    "
_LEGEND = "Points of 100. In the bars # is sure, + hangs on unknown facts, . is missed."


def lines(ranking: Ranking, width: int, *, why: bool) -> Iterator[str]:
    """Yield the lines of a ranking; sentences and ids are wrapped to `width` cells, bars to 80."""
    if ranking.rows:
        yield from wrap(_LEGEND, width)
        yield ""
        most = max(one.share for one in ranking.rows[0].judgements)
        for row in ranking.rows:
            yield from _row(row, most, width, why=why)
            yield ""
    for sentence in sentences(ranking):
        yield from _wrapped(sentence, width, hanging="  ")


def _row(row: Row, most: float, width: int, *, why: bool) -> Iterator[str]:
    place = f"{'=' if row.tied else ''}{row.place}."
    score = f"{100 * row.middle:.1f}{_range(row.low, row.high, ' (', ')')}"
    head = f"{pad(place, len(_INDENT) - 1)} {uncut(row.entry.id)}"
    gap = width - cells(head) - len(score)
    if gap > 1:
        yield f"{head}{' ' * gap}{score}"
    else:
        yield from _wrapped(head, width, hanging=_INDENT)
        yield f"{' ' * (width - len(score))}{score}"
    for one in row.judgements:
        yield _judgement(one, most)
        if why:
            for reason in one.reasons:
                yield from _wrapped(_reason(reason), width, hanging=_INDENT * 3, first=_INDENT * 2)


def _judgement(one: Judgement, most: float) -> str:
    low, middle, high = one.contribution
    weight = f"x{one.weight:.3g}"
    points = f"{100 * middle:.1f}"
    return (
        f"{_INDENT}{pad(one.criterion.heading, _HEADING)}{pad(weight, _WEIGHT)}"
        f"{pad(_bar(low, high, one.share, most), _BAR)}{pad(points, 6, right=True)} of "
        f"{100 * one.share:.1f}{_range(low, high, ', from ', '')}"
    )


def _bar(low: float, high: float, share: float, most: float) -> str:
    """Return a bar as long as `share` beside `most`, which is not 0."""
    sure, possible, whole = (round(_BAR * part / most) for part in (low, high, share))
    return "#" * sure + "+" * (possible - sure) + "." * (whole - possible)


def _range(low: float, high: float, before: str, after: str) -> str:
    """Return both ends, of 100, where a person can tell them apart, and nothing where not."""
    ends = [f"{100 * end:.1f}" for end in (low, high)]
    return "" if ends[0] == ends[1] else f"{before}{ends[0]} to {ends[1]}{after}"


def _reason(reason: Reason) -> str:
    ends = dict.fromkeys(f"{100 * end:.0f}" for end in (reason.low, reason.high))
    fact = "unknown" if reason.fact == UNKNOWN else reason.fact
    share = f"{100 * reason.share:.0f}%"
    return f"{reason.heading}, {share} of it: {fact}, gives {' to '.join(ends)}. {reason.about}"


def _wrapped(text: str, width: int, *, hanging: str, first: str = "") -> Iterator[str]:
    """Yield `text` made safe, in lines of at most `width` cells, the later ones indented.

    Lines end between words; only a word longer than a line is broken.
    """
    line = first
    for word in uncut(text).split(" "):
        joined = f"{line} {word}" if line.strip() else f"{line}{word}"
        if cells(joined) <= width:
            line = joined
            continue
        if line.strip():
            yield line
        *whole, line = (f"{hanging}{part}" for part in wrap(word, width - len(hanging)))
        yield from whole
    yield line
