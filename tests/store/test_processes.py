"""Processes that are killed, and processes that write at the same time."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Timer

import pytest

from modeldex.entry import Entry
from modeldex.store import Store
from tests.store.catalogues import MEMORY, ask
from tests.store.writer import page

ROOT = Path(__file__).parents[2]
KILLS = 20
PAGES = 12


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder in which much is written in little time."""
    with TemporaryDirectory(dir=MEMORY) as name:
        yield Path(name)


def start(folder: Path, name: str, pages: int) -> subprocess.Popen[str]:
    """Start a writer."""
    command = [sys.executable, "-m", "tests.store.writer", str(folder), name, str(pages)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def expected(pages: dict[str, int]) -> dict[str, Entry]:
    """Return what is in the store after so many pages of each writer."""
    return {
        entry.id: entry
        for name, count in pages.items()
        for number in range(count)
        for entry in page(name, number)
    }


def check(folder: Path, pages: dict[str, int]) -> None:
    """Every row is there as saved, and every entry is found as what it is now."""
    rows = expected(pages)
    with Store(folder) as store:
        assert store.catch_up()
        reader = store.reader()
        assert {entry.id: entry for entry in reader.all()} == rows
        assert ask(reader, "").total == len(rows)
        for likes in {entry.likes for entry in rows.values()}:
            wanted = {entry.id for entry in rows.values() if entry.likes == likes}
            found = ask(reader, f"likes:{likes}")
            assert {entry.id for entry in reader.window(found, 0, found.total)} == wanted


def test_nothing_saved_is_lost_to_a_kill(folder: Path) -> None:
    """At any moment of the first start, of saving and of indexing, 20 times over."""
    random = Random(7)  # noqa: S311 - moments, not secrets
    acknowledged = 0
    for turn in range(KILLS):
        with start(folder, "a", 10_000) as writer:
            assert writer.stdout
            # The first moments come before the database is whole, however busy the machine is.
            early = turn < KILLS / 4
            printed = [] if early else writer.stdout.readline().split()
            Timer(0.1 * early + random.random() * (0.2 if early else 0.3), writer.kill).start()
            printed += writer.stdout.read().split()
        numbers = [int(line) for line in printed]
        acknowledged = max([acknowledged, *(number + 1 for number in numbers)])
        with Store(folder) as store:
            saved = int(store.state("a") or 0)
        # A page may have become durable just before it could be acknowledged.
        assert saved - acknowledged in {0, 1}
        acknowledged = saved
        check(folder, {"a": saved})
    assert acknowledged > KILLS


def test_two_writers_at_once_lose_nothing(folder: Path) -> None:
    """Both make the database, save and index; whoever holds the index works for both."""
    with start(folder, "a", PAGES) as first, start(folder, "b", PAGES) as second:
        assert (first.wait(), second.wait()) == (0, 0)
    with Store(folder) as store:
        assert ask(store.reader(), "").total == len(expected({"a": PAGES, "b": PAGES}))
    check(folder, {"a": PAGES, "b": PAGES})
