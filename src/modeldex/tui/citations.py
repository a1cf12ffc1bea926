"""Who says so: the pages behind an entry's facts, and results with who vouches for each."""

from collections.abc import Iterator
from datetime import date

from modeldex.comparison import results, said
from modeldex.entry import Entry, Source
from modeldex.tui.detail import Line, Section, age


def results_section(entry: Entry, today: date) -> Section | None:
    """Return the benchmark results that the Hub lists; None when there are none.

    Each says whether it was verified, is the maker's own figure, or is somebody's claim.
    """
    lines = [
        Line(
            heading=score.board,
            text=said(score),
            note=age(score.source, today),
            look="" if score.independent else "$foreground 70%",
        )
        for score in results(entry)
    ]
    return ("Results that the Hub lists", lines) if lines else None


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
