"""What one server may say of models that another source listed before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from modeldex.entry import Entry, Source, changed
from modeldex.hub.endpoint import Endpoint, origin_of
from modeldex.store import Layer, Store
from modeldex.sync import bookmarks
from modeldex.sync.bookmarks import Bookmarks
from modeldex.sync.plan import Step
from modeldex.sync.provenance import provenance
from tests.standin import Hub, Manners, Rates, Server
from tests.store.catalogues import hub as entry
from tests.sync.scene import Scene

COUNT = 60
HUB_ID = "65e0" + 20 * "a"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a server of 60 models on pages of 20."""
    hub = Hub(COUNT, manners=Manners(largest_page=20), rates=Rates())
    with Server(hub) as server:
        yield Scene(folder=tmp_path, hub=hub, url=server.url)


@pytest.fixture
def mirror(scene: Scene) -> Iterator[Scene]:
    """Give another port of the same host, with the same models, into the same folder."""
    hub = Hub(COUNT, manners=Manners(largest_page=20), rates=Rates())
    with Server(hub) as server:
        yield replace(scene, hub=hub, url=server.url)


def rows(scene: Scene) -> dict[str, Entry]:
    """Return every entry that is shown, by id."""
    with Store(scene.home.data) as store:
        store.catch_up()
        return {e.id: e for e in store.reader().all()}


def synced(scene: Scene, **wishes: Any) -> Step:  # noqa: ANN401 - fields of Plan
    """Sync to the end; return the last step."""
    last = scene.sync(**wishes)
    assert last is not None
    assert last.finished
    return last


def of_hub(scene: Scene) -> dict[str, Entry]:
    """Give every entry the Hub's name for its source, as if it came from there."""
    source = Source(name="huggingface.co", as_of=date(2026, 10, 8))
    with Store(scene.home.data) as store:
        known = [changed(e, source=source) for e in store.reader().all()]
        store.save(known, layer=Layer.SYNCED)
    return rows(scene)


@pytest.mark.parametrize("everything", [True, False])
def test_a_mirror_changes_nothing_of_what_the_hub_listed(
    scene: Scene, mirror: Scene, *, everything: bool
) -> None:
    """Nothing is gone, renamed, re-created or changed, marked or not; what is new is added."""
    synced(scene, all=True)
    before = of_hub(scene)
    world = mirror.hub.world
    with Store(scene.home.data) as store:
        store.set_marks([world.id(3), world.id(4)])
    for slot in (3, 7):
        world.remove(slot)
    world.rename(4, "o/renamed")
    for slot in (5, 6):
        world.change(slot)
    added = world.add()
    last = synced(mirror, all=everything)
    assert (last.gone, last.changed) == (0, 0)
    assert any("--take-facts" in remark for remark in last.remarks)
    after = rows(scene)
    assert {id_: after[id_] for id_ in before} == before
    assert after.keys() - before.keys() == {world.id(added)}
    assert after[world.id(added)].source.name == origin_of(mirror.url)


def test_two_ports_of_one_host_are_two_servers(scene: Scene, mirror: Scene) -> None:
    """What one no longer has is gone by its own word alone."""
    synced(scene, all=True)
    removed = scene.hub.world.id(9)
    mirror.hub.world.remove(9)
    assert synced(mirror, all=True).gone == 0
    assert removed in rows(scene)
    scene.hub.world.remove(9)
    assert synced(scene, all=True).gone == 1


def test_a_mirror_replaces_facts_when_asked_and_remembers_it(scene: Scene, mirror: Scene) -> None:
    """Also then it marks as gone only what it has listed itself."""
    synced(scene, all=True)
    of_hub(scene)
    kept = mirror.hub.world.id(9)
    mirror.hub.world.remove(9)
    assert synced(mirror, all=True, take_facts=True).gone == 0
    named = {id_: e.source.name for id_, e in rows(scene).items()}
    assert named.pop(kept) == "huggingface.co"
    assert set(named.values()) == {origin_of(mirror.url)}
    mirror.hub.world.remove(10)
    assert synced(mirror, all=True).gone == 1
    mirror.hub.world.change(11)
    assert synced(mirror, take_facts=False).remarks == ()
    assert kept in rows(scene)


def test_a_database_of_the_release_before_is_followed(scene: Scene) -> None:
    """It cites a server by its host alone; with one server of that host it is that one."""
    synced(scene, all=True)
    with Store(scene.home.data) as store:
        old = Source(name="127.0.0.1", as_of=date(2026, 10, 1))
        known = [changed(e, source=old) for e in store.reader().all()]
        store.save(known, layer=Layer.SYNCED)
    scene.hub.world.remove(9)
    last = synced(scene, all=True)
    assert (last.gone, last.remarks) == (1, ())
    assert {e.source.name for e in rows(scene).values()} == {origin_of(scene.url)}


def test_a_database_of_the_release_before_is_left_alone_where_it_may_be_of_two(
    scene: Scene, mirror: Scene
) -> None:
    """Nobody knows which of them is meant by the host."""
    synced(scene, all=True)
    with Store(scene.home.data) as store:
        old = Source(name="127.0.0.1", as_of=date(2026, 10, 1))
        store.save([changed(e, source=old) for e in store.reader().all()], layer=Layer.SYNCED)
        store.set_state(bookmarks.key(mirror.url), Bookmarks(at="2026-10-01").text())
    scene.hub.world.remove(9)
    assert synced(scene, all=True).gone == 0
    assert {e.source.name for e in rows(scene).values()} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("server", "name", "hub_id", "protected"),
    [
        ("https://huggingface.co", "huggingface.co", HUB_ID, False),
        ("https://huggingface.co", "models.dev", None, False),
        ("https://huggingface.co", "hub.acme.example:8080", HUB_ID, False),
        ("https://huggingface.co", "hub.acme.example:8080", None, True),
        ("https://huggingface.co", "hub.acme.example", "65e1" + 20 * "b", True),
        ("https://huggingface.co:8443", "huggingface.co", HUB_ID, True),
        ("http://hub.acme.example:8080", "huggingface.co", HUB_ID, True),
        ("http://hub.acme.example:8080", "models.dev", None, True),
        ("http://hub.acme.example:8080", "hub.acme.example:8080", None, False),
        ("http://hub.acme.example:8080", "hub.acme.example", None, False),
        ("http://hub.acme.example:8081", "hub.acme.example", None, True),
    ],
)
def test_who_may_replace_what(
    server: str, name: str, hub_id: str | None, *, protected: bool
) -> None:
    """The Hub what was shipped and copies of its own; any other server only what it listed."""
    seen = ["https://huggingface.co", "http://hub.acme.example:8080"]
    whence = provenance(Endpoint(url=server), seen, takes_facts=False)
    known = changed(entry("acme/a"), hub_id=hub_id, source=Source(name=name, as_of=date.min))
    assert whence.protects(known, HUB_ID) is protected


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://huggingface.co", "huggingface.co"),
        ("https://HuggingFace.co:443/", "huggingface.co"),
        ("http://huggingface.co", "huggingface.co:80"),
        ("http://user:swordfish@hub.example:8080", "hub.example:8080"),
        ("http://[::1]:8080", "[::1]:8080"),
        ("https://acme.example/api/hub/one", "acme.example/api/hub/one"),
    ],
)
def test_a_server_is_named_by_host_port_and_path(url: str, origin: str) -> None:
    """Never with a password."""
    assert origin_of(url) == origin


def test_what_was_deleted_is_found_by_a_plain_sync(scene: Scene) -> None:
    """Ten models, on the day on which they were listed last, with one request each and one more."""
    synced(scene)
    removed = {scene.hub.world.id(slot) for slot in range(10, 20)}
    for slot in range(10, 20):
        scene.hub.world.remove(slot)
    scene.hub.requests.clear()
    last = synced(scene)
    assert last.gone == 10
    assert rows(scene).keys().isdisjoint(removed)
    asked = [r for r in scene.hub.requests if r.path != "/api/models"]
    assert len(asked) == 11
    assert synced(scene).gone == 0


def test_all_popular_models_have_their_turn(scene: Scene) -> None:
    """A sync that lists few asks for those first that were unseen for longest."""
    hub = scene.hub = Hub(300, rates=Rates())
    with Server(hub) as server:
        scene.url = server.url
        synced(scene, all=True)
        removed = {hub.world.id(slot) for slot in range(300)}
        for slot in range(0, 300, 7):
            hub.world.remove(slot)
        kept = {hub.world.id(slot) for slot in range(300) if slot % 7}
        for day in range(1, 5):
            scene.day = day
            hub.requests.clear()
            synced(scene, limit=5)
            assert len([r for r in hub.requests if r.path != "/api/models"]) <= 101
    assert rows(scene).keys() == removed & kept


def test_a_server_that_denies_what_it_lists_is_not_believed(scene: Scene) -> None:
    """A detail route that knows nothing at all says nothing of what is gone."""
    synced(scene, all=True)
    scene.hub.manners = replace(scene.hub.manners, detail=404)
    scene.day = 1
    last = synced(scene, limit=5)
    assert last.gone == 0
    assert any("gives none of those it lists" in remark for remark in last.remarks)
    assert len(rows(scene)) == COUNT
