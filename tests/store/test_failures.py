"""What a person reads when the disk is full, the folder read-only or the database damaged."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from modeldex.store import Layer, Store, StoreError, repair
from modeldex.store.failures import explained
from tests.examples import OPEN
from tests.store.catalogues import hub, ids

NOBODY = 65_534


def scribble(database: Path) -> None:
    """Leave something that never was a database."""
    database.write_text("Dear diary, today I will tell you something. " * 100)


def garble(database: Path) -> None:
    """Overwrite the middle of a database."""
    content = bytearray(database.read_bytes())
    content[100:-100] = b"\xff" * (len(content) - 200)
    database.write_bytes(content)


@pytest.mark.parametrize("damage", [scribble, garble])
def test_a_damaged_database_is_named_with_the_way_out(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """And the way out works."""
    with Store(tmp_path) as store:
        store.save([OPEN], layer=Layer.SHIPPED)
        store.catch_up()
    damage(tmp_path / "catalog.db")
    with pytest.raises(StoreError) as caught, Store(tmp_path) as store:
        list(store.reader().all())
    message = str(caught.value)
    assert message.startswith(f"{tmp_path}/catalog.db is damaged (")
    assert message.endswith(
        "`modeldex doctor --repair` puts it aside and saves what can be read of it."
    )
    saved = repair.salvage(tmp_path)
    assert saved.aside.is_file()
    with Store(tmp_path) as store:
        assert store.save([OPEN], layer=Layer.SHIPPED) == 1
        assert store.catch_up()
        assert ids(store.reader(), "") == [OPEN.id]


def test_a_full_disk_is_named_and_loses_nothing(tmp_path: Path) -> None:
    """SQLite says so itself when its file may not grow."""
    with Store(tmp_path) as store:
        store.save([OPEN], layer=Layer.SHIPPED)
        pages = store._db.execute("pragma page_count").fetchone()[0]
        store._db.execute(f"pragma max_page_count={pages + 1}")
        with pytest.raises(StoreError) as caught:
            store.save([hub(f"a/{n}", tags=(f"{n}",) * 50) for n in range(999)], layer=Layer.SYNCED)
        assert str(caught.value) == (
            f"The disk that holds {tmp_path} is full; free some space and start modeldex again. "
            "What was saved before is safe."
        )
        assert store.reader().count() == 1


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("IoError: No space left on device (os error 28)", "The disk that holds {} is full;"),
        ("Data corrupted: bad footer", "The search index in {} cannot be used (Data corrupted:"),
    ],
)
def test_a_fault_of_the_index_is_named(tmp_path: Path, reason: str, sentence: str) -> None:
    """Tantivy tells all its faults as ValueError; other ones stay what they are."""
    with pytest.raises(StoreError) as caught, explained(tmp_path):
        raise ValueError(reason)
    assert str(caught.value).startswith(sentence.format(tmp_path))
    with pytest.raises(ValueError, match="a bug"), explained(tmp_path):
        int("a bug")


def test_a_reader_survives_an_index_that_is_made_anew(tmp_path: Path) -> None:
    """As another process may have to."""
    with Store(tmp_path) as store:
        store.save([OPEN], layer=Layer.SHIPPED)
        reader = store.reader()
        for index in tmp_path.glob("index-*"):
            shutil.rmtree(index)
        assert ids(reader, "") == []
    with Store(tmp_path) as store:
        assert ids(store.reader(), "") == [OPEN.id]


def test_a_writer_that_never_finishes_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a wait, which is cut short here."""
    monkeypatch.setattr("modeldex.store.schema.BUSY_SECONDS", 0.01)
    with Store(tmp_path) as store:
        other = sqlite3.connect(tmp_path / "catalog.db", isolation_level=None)
        other.execute("begin immediate")
        with pytest.raises(StoreError, match=r"Another modeldex has been writing to .*; wait"):
            store.set_marks(["a"])
        other.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that every user may enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def read_without_rights(folder: Path) -> str:
    """Return what READ prints for a user who may not write to `folder`."""
    for file in (*folder.rglob("*"), folder):
        file.chmod(0o555 if file.is_dir() else 0o444)
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(folder)], capture_output=True, text=True, check=False
    )
    folder.chmod(0o755)
    assert not ran.stderr
    return ran.stdout


READ = f"""
import os, shutil, sys, tempfile
import orjson
from datetime import date
from pathlib import Path
from modeldex.criteria import Criteria
from modeldex.store import Store, StoreError
if os.geteuid() == 0:
    os.setuid({NOBODY})
try:
    with Store(Path(sys.argv[1])) as store:
        store.catch_up()
        reader = store.reader()
        found = reader.find(Criteria(), today=date(2026, 11, 15))
        print(found.total, reader.window(found, 0, 9)[0].id, store.marks())
        store.set_marks(["b"])
except StoreError as error:
    print(error)
"""
"""Everything is imported before the rights are given up: an installation may be root's own."""


def test_a_read_only_folder_can_be_read(open_folder: Path) -> None:
    """Everything but saving works, and saving says why not."""
    with Store(open_folder) as store:
        store.save([OPEN], layer=Layer.SHIPPED)
        store.set_marks(["a"])
    printed = read_without_rights(open_folder).splitlines()
    assert printed[0] == f"1 {OPEN.id} ('a',)"
    assert printed[1].startswith(f"{open_folder} cannot be written (")
    assert printed[1].endswith("name another folder with --data-dir or MODELDEX_HOME.")


def test_a_read_only_folder_without_a_database_is_named(open_folder: Path) -> None:
    """There is nothing to show, so the folder must be another."""
    printed = read_without_rights(open_folder)
    assert printed.startswith(f"{open_folder} cannot be written (")
    assert printed.endswith("name another folder with --data-dir or MODELDEX_HOME.\n")
