"""What can be saved of a database that is damaged in one way or another."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from modeldex.store import Change, Decision, Held, Layer, Store, StoreError, repair
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
    ("damage", "least"), [(cut, 500), (holed, 2_500), (headless, COUNT), (nothing, 0)]
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
    assert least <= saved.entries <= COUNT
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


def _full(folder: Path) -> None:
    """Fill every table with what no server has."""
    with Store(folder) as store:
        store.save([entry(f"o/{n}", likes=n) for n in range(COUNT)], layer=Layer.SYNCED)
        store.set_marks([f"o/{n}" for n in range(0, COUNT, 2)])
        for n in range(500):
            store.set_state(f"key {n}", str(n) * 20)
        store.note(
            [Change(at="2026", id=f"o/{n}", kind="new", old=None, new=None) for n in range(COUNT)]
        )
        store.hold(
            [
                Held(at="2026", id=f"o/{n}", provider="p", model="m", region="", old="1", new="2")
                for n in range(500)
            ]
        )
        store.decide(store.held(), Decision.REJECTED)
        store._db.execute("pragma wal_checkpoint(truncate)")


_COUNTED = {
    "entry": COUNT,
    "mark": COUNT // 2,
    "state": 500,
    "change": COUNT,
    "held": 500,
}


def _kept(folder: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    with Store(folder) as store:
        return {
            table: store._db.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608
            for table in _COUNTED
        }


def test_pages_lost_at_random_cost_their_rows_alone(tmp_path: Path) -> None:
    """In every table, marks and decisions on prices as well as entries, and the first page too.

    A page between leads to many others, so that now and then most of a table is lost with it.
    """
    _full(tmp_path / "whole")
    whole = (tmp_path / "whole" / "catalog.db").read_bytes()
    pages = len(whole) // PAGE
    random = Random(10)  # noqa: S311 - for damage
    total = dict.fromkeys(_COUNTED, 0)
    rounds = 10
    for number in range(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        data = bytearray(whole)
        lost = random.sample(range(1, pages), 3) + [0] * (number % 2)
        for page in lost:
            data[page * PAGE : (page + 1) * PAGE] = random.randbytes(PAGE)
        (folder / "catalog.db").write_bytes(data)
        repair.salvage(folder)
        assert repair.faults(folder) == ()
        kept = _kept(folder)
        for table, count in kept.items():
            assert count <= _COUNTED[table]
            total[table] += count
        with Store(folder) as store:
            assert all(e == entry(e.id, likes=e.likes) for e in store.reader().all())
            assert all(h.decision is Decision.REJECTED for h in store.held(decided=True))
    for table, count in total.items():
        assert count >= 0.75 * rounds * _COUNTED[table], (table, total)


def test_a_table_is_read_on_both_sides_of_damage(tmp_path: Path) -> None:
    """A leaf in the middle of the marks is lost: those before and those after it are not."""
    _full(tmp_path)
    database = tmp_path / "catalog.db"
    data = bytearray(database.read_bytes())
    at = data.rindex(b"o/1500")
    for page in {data.rindex(b"o/1500", 0, at) // PAGE, at // PAGE}:
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    database.write_bytes(data)
    repair.salvage(tmp_path)
    with Store(tmp_path) as store:
        marks = store.marks()
    assert {"o/0", "o/998"} <= set(marks)
    assert len(marks) >= COUNT // 2 - 500
