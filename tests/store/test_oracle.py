"""The store finds, counts and lists exactly what the plain predicate says."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from modeldex.criteria import Condition, Criteria, Interval, matches
from modeldex.entry import Entry
from modeldex.fields import FIELDS, Kind
from modeldex.store import Found, Order, Reader
from tests.criteria.strategies import CACHED, TODAY, criteria, entries
from tests.store.catalogues import MEMORY, filled

COUNTED = tuple(
    key for key, field in FIELDS.items() if field.bounds or field.kind in {Kind.CHOICE, Kind.FLAG}
)
CATALOGUES = st.lists(entries(), min_size=1, max_size=12, unique_by=lambda entry: entry.id)
ORDERS = st.builds(Order, key=st.none() | st.sampled_from(tuple(FIELDS)), descending=st.booleans())

FACETS = st.lists(st.sampled_from(COUNTED), max_size=5, unique=True)


def meeting(catalogue: Sequence[Entry], asked: Criteria) -> list[Entry]:
    """Return the entries that the predicate keeps."""
    return [e for e in catalogue if matches(e, asked, today=TODAY, cached=CACHED)]


@given(
    catalogue=CATALOGUES,
    asked=st.lists(st.tuples(criteria(), ORDERS, FACETS), min_size=1, max_size=8),
)
def test_store_and_predicate_agree(
    catalogue: list[Entry], asked: list[tuple[Criteria, Order, list[str]]]
) -> None:
    """For random entries, criteria and orders: rows, total, facets and relaxations."""
    with (
        TemporaryDirectory(dir=MEMORY) as folder,
        filled(Path(folder), catalogue) as store,
        store.reader() as reader,
    ):
        for criteria_, order, facets in asked:
            found = reader.find(criteria_, order, facets=facets, today=TODAY, cached=CACHED)
            kept = meeting(catalogue, criteria_)
            if found.similar:
                assert not kept
            else:
                check_rows(reader, found, kept)
                check_facets(catalogue, found)
                check_relaxations(catalogue, found)


def check_rows(reader: Reader, found: Found, kept: list[Entry]) -> None:
    """Every entry once, whether pages are small or one is large."""
    assert found.total == len(kept)
    whole = reader.window(found, 0, len(kept) + 5)
    assert Counter(whole) == Counter(kept)
    pages = [reader.window(found, at, at + 3) for at in range(0, found.total + 3, 3)]
    assert tuple(entry for page in pages for entry in page) == whole
    check_order(whole, found.order)


def check_order(rows: Sequence[Entry], order: Order) -> None:
    """Known values stand in order, unknown ones after them."""
    if order.key is None:
        return
    field = FIELDS[order.key]
    values = [field.read(entry) for entry in rows]
    known = [value for value in values if value is not None]
    assert values[: len(known)] == known
    if field.kind is Kind.TEXT:
        return
    keys = [value[0] if isinstance(value, tuple) else value for value in known]
    assert keys == sorted(keys, reverse=order.descending)


def check_facets(catalogue: Sequence[Entry], found: Found) -> None:
    """Each count is what the criteria give when the value takes the place of the key's own."""
    for key in found.facets:
        field, wider = FIELDS[key], found.criteria.without_key(key)
        rows = meeting(catalogue, wider)
        counts = dict(found.facets[key])
        assert counts.pop(None, 0) == sum(field.read(entry) is None for entry in rows)
        if field.kind is Kind.FLAG:
            read = Counter("yes" if v else "no" for v in map(field.read, rows) if v is not None)
            assert counts == dict(read)
            continue
        for value, count in counts.items():
            assert isinstance(value, str | Interval)
            assert count == len(meeting(rows, narrowed(key, value))) > 0
        if field.bounds:
            known = sum(field.read(entry) is not None for entry in rows)
            assert sum(counts.values()) == known
        elif not field.choices:
            words = {word for entry in rows for word in words_of(key, entry)}
            assert set(counts) == words


def narrowed(key: str, value: str | Interval) -> Criteria:
    """Return the criteria of one value."""
    return Criteria(conditions=(Condition(key=key, values=(value,)),))


def words_of(key: str, entry: Entry) -> tuple[str, ...]:
    """Return the words of a CHOICE."""
    value = FIELDS[key].read(entry)
    return value if isinstance(value, tuple) else ()


def check_relaxations(catalogue: Sequence[Entry], found: Found) -> None:
    """When nothing is found, each part with what it keeps out, the most first."""
    counts = {
        part: len(meeting(catalogue, found.criteria.without(part))) for part in found.criteria.parts
    }
    expected = {part: count for part, count in counts.items() if count and not found.total}
    assert dict(found.relaxations) == expected
    assert [n for _, n in found.relaxations] == sorted(expected.values(), reverse=True)
