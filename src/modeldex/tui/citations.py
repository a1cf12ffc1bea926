"""Who says so: the pages behind an entry's facts, and results with who vouches for each."""

from collections.abc import Iterator
from datetime import date

from modeldex.entry import Entry, Score, Source
from modeldex.tui.detail import Line, Section, age

RANKED = "arena."
"""With which the boards begin that are fields of their own, each with its source beside it."""

_OWN_WORD = "model card"
"""The source of a result that a card states and says nothing more about."""


def results_section(entry: Entry, today: date) -> Section | None:
    """Return the benchmark results that the Hub lists; None when there are none.

    Each says whether it was verified, is the maker's own figure, or is somebody's claim.
    """
    scores = [score for score in entry.scores if not score.board.startswith(RANKED)]
    lines = [
        Line(
            heading=score.board,
            text=f"{score.value:g} {score.unit}, {_vouched(score)}",
            note=age(score.source, today),
            look="" if score.independent else "$foreground 70%",
        )
        for score in sorted(scores, key=lambda score: score.board)
    ]
    return ("Results that the Hub lists", lines) if lines else None


def _vouched(score: Score) -> str:
    if score.independent:
        return "verified"
    own = score.source.name == _OWN_WORD
    return "its maker's own figure" if own else f"claimed by {score.source.name}, not verified"


def sources_section(entry: Entry) -> Section:
    """Return every source of the entry with its day and its page, where one is known."""
    found = sorted(dict.fromkeys(_sources(entry)), key=lambda s: (s.name, s.as_of, s.url or ""))
    lines = [
        Line(heading=source.as_of.isoformat(), text=source.name, note=source.url or "")
        for source in found
    ]
    return "Sources", lines


def _sources(entry: Entry) -> Iterator[Source]:
    yield entry.source
    yield from (source for _, source in entry.fact_sources)
    yield from (offer.source for offer in entry.offers)
    yield from (score.source for score in entry.scores)
    yield from (claim.source for claim in entry.contested)
