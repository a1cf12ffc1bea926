"""The Hub's cursor taken apart, to find a way past a record that no page can hold.

A cursor is the base64 of a Mongo query for what comes after the last record of a page, by its
`_id` and perhaps its `createdAt`. The first four bytes of an `_id` are the seconds of its
`createdAt`, so that every 96-bit number is a place in the order of creation, whether or not a
record stands there.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from modeldex.hub.position import Position

_OBJECT_ID = re.compile(r"\b[0-9a-f]{24}\b")
_NAME = re.compile(r'"([^"]*)"\s*:')
_NAMES = frozenset({"$or", "$and", "$gt", "$gte", "$lt", "$lte", "_id", "createdAt"})
_SECOND = 1 << 64
_LEAPS = 6
"""Of 1, 16, 256 ... seconds: half a year in all, in which any server gains a model."""


@dataclass(frozen=True, slots=True)
class Keyset:
    """A cursor that can be moved."""

    text: str
    key: int
    """The `_id` in it, as a number."""

    def at(self, key: int) -> Position:
        """Return the position right after `key`."""
        text = self.text.replace(f"{self.key:024x}", f"{key:024x}")
        old, new = _spellings(self.key), _spellings(key)
        for before, after in zip(old, new, strict=True):
            text = re.sub(rf"(?<![\w.]){re.escape(before)}(?![\w.])", after, text)
        cursor = base64.b64encode(text.encode()).decode()
        return (("cursor", cursor),)


def read_keyset(position: Position) -> Keyset | None:
    """Return the keyset that a position holds; None when it is opaque, or of another order."""
    try:
        cursor = dict(position).get("cursor", "")
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_").decode()
    except (binascii.Error, ValueError):
        return None
    keys = set(_OBJECT_ID.findall(text))
    if len(keys) != 1 or not set(_NAME.findall(text)) <= _NAMES:
        return None
    key = int(keys.pop(), 16)
    timed = "createdAt" in text
    known = not timed or any(time in text for time in _spellings(key))
    return Keyset(text, key) if known else None


def _spellings(key: int) -> tuple[str, ...]:
    """Return the ways in which a cursor may write the time of a key."""
    seconds = key // _SECOND
    time = datetime.fromtimestamp(seconds, UTC)
    return f"{time:%Y-%m-%dT%H:%M:%S}.000Z", f"{seconds}000", f"{seconds}"


class Search:
    """Bisects for the record after `start`, of which only is known that its page cannot be read.

    `key` is the place to try next; tell `narrow` whether the page after it can be read.
    """

    def __init__(self, start: int) -> None:
        self._below = start
        """The page right after it holds the record."""

        self._from: int | None = None
        """The page right after it does not; None until one is known."""

        self._step = _SECOND
        self._leaps = 0

    @property
    def is_vain(self) -> bool:
        """Whether nothing of the following months can be read, so that the server is at fault."""
        return self._leaps > _LEAPS

    @property
    def found(self) -> int | None:
        """The key of the record; None as long as it is not known."""
        return self._from if self._from is not None and self._from - self._below <= 1 else None

    @property
    def key(self) -> int:
        """The place to try next."""
        if self._from is None:
            return min(self._below + self._step, (1 << 96) - 1)
        return (self._below + self._from) // 2

    def narrow(self, *, readable: bool) -> None:
        """Take the answer for `key` into account."""
        if readable:
            self._from = self.key
        else:
            self._below = self.key
            self._step *= 16
            self._leaps += self._from is None
