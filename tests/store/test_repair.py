"""What can be saved of a database that is damaged in one way or another."""

from collections.abc import Callable
from pathlib import Path

import pytest

from modeldex.store import Layer, Store, StoreError, repair
from tests.store.catalogues import hub as entry

COUNT = 3_000
PAGE = 4096


def cut(data: bytearray) -> bytes:
    """Lose the last third, as a disk that was full does."""
    return bytes(data[: len(data) * 2 // 3])


def holed(data: bytearray) -> bytes:
    """Lose eight pages of the middle: any two of them may be of an index."""
    middle = len(data) // 2 // PAGE * PAGE
    data[middle : middle + 8 * PAGE] = b"\xa5" * 8 * PAGE
    return bytes(data)


def headless(data: bytearray) -> bytes:
    """Lose what says that it is a database at all."""
    data[:20] = b"x" * 20
    return bytes(data)


def nothing(_data: bytearray) -> bytes:
    """Lose everything."""
    return b"no database" * 1_000


@pytest.mark.parametrize(
    ("damage", "least"), [(cut, 500), (holed, 2_500), (headless, 0), (nothing, 0)]
)
def test_every_row_that_can_be_read_is_saved_and_the_rest_is_put_aside(
    tmp_path: Path, damage: Callable[[bytearray], bytes], least: int
) -> None:
    """The new database is sound whatever there was to save, and the old file is still there."""
    with Store(tmp_path) as store:
        store.save([entry(f"o/{n}", likes=n) for n in range(COUNT)], layer=Layer.SYNCED)
        store._db.execute("pragma wal_checkpoint(truncate)")
    database = tmp_path / "catalog.db"
    spoilt = damage(bytearray(database.read_bytes()))
    database.write_bytes(spoilt)
    assert repair.faults(tmp_path)
    saved = repair.salvage(tmp_path)
    assert least <= saved.entries < COUNT
    assert saved.aside.read_bytes() == spoilt
    assert not repair.faults(tmp_path)
    with Store(tmp_path) as store:
        found = list(store.reader().all())
        assert store.is_level()
    assert len(found) == saved.entries
    assert all(e == entry(e.id, likes=e.likes) for e in found)


def test_a_database_of_an_older_modeldex_is_saved_too(tmp_path: Path) -> None:
    """What it had no column for is unknown."""
    with Store(tmp_path) as store:
        store.save([entry("o/a")], layer=Layer.SYNCED)
        store.set_marks(["o/a"])
        store._db.execute("alter table held drop column offer")
        store._db.execute("insert into held(id, provider, model, region, at) values(1, 2, 3, 4, 5)")
    repair.salvage(tmp_path)
    with Store(tmp_path) as store:
        assert store.marks() == ("o/a",)
        assert [held.provider for held in store.held()] == ["2"]


def test_a_row_that_cannot_be_read_is_named_and_left_behind(tmp_path: Path) -> None:
    """Though SQLite finds nothing wrong with the file; what it covers is looked at too."""
    with Store(tmp_path) as store:
        store.save([entry("o/a"), entry("o/b"), entry("o/c")], layer=Layer.SHIPPED)
        store.save([entry("o/b"), entry("o/c")], layer=Layer.USER)
        store.catch_up()
        store._db.execute("update entry set row = x'0200' where id = 'o/a'")
        store._db.execute("update covered set row = 'text' where id = 'o/b'")
        with pytest.raises(StoreError, match=r"damaged \(a row is malformed\).*doctor --repair"):
            store.reader().get(["o/a"])
    assert repair.faults(tmp_path) == tuple(
        f"the row of {id_} cannot be read" for id_ in ("o/a", "o/b")
    )
    assert repair.salvage(tmp_path).entries == 2
    assert repair.faults(tmp_path) == ()
    with Store(tmp_path) as store:
        assert set(store.reader().get(["o/a", "o/b", "o/c"])) == {"o/b", "o/c"}
