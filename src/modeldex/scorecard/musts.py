"""What an entry must have to be ranked at all, and what it has instead."""

from collections.abc import Iterator

from modeldex.criteria import CACHED, Condition, Criteria, Special, Word, matches, part_to_text
from modeldex.entry import Entry
from modeldex.fields import FIELDS, show
from modeldex.scorecard.given import Given
from modeldex.scorecard.records import Failure

_FITTING = "mem.q4"
"""What `fits` looks at."""


def failures(entry: Entry, must: Criteria, given: Given) -> Iterator[Failure]:
    """Yield each part of `must` that does not hold for `entry`."""
    for part in must.parts:
        alone = Criteria(
            words=(part,) if isinstance(part, Word) else (),
            conditions=(part,) if isinstance(part, Condition) else (),
        )
        if not matches(entry, alone, today=given.today, cached=given.cached):
            yield _failure(entry, part, given)


def _failure(entry: Entry, part: Word | Condition, given: Given) -> Failure:
    text = part_to_text(part)
    if isinstance(part, Word):
        return Failure(part=text, facts=f"{entry.id}, {entry.name}", unknown=False)
    keys = tuple(_keys(part))
    unknown = any(key != CACHED and FIELDS[key].read(entry) is None for key in keys)
    facts = ", ".join(_fact(entry, key, given) for key in keys)
    return Failure(part=text, facts=facts, unknown=unknown)


def _keys(condition: Condition) -> Iterator[str]:
    if condition.key in {Special.IS, Special.HAS}:
        yield from (value for value in condition.values if isinstance(value, str))
    else:
        yield _FITTING if condition.key == Special.FITS else condition.key


def _fact(entry: Entry, key: str, given: Given) -> str:
    if key == CACHED:
        return f"On this disk: {'yes' if entry.id.lower() in given.cached else 'no'}"
    field = FIELDS[key]
    value = field.read(entry)
    return f"{field.heading}: {'unknown' if value is None else show(field, value)}"
