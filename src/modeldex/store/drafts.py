"""An entry on its way into the catalogue, with everything made already that takes time."""

from typing import NamedTuple

from modeldex.entry import Entry
from modeldex.store.documents import document, encodable, numbered, rank_of, words_of
from modeldex.store.rows import filled, pack, unpack


class Draft(NamedTuple):
    """What the database and the index take of one entry; all of it can go to another process."""

    id: str
    """As the database keeps it: see `encodable`."""

    hub_id: str | None
    aliases: tuple[str, ...]
    words: str
    row: bytes
    rank: int
    document: str
    """For the index, as JSON; `indexed` adds the numbers that the entry has got."""

    @property
    def entry(self) -> Entry:
        """Return the entry, made anew from its row."""
        return unpack(self.row)

    def indexed(self, rid: int, seq: int) -> str:
        """Return what the index takes."""
        return numbered(self.document, rid, seq, self.rank)


def draft(entry: Entry, row: bytes | None = None) -> Draft:
    """Return what is written of `entry`; `row` is its `pack` where that is at hand."""
    words = words_of(entry)
    return Draft(
        encodable(entry.id),
        entry.hub_id,
        entry.aliases,
        words,
        row or pack(entry),
        rank_of(entry),
        document(entry, words, filled(entry)),
    )
