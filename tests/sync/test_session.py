"""Whole syncs against a real server: what they bring, what they survive, what they say."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from modeldex import shortlist
from modeldex.entry import Entry, changed
from modeldex.hub import HubError
from modeldex.store import Layer, Store
from modeldex.sync import review
from modeldex.sync.asides import FILE
from modeldex.sync.lock import SyncRunning
from modeldex.sync.plan import MODELS_DEV, ROUTER
from modeldex.sync.session import run
from tests.examples import OPEN, VENDOR
from tests.hub.plain import answering
from tests.standin import Hub, Kind, Manners, Rates, Server
from tests.store.catalogues import hub as entry
from tests.sync.scene import Scene

COUNT = 60
SMALL = Manners(largest_page=20)
QUIET = Rates()


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a Hub of 60 models on pages of 20, where nothing happens by itself."""
    hub = Hub(COUNT, manners=SMALL, rates=QUIET)
    with Server(hub) as server:
        yield Scene(folder=tmp_path, hub=hub, url=server.url)


def shown(scene: Scene) -> dict[str, str | None]:
    """Return the `_id` of every entry by its id."""
    with Store(scene.home.data) as store:
        return {e.id: e.hub_id for e in store.reader().all()}


def kinds(scene: Scene) -> list[tuple[str, str]]:
    """Return kind and id of every change to an entry, the oldest first."""
    with Store(scene.home.data) as store:
        return [(c.kind, c.id) for c in reversed(store.changes()) if c.id]


def test_a_sync_brings_the_popular_and_then_what_was_modified(scene: Scene) -> None:
    """The second one needs a single page to see that nothing was."""
    first = scene.sync()
    assert first is not None
    assert (first.new, first.finished) == (COUNT, True)
    scene.hub.world.change(7)
    second = scene.sync()
    assert second is not None
    assert (second.new, second.changed) == (0, 1)


def test_what_was_modified_since_is_found_whatever_its_rank(scene: Scene) -> None:
    """Lists of the popular, cut at 5, would miss it."""
    scene.sync(limit=5)
    before = len(shown(scene))
    new = scene.hub.world.add()
    scene.sync()
    assert scene.hub.world.id(new) in shown(scene)
    assert before < COUNT


def test_a_walk_goes_on_where_it_stopped(scene: Scene) -> None:
    """In another process, another day, and asks for no page twice but an empty one at the end."""
    scene.sync(all=True, stop_after=1)
    assert len(shown(scene)) == 20
    asked = len(scene.hub.requests)
    scene.day += 1
    last = scene.sync(all=True)
    assert last is not None
    assert (last.seen, last.finished) == (40, True)
    assert len(scene.hub.requests) - asked <= 5
    scene.hub.faults.clear()


def test_a_walk_can_be_started_over(scene: Scene) -> None:
    """When a server no longer knows the place."""
    scene.sync(all=True, stop_after=1)
    last = scene.sync(all=True, fresh=True)
    assert last is not None
    assert last.seen == COUNT


def test_only_some_models_can_be_asked_for(scene: Scene) -> None:
    """By author; nothing else is thought gone."""
    scene.sync(all=True)
    author = scene.hub.world.id(3).partition("/")[0]
    last = scene.sync(author=author)
    assert last is not None
    assert 0 < last.seen < COUNT
    assert last.gone == 0


def test_renames_deletions_and_re_creations_are_told(scene: Scene) -> None:
    """After the next whole walk; who left in the meantime is gone, not forgotten."""
    scene.sync(all=True)
    world = scene.hub.world
    renamed, removed, remade = (world.id(slot) for slot in (1, 2, 3))
    world.rename(1, "o/new")
    world.remove(2)
    world.recreate(3)
    scene.sync(all=True)
    told = kinds(scene)
    assert ("renamed", "o/new") in told
    assert ("gone", removed) in told
    assert ("re-created", remade) in told
    with Store(scene.home.data) as store:
        found = store.reader().get([renamed, removed, remade])
    assert found[renamed].id == "o/new"
    assert found[removed].gone
    assert not found[remade].gone
    world.restore(2)
    scene.sync(all=True)
    assert ("back", removed) in kinds(scene)


def test_what_is_marked_or_listed_is_asked_for_one_by_one(scene: Scene) -> None:
    """A short sync would not notice otherwise."""
    scene.sync(all=True)
    world = scene.hub.world
    ids = [world.id(slot) for slot in (11, 12, 13)]
    with Store(scene.home.data) as store:
        store.set_marks([ids[0], "o/never"])
        entries = store.reader().get(ids[1:])
    day = date(2026, 10, 8)
    shortlist.create(scene.home.shortlists, "mine", day)
    path = shortlist.path_of(scene.home.shortlists, "mine")
    loaded, fingerprint = shortlist.load(path)
    added = shortlist.add(loaded, list(entries.values()), day)
    shortlist.save(path, added, expected=fingerprint)
    world.remove(11)
    world.rename(12, "o/elsewhere")
    last = scene.sync(limit=1)
    assert last is not None
    assert last.gone == 1
    assert shown(scene).keys() >= {"o/elsewhere", ids[2]}
    assert ids[0] not in shown(scene)


MENDED: list[tuple[Kind, int | None]] = [
    (Kind.STATUS, 429),
    (Kind.STATUS, 500),
    (Kind.STATUS, 503),
    (Kind.STATUS, 504),
    (Kind.RESET, None),
    (Kind.RESET_MIDWAY, None),
    (Kind.CUT, None),
    (Kind.CORRUPT_GZIP, None),
    (Kind.BOMB, 80 << 20),
    (Kind.PORTAL, None),
    (Kind.BAD_JSON, None),
    (Kind.NOT_A_LIST, None),
    (Kind.EMPTY, None),
    (Kind.LINK_REPEATS, None),
    (Kind.LINK_ELSEWHERE, None),
    (Kind.SILENT, None),
]
"""(what goes wrong on the second page, with what value): another try mends it."""


@pytest.mark.parametrize(("kind", "value"), MENDED)
def test_a_passing_fault_costs_no_entry(scene: Scene, kind: Kind, value: int | None) -> None:
    """The walk goes on by itself and everything is there."""
    scene.hub.faults.add(kind, value, page=3)
    last = scene.sync(all=True)
    assert last is not None
    assert last.finished
    assert len(shown(scene)) == COUNT
    assert scene.hub.faults.struck


STUCK = [
    (Kind.STATUS, 500, "500"),
    (Kind.RESET, None, "broke off"),
    (Kind.PORTAL, None, "web page"),
    (Kind.CORRUPT_GZIP, None, "gzip"),
    (Kind.LINK_REPEATS, None, "page"),
]
"""(what goes wrong for good, with what value, a word of what is said)."""


@pytest.mark.parametrize(("kind", "value", "word"), STUCK)
def test_a_lasting_fault_ends_in_a_sentence_and_is_mended_later(
    scene: Scene, kind: Kind, value: int | None, word: str
) -> None:
    """What came before it stays, and the next sync goes on there."""
    scene.hub.faults.add(kind, value, page=3, times=None)
    with pytest.raises(HubError, match=word):
        scene.sync(all=True)
    assert shown(scene)
    scene.hub.faults.clear()
    last = scene.sync(all=True)
    assert last is not None
    assert last.finished
    assert len(shown(scene)) == COUNT


def test_a_lost_link_makes_nothing_gone(scene: Scene) -> None:
    """A last page as full as those before it may not be the last."""
    scene.sync(all=True)
    scene.hub.faults.add(Kind.LINK_GARBLED, page=5, times=None)
    last = scene.sync(all=True)
    assert last is not None
    assert last.gone == 0
    assert len(shown(scene)) == COUNT


def test_a_malformed_record_is_set_aside_with_its_reason(scene: Scene) -> None:
    """Its neighbours are there, and so is the file that names it."""
    scene.hub.faults.add(Kind.RECORD, "no id", record=30, times=None)
    last = scene.sync(all=True)
    assert last is not None
    assert last.set_aside >= 1
    assert len(shown(scene)) == COUNT - 1
    assert "no id" in (scene.home.data / FILE).read_text(encoding="utf-8")


def test_a_second_sync_says_that_the_first_is_running(scene: Scene) -> None:
    """And touches nothing."""
    with (
        Store(scene.home.data) as store,
        closing(run(store, scene.home, scene.plan(all=True))) as first,
    ):
        next(first)
        with pytest.raises(SyncRunning, match="is syncing"):
            scene.sync()
        assert [step.finished for step in first][-1]
    assert len(shown(scene)) == COUNT


def test_a_sync_can_be_cancelled_while_a_server_is_silent(scene: Scene) -> None:
    """No further request is sent, and what came before is kept."""
    scene.hub.faults.add(Kind.SILENT, page=3, times=None)
    cancel = threading.Event()
    with Store(scene.home.data) as store:
        steps = run(store, scene.home, scene.plan(all=True), cancel=cancel)
        for step in steps:
            if step.waiting is not None:
                cancel.set()
                asked = len(scene.hub.requests)
        assert len(scene.hub.requests) == asked
        assert not step.finished
    assert shown(scene)


def test_another_hub_does_not_make_the_worlds_models_gone(scene: Scene) -> None:
    """A company's own server lists its own."""
    with Store(scene.home.data) as store:
        store.save([entry("o/starter")], layer=Layer.SHIPPED)
    last = scene.sync(all=True)
    assert last is not None
    assert last.gone == 0
    assert "o/starter" in shown(scene)


def test_what_was_shipped_and_a_whole_walk_has_not_met_is_settled(scene: Scene) -> None:
    """It is gone, or it has another name and keeps what was shipped of it."""
    world = scene.hub.world
    former = world.id(9)
    world.rename(9, "o/now")
    with Store(scene.home.data) as store:
        shipped = [entry("o/starter"), entry(former, layers=32), entry(world.id(8), layers=16)]
        store.save(shipped, layer=Layer.SHIPPED)
    last = scene.sync(all=True, whole=True)
    assert last is not None
    assert last.gone == 1
    with Store(scene.home.data) as store:
        found = store.reader().get(["o/starter", former, world.id(8)])
        assert store.is_level()
    assert found["o/starter"].gone
    assert (found[former].id, found[former].layers) == ("o/now", 32)
    assert found[world.id(8)].layers == 16
    assert len(shown(scene)) == COUNT


MANNERS = [
    Manners(paging="offset", plain_page=30, largest_page=20, skips_on_trending=False),
    Manners(omits=frozenset({"_id"}), largest_page=20),
    Manners(integer_ids=True, largest_page=20),
    Manners(refuses_expand=True, largest_page=20),
    Manners(link_origin="https://huggingface.co", largest_page=20),
]


@pytest.mark.parametrize("manners", MANNERS)
def test_other_servers_give_what_they_can(scene: Scene, manners: Manners) -> None:
    """Everything is there, twice over, and nothing is thought gone."""
    scene.hub.manners = manners
    for _ in range(2):
        last = scene.sync(all=True)
        assert last is not None
        assert (last.finished, last.gone) == (True, 0)
        assert len(shown(scene)) == COUNT


def test_a_server_without_a_listing_says_so(scene: Scene) -> None:
    """In one sentence."""
    scene.hub.manners = Manners(listing=404)
    with pytest.raises(HubError, match="has no catalogue"):
        scene.sync()


def test_the_routers_prices_reach_the_entries_they_are_for(scene: Scene) -> None:
    """A price that rises fourfold waits for a look, one that rises a little does not."""
    scene.sync(all=True)
    wishes: dict[str, Any] = {
        "sources": frozenset({ROUTER}),
        "router_url": f"{scene.url}/v1/models",
    }
    last = scene.sync(**wishes)
    assert last is not None
    with Store(scene.home.data) as store:
        store.catch_up()
        priced = [e for e in store.reader().all() if e.headline_offer]
        assert priced
        old = priced[0]
        assert old.source_of("price").name == "router.huggingface.co"
        offers = tuple(
            changed(o, input_usd_per_million_tokens=(o.input_usd_per_million_tokens or 1) / 10)
            for o in old.offers
        )
        store.save([changed(old, offers=offers)], layer=Layer.SYNCED)
    last = scene.sync(**wishes)
    assert last is not None
    assert last.held
    with Store(scene.home.data) as store:
        assert {held.id for held in store.held()} == {old.id}
        assert store.reader().get([old.id])[old.id].offers == offers


def test_what_the_router_sells_and_the_hub_has_lost_stays_gone(scene: Scene) -> None:
    """A new price does not bring a repository back."""
    sold = _cheapened(scene)
    with Store(scene.home.data) as store:
        store.lose([sold.id], "2026-10-08T12:00:00Z")
    scene.day += 1
    assert scene.sync(**_router(scene)) is not None
    with Store(scene.home.data) as store:
        assert store.reader().get([sold.id])[sold.id].gone
        assert "back" not in {change.kind for change in store.changes(ids=[sold.id])}


def _router(scene: Scene) -> dict[str, Any]:
    return {"sources": frozenset({ROUTER}), "router_url": f"{scene.url}/v1/models"}


def _cheapened(scene: Scene) -> Entry:
    """Return an entry whose prices are a tenth of what the router asks."""
    scene.sync(all=True)
    scene.sync(**_router(scene))
    with Store(scene.home.data) as store:
        old = next(e for e in store.reader().all() if e.headline_offer)
        offers = tuple(
            changed(o, input_usd_per_million_tokens=(o.input_usd_per_million_tokens or 1) / 10)
            for o in old.offers
        )
        cheap = changed(old, offers=offers)
        store.save([cheap], layer=Layer.SYNCED)
    return cheap


def test_what_was_rejected_is_not_asked_about_again(scene: Scene) -> None:
    """Until the source says something else."""
    cheap = _cheapened(scene)
    scene.sync(**_router(scene))
    with Store(scene.home.data) as store:
        review.reject(store, store.held())
    last = scene.sync(**_router(scene))
    assert last is not None
    assert last.held == 0
    with Store(scene.home.data) as store:
        assert store.held() == ()
        assert store.reader().get([cheap.id])[cheap.id].offers == cheap.offers
        other = [replace(held, new="0.77 / 1") for held in store.held(decided=True)]
        store.hold(other)
        review.reject(store, other)
    last = scene.sync(**_router(scene))
    assert last is not None
    assert last.held == len(cheap.offers)


def test_what_was_accepted_is_the_price(scene: Scene) -> None:
    """At once, and the next sync has nothing to ask."""
    cheap = _cheapened(scene)
    scene.sync(**_router(scene))
    with Store(scene.home.data) as store:
        review.accept(store, store.held())
        found = store.reader().get([cheap.id])[cheap.id]
    assert found.headline_offer != cheap.headline_offer
    last = scene.sync(**_router(scene))
    assert last is not None
    assert (last.held, last.changed) == (0, 0)
    with Store(scene.home.data) as store:
        assert store.reader().get([cheap.id])[cheap.id].offers == found.offers
        assert store.held() == store.held(decided=True) == ()


def test_a_price_that_waits_keeps_the_day_on_which_it_was_met(scene: Scene) -> None:
    """However often the source says it again."""
    _cheapened(scene)
    scene.sync(**_router(scene))
    scene.day += 3
    scene.sync(**_router(scene))
    with Store(scene.home.data) as store:
        assert {held.at[:10] for held in store.held()} == {"2026-10-08"}


def test_what_its_maker_calls_deprecated_is_told(scene: Scene) -> None:
    """Another provider that stops to serve it says nothing of the model."""
    models = {"swift-2": {"id": "swift-2", "status": "deprecated"}}
    document = {"acme": {"models": models}, "host": {"models": models}}
    body = json.dumps(document).encode()
    (own,) = VENDOR.offers
    active = changed(VENDOR, status="active", aliases=())
    hosted = changed(
        active, id="acme/other", offers=(changed(own, provider="host", first_party=False),)
    )
    with Store(scene.home.data) as store:
        store.save([active, hosted], layer=Layer.SHIPPED)
    with answering(lambda _: (200, {}, body)) as (url, _asked):
        scene.sync(sources=frozenset({MODELS_DEV}), models_dev_url=url)
        scene.sync(sources=frozenset({MODELS_DEV}), models_dev_url=url)
    with Store(scene.home.data) as store:
        found = store.reader().get([active.id, hosted.id])
        told = [(change.id, change.new) for change in store.changes(kinds=["status"])]
    assert (found[active.id].status, found[hosted.id].status) == ("deprecated", "active")
    assert found[active.id].source_of("status").name == "models.dev"
    assert told == [(active.id, "deprecated")]


def test_a_source_that_cannot_be_read_does_not_stop_the_others(scene: Scene) -> None:
    """It is remarked on; asked for alone, it fails."""
    nowhere: dict[str, Any] = {"models_dev_url": f"{scene.url}/nowhere"}
    last = scene.sync(sources=frozenset({"hub", MODELS_DEV}), **nowhere)
    assert last is not None
    assert last.finished
    assert "models.dev" in " ".join(last.remarks)
    with pytest.raises(HubError):
        scene.sync(sources=frozenset({MODELS_DEV}), **nowhere)


def test_an_entry_of_the_persons_own_is_left_alone(scene: Scene) -> None:
    """Even when the Hub has one of that id."""
    own = changed(OPEN, id=scene.hub.world.id(5), notes=("mine",))
    with Store(scene.home.data) as store:
        store.save([own], layer=Layer.USER)
    scene.sync(all=True)
    with Store(scene.home.data) as store:
        assert store.reader().get([own.id])[own.id] == own
