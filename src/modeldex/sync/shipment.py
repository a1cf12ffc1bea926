"""The shipped entries, made ready for the store by two processes."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from modeldex.curated import Shelf
from modeldex.entry import Entry
from modeldex.store import Draft, draft
from modeldex.sync.ages import Days
from modeldex.sync.apart import Apart, Lost

_AHEAD = 8
"""Parts of the starter that wait while the first rows are saved and shown."""


class Part(NamedTuple):
    """Some of the shipped entries."""

    drafts: tuple[Draft, ...]
    days: Days


class Starter(NamedTuple):
    """What most of the shipped entries are, as a question to another process."""

    shelf: Shelf
    met: int = 0
    """Entries of it that have come already."""

    def answer(self) -> Iterator[Part]:
        """Yield all but the first of the starter. Raises CatalogError."""
        for batch in self.shelf.starter(self.met):
            yield _part(batch)


def shipment(catalog: Path, apart: Apart | None = None) -> Iterator[Part]:
    """Yield the shipped entries, a few first; most are read by another process meanwhile.

    Raises CatalogError for a fault in a file.
    """
    met = 0
    with closing(apart or Apart(ahead=_AHEAD)) as other:
        other.begin()
        shelf = Shelf(catalog)
        answers = other.ask(Starter(shelf), threading.Event())
        yield _part(shelf.first())
        yield _part(shelf.others())
        try:
            for part in answers:
                met += len(part.drafts)
                yield part
        except Lost:
            yield from Starter(shelf, met).answer()


def _part(entries: Iterable[Entry]) -> Part:
    days = Days()
    drafts = []
    for entry in entries:
        days.count(entry)
        drafts.append(draft(entry))
    return Part(tuple(drafts), days)
