"""Two ids may share the key by which rows are looked up, and are never taken for one another."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from modeldex.criteria import parse
from modeldex.entry import changed
from modeldex.store import Layer, Store
from modeldex.store.keys import id_key
from tests.store.catalogues import hub, ids

ONE = hub("acme/model-9678pr8r", aliases=("acme/one",))
OTHER = hub("acme/model-1jupnibh", aliases=("acme/other",))
TODAY = date(2026, 11, 22)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Store]:
    """Give a store that holds the two."""
    with Store(tmp_path) as store:
        store.save([ONE], layer=Layer.SHIPPED)
        store.save([OTHER], layer=Layer.SHIPPED)
        store.catch_up()
        yield store


def test_they_do_share_it() -> None:
    """And so does either in capitals."""
    assert id_key(ONE.id) == id_key(OTHER.id) == id_key(ONE.id.upper())


def test_each_is_got_and_found_by_its_own_names(both: Store) -> None:
    """By id in any case, by alias, as cached, and by its place."""
    reader = both.reader()
    asked = {ONE.id: ONE, OTHER.id.upper(): OTHER, "acme/one": ONE, "acme/other": OTHER}
    assert reader.get(asked) == asked
    here = frozenset({OTHER.id})
    found = reader.find(parse("is:cached"), today=TODAY, cached=here)
    assert reader.window(found, 0, 9) == (OTHER,)
    everything = reader.find(parse(""), today=TODAY)
    assert {reader.place(everything, entry.id, 0) for entry in (ONE, OTHER)} == {0, 1}


def test_each_is_changed_lost_and_dropped_alone(both: Store) -> None:
    """The other stays as it is, and keeps its alias."""
    newer = changed(ONE, likes=5, aliases=("acme/first",))
    assert both.save([newer, OTHER], layer=Layer.SHIPPED) == 1
    reader = both.reader()
    assert reader.get([ONE.id, "acme/one", "acme/first", "acme/other"]) == {
        ONE.id: newer,
        "acme/first": newer,
        "acme/other": OTHER,
    }
    assert both.lose([OTHER.id], "2026-11-22T00:00:00Z") == 1
    both.catch_up()
    assert ids(reader, "") == [ONE.id]
    both.retain(Layer.SHIPPED, [OTHER.id])
    both.catch_up()
    assert reader.get([ONE.id])[ONE.id].gone
    assert ids(reader, "") == []


def test_what_is_below_an_own_entry_is_of_its_own_id(both: Store) -> None:
    """Whether it is still shown or already covered."""
    assert both.beneath([ONE.id]) == {ONE.id: ONE}
    both.save([changed(ONE, likes=7)], layer=Layer.USER)
    assert both.beneath([ONE.id, OTHER.id]) == {ONE.id: ONE, OTHER.id: OTHER}
