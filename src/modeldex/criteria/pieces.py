"""Pieces of a filter's text that know where they stand, and the error that points at one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn, Self

from modeldex.errors import UsageError
from modeldex.text import clean

_QUOTED_LIMIT = 40
"""Characters of a piece that an error repeats, so that the sentence fits two lines of 80."""


class CriteriaError(UsageError):
    """A filter cannot be read; `str()` names the place and the nearest text that can be."""

    def __init__(
        self,
        message: str,
        *,
        text: str,
        start: int,
        end: int,
        suggestion: str | None = None,
        unfinished: bool = False,
    ) -> None:
        super().__init__(message)
        self.text = text
        """The whole filter."""

        self.start = start
        """Index of the first character at fault."""

        self.end = end
        """Index after the last character at fault."""

        self.suggestion = suggestion
        """What to write in place of `text[start:end]`; None where nothing comes near."""

        self.unfinished = unfinished
        """Whether typing on could cure it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """The characters from `start` up to `end` of `source`."""

    source: str
    start: int
    end: int

    @classmethod
    def whole(cls, text: str) -> Self:
        """Return the piece that is all of `text`."""
        return cls(source=text, start=0, end=len(text))

    @property
    def text(self) -> str:
        """Return the characters themselves."""
        return self.source[self.start : self.end]

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """Return the part from `start` up to `end`, counted from the start of this piece."""
        last = self.end if end is None else self.start + end
        return Piece(source=self.source, start=self.start + start, end=last)

    def split(self, separates: Callable[[str], bool]) -> Iterator["Piece"]:
        """Yield what lies between the separators that stand outside quotation marks."""
        start, quoted = 0, False
        for index, character in enumerate(self.text):
            if character == '"':
                quoted = not quoted
            elif not quoted and separates(character):
                yield self.cut(start, index)
                start = index + 1
        yield self.cut(start)

    def refuse(
        self,
        problem: str,
        *,
        suggestion: str | None = None,
        hint: str | None = None,
        unfinished: bool = False,
    ) -> NoReturn:
        """Raise the error that this piece has `problem`; `hint` replaces "did you mean"."""
        ending = "." if suggestion is None else f"; did you mean {suggestion}?"
        if hint is not None:
            ending = f"; {hint}."
        shown = clean(self.text, _QUOTED_LIMIT)
        raise CriteriaError(
            f"{shown} (character {self.start + 1}) {problem}{clean(ending)}",
            text=self.source,
            start=self.start,
            end=self.end,
            suggestion=suggestion,
            unfinished=unfinished,
        )
