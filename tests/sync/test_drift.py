"""A shortlist made, closed, and opened again after a sync over a Hub that has changed."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from modeldex import curated, paths, shortlist, sync
from modeldex.cli import run
from modeldex.entry import Entry, changed
from modeldex.store import Layer, Store
from modeldex.tui.drifts import DriftScreen
from modeldex.tui.table import RowTable
from tests.examples import VENDOR
from tests.standin import Hub, Manners, Rates, Server
from tests.sync.scene import Scene
from tests.tui.few import press, running
from tests.tui.stage import shown

CHOSEN = date(2026, 10, 8)
GATED, COMMITTED, REMOVED, RENAMED, REMADE, SAME = SLOTS = (31, 32, 33, 34, 35, 36)
"""Slots of the Hub, each for one thing that happens to it."""

Told = list[tuple[str, str, str, str]]
"""(id, key of the fact, what it was, what it is)."""


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a Hub of 60 models where nothing happens by itself."""
    with Server(Hub(60, manners=Manners(largest_page=20), rates=Rates())) as server:
        yield Scene(folder=tmp_path, hub=server.hub, url=server.url)


def choose(scene: Scene) -> dict[int, str]:
    """Save a shortlist of six models of the Hub and one behind an API; return the ids by slot."""
    ids = {slot: scene.hub.world.id(slot) for slot in SLOTS}
    with Store(scene.home.data) as store:
        store.save([VENDOR], layer=Layer.SHIPPED)
        # A command takes this catalogue as it is and does not build the shipped one over it.
        built = curated.fingerprint(paths.catalog(), scene.home.own_entries)
        store.set_state(sync.BUILT_FROM, built)
        found = store.reader().get([*ids.values(), VENDOR.id])
    made, path = shortlist.create(scene.home.shortlists, "trip", CHOSEN)
    _, fingerprint = shortlist.load(path)
    shortlist.save(path, shortlist.add(made, found.values(), CHOSEN), expected=fingerprint)
    return ids


def entries(scene: Scene, ids: Iterable[str]) -> dict[str, Entry]:
    """Return what the catalogue says now."""
    with Store(scene.home.data) as store:
        return store.reader().get(ids)


def change(scene: Scene, ids: dict[int, str]) -> Told:
    """Let one thing happen to each but the last, and a sync find out; return what that is."""
    before = entries(scene, ids.values())
    world = scene.hub.world
    world.advance()  # so that a commit is of another day
    world.gate(GATED)
    world.change(COMMITTED)
    world.remove(REMOVED)
    world.rename(RENAMED, "elsewhere/renamed")
    world.recreate(REMADE)
    scene.day += 1
    scene.sync(all=True)
    dearer = changed(VENDOR.offers[0], input_usd_per_million_tokens=0.5)
    with Store(scene.home.data) as store:
        store.save([changed(VENDOR, offers=(dearer,))], layer=Layer.SHIPPED)
        store.catch_up()
    now = entries(scene, ids.values())
    told = [
        (ids[REMOVED], "gone", "listed", "no longer listed"),
        (ids[RENAMED], "id", ids[RENAMED], "elsewhere/renamed"),
        (ids[REMADE], "repository", str(before[ids[REMADE]].hub_id), str(now[ids[REMADE]].hub_id)),
        (VENDOR.id, "price.in", "$0.25", "$0.50"),
    ]
    for id_ in ids.values():
        told += [
            (id_, key, str(was), str(is_))
            for key, was, is_ in zip(KEYS, facts(before[id_]), facts(now[id_]), strict=True)
            if was != is_
        ]
    return sorted(told)


HEADINGS = {
    "gone": "Listed",
    "id": "Id",
    "repository": "Repository",
    "price.in": "Price, input",
    "open": "Openness",
    "license": "Licence",
    "gated": "Gated",
    "ctx": "Context",
    "updated": "Updated",
}
KEYS = ("open", "license", "gated", "ctx", "updated")


def facts(entry: Entry) -> tuple[object, ...]:
    """Return the facts that the Hub's listing has, in the order of KEYS."""
    context = None if entry.context_tokens is None else f"{entry.context_tokens:,}"
    return entry.openness.value, entry.license, entry.gated, context, entry.updated


def test_exactly_what_changed_is_listed_by_the_check(
    scene: Scene, capfd: pytest.CaptureFixture[str]
) -> None:
    """On the command line, with exit code 3; before the change it is 0."""
    scene.sync(all=True)
    ids = choose(scene)
    command = ["shortlist", "check", "trip", "--data-dir", str(scene.home.data)]
    assert run(command) == 0
    expected = change(scene, ids)
    capfd.readouterr()
    assert run([*command, "--json"]) == 3
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert sorted((one["id"], one["fact"]) for one in lines) == [told[:2] for told in expected]
    assert {one["since"] for one in lines} == {str(CHOSEN)}
    assert run(command) == 3
    out = capfd.readouterr().out
    for id_, key, was, now in expected:
        assert re.search(
            rf"{re.escape(id_)} +{re.escape(key)} +{re.escape(was)} +{re.escape(now)} ", out
        )


async def test_exactly_what_changed_is_listed_on_the_screen(scene: Scene) -> None:
    """In numbers beside the lists and the members, and fact by fact behind a key."""
    scene.sync(all=True)
    ids = choose(scene)
    expected = change(scene, ids)
    async with running(scene.home, "l", size=(160, 40)) as (app, pilot):
        assert f" {len(expected)} " in shown(app).splitlines()[2][:36]
        await press(app, pilot, "d")
        assert isinstance(app.screen, DriftScreen)
        table = app.screen.query_one(RowTable)
        seen = []
        for _ in range(table.count):
            seen.append(str(app.screen.query_one("#drift", Static).content).split("\n")[0])
            await press(app, pilot, "j")
        assert sorted(seen) == sorted(
            f"{HEADINGS[key]} of {id_}: {was} → {now}" for id_, key, was, now in expected
        )
        assert table.count == len(expected)
        await press(app, pilot, "A", "y", "escape")
        assert f" {len(expected)} " not in shown(app).splitlines()[2][:36]
    kept, _ = shortlist.load(shortlist.path_of(scene.home.shortlists, "trip"))
    assert "elsewhere/renamed" in [member.id for member in kept.members]
