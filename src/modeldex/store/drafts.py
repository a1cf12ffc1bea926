"""An entry on its way into the catalogue, with everything made already that takes time."""

from typing import NamedTuple

from modeldex.entry import Entry
from modeldex.store.documents import document, encodable, numbered, rank_of, words_of
from modeldex.store.rows import filled, packed, unpack


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


def draft(
    entry: Entry,
    row: bytes | None = None,
    words: str | None = None,
    values: dict[str, object] | None = None,
) -> Draft:
    """Return what is written of `entry`.

    `row`, `words` and `values` are its `pack`, `words_of` and `filled` where they are at hand.
    """
    values, words = values or filled(entry), words or words_of(entry)
    return Draft(
        encodable(entry.id),
        entry.hub_id,
        entry.aliases,
        words,
        row or packed(values),
        rank_of(entry),
        document(entry, words, values),
    )
