"""How much is known of each fact, and from where."""

from datetime import date

from modeldex.comparison import coverage
from modeldex.entry import Origin, Source, changed
from modeldex.fields import FIELDS
from tests.examples import OPEN, VENDOR

LATER = Source(name=f"{OPEN.source.name}: a line of it", as_of=date(2026, 11, 1))
ENTRIES = (OPEN, VENDOR, changed(OPEN, id="a/b", fact_sources=(("params", LATER),)))


def test_every_field_is_counted_by_origin_and_source() -> None:
    """Known facts, those there could be, and the days between which they were read."""
    facts = {fact.field.key: fact for fact in coverage(ENTRIES)}
    assert list(facts) == list(FIELDS)
    assert facts["params"].known == {Origin.HUB: 2}
    assert facts["params"].of == {Origin.HUB: 2, Origin.VENDOR: 1}
    (read,) = facts["params"].sources
    assert (read.source, read.known) == (OPEN.source.name, 2)
    assert (read.oldest, read.newest) == (OPEN.source.as_of, LATER.as_of)


def test_each_known_fact_has_one_source() -> None:
    """The counts by origin and the counts by source are of the same facts."""
    for fact in coverage(ENTRIES):
        assert sum(fact.known.values()) == sum(read.known for read in fact.sources)


def test_nothing_is_known_of_no_entries() -> None:
    """Every field is there all the same."""
    assert {len(fact.sources) for fact in coverage(())} == {0}
