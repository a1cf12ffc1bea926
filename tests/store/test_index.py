"""The index follows the database, and is made again when in doubt."""

import shutil
from pathlib import Path

import pytest

from modeldex.store import Layer, Store
from modeldex.store.documents import RID
from modeldex.store.drafts import draft
from tests.examples import OPEN, VENDOR
from tests.store.catalogues import SOURCE, hub, ids, vendor


def index_folder(folder: Path) -> Path:
    """Return where the index is."""
    (found,) = folder.glob("index-*")
    return found


def lose(index: Path) -> None:
    """Lose the whole index."""
    shutil.rmtree(index)


def empty(index: Path) -> None:
    """Leave the folder without a file."""
    lose(index)
    index.mkdir()


def scribble(index: Path) -> None:
    """Damage the list of segments."""
    (index / "meta.json").write_text("{")


def cut(index: Path) -> None:
    """Cut every segment file off."""
    for file in index.iterdir():
        if file.suffix in {".idx", ".term", ".fast", ".store"}:
            file.write_bytes(file.read_bytes()[:10])


def drop(index: Path) -> None:
    """Lose the files of the segments."""
    for file in index.iterdir():
        if file.suffix in {".idx", ".term", ".fast", ".store"}:
            file.unlink()


@pytest.mark.parametrize("damage", [lose, empty, scribble, cut, drop])
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: object) -> None:
    """Silently: it can always be made from the database."""
    with Store(tmp_path) as store:
        store.save([OPEN, VENDOR], layer=Layer.SHIPPED)
        store.catch_up()
    assert callable(damage)
    damage(index_folder(tmp_path))
    with Store(tmp_path) as store:
        assert store.catch_up()
        assert ids(store.reader(), "") == [VENDOR.id, OPEN.id]


@pytest.mark.parametrize("extra", [True, False])
def test_an_index_that_counts_otherwise_is_made_again(tmp_path: Path, *, extra: bool) -> None:
    """An entry lost and an entry too many."""
    with Store(tmp_path) as store:
        store.save([VENDOR, OPEN], layer=Layer.SHIPPED)
        store.catch_up()
        writer = store._index._index.writer(15_000_000, 1)
        if extra:
            writer.add_json(draft(OPEN).indexed(7, 1))
        else:
            writer.delete_documents_by_term(RID, 1)
        writer.commit()
        writer.wait_merging_threads()
    with Store(tmp_path) as store:
        assert store.catch_up()
        assert ids(store.reader(), "") == [VENDOR.id, OPEN.id]


def test_a_reader_sees_what_was_indexed_before_its_question(store: Store) -> None:
    """And an answer stays as it was."""
    with store.reader() as reader:
        store.save([OPEN], layer=Layer.SHIPPED)
        store.catch_up()
        assert ids(reader, "") == [OPEN.id]
        store.save([VENDOR], layer=Layer.SHIPPED)
        assert ids(reader, "") == [OPEN.id]
        store.catch_up()
        assert ids(reader, "") == [VENDOR.id, OPEN.id]


def test_a_build_shows_its_first_page_at_once_and_all_at_its_end(store: Store) -> None:
    """What is dropped and added last is in the index too."""
    with store.reader() as reader:
        with store.indexing():
            for page in (["a/1"], ["a/2"], ["a/3"]):
                store.save(map(hub, page), layer=Layer.SHIPPED)
                assert store.catch_up()
                assert ids(reader, "") == ["a/1"]
            store.retain(Layer.SHIPPED, {"a/1", "a/2"})
            store.save([hub("a/4")], layer=Layer.USER)
        assert ids(reader, "") == ["a/1", "a/2", "a/4"]


def test_a_build_that_fails_leaves_the_index_level(store: Store) -> None:
    """What was saved before the fault can be found."""
    with store.reader() as reader:
        with pytest.raises(ZeroDivisionError), store.indexing():
            assert 1 / (store.save([OPEN, VENDOR], layer=Layer.SHIPPED) - 2)
        assert ids(reader, "") == [VENDOR.id, OPEN.id]


def test_two_stores_in_one_process_share_an_index(store: Store) -> None:
    """The one that has the writer's lock works for both."""
    with Store(store.folder) as other, store.reader() as reader:
        with store.indexing():
            other.save([OPEN], layer=Layer.SHIPPED)
            assert not other.catch_up()
        assert ids(reader, "") == [OPEN.id]


def test_many_sessions_leave_one_document_an_entry(store: Store) -> None:
    """Entries that change again and again are found by what they are now, and only once."""
    with store.reader() as reader:
        for turn in range(12):
            changed = hub("a/changing", likes=turn)
            store.save([changed, hub(f"a/{turn}"), OPEN], layer=Layer.SYNCED)
            assert store.catch_up()
            assert ids(reader, f"likes:{turn}") == ["a/changing"]
        assert ids(reader, f"likes<{turn}") == []
        assert len(ids(reader, "")) == 14


def test_a_name_no_engine_can_hold_is_found_all_the_same(store: Store) -> None:
    """Lone surrogates, written out, and control characters, should any ever pass the door."""
    odd = vendor("a/b\udc80", "x\x02\ud800y", tags=("t\udcff",), aliases=("\x03",))
    store.save([odd], layer=Layer.SHIPPED)
    store.catch_up()
    with store.reader() as reader:
        assert reader.get([odd.id])[odd.id].id == r"a/b\udc80"
        for words in ("", "b", "a/b\udc80", "\ud800y", "tag:t\udcff", "x\x02"):
            assert ids(reader, words) == [r"a/b\udc80"], words
    assert odd.source == SOURCE


def test_not_a_number_is_known_but_within_no_bounds(store: Store) -> None:
    """As the plain predicate has it."""
    store.save([hub("a/nan", trending=float("nan")), hub("a/no")], layer=Layer.SHIPPED)
    store.catch_up()
    with store.reader() as reader:
        assert ids(reader, "has:trending") == ["a/nan"]
        assert ids(reader, "trending>=0") == []
        assert ids(reader, "trending<=0") == []
