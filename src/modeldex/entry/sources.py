"""Where a fact was read, what others say of it, and what could not be read at all."""

from datetime import date

from modeldex.entry.record import Record


class Source(Record, frozen=True, kw_only=True, array_like=True):
    """Where a fact was read, and when it held."""

    name: str
    """The publication, such as `models.dev` or `huggingface.co`."""

    as_of: date
    """The day on which the source said so."""

    url: str | None = None
    """The page itself; None where only the publication is known."""


class Claim(Record, frozen=True, kw_only=True):
    """What another source says of a fact, where it differs from the value in use."""

    field: str
    """The key of the fact in `fields`, such as `ctx` or `price.in`."""

    value: str
    """The other value, written as a person would read it."""

    source: Source


class Rejected(Record, frozen=True, kw_only=True):
    """One record of a source that became no entry: its id if it has one, why, how it begins."""

    id: str | None
    reason: str
    excerpt: str
