"""Walks that meet every fault at random, and are broken off and resumed at random."""

from dataclasses import replace
from itertools import islice
from random import Random

import pytest

from modeldex.hub import Page, pages
from tests.hub.conftest import HURRIED, Open
from tests.hub.walking import UPWARDS
from tests.standin.faults import Kind
from tests.standin.hub import Hub
from tests.standin.quota import UNLIMITED, Quota

_STEADY = replace(HURRIED, attempts=12, stall_seconds=60)
"""One request in five fails: six tries in a row would fail once in a while."""


@pytest.mark.parametrize("seed", range(10))
def test_faults_and_restarts_cost_no_model(reach: Open, seed: int) -> None:
    """All models arrive once but for the bad records, and these alone are set aside."""
    chance = Random(seed)  # noqa: S311 - a scenario, not a secret
    models, size = chance.choice((37, 200, 531)), chance.choice((7, 50, 1_000))
    hub = Hub(models, seed=seed, quota=Quota(anonymous=UNLIMITED))
    hub.faults.scatter(chance.choice((0.05, 0.2)), seed)
    bad = chance.sample(range(models), chance.choice((0, 1, 2)))
    for record in bad:
        hub.faults.add(Kind.RECORD, "broken", record=record, times=None)
    endpoint = reach(hub, patience=_STEADY)
    walk = replace(UPWARDS, page_size=size)
    ids: list[object] = []
    rejected, bookmark, last = 0, None, False
    while not last:
        events = (event for event in pages(walk, endpoint, bookmark=bookmark))
        brought = (event for event in events if isinstance(event, Page))
        for page in islice(brought, chance.randint(1, 6)):
            ids += [record["id"] for record in page.records]
            rejected += len(page.rejected)
            bookmark, last = page.bookmark, page.last
    wanted = {hub.world.id(slot) for slot in range(models) if slot not in bad}
    assert set(ids) == wanted
    assert (len(ids), rejected) == (len(wanted), len(bad))
