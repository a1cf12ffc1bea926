"""What a filter says, taken apart: words, conditions and their values."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self


class Special(StrEnum):
    """Condition keys that are no field."""

    IS = "is"
    """Its values are the keys of FLAG fields."""

    HAS = "has"
    """Its values are the keys of any fields: the fact is known."""

    FITS = "fits"
    """Its one value is an interval up to a number of bytes: a machine's memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    """A distance in days from today, for `retires<90d`: forward or back as the field says.

    As ends of an interval, `low` is the nearer one; `resolve` turns both into dates.
    """

    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """Everything from `low` to `high`; None leaves that side open."""

    low: float | date | Days | None = None
    high: float | date | Days | None = None
    includes_low: bool = True
    includes_high: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """Free text that must occur in the id, the name or an alias of an entry, in any case.

    It may begin inside a word but not inside a number: `7b` is not in `17B` or `1.7B`. The module
    `words` has the exact rule.
    """

    text: str
    """Lower case, not empty, with single spaces and none outside."""

    negated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """One fact that must (or must not) hold; any one of `values` is enough.

    A negated condition keeps every entry that the plain one would not, the unknown included.
    """

    key: str
    """A key of FIELDS, or one of Special."""

    values: tuple[str | Interval, ...]
    """Lower-case words for a CHOICE, `is` and `has`; intervals for a NUMBER or a DATE."""

    negated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Criteria:
    """A whole filter: every word and every condition must hold. Empty, it keeps everything."""

    words: tuple[Word, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is asked for."""
        return bool(self.words or self.conditions)

    @property
    def parts(self) -> tuple[Word | Condition, ...]:
        """Return each thing that is asked for, in the order in which it is printed."""
        return self.words + self.conditions

    def without(self, part: Word | Condition) -> Self:
        """Return the criteria with one of their parts dropped."""
        return replace(
            self,
            words=tuple(word for word in self.words if word != part),
            conditions=tuple(condition for condition in self.conditions if condition != part),
        )

    def without_key(self, key: str, *, negated: bool = False) -> Self:
        """Return the criteria with the conditions on one field dropped."""
        kept = (c for c in self.conditions if (c.key, c.negated) != (key, negated))
        return replace(self, conditions=tuple(kept))
