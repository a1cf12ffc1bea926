"""Each fault does to a client's bytes what its name says, when and as often as asked."""

import gzip
import http.client
import json
import socket
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from tests.standin import Hub, Kind, Server
from tests.standin.asking import ask
from tests.standin.faults import TRANSIENT, bomb
from tests.standin.fixtures import hub, serve
from tests.standin.malformed import MALFORMED

__all__ = ["hub", "serve"]

PAGE = "/api/models?sort=createdAt&direction=1&limit=100"


def test_a_fault_strikes_from_its_page_on_as_often_as_asked(hub: Server) -> None:
    """The third listing request and the fourth, then never again."""
    hub.hub.faults.add(Kind.STATUS, 503, page=3, times=2)
    assert [ask(hub, PAGE).status for _ in range(6)] == [200, 200, 503, 503, 200, 200]
    assert [page for page, _ in hub.hub.faults.struck] == [3, 4]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_status_comes_with_a_page_of_html_and_the_quota(hub: Server, status: int) -> None:
    """As the gateways before the Hub answer."""
    hub.hub.faults.add(Kind.STATUS, status)
    reply = ask(hub, PAGE)
    assert reply.status == status
    assert reply.body.startswith(b"<!DOCTYPE html>")
    assert ('"api";r=0;' in reply.headers["RateLimit"]) is (status == 429)


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.RESET_MIDWAY])
def test_a_reset_ends_the_connection_and_not_the_server(hub: Server, kind: Kind) -> None:
    """The next request is answered."""
    hub.hub.faults.add(kind)
    with pytest.raises((ConnectionResetError, http.client.IncompleteRead)):
        ask(hub, PAGE)
    assert ask(hub, PAGE).status == 200


def test_a_silent_server_takes_the_request_and_says_nothing(hub: Server) -> None:
    """Until the client goes away; the server still stops at once."""
    hub.hub.faults.add(Kind.SILENT)
    port = int(hub.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=0.3) as connection:
        connection.sendall(f"GET {PAGE} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        with pytest.raises(TimeoutError):
            connection.recv(1)
        assert len(hub.hub.requests) == 1


def test_a_drip_comes_byte_by_byte(hub: Server) -> None:
    """Each read of what has arrived is a small part of the body."""
    hub.hub.faults.add(Kind.DRIP, 0.02)
    connection = http.client.HTTPConnection(hub.url.removeprefix("http://"), timeout=5)
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    assert answer.length is not None
    arrived = [len(answer.read1()) for _ in range(5)]
    assert all(0 < count < 100 for count in arrived)
    assert sum(arrived) < answer.length
    answer.close()
    connection.close()


def test_a_cut_body_is_shorter_than_promised(hub: Server) -> None:
    """What came is whole JSON, so that only the length tells."""
    hub.hub.faults.add(Kind.CUT)
    with pytest.raises(http.client.IncompleteRead) as caught:
        ask(hub, PAGE)
    assert caught.value.expected == 100
    assert len(json.loads(caught.value.partial)) == 100


def test_corrupt_gzip_cannot_be_unpacked(hub: Server) -> None:
    """Even for a client that did not ask for gzip."""
    hub.hub.faults.add(Kind.CORRUPT_GZIP)
    with pytest.raises((zlib.error, gzip.BadGzipFile, EOFError)):
        ask(hub, PAGE)


def test_a_bomb_is_small_valid_and_cheap_to_make(hub: Server) -> None:
    """A thousand times as long when unpacked, and JSON."""
    tracemalloc.start()
    made = bomb(64 << 20)
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()
    assert len(made) < 100_000
    hub.hub.faults.add(Kind.BOMB, 8 << 20)
    assert len(ask(hub, PAGE).body) == (8 << 20) + 2
    assert json.loads(gzip.decompress(bomb(1 << 20))) == []


def test_bodies_that_are_no_list_of_models(hub: Server) -> None:
    """A captive portal, half a page, an object, nothing: all of them 200."""
    for kind in (Kind.PORTAL, Kind.BAD_JSON, Kind.NOT_A_LIST, Kind.EMPTY, Kind.EMPTY_PAGE):
        hub.hub.faults.add(kind)
    portal, half, error, empty, nothing = (ask(hub, PAGE) for _ in range(5))
    assert {reply.status for reply in (portal, half, error, empty, nothing)} == {200}
    assert portal.headers["Content-Type"].startswith("text/html")
    with pytest.raises(json.JSONDecodeError):
        _ = half.json
    assert set(error.json) == {"error"}
    assert empty.body == b""
    assert nothing.json == []
    assert nothing.following is not None


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_record_stands_among_good_ones(hub: Server, name: str) -> None:
    """On every page that holds it, whatever its size; all others are unharmed."""
    hub.hub.faults.add(Kind.RECORD, name, record=50, times=None)
    good = ask(hub, PAGE.replace("100", "50")).json
    spoiled = ask(hub, PAGE).body
    assert spoiled.startswith(
        json.dumps(good, ensure_ascii=False, separators=(",", ":"))[:-1].encode()
    )
    if name not in {"nested", "broken"}:
        assert json.loads(spoiled)[:50] == good
        assert len(json.loads(spoiled)) == 100
    else:
        with pytest.raises((RecursionError, json.JSONDecodeError)):
            json.loads(spoiled)


def test_pages_that_say_less_than_there_is(hub: Server) -> None:
    """Empty or half, with the Link or without it."""
    for kind, count, links in (
        (Kind.EMPTY_PAGE, 0, True),
        (Kind.EMPTY_END, 0, False),
        (Kind.HALF_PAGE, 50, True),
        (Kind.HALF_END, 50, False),
    ):
        hub.hub.faults.add(kind)
        answer = ask(hub, PAGE)
        assert (len(json.loads(answer.body)), "Link" in answer.headers) == (count, links)


def test_links_that_lead_nowhere_good(hub: Server) -> None:
    """To the same page, to another origin, to nowhere, or not at all."""
    hub.hub.faults.add(Kind.LINK_REPEATS)
    hub.hub.faults.add(Kind.LINK_ELSEWHERE, "http://localhost:1")
    hub.hub.faults.add(Kind.LINK_MISSING)
    hub.hub.faults.add(Kind.LINK_GARBLED)
    repeated, elsewhere, missing, garbled = (ask(hub, PAGE) for _ in range(4))
    assert repeated.following == hub.url + PAGE
    assert elsewhere.following is not None
    assert elsewhere.following.startswith("http://localhost:1/api/models?")
    assert missing.headers["Link"] is None
    assert garbled.following is None
    assert garbled.headers["Link"] is not None


def test_a_token_that_reaches_another_server_is_seen_there(
    serve: Callable[[Hub], Server],
) -> None:
    """Both record what was sent to them, header by header."""
    here, there = serve(Hub(300, tokens={"secret": "free"})), serve(Hub(300))
    here.hub.faults.add(Kind.LINK_ELSEWHERE, there.url)
    following = ask(here, PAGE, Authorization="Bearer secret").following or ""
    assert following.startswith(there.url)
    ask(there, following.removeprefix(there.url), Authorization="Bearer secret")
    assert [request.token for request in there.hub.requests] == ["secret"]


def test_random_faults_are_the_same_for_the_same_seed(serve: Callable[[Hub], Server]) -> None:
    """About as many as the rate says, of several kinds."""
    seen = []
    for seed in (7, 7, 8):
        server = serve(Hub(10))
        server.hub.faults.scatter(0.5, seed)
        for _ in range(60):
            try:
                ask(server, PAGE)
            except (OSError, http.client.HTTPException, zlib.error, EOFError):
                continue  # only what struck is of interest
        seen.append([(page, rule.kind, rule.value) for page, rule in server.hub.faults.struck])
    assert seen[0] == seen[1] != seen[2]
    assert 15 <= len(seen[0]) <= 45
    assert len({strike[1:] for strike in seen[0]}) > 5
    assert {strike[1:] for strike in seen[0]} <= set(TRANSIENT)


def test_faults_meet_other_routes_where_asked(hub: Server) -> None:
    """A path with a slash at the end means all below it."""
    hub.hub.faults.add(Kind.STATUS, 500, path="/api/models/", times=None)
    hub.hub.faults.add(Kind.PORTAL, path="/v1/models")
    assert ask(hub, PAGE).status == 200
    assert ask(hub, f"/api/models/{hub.hub.world.id(3)}").status == 500
    assert ask(hub, "/v1/models").body.startswith(b"<!DOCTYPE")
    hub.hub.faults.clear()
    assert ask(hub, f"/api/models/{hub.hub.world.id(3)}").status == 200
