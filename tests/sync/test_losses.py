"""What a server leaves out, by a fault or for good, and what becomes of what is known."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from modeldex.hub import HubError
from modeldex.store import Store
from modeldex.sync import bookmarks
from modeldex.sync.bookmarks import Bookmarks
from modeldex.sync.plan import Step
from tests.standin import Hub, Kind, Manners, Rates, Server
from tests.sync.scene import Scene

COUNT = 300
PAGE = 40
SMALL = Manners(largest_page=PAGE)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a Hub of 300 models on pages of 40, the last of 20, all of them known."""
    hub = Hub(COUNT, manners=SMALL, rates=Rates())
    with Server(hub) as server:
        scene = Scene(folder=tmp_path, hub=hub, url=server.url)
        first = scene.sync(all=True)
        assert first is not None
        assert (first.new, first.incomplete) == (COUNT, ())
        yield scene


def walk(scene: Scene) -> Step:
    """Walk everything on a later day; return the last step."""
    scene.day += 1
    scene.hub.faults.pages = 0
    last = scene.sync(all=True)
    assert last is not None
    return last


def known(scene: Scene) -> int:
    """Return how many entries are there and not gone."""
    with Store(scene.home.data) as store:
        return store.reader().count()


def marks(scene: Scene) -> Bookmarks:
    """Return where the walks of the server stand."""
    with Store(scene.home.data) as store:
        return bookmarks.read(store.state(bookmarks.key(scene.url)))


PASSING = [
    (Kind.EMPTY_END, None),
    (Kind.EMPTY_PAGE, None),
    (Kind.HALF_PAGE, None),
    (Kind.HALF_END, None),
    (Kind.LINK_MISSING, None),
    (Kind.LINK_GARBLED, None),
    (Kind.LINK_REPEATS, None),
    (Kind.CUT, None),
    (Kind.BAD_JSON, None),
    (Kind.EMPTY, None),
]


@pytest.mark.parametrize(("kind", "value"), PASSING)
def test_one_odd_page_costs_nothing(scene: Scene, kind: Kind, value: int | None) -> None:
    """The walk reads the page again and is complete."""
    scene.hub.faults.add(kind, value, page=4)
    last = walk(scene)
    assert scene.hub.faults.struck
    assert (last.gone, last.incomplete, known(scene)) == (0, (), COUNT)
    assert marks(scene).total == COUNT


LASTING = [
    (Kind.EMPTY_END, None),
    (Kind.EMPTY_PAGE, None),
    (Kind.HALF_PAGE, None),
    (Kind.HALF_END, None),
    (Kind.LINK_REPEATS, None),
    (Kind.STATUS, 304),
    (Kind.CUT, None),
]


@pytest.mark.parametrize(("kind", "value"), LASTING)
def test_a_lasting_fault_marks_nothing_gone(scene: Scene, kind: Kind, value: int | None) -> None:
    """The sync fails or says that the walk is incomplete; a fresh walk is complete again."""
    before = marks(scene)
    scene.hub.faults.add(kind, value, page=4, times=None)
    last = None
    with suppress(HubError):
        last = walk(scene)
    assert scene.hub.faults.struck
    assert known(scene) == COUNT
    assert last is None or (last.gone, bool(last.incomplete)) == (0, True)
    assert (marks(scene).walked, marks(scene).watermark) == (before.walked, before.watermark)
    scene.hub.faults.clear()
    assert walk(scene).gone == 0
    last = walk(scene)
    assert (last.gone, last.incomplete, known(scene)) == (0, (), COUNT)


PARTIAL = [
    Manners(largest_page=PAGE, hides=frozenset(range(100, 160))),
    Manners(largest_page=PAGE, hides=frozenset(range(COUNT))),
    Manners(largest_page=PAGE, hides=frozenset(range(COUNT)), knows_details=False),
    Manners(largest_page=PAGE, hides=frozenset(range(60, 63)), knows_details=False),
    Manners(largest_page=PAGE, stops_after=130),
    Manners(largest_page=PAGE, stops_after=120, knows_details=False),
    Manners(largest_page=PAGE, ignores=frozenset({"sort"})),
    Manners(largest_page=PAGE, paging="none"),
]


@pytest.mark.parametrize("manners", PARTIAL)
def test_a_server_that_lists_only_a_part_is_not_believed(scene: Scene, manners: Manners) -> None:
    """What it leaves out and still has stays; the walk is called incomplete."""
    scene.hub.manners = manners
    last = walk(scene)
    assert last.finished
    assert (last.gone, known(scene)) == (0, COUNT)
    assert last.incomplete
    assert marks(scene).incomplete


def test_a_first_walk_that_ends_early_is_incomplete(tmp_path: Path) -> None:
    """Though nothing is known yet that it could leave out."""
    hub = Hub(COUNT, manners=Manners(largest_page=PAGE, stops_after=130), rates=Rates())
    with Server(hub) as server:
        last = Scene(folder=tmp_path, hub=hub, url=server.url).sync(all=True)
    assert last is not None
    assert "newest" in " ".join(last.incomplete)


def test_a_plain_sync_with_an_empty_listing_is_incomplete(scene: Scene) -> None:
    """So are its lists, whatever their order."""
    scene.hub.manners = Manners(hides=frozenset(range(COUNT)))
    last = scene.sync()
    assert last is not None
    assert "lists no model" in " ".join(last.incomplete)
    assert known(scene) == COUNT


@pytest.mark.parametrize("removed", [[7], [200], list(range(50, 170)), list(range(200, COUNT))])
def test_what_was_deleted_is_gone_however_much_it_is(scene: Scene, removed: list[int]) -> None:
    """Many only after models of the range were asked for one by one."""
    for slot in removed:
        scene.hub.world.remove(slot)
    last = walk(scene)
    assert (last.gone, last.unlisted, last.incomplete) == (len(removed), 0, ())
    assert known(scene) == COUNT - len(removed)


def test_what_is_in_doubt_is_counted_as_kept(scene: Scene) -> None:
    """Also for the doctor, until a walk is complete."""
    scene.hub.manners = Manners(largest_page=PAGE, hides=frozenset(range(100, 130)))
    assert walk(scene).unlisted == 30
    assert marks(scene).unlisted == 30
    scene.hub.manners = SMALL
    assert walk(scene).unlisted == 0
    assert (marks(scene).unlisted, marks(scene).incomplete) == (0, None)


def test_a_server_without_the_hubs_ids_says_what_it_cannot_tell(scene: Scene) -> None:
    """Its walk is complete, but nothing can be said of deletions."""
    scene.hub.manners = Manners(largest_page=PAGE, omits=frozenset({"_id"}))
    last = walk(scene)
    assert (last.gone, last.incomplete) == (0, ())
    assert "deleted or renamed" in " ".join(last.remarks)


FILTERS = [
    ("search", {"search": "qwen"}),
    ("author", {"author": "nobody-here"}),
    ("pipeline_tag", {"task": "fill-mask"}),
]


@pytest.mark.parametrize(("ignored", "wishes"), FILTERS)
def test_a_filter_that_is_ignored_is_told(
    tmp_path: Path, ignored: str, wishes: dict[str, Any]
) -> None:
    """The listing is left after one page, and what does not match is not taken in."""
    manners = Manners(largest_page=PAGE, ignores=frozenset({ignored}))
    hub = Hub(COUNT, manners=manners, rates=Rates())
    with Server(hub) as server:
        scene = Scene(folder=tmp_path, hub=hub, url=server.url)
        last = scene.sync(**wishes)
        assert last is not None
        assert "does not keep to --" in " ".join(last.incomplete)
        assert (last.seen, last.gone) == (PAGE, 0)
        assert known(scene) < PAGE
        hub.manners = SMALL
        heeded = scene.sync(**wishes)
        assert heeded is not None
        assert heeded.incomplete == ()
