"""What a field is: its kind, unit, group, and how to read it from an entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from modeldex.entry import Entry

Value = str | float | bool | date | tuple[str, ...]


class Kind(Enum):
    """What the values of a field are, which decides how it is filtered."""

    CHOICE = "one or more words"
    NUMBER = "a number"
    DATE = "a date"
    FLAG = "yes or no"
    TEXT = "text, shown but not filtered"


class Unit(Enum):
    """What a number counts; `value` is the word used in error messages."""

    PARAMETERS = "parameters"
    TOKENS = "tokens"
    BYTES = "bytes"
    USD = "USD per million tokens"
    USD_PER_MONTH = "USD a month"
    REQUESTS_PER_DAY = "requests a day"
    COUNT = "count"
    RATING = "rating"


class Group(Enum):
    """What people weigh when they choose, in the order in which it is shown."""

    ACCESS = "Access and licence"
    TRANSPARENCY = "Transparency"
    CUSTOMISATION = "Customisation"
    CAPABILITY = "Capability"
    COST = "Cost"
    MACHINE = "Fit for a machine"
    COMMUNITY = "Community and support"
    RISK = "Lock-in and risk"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One fact that entries may have."""

    key: str
    """The word used in filters."""

    heading: str
    kind: Kind
    group: Group
    read: Callable[[Entry], Value | None]
    """The fact of one entry; None when it is unknown.

    CHOICE gives a tuple of lower-case words, NUMBER an int or float, DATE a date, FLAG a bool.
    """

    about: str
    """What the fact is, in a few words, for help and README."""

    unit: Unit | None = None
    better: int = 0
    """+1 where more is better, -1 where less is, 0 where neither can be said."""

    bounds: tuple[float, ...] = ()
    """For a NUMBER that is a facet: the inner limits of its ranges, ascending."""

    facet: bool = False
    """Whether the browse screen counts its values beside the table."""

    choices: tuple[str, ...] = ()
    """For a CHOICE: the words a facet shows, in order; empty shows the most frequent ones."""

    also: tuple[str, ...] = ()
    """For a CHOICE: words that are offered too while one types, and that no facet counts."""

    closed: bool = False
    """Whether `choices` are all the words there can be, so that any other is a mistake."""

    per_parameter: float | None = None
    """The field is this many times `params`, so an index needs no column for it."""

    worked_out_from: tuple[str, ...] = ()
    """Keys of the facts that it follows from, what decides first; empty where a source states it.
    Its source is then that of the first."""

    ahead: bool = False
    """For a DATE: whether `90d` counts days from today onward rather than back."""
