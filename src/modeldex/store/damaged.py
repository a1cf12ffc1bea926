"""Reading a damaged database: around its bad pages, and without its first one."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any


def replace_first_page(damaged: Path, copy: Path, sound: Path) -> bool:
    """Copy a database, with the first page of an empty one; False where it cannot help."""
    with closing(sqlite3.connect(sound)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        page_bytes = int(db.execute("pragma page_size").fetchone()[0])
    pages = damaged.stat().st_size // page_bytes
    if pages < 2:  # noqa: PLR2004 - nothing but the first page
        return False
    shutil.copyfile(damaged, copy)
    with sound.open("rb") as file:
        first = bytearray(file.read(page_bytes))
    first[28:32] = pages.to_bytes(4)  # how many pages there are,
    first[32:40] = bytes(8)  # none of which is free,
    first[92:96] = first[24:28]  # and that the number of pages is right.
    with copy.open("r+b") as file:
        file.write(first)
    return True


def open_damaged(path: Path) -> sqlite3.Connection:
    """Return a connection that reads what it can."""
    address = path.absolute().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, isolation_level=None)
    # Else SQLite reads nothing at all of a file that is shorter than it should be.
    db.execute("pragma writable_schema=on")
    return db


@dataclass(frozen=True, slots=True)
class Scan:
    """Reads a table in the order of its key, around whatever is damaged."""

    db: sqlite3.Connection
    select: str
    key: str
    place: int
    """Of the key among the columns."""

    def between(self, low: Any, high: Any, probes: int) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - a key
        """Yield the rows with keys from `low` to `high`, some perhaps more than once."""
        for row in self._until_damage(low, high, ""):
            if row is None:
                break
            yield row
            low = row[self.place]
        else:
            return
        for row in self._until_damage(low, high, "desc"):
            if row is not None:
                yield row
                high = row[self.place]
        middle = _middle(low, high)
        if probes and middle not in {None, low, high}:
            yield from self.between(low, middle, probes - 1)
            yield from self.between(middle, high, probes - 1)

    def _until_damage(
        self,
        low: Any,  # noqa: ANN401 - a key
        high: Any,  # noqa: ANN401 - a key
        direction: str,
    ) -> Iterator[tuple[Any, ...] | None]:
        """Yield rows, and None at the end if that is damage."""
        order = f"order by {self.key} {direction}"
        try:
            yield from self.db.execute(
                f"{self.select} where {self.key} >= ? and {self.key} <= ? {order}", (low, high)
            )
        except sqlite3.DatabaseError:
            yield None


_DIGITS = 12
"""Letters of two keys that tell where the middle is."""


def _middle(low: Any, high: Any) -> Any:  # noqa: ANN401 - a key
    """Return a key about halfway between two; None where there is none to be told."""
    if isinstance(low, int) and isinstance(high, int):
        return (low + high) // 2
    if not isinstance(low, str) or not isinstance(high, str):
        return None
    pairs = zip(low, high, strict=False)
    shared = "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    middle = (_number(low[len(shared) :]) + _number(high[len(shared) :])) // 2
    digits = middle.to_bytes(_DIGITS)
    return shared + digits.rstrip(b"\0").decode("latin-1")


def _number(text: str) -> int:
    """Return the beginning of a text as a number in the same order."""
    codes = [min(ord(letter), 127) for letter in text[:_DIGITS]]
    return int.from_bytes(bytes(codes).ljust(_DIGITS, b"\0"))
