"""A long walk is read by a process of its own, and nobody can tell but by the clock."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from modeldex.hub import BACKFILL, HubError, connect
from modeldex.hub.parse import Parser
from modeldex.store import Store
from modeldex.sync.apart import Apart, Lost
from modeldex.sync.batch import Batch, Reading
from modeldex.sync.session import run
from tests.standin import Hub, Manners, Rates, Server
from tests.sync.scene import LICENSES, PATIENCE, Scene

COUNT, SOON = 200, 40


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a Hub of ten pages, where nothing happens by itself."""
    hub = Hub(COUNT, manners=Manners(largest_page=20), rates=Rates())
    with Server(hub) as server:
        yield Scene(folder=tmp_path, hub=hub, url=server.url)


def readers() -> list[int]:
    """Return the processes of this one that read apart."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, check=True)
    rows = [line.split(maxsplit=2) for line in listed.stdout.decode().splitlines()]
    return [int(p) for p, above, args in rows if int(above) == os.getpid() and "apart" in args]


def question(scene: Scene) -> Reading:
    """Return what a walk of everything asks for."""
    parser = Parser(licenses=LICENSES, today=date(2026, 10, 8), publication="127.0.0.1")
    return Reading(BACKFILL, None, connect(scene.url, patience=PATIENCE), parser)


def test_a_long_walk_brings_everything(scene: Scene) -> None:
    """All lists go through the one process, which is gone afterwards."""
    for everything in (False, True):
        last = scene.sync(here=SOON, all=everything)
        assert last is not None
        assert last.finished
        scene.check()
    assert readers() == []


def test_a_walk_goes_on_without_a_process_that_is_killed(scene: Scene) -> None:
    """From the bookmark of the last page that came."""
    killed = 0
    with (
        Store(scene.home.data) as store,
        closing(run(store, scene.home, scene.plan(here=SOON, all=True))) as steps,
    ):
        for step in steps:
            if step.done > SOON and not killed:
                for pid in readers():
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
        assert step.finished
    assert killed == 1
    last = scene.sync(all=True)
    assert last is not None
    assert (last.new, last.gone) == (0, 0)
    scene.check()


def test_what_stops_a_server_is_told_as_ever(scene: Scene) -> None:
    """The sentence is the server's, and what came before stays."""
    scene.hub.faults.add("status", 500, page=6, times=None)
    with pytest.raises(HubError, match=r"127\.0\.0\.1 answered 500"):
        scene.sync(here=SOON, all=True)
    assert readers() == []
    scene.hub.faults.clear()
    scene.sync(all=True)
    scene.check()


def test_a_walk_apart_ends_as_soon_as_it_is_cancelled(scene: Scene) -> None:
    """Without an error, though the server has fallen silent."""
    cancel = threading.Event()
    scene.hub.faults.add("silent", page=3, times=None)
    with closing(Apart()) as apart:
        pages = 0
        for event in apart.ask(question(scene), cancel):
            pages += isinstance(event, Batch)
            if pages == 2:
                cancel.set()
        assert pages == 2
    assert readers() == []


def test_a_program_that_says_nothing_is_lost() -> None:
    """Whether it cannot be begun or ends at once."""
    for command in ([sys.executable, "-c", ""], ["/nowhere/python"]):
        with closing(Apart(command)) as apart, pytest.raises(Lost):
            list(
                apart.ask(
                    question(Scene(folder=Path(), hub=Hub(1), url="http://127.0.0.1")),
                    threading.Event(),
                )
            )


def test_a_system_that_grants_no_larger_pipes_is_no_hindrance(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process works with pipes of the usual size."""
    asked: list[int] = []
    real = subprocess.Popen

    def stingy(*args: Any, pipesize: int = -1, **rest: Any) -> Any:  # noqa: ANN401 - as Popen
        asked.append(pipesize)
        if pipesize > 0:
            raise PermissionError
        return real(*args, **rest)

    monkeypatch.setattr("modeldex.sync.apart.subprocess.Popen", stingy)
    with closing(Apart()) as apart:
        pages = [e for e in apart.ask(question(scene), threading.Event()) if isinstance(e, Batch)]
    assert sum(map(len, pages)) == COUNT
    assert len(asked) == 2
