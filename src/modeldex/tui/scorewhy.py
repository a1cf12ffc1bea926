"""Why a score is what it is, and what would change first place: text beside the scorecard."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from modeldex.fields import UNKNOWN
from modeldex.scorecard import (
    Judgement,
    Ranking,
    Reason,
    Row,
    first_sentence,
    points_text,
    sentences,
    turn_sentences,
)
from modeldex.text import UNCUT, clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.columns import padded
from modeldex.tui.page import Draw, Page
from modeldex.weighing import source_of

Styled = str | tuple[str, str]

_MUTED = "$foreground 70%"
_HEADING = "bold $text-accent"
_INDENT = "    "

_HEADING_WIDTH = 25
"""Cells of the longest heading of a reason, and a gap."""


class WhyScreen(Screen[None]):
    """Text about a ranking, on a screen of its own."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)", "Back", id="why.back"),
    ]

    def __init__(self, title: str, draw: Draw) -> None:
        super().__init__()
        self._title, self._draw = title, draw

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield Page(self._draw, id="facts")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Say what this is."""
        self.query_one(StatusLine).show(f"modeldex · {self._title}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """One entry of a ranking, and where its facts were read."""

    row: Row
    ranking: Ranking
    catalog: Path

    def says(self, reason: Reason) -> str:
        """Return who says the fact of a reason and as of when; empty where nobody does."""
        source = source_of(reason, self.row.entry, self.ranking.given, self.catalog)
        if source is not None:
            return f"{source.as_of} {source.name}"
        known = reason.key == "price" and reason.fact != UNKNOWN
        bill = known and self.ranking.given.costs is not None
        return "worked out as `modeldex cost` tells" if bill else ""

    def whole(self, width: int) -> Content:
        """Return every reason with its rule, in lines of at most `width` cells."""
        return Content.assemble(*self._whole(width))

    def _whole(self, width: int) -> Iterator[Styled]:
        yield (
            "Parts and points are of 100. Unknown facts give from the worst to the best.\n",
            _MUTED,
        )
        for one in self.row.judgements:
            yield f"\n{judgement_text(one)}\n", _HEADING
            for reason in one.reasons:
                yield f"  {reason.heading}", "bold"
                says = self.says(reason)
                told = f": {fact_text(reason)}, gives {points_text(reason)}"
                told += f" ({says})" if says else ""
                first = len(reason.heading) + 2
                yield f"{_wrapped(told, width, first)}\n"
                about = f"{100 * reason.share:.0f} parts. {reason.about}"
                yield f"{_INDENT}{_wrapped(about, width, len(_INDENT))}\n", _MUTED

    def one(self, judged: Judgement, width: int) -> Content:
        """Return the reasons of one criterion, each on one line of at most `width` cells."""
        title = f"Why {clean(self.row.entry.id)} has {judgement_text(judged)}\n"
        room = max(width - _HEADING_WIDTH - 22, 10)  # parts and points have 22 with their gaps
        fact, source = room * 3 // 5, room - room * 3 // 5 - 1
        parts: list[Styled] = [(title, _HEADING)]
        for reason in judged.reasons:
            parts.append(padded(reason.heading, _HEADING_WIDTH, right=False))
            parts.append((f"{100 * reason.share:3.0f}%  ", _MUTED))
            parts.append((padded(fact_text(reason), fact, right=False), "bold"))
            parts.append(f" gives {points_text(reason):8} ")
            parts.append((f"{padded(self.says(reason), source, right=False)}\n", _MUTED))
        return Content.assemble(*parts)


def judgement_text(one: Judgement) -> str:
    """Return a criterion and what it adds to the total."""
    low, middle, high = (f"{100 * end:.1f}" for end in one.contribution)
    ends = "" if low == high else f", from {low} to {high}"
    name = f"{one.criterion.heading} x{one.weight:.3g}"
    return f"{name}: {middle} of {100 * one.share:.1f}{ends}"


def fact_text(reason: Reason) -> str:
    """Return the fact of a reason, safe to show."""
    return "unknown" if reason.fact == UNKNOWN else clean(reason.fact, UNCUT)


def told(ranking: Ranking, width: int) -> Content:
    """Return all that is to be said of a ranking: first place, weights, scales, who is out."""
    lines = (_wrapped(sentence, width, 0) for sentence in sentences(ranking))
    return Content("\n\n".join(lines))


_WAYS = {"fitness": "m names one", "domain": "f names one"}
"""The keys that bring in what is left out."""


def turns(ranking: Ranking, key: str) -> tuple[str, ...]:
    """Return where first place changes with the weight of one criterion, and who has it now."""
    for left in ranking.left_out:
        if left.criterion.key == key:
            return (f"{left.criterion.heading} is not counted: {left.reason}; {_WAYS[key]}.",)
    first = first_sentence(ranking)
    found = next((one for one in ranking.sensitivity if one.criterion.key == key), None)
    if found is None or len(ranking.rows) == 1:
        return (first,)
    never = f"No other weight of {key} changes first place."
    return *(tuple(turn_sentences(found)) or (never,)), first


def _wrapped(text: str, width: int, used: int) -> str:
    """Return `text` made safe and wrapped, behind `used` cells of the first line."""
    lines = textwrap.wrap(
        clean(text, UNCUT),
        max(width, 20),
        initial_indent=" " * used,
        subsequent_indent=_INDENT if used else "",
        break_on_hyphens=False,
    )
    return "\n".join(lines)[used:]
