"""Processes that are killed for real, in the middle of whatever they do."""

import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from modeldex.hub import HubError
from tests.standin import Hub, Manners, Quota, Server
from tests.store.catalogues import MEMORY
from tests.sync.scene import Scene

ROOT = Path(__file__).parents[2]
KILLS = 12


def test_killed_processes_lose_nothing() -> None:
    """Twelve times, with churn and faults between, and at any moment from the first on."""
    random = Random(5)  # noqa: S311 - moments, not secrets
    hub = Hub(2_000, manners=Manners(largest_page=25), quota=Quota(window=1))
    with Server(hub) as server, TemporaryDirectory(dir=MEMORY) as name:
        scene = Scene(folder=Path(name), hub=hub, url=server.url)
        for turn in range(KILLS):
            hub.faults.clear()
            hub.faults.scatter(0.05, turn)
            words = ["all"] if turn % 3 else []
            command = [sys.executable, "-m", "tests.sync.syncing", str(scene.home.data), server.url]
            asked = len(hub.requests)
            with subprocess.Popen([*command, *words], cwd=ROOT) as process:
                while len(hub.requests) == asked and process.poll() is None:
                    time.sleep(0.01)
                time.sleep(random.random() * 0.6)
                process.kill()
            if turn % 4 == 3:
                hub.advance()
            scene.remember()
        hub.faults.clear()
        for _ in range(2):
            last = scene.sync(all=True)
            assert last is not None
            assert last.finished
        scene.check()


def test_a_silent_server_is_given_up_in_time(tmp_path: Path) -> None:
    """Accepted and never answered: the patience of the plan is the limit."""
    hub = Hub(20)
    hub.faults.add("silent", times=None)
    with Server(hub) as server:
        scene = Scene(folder=tmp_path, hub=hub, url=server.url)
        with pytest.raises(HubError, match="did not answer in time, and gave nothing"):
            scene.sync()
        assert len(hub.requests) < 5
