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

    catalog: Path
    met: int = 0
    """Entries of it that have come already."""

    def answer(self) -> Iterator[Part]:
        """Yield all but the first of the starter. Raises CatalogError."""
        for batch in Shelf(self.catalog).starter(self.met):
            yield _part(batch)


class Shipment:
    """The shipped entries; another process reads most of them from the moment this is made."""

    def __init__(self, catalog: Path, apart: Apart | None = None) -> None:
        self._catalog = catalog
        self._apart = apart or Apart(ahead=_AHEAD)
        self._answers = self._apart.ask(Starter(catalog), threading.Event())

    def close(self) -> None:
        """End the process, also where nobody has asked for the parts."""
        self._apart.close()

    def parts(self) -> Iterator[Part]:
        """Yield them, a few first, and end the process.

        Raises CatalogError for a fault in a file.
        """
        met = 0
        with closing(self):
            shelf = Shelf(self._catalog)
            yield _part(shelf.first())
            yield _part(shelf.others())
            try:
                for part in self._answers:
                    met += len(part.drafts)
                    yield part
            except Lost:
                yield from Starter(self._catalog, met).answer()


def _part(entries: Iterable[Entry]) -> Part:
    days = Days()
    drafts = []
    for entry in entries:
        days.count(entry)
        drafts.append(draft(entry))
    return Part(tuple(drafts), days)
