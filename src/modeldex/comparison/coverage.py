"""How much is known of each fact, and where it was read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from modeldex.comparison.sides import source_of
from modeldex.entry import Entry, Origin
from modeldex.fields import FIELDS, Field


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What one source gave of one fact."""

    source: str
    known: int
    """Entries that have the fact from there."""

    oldest: date
    newest: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How many entries have one fact."""

    field: Field
    known: dict[Origin, int]
    of: dict[Origin, int]
    """All entries of each origin."""

    sources: tuple[Read, ...]
    """Those that gave the most first."""


def coverage(entries: Iterable[Entry]) -> tuple[Coverage, ...]:
    """Return how many of `entries` have each fact and from which source, field by field."""
    of: dict[Origin, int] = defaultdict(int)
    known: dict[str, dict[Origin, int]] = {key: defaultdict(int) for key in FIELDS}
    days: dict[str, dict[str, list[date]]] = {key: defaultdict(list) for key in FIELDS}
    for entry in entries:
        of[entry.origin] += 1
        for key, field in FIELDS.items():
            source = source_of(entry, field)
            if source is not None:
                known[key][entry.origin] += 1
                # What follows is a line of the publication, such as a name on a leaderboard.
                publication = source.name.partition(": ")[0]
                days[key][publication].append(source.as_of)
    return tuple(
        Coverage(field=field, known=known[key], of=of, sources=_reads(days[key]))
        for key, field in FIELDS.items()
    )


def _reads(days: dict[str, list[date]]) -> tuple[Read, ...]:
    reads = (
        Read(source=name, known=len(read), oldest=min(read), newest=max(read))
        for name, read in days.items()
    )
    return tuple(sorted(reads, key=lambda read: (-read.known, read.source)))
