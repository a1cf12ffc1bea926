"""The shipped entries come from two processes, and nobody can tell but by the clock."""

import os
import signal
import sys
import threading
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from modeldex import curated, paths, sync
from modeldex.curated import CatalogError
from modeldex.errors import ModeldexError
from modeldex.store import Draft, Store, draft
from modeldex.sync.apart import Apart
from modeldex.sync.shipment import Part, Shipment, Starter
from tests.sync.test_apart import readers


@pytest.fixture(scope="module")
def shelf() -> list[Draft]:
    """Give everything that is shipped, as one process makes it."""
    return [draft(entry) for batch in curated.shipped(paths.catalog()) for entry in batch]


def drafts(parts: Iterable[Part]) -> list[Draft]:
    """Return what the parts hold."""
    return [drafted for part in parts for drafted in part.drafts]


def test_two_processes_bring_everything_once(shelf: list[Draft]) -> None:
    """In the same order, and the other one is gone afterwards."""
    assert drafts(Shipment(paths.catalog()).parts()) == shelf
    assert readers() == []


def test_a_process_that_is_killed_leaves_nothing_out(shelf: list[Draft]) -> None:
    """At whatever part of the starter: this one goes on from there."""
    for after in (1, 4):
        parts = Shipment(paths.catalog(), Apart(ahead=1)).parts()
        came = [next(parts) for _ in range(after)]
        for pid in readers():
            os.kill(pid, signal.SIGKILL)
        assert drafts([*came, *parts]) == shelf


def test_a_process_that_cannot_begin_leaves_nothing_out(shelf: list[Draft]) -> None:
    """Whether there is no such program or it says nothing."""
    for command in ([sys.executable, "-c", ""], ["/nowhere/python"]):
        assert drafts(Shipment(paths.catalog(), Apart(command)).parts()) == shelf


def test_a_build_that_cannot_begin_leaves_no_process(tmp_path: Path) -> None:
    """The folder of the catalogue has vanished, and its files were asked for already."""
    home = paths.home(tmp_path)
    shipment = sync.order(paths.catalog())
    with Store(home.data) as store, pytest.raises(ModeldexError, match="install modeldex again"):
        list(sync.build(store, home, tmp_path / "nowhere", shipment))
    assert readers() == []


def test_no_file_of_the_working_folder_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks at models in a folder from elsewhere runs nothing that lies there."""
    (tmp_path / "pickle.py").write_text("open('run', 'w').close()\nraise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    with closing(Apart()) as apart:
        part = next(apart.ask(Starter(paths.catalog()), threading.Event()))
    assert part.drafts
    assert not (tmp_path / "run").exists()


def test_a_fault_met_by_the_other_process_is_told_as_ever(tmp_path: Path) -> None:
    """With the file and the spot."""
    catalog = tmp_path / "catalog"
    copytree(paths.catalog(), catalog)
    starter = catalog / "hub-starter.jsonl.xz"
    starter.write_bytes(starter.read_bytes()[:-50_000])
    with pytest.raises(CatalogError, match=r"hub-starter\.jsonl\.xz: cannot be unpacked beyond"):
        drafts(Shipment(catalog).parts())
    assert readers() == []
