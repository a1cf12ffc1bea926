"""What is saved stays, layer over layer, and what is dropped can still be got."""

from pathlib import Path

import pytest

from modeldex.entry import changed
from modeldex.store import Layer, Store
from tests.examples import OPEN, VENDOR
from tests.store.catalogues import hub, ids

OWN = changed(OPEN, notes=("mine",))
SYNCED = changed(OPEN, likes=7)


def test_entries_come_back_as_they_were(store: Store) -> None:
    """From the database at once, from the index after it caught up."""
    with store.reader() as reader:
        assert store.save([OPEN, VENDOR], layer=Layer.SHIPPED) == 2
        assert tuple(reader.all()) == (OPEN, VENDOR)
        assert reader.count() == 2
        assert ids(reader, "") == []
        assert store.catch_up()
        assert ids(reader, "") == [VENDOR.id, OPEN.id]


def test_only_changes_are_written(store: Store) -> None:
    """Saving a catalogue again costs no new index."""
    store.save([OPEN, VENDOR], layer=Layer.SHIPPED)
    assert store.save([SYNCED, VENDOR], layer=Layer.SHIPPED) == 1
    assert store.save([SYNCED, VENDOR], layer=Layer.SHIPPED) == 0


def test_of_equal_ids_in_one_batch_the_last_counts(store: Store) -> None:
    """One id has one row."""
    assert store.save([OPEN, SYNCED], layer=Layer.SHIPPED) == 1
    assert store.reader().get([OPEN.id]) == {OPEN.id: SYNCED}


def test_state_is_remembered_with_the_page_it_belongs_to(tmp_path: Path) -> None:
    """A bookmark is durable when its entries are."""
    with Store(tmp_path) as store:
        store.save([OPEN], layer=Layer.SYNCED, state={"page": "2"})
        store.set_state("theme", "light")
    with Store(tmp_path) as store:
        assert (store.state("page"), store.state("theme")) == ("2", "light")
        assert store.state("never") is None


def test_marks_keep_their_order_and_outlive_entries(tmp_path: Path) -> None:
    """Marks are the person's, whatever the catalogue does."""
    with Store(tmp_path) as store:
        store.save([OPEN], layer=Layer.SHIPPED)
        store.set_marks(["b", OPEN.id, "a"])
        store.retain(Layer.SHIPPED, ())
    with Store(tmp_path) as store:
        assert store.marks() == ("b", OPEN.id, "a")


@pytest.mark.parametrize("later", [Layer.SHIPPED, Layer.SYNCED])
def test_a_higher_layer_is_never_overwritten(store: Store, later: Layer) -> None:
    """The person's own entry wins over whatever comes after it."""
    store.save([OWN], layer=Layer.USER)
    assert store.save([SYNCED], layer=later) == 0
    store.catch_up()
    with store.reader() as reader:
        assert reader.get([OPEN.id]) == {OPEN.id: OWN}
        assert reader.count() == 1


def test_what_was_covered_comes_back(store: Store) -> None:
    """Layer by layer, each in its newest state."""
    store.save([OPEN], layer=Layer.SHIPPED)
    store.save([OPEN], layer=Layer.SYNCED)
    store.save([OWN], layer=Layer.USER)
    store.save([SYNCED], layer=Layer.SYNCED)
    with store.reader() as reader:
        store.retain(Layer.USER, ())
        assert reader.get([OPEN.id]) == {OPEN.id: SYNCED}
        store.retain(Layer.SYNCED, ())
        assert reader.get([OPEN.id]) == {OPEN.id: OPEN}
        store.retain(Layer.SHIPPED, ())
        assert reader.get([OPEN.id]) == {OPEN.id: changed(OPEN, gone=True)}


def test_what_a_layer_drops_below_a_higher_one_does_not_come_back(store: Store) -> None:
    """A catalogue that no longer ships an entry does not ship it from under the person's own."""
    store.save([OPEN], layer=Layer.SHIPPED)
    store.save([OWN], layer=Layer.USER)
    store.retain(Layer.SHIPPED, ())
    store.retain(Layer.USER, ())
    assert store.reader().count() == 0


def test_dropped_entries_are_not_found_but_can_be_got(store: Store) -> None:
    """Whoever listed an entry still sees what it was, and that it is gone."""
    store.save([OPEN, VENDOR], layer=Layer.SHIPPED)
    store.catch_up()
    store.retain(Layer.SHIPPED, {OPEN.id})
    store.catch_up()
    with store.reader() as reader:
        assert ids(reader, "") == [OPEN.id]
        assert reader.count() == 1
        assert reader.get([VENDOR.id, VENDOR.aliases[0]]) == dict.fromkeys(
            (VENDOR.id, VENDOR.aliases[0]), changed(VENDOR, gone=True)
        )
        store.save([VENDOR], layer=Layer.SHIPPED)
        store.catch_up()
        assert ids(reader, "") == [VENDOR.id, OPEN.id]


def test_entries_are_got_by_id_or_alias_in_any_case(store: Store) -> None:
    """An id wins over an alias, and its own case over another."""
    twin = hub("qwen/qwen3-8b")
    borrowed = changed(VENDOR, id="x/y", aliases=(OPEN.id, "swift-latest"))
    store.save([borrowed, OPEN, twin], layer=Layer.SHIPPED)
    with store.reader() as reader:
        asked = [OPEN.id, twin.id, "SWIFT-Latest", "X/Y", "none"]
        assert reader.get(asked) == {
            OPEN.id: OPEN,
            twin.id: twin,
            "SWIFT-Latest": borrowed,
            "X/Y": borrowed,
        }


def test_aliases_follow_their_entry(store: Store) -> None:
    """An alias that an entry gave up no longer leads to it."""
    store.save([VENDOR], layer=Layer.SHIPPED)
    store.save([changed(VENDOR, aliases=("new",))], layer=Layer.SHIPPED)
    assert set(store.reader().get([VENDOR.aliases[0], "new"])) == {"new"}


def test_the_nearest_ids_are_suggested(store: Store) -> None:
    """A typing error in the name or the organisation is seen through."""
    store.save([OPEN, VENDOR, hub("Qwen/Qwen3-32B"), hub("other/thing")], layer=Layer.SHIPPED)
    store.catch_up()
    with store.reader() as reader:
        assert reader.nearest("Qwem/Qwen3-8B")[0] == OPEN.id
        assert reader.nearest("swift-2") == (VENDOR.id,)
        assert reader.nearest("acme/swfit-2") == (VENDOR.id,)
        assert reader.nearest("swift2") == (VENDOR.id,)
        assert reader.nearest("zzzzzzzz") == ()
        assert reader.nearest("foo/sing") == ()
        assert reader.nearest("///") == ()
