"""What happens at each fault of a server or of the way to it, a row each."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from modeldex.hub import Patience, connect
from tests.hub.conftest import HURRIED, Open
from tests.hub.walking import UPWARDS, walked
from tests.standin.faults import Kind
from tests.standin.hub import Hub
from tests.standin.malformed import MALFORMED
from tests.standin.manners import Manners

_MODELS = 330

PASSING: list[tuple[Kind, int | float | str | None]] = [
    *((Kind.STATUS, status) for status in (408, 429, 500, 502, 503, 504)),
    (Kind.RESET, None),
    (Kind.RESET_MIDWAY, None),
    (Kind.SILENT, None),
    (Kind.DRIP, None),
    (Kind.CUT, None),
    (Kind.CORRUPT_GZIP, None),
    (Kind.BOMB, 48 << 20),
    (Kind.PORTAL, None),
    (Kind.BAD_JSON, None),
    (Kind.NOT_A_LIST, None),
    (Kind.EMPTY, None),
    (Kind.LINK_REPEATS, None),
    (Kind.LINK_ELSEWHERE, "https://evil.example"),
    (Kind.LINK_MISSING, None),
    (Kind.LINK_GARBLED, None),
]
"""Kinds that a single request meets."""

LASTING: list[tuple[Kind, int | float | str | None, str]] = [
    (Kind.STATUS, 503, "127.0.0.1 answered 503; 6 tries."),
    (Kind.STATUS, 500, "127.0.0.1 answered 500; 6 tries."),
    (Kind.STATUS, 504, "127.0.0.1 answered 504"),
    (Kind.STATUS, 429, "127.0.0.1 answered 429"),
    (Kind.RESET, None, "127.0.0.1 broke off ("),
    (Kind.RESET_MIDWAY, None, "127.0.0.1 broke off ("),
    (Kind.SILENT, None, "127.0.0.1 did not answer in time; 6 tries."),
    (Kind.CUT, None, "127.0.0.1 broke off (peer closed connection"),
    (Kind.CORRUPT_GZIP, None, "127.0.0.1 sent a broken gzip stream; 6 tries."),
    (Kind.BOMB, 12 << 20, "127.0.0.1 sent an answer that unpacks beyond all measure; 6 tries."),
    (Kind.PORTAL, None, "127.0.0.1 sent a web page instead of JSON; 6 tries."),
    (Kind.BAD_JSON, None, "127.0.0.1 sent what is not JSON ("),
    (Kind.NOT_A_LIST, None, '127.0.0.1 sent {"error": "Internal Error'),
    (Kind.EMPTY, None, "127.0.0.1 sent what is not JSON (Expecting value"),
    (Kind.LINK_REPEATS, None, "127.0.0.1 names a page as the next one that has been read"),
]
"""Kinds that every request meets from the third page on, and how the error begins."""


def _patience(kind: Kind) -> Patience:
    """Return less patience where the fault lasts until it is lost, more where it is hard work."""
    match kind:
        case Kind.SILENT:
            return replace(HURRIED, read_seconds=0.3)
        case Kind.BOMB:  # six bombs are unpacked, which takes 8 s on a busy machine
            return replace(HURRIED, stall_seconds=60)
        case _:
            return HURRIED


@pytest.mark.parametrize(("kind", "value"), PASSING)
def test_a_passing_fault_costs_no_model(reach: Open, kind: Kind, value: float | str | None) -> None:
    """The page is asked for again, and the walk ends complete and without a word."""
    hub = Hub(_MODELS)
    hub.faults.add(kind, value, page=2)
    found = walked(reach(hub, patience=_patience(kind)))
    assert len(found.ids) == len(set(found.ids)) == _MODELS
    assert (found.error, found.rejected) == (None, [])


@pytest.mark.parametrize(("kind", "value", "beginning"), LASTING)
def test_a_lasting_fault_ends_the_walk_with_its_reason(
    reach: Open, kind: Kind, value: float | str | None, beginning: str
) -> None:
    """The pages before it are kept, and the last bookmark goes on when the fault is over."""
    hub = Hub(_MODELS)
    hub.faults.add(kind, value, page=3, times=None)
    endpoint = reach(hub, patience=_patience(kind))
    found = walked(endpoint)
    assert str(found.error).startswith(beginning)
    assert str(found.error).isprintable()
    assert len(found.ids) == 200
    assert found.rejected == []
    hub.faults.clear()
    rest = walked(endpoint, bookmark=found.pages[-1].bookmark)
    assert len({*found.ids, *rest.ids}) == len(found.ids) + len(rest.ids) == _MODELS


def test_a_trickle_is_given_up(reach: Open) -> None:
    """A byte now and then escapes the read timeout, but not the limit for a whole page."""
    hub = Hub(_MODELS)
    hub.faults.add(Kind.DRIP, page=3, times=None)
    found = walked(reach(hub, patience=replace(HURRIED, page_seconds=0.3, stall_seconds=1)))
    assert found.error == "127.0.0.1 sends too slowly, and gave nothing for too long."


def test_lost_links_are_made_up_for(reach: Open) -> None:
    """A full page cannot be the last, and the key of its last record tells where to go on."""
    hub = Hub(_MODELS)
    hub.faults.add(Kind.LINK_MISSING, page=2, times=None)
    found = walked(reach(hub))
    assert len(set(found.ids)) == _MODELS
    assert found.limits == ""


@pytest.mark.parametrize("times", [1, None])
@pytest.mark.parametrize("page", [2, 3])
def test_lost_links_of_a_server_that_cuts_pages_short_are_made_up_for(
    reach: Open, page: int, times: int | None
) -> None:
    """A page as full as any before it cannot be told from a cut one, so it is not the end."""
    hub = Hub(_MODELS, manners=Manners(largest_page=30))
    hub.faults.add(Kind.LINK_MISSING, page=page, times=times)
    endpoint = reach(hub)
    found = walked(endpoint)
    assert (len(found.ids), len(set(found.ids)), found.limits) == (_MODELS, _MODELS, "")


def test_a_cut_page_is_known_after_a_bookmark_too(reach: Open) -> None:
    """How full a page may be is kept with the place."""
    hub = Hub(_MODELS, manners=Manners(largest_page=30))
    endpoint = reach(hub)
    bookmark = walked(endpoint).pages[4].bookmark
    hub.faults.add(Kind.LINK_MISSING, times=None)
    assert len(walked(endpoint, bookmark=bookmark).ids) == _MODELS - 5 * 30


def test_the_first_lost_link_of_a_server_that_cuts_pages_short_is_made_up_for(reach: Open) -> None:
    """A smaller page has a Link, so the server knows them."""
    hub = Hub(_MODELS, manners=Manners(largest_page=30))
    hub.faults.add(Kind.LINK_MISSING)
    found = walked(reach(hub))
    assert (len(found.ids), len(set(found.ids)), found.limits) == (_MODELS, _MODELS, "")


def test_a_lost_link_in_an_order_without_a_way_on_is_told(reach: Open) -> None:
    """Where the last record does not say where to go on, there may be more, and that is said."""
    hub = Hub(_MODELS, manners=Manners(largest_page=30))
    hub.faults.add(Kind.LINK_MISSING, page=3, times=None)
    found = walked(reach(hub), replace(UPWARDS, sort="likes", ascending=False))
    assert len(found.ids) == 90
    assert "there may be more" in found.limits


@pytest.mark.parametrize("status", [500, 503, 504])
def test_a_record_that_no_answer_can_hold_is_stepped_over(reach: Open, status: int) -> None:
    """Pages are halved down to it, and its place is found by moving the cursor."""
    hub = Hub(_MODELS)
    hub.faults.add(Kind.STATUS, status, record=137, times=None)
    found = walked(reach(hub))
    assert found.error is None
    assert len(set(found.ids)) == _MODELS - 1
    [rejected] = found.rejected
    assert rejected.reason == f"127.0.0.1 answered {status} when asked for it alone"
    assert rejected.excerpt == f"_id {hub.world.object_id(137)}"


@pytest.mark.parametrize("name", ["broken", "nested", "20 MB card"])
def test_a_record_that_spoils_its_page_is_stepped_over(reach: Open, name: str) -> None:
    """Its own answer still says where the next one begins."""
    hub = Hub(_MODELS)
    hub.faults.add(Kind.RECORD, name, record=137, times=None)
    found = walked(reach(hub))
    assert found.error is None
    assert len(set(found.ids)) == _MODELS - 1
    assert len(found.rejected) == 1


def test_two_bad_records_side_by_side_are_stepped_over(reach: Open) -> None:
    """And so is the last record of all."""
    hub = Hub(_MODELS)
    for record in (137, 138, _MODELS - 1):
        hub.faults.add(Kind.RECORD, "broken", record=record, times=None)
    found = walked(reach(hub))
    assert found.error is None
    assert len(set(found.ids)) == _MODELS - 3
    assert len(found.rejected) == 3


def test_a_bad_record_in_another_order_ends_the_walk_there(reach: Open) -> None:
    """Only the order of creation can be searched; elsewhere the walk says where it stands."""
    hub = Hub(_MODELS)
    endpoint, by_likes = reach(hub), replace(UPWARDS, sort="likes", ascending=False)
    liked = walked(endpoint, by_likes).ids[137]
    slot = next(slot for slot in range(_MODELS) if hub.world.id(slot) == liked)
    hub.faults.add(Kind.STATUS, 500, record=slot, times=None)
    found = walked(endpoint, by_likes)
    assert str(found.error).startswith("127.0.0.1 answered 500; 6 tries.")
    assert len(found.ids) == 137


@pytest.mark.parametrize("name", sorted(MALFORMED.keys() - {"broken", "nested", "20 MB card"}))
def test_a_malformed_record_costs_no_neighbour(reach: Open, name: str) -> None:
    """All others of its page arrive; what is no object is set aside on the spot."""
    hub = Hub(_MODELS)
    hub.faults.add(Kind.RECORD, name, record=137, times=None)
    found = walked(reach(hub))
    assert found.error is None
    brought = len(found.ids) + len(found.rejected)
    assert brought == _MODELS
    assert len(hub.requests) == 4


@pytest.fixture
def mute() -> Iterator[str]:
    """Listen on a port, and never accept."""
    with socket.create_server(("127.0.0.1", 0), backlog=1) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_silent_network_is_told_while_it_is_waited_for(mute: str) -> None:
    """A waiting event comes within a moment, and an error after two tries."""
    hurried = replace(HURRIED, read_seconds=0.3)
    found = walked(connect(mute, token=False, patience=hurried))
    assert found.waits[0].reason == "127.0.0.1 to answer"
    assert str(found.error).startswith("127.0.0.1 did not answer in time; 2 tries.")


def test_a_refused_connection_is_told_after_two_tries() -> None:
    """Whoever has no network hears of it at once."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    found = walked(connect(url, token=False, patience=HURRIED))
    assert str(found.error).startswith("127.0.0.1 cannot be reached (")
    assert "2 tries" in str(found.error)
    assert "Check the network" in str(found.error)


@pytest.mark.usefixtures("no_names")
def test_a_name_that_nobody_knows_is_told() -> None:
    """The answer of the name service is passed on as it would come, without asking it."""
    found = walked(connect("http://hub.invalid", token=False, patience=HURRIED))
    assert "hub.invalid cannot be reached" in str(found.error)
