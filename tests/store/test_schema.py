"""Databases of other versions."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from modeldex.store import Layer, Store, StoreError, draft, schema
from tests.examples import OPEN, VENDOR
from tests.store.catalogues import ids


def test_a_new_database_has_the_newest_version(tmp_path: Path) -> None:
    """It is made whole, in one transaction."""
    with Store(tmp_path), closing(schema.connect(tmp_path)) as db:
        assert schema.version(db) == len(schema.MIGRATIONS)


def test_an_older_database_climbs_every_step(tmp_path: Path) -> None:
    """What it held is still there, and each step is taken once."""
    Store(tmp_path).close()
    taken: list[int] = []
    newest = len(schema.MIGRATIONS)

    def step(db: sqlite3.Connection) -> None:
        taken.append(schema.version(db))
        db.execute("alter table state add column note text")

    with closing(schema.connect(tmp_path)) as db:
        db.execute("insert into state values('theme', 'light')")
        for _ in range(2):
            schema.migrate(db, tmp_path, (*schema.MIGRATIONS, step))
        assert db.execute("select * from state").fetchall() == [("theme", "light", None)]
        assert (taken, schema.version(db)) == ([newest], newest + 1)


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    """A migration is done whole or not at all."""
    Store(tmp_path).close()

    def step(db: sqlite3.Connection) -> None:
        db.execute("drop table state")
        db.execute("this is no SQL")

    with closing(schema.connect(tmp_path)) as db:
        with pytest.raises(sqlite3.OperationalError):
            schema.migrate(db, tmp_path, (*schema.MIGRATIONS, step))
        assert schema.version(db) == len(schema.MIGRATIONS)
        assert db.execute("select * from state").fetchall() == []


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    """The message says which is newer and what to do."""
    with Store(tmp_path) as store:
        store.save([OPEN], layer=Layer.SHIPPED)
    with closing(schema.connect(tmp_path)) as db:
        db.execute("pragma user_version=99")
    with pytest.raises(StoreError) as caught:
        Store(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/catalog.db was written by a newer modeldex (format 99, this one knows "
        f"{len(schema.MIGRATIONS)}); install the newer one or use another --data-dir."
    )


def test_an_index_without_its_database_is_thrown_away(tmp_path: Path) -> None:
    """Its numbers belong to rows that are no more."""
    with Store(tmp_path) as store:
        store.save([OPEN], layer=Layer.SHIPPED)
        store.catch_up()
    Store.move_aside(tmp_path)
    with Store(tmp_path) as store:
        assert store.catch_up()
        assert ids(store.reader(), "") == []


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_catalogue_of_a_former_version_is_taken_over(tmp_path: Path, version: int) -> None:
    """Its entries stay, are found by id in any case, and can be synced."""
    with closing(schema.connect(tmp_path)) as db:
        schema.migrate(db, tmp_path, schema.MIGRATIONS[:version])
        for seq, entry in enumerate((OPEN, VENDOR), 1):
            made = draft(entry)
            db.execute(
                "insert into entry(id, folded, words, layer, seq, gone, row)"
                " values(?, ?, ?, 0, ?, 0, ?)",
                (made.id, made.id.lower(), made.words, seq, made.row),
            )
    with Store(tmp_path) as store:
        reader = store.reader()
        asked = [OPEN.id, VENDOR.id.upper()]
        assert reader.get(asked) == {OPEN.id: OPEN, VENDOR.id.upper(): VENDOR}
        assert len(ids(reader, "")) == 2
        assert store.changes() == ()
        assert store.save([OPEN], layer=Layer.SHIPPED) == 0
