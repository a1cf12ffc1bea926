"""What stands side by side, what differs and what is best."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.comparison import Comparison, Row, basis, compare, source_of
from modeldex.entry import Entry, Offer, Score, Source, changed
from modeldex.errors import UsageError
from modeldex.fields import FIELDS, Group
from tests.examples import HUB, OPEN, PRICES, TODAY, VENDOR

ARENA = Source(name="arena", as_of=date(2026, 10, 5))


def _row(comparison: Comparison, key: str) -> Row:
    rows = [row for section in comparison.sections for row in section.rows]
    return next(row for row in rows if row.field.key == key)


def _texts(*entries: Entry, key: str) -> list[str]:
    return [cell.text for cell in _row(compare(entries, today=TODAY), key).cells]


def _best(*entries: Entry, key: str) -> list[bool]:
    return [cell.best for cell in _row(compare(entries, today=TODAY), key).cells]


def _priced(price: float | None, condition: str | None = None) -> Entry:
    offer = changed(VENDOR.offers[0], input_usd_per_million_tokens=price, condition=condition)
    return changed(VENDOR, offers=(offer,))


def test_groups_come_in_their_order_with_what_differs_first() -> None:
    """A screen draws sections as they are."""
    comparison = compare([OPEN, VENDOR], today=TODAY)
    groups = [section.group for section in comparison.sections]
    assert groups == [group for group in Group if group in groups]
    for section in comparison.sections:
        assert section.rows
        assert all(row.differs for row in section.differing)
        assert not any(row.differs for row in section.equal)
        assert all(row.field.group is section.group for row in section.rows)


def test_a_fact_that_nobody_has_is_counted_and_left_out() -> None:
    """Every field is either a row or in the count."""
    comparison = compare([OPEN, VENDOR], today=TODAY)
    rows = [row for section in comparison.sections for row in section.rows]
    assert len(rows) + comparison.unknown_everywhere == len(FIELDS)
    assert "arch" not in {row.field.key for row in rows}


def test_an_unknown_fact_is_no_zero() -> None:
    """Downloads of a vendor's model are unknown, not worse, and nothing is best beside them."""
    row = _row(compare([OPEN, VENDOR], today=TODAY), "downloads")
    assert [(cell.text, cell.unknown, cell.best) for cell in row.cells] == [
        ("2.5M", False, False),
        ("?", True, False),
    ]
    assert row.cells[1].source is None
    assert row.differs


def test_what_is_worked_out_comes_from_where_the_deciding_fact_was_read() -> None:
    """Unless a source states it itself; the facts that are not known decide nothing."""
    entry = changed(OPEN, fact_sources=(("license", PRICES), ("params", ARENA)))
    openness, weights = FIELDS["open"], FIELDS["mem.q4"]
    assert source_of(entry, openness) == PRICES
    assert source_of(entry, weights) == ARENA
    assert source_of(changed(entry, fact_sources=(("open", ARENA),)), openness) == ARENA
    assert [field.key for field in basis(entry, openness)] == ["license", "gated"]
    assert basis(entry, FIELDS["params"]) == ()


def test_more_is_best_where_more_is_better() -> None:
    """Of the context windows the longest is marked."""
    assert _best(OPEN, VENDOR, key="ctx") == [False, True]


def test_less_is_best_where_less_is_better_and_free_beats_all() -> None:
    """Of the prices the lowest is marked; a published price of nothing is one."""
    entries = _priced(0.25), _priced(0.0), _priced(None), _priced(3, "peak hours")
    assert _texts(*entries, key="price.in") == ["$0.25", "free", "?", "$3.00"]
    assert _best(*entries, key="price.in") == [False, True, False, False]


def test_ties_are_all_best() -> None:
    """Neither of two equals is hidden."""
    assert _best(_priced(1), _priced(2), _priced(1), key="price.in") == [True, False, True]


def test_nothing_is_best_among_equals() -> None:
    """A mark on every cell says nothing."""
    assert _best(_priced(1), _priced(1), key="price.in") == [False, False]


def test_values_that_look_the_same_are_the_same() -> None:
    """131,072 and 128,000 tokens are both written 128k; neither is marked, and they fold."""
    rounded = changed(OPEN, context_tokens=128_000)
    row = _row(compare([OPEN, rounded], today=TODAY), "ctx")
    assert [cell.text for cell in row.cells] == ["128k", "128k"]
    assert not row.differs
    assert not any(cell.best for cell in row.cells)


def test_words_in_another_order_are_the_same() -> None:
    """The order in which a card names languages means nothing."""
    other = changed(OPEN, languages=("zh", "en"))
    assert not _row(compare([OPEN, other], today=TODAY), "lang").differs


@pytest.mark.parametrize("key", ["tools", "vision", "params", "released", "license", "open"])
def test_no_mark_stands_where_best_has_no_meaning(key: str) -> None:
    """Size, dates, licences and capabilities are facts, not ranks."""
    other = changed(VENDOR, tools=False, parameters=10, released=TODAY, license="mit")
    mine = changed(OPEN, released=TODAY.replace(month=1))
    row = _row(compare([mine, other], today=TODAY), key)
    assert row.differs
    assert not any(cell.best for cell in row.cells)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 12, 1), "2026-12-01 (in 10 days)"),
        (date(2026, 11, 22), "2026-11-22 (in 1 day)"),
        (date(2026, 11, 21), "2026-11-21 (today)"),
        (date(2026, 11, 20), "2026-11-20 (past)"),
    ],
)
def test_a_retirement_says_how_far_off_it_is(day: date, text: str) -> None:
    """A date ahead is read against today."""
    assert _texts(changed(VENDOR, retires=day), key="retires") == [text]


def test_a_contested_fact_is_marked() -> None:
    """Another source says something else of the vendor's context."""
    row = _row(compare([OPEN, VENDOR], today=TODAY), "ctx")
    assert [cell.contested for cell in row.cells] == [False, True]


def test_a_fact_knows_where_it_was_read() -> None:
    """A price comes from its offer, a score from its board, a fact from its own source."""
    offer = Offer(
        provider="x",
        provider_model_id="x",
        first_party=False,
        source=PRICES,
        input_usd_per_million_tokens=1,
        output_usd_per_million_tokens=1,
    )
    scores = (
        Score(board="arena.text", value=1300, unit="rating", source=HUB, independent=True),
        Score(board="arena.text", value=1400, unit="rating", source=ARENA, independent=True),
    )
    entry = changed(OPEN, offers=(offer,), scores=scores, fact_sources=(("ctx", ARENA),))
    keys = ("price.in", "score.text", "ctx", "license", "retires")
    assert [source_of(entry, FIELDS[key]) for key in keys] == [PRICES, ARENA, ARENA, HUB, None]


def test_one_entry_compares_with_itself() -> None:
    """Nothing differs and nothing is best."""
    comparison = compare([VENDOR], today=TODAY)
    rows = [row for section in comparison.sections for row in section.rows]
    assert rows
    assert not any(row.differs or row.cells[0].best for row in rows)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "A comparison takes 1 to 8 entries, and these are 0; name at least one."),
        (9, "A comparison takes 1 to 8 entries, and these are 9; drop some."),
    ],
)
def test_too_few_and_too_many_are_refused(count: int, sentence: str) -> None:
    """The sentence says what to do."""
    with pytest.raises(UsageError) as caught:
        compare([OPEN] * count, today=TODAY)
    assert str(caught.value) == sentence


@given(st.lists(st.none() | st.sampled_from([0.0, 0.1, 0.104, 1.0, 2.5]), min_size=1, max_size=8))
def test_no_known_price_is_below_a_best_one(prices: list[float | None]) -> None:
    """Marks are never on an unknown or a dearer price, and never on all that are known."""
    comparison = compare([_priced(price) for price in prices], today=TODAY)
    if all(price is None for price in prices):
        assert all(r.field.key != "price.in" for s in comparison.sections for r in s.rows)
        return
    cells = _row(comparison, "price.in").cells
    known = {cell.text for cell in cells if not cell.unknown}
    marked = {cell.text for cell in cells if cell.best}
    lowest = min(price for price in prices if price is not None)
    assert marked == ({cells[prices.index(lowest)].text} if len(known) > 1 else set())


def test_a_fact_that_follows_from_another_has_its_source() -> None:
    """Weights in memory follow from the parameters, `deprecated` from the status."""
    page = Source(name="acme.test", as_of=date(2026, 11, 3))
    told = changed(VENDOR, fact_sources=(("status", page), ("in", page)))
    for key in ("status", "deprecated", "in", "vision"):
        assert source_of(told, FIELDS[key]) == page
    sized = changed(OPEN, fact_sources=(("params", page),))
    assert source_of(sized, FIELDS["mem.q4"]) == page
    assert source_of(sized, FIELDS["ctx"]) == OPEN.source


def test_the_number_of_hosts_is_as_old_as_the_newest_offer() -> None:
    """It was counted from the offers, not read in the entry's source."""
    page = Source(name="host.test", as_of=date(2026, 11, 20))
    offer = changed(VENDOR.offers[0], provider="host", source=page, first_party=False)
    hosted = changed(VENDOR, offers=(*VENDOR.offers, offer))
    assert source_of(hosted, FIELDS["hosts"]) == page
