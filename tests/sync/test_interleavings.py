"""Whatever happens between them, two whole walks leave the catalogue as the server is."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from modeldex.hub import HubError
from tests.standin import Hub, Manners, Server
from tests.store.catalogues import MEMORY
from tests.sync.scene import Scene

SCENARIOS = 200
EVENTS = 5
APART = 25
"""Each so many scenarios a walk is soon read by another process, which takes its time to begin."""


@pytest.mark.parametrize("seed", range(SCENARIOS))
def test_the_catalogue_becomes_what_the_server_has(seed: int) -> None:
    """Syncs of both kinds, cut off or killed at any statement, churn and faults, in any order."""
    random = Random(seed)  # noqa: S311 - the same scenario for the same number
    hub = Hub(
        random.randrange(1, 90), seed=seed, manners=Manners(largest_page=random.randrange(5, 40))
    )
    with Server(hub) as server, TemporaryDirectory(dir=MEMORY) as folder:
        scene = Scene(folder=Path(folder), hub=hub, url=server.url)
        if seed % APART == 0:
            scene.here = 10
        for _ in range(EVENTS):
            happen(scene, random)
            scene.remember()
        hub.faults.clear()
        scene.day += 1
        for _ in range(2):
            last = scene.sync(all=True)
            assert last is not None
            assert last.finished
        scene.check()


def happen(scene: Scene, random: Random) -> None:
    """Let one thing happen, or several at once."""
    everything = random.random() < 0.6
    scene.hub.faults.clear()
    match random.randrange(6):
        case 0:
            scene.hub.advance(random.randrange(1, 4))
        case 1:
            scene.day += 1
            scene.hub.faults.scatter(0.2, random.randrange(1000))
            try:
                scene.sync(all=everything)
            except HubError:
                return  # as bad as that: what came before stays
        case 2:
            scene.sync(all=everything, stop_after=random.randrange(1, 8))
        case 3:
            scene.die(random, all=everything)
        case 4:
            scene.hub.advance()
            scene.sync(all=everything)
        case 5:
            scene.hub.faults.scatter(0.1, random.randrange(1000))
            scene.die(random, all=everything)
