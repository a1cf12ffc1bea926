"""What the stand-in answers is what hub.md says of the Hub, header by header."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from urllib.parse import quote

import pytest

from tests.standin import Hub, Manners, Quota, Rates, Server, truth
from tests.standin.asking import ask, walk
from tests.standin.control import Remote
from tests.standin.fixtures import hub, serve
from tests.standin.manners import BY_OFFSET, CLOSED, FIFTY, MIRROR, NO_CATALOGUE, NUMBERED, SPARE
from tests.standin.records import DETAILED, LISTED, PLAIN, PLAIN_DETAIL

__all__ = ["hub", "serve"]

Serve = Callable[[Hub], Server]
BACKFILL = "sort=createdAt&direction=1"


def test_a_backfill_gives_every_model_in_the_order_of_creation(hub: Server) -> None:
    """With everything expanded, the records are the truth itself."""
    expand = "".join(f"&expand[]={name}" for name in LISTED)
    pages = list(walk(hub, f"{BACKFILL}&limit=70{expand}"))
    assert [len(page) for page in pages] == [70, 70, 70, 70, 20]
    assert list(chain.from_iterable(pages)) == list(truth(hub.hub.world))


def test_items_carry_what_was_asked_for_and_nothing_unknown(hub: Server) -> None:
    """Without expand the plain keys; with it exactly `_id`, `id` and those known."""
    plain = ask(hub, "/api/models?limit=300").json
    assert set().union(*plain) == {"_id", "id", *PLAIN}
    assert not all("pipeline_tag" in item for item in plain)
    asked = ask(hub, "/api/models?limit=300&expand=gguf&expand[]=sha").json
    assert {frozenset(item) for item in asked} == {
        frozenset({"_id", "id", "sha"}),
        frozenset({"_id", "id", "sha", "gguf"}),
    }


def test_a_limit_above_a_thousand_is_cut_without_a_word(serve: Serve) -> None:
    """1,200 models are two pages, whatever was asked."""
    server = serve(Hub(1_200))
    assert [len(page) for page in walk(server, f"{BACKFILL}&limit=5000")] == [1_000, 200]


def test_a_cursor_is_good_in_another_process_on_another_day(serve: Serve) -> None:
    """It is the only state of a walk."""
    first, second = serve(Hub(300)), serve(Hub(300))
    reply = ask(first, f"/api/models?{BACKFILL}&limit=200")
    assert reply.following is not None
    second.hub.advance(5)
    rest = ask(second, reply.following.removeprefix(first.url)).json
    assert len({item["_id"] for item in reply.json} | {item["_id"] for item in rest}) >= 300


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("sort=size", "Invalid sort parameter: size"),
        ("sort=downloads&direction=1", "direction"),
        ("sort=createdAt&direction=2", "direction"),
        ("expand[]=usedStorage", "Invalid option: expected one of"),
        ("limit=many", "limit"),
        ("sort=createdAt&cursor=nonsense", "Invalid cursor"),
        ("sort=createdAt&cursor=W10%3D", "Invalid cursor"),
    ],
)
def test_a_wrong_query_is_refused(hub: Server, query: str, message: str) -> None:
    """400 with a reason in JSON."""
    reply = ask(hub, f"/api/models?{query}")
    assert reply.status == 400
    assert message in reply.json["error"]


def test_an_unknown_property_names_the_valid_ones(hub: Server) -> None:
    """So that a client can drop it and go on."""
    error = ask(hub, "/api/models?expand[]=sha&expand[]=childrenModelCount").json["error"]
    assert error.endswith("→ at expand[1]")
    assert all(f'"{name}"' in error for name in LISTED)
    assert ask(hub, f"/api/models/{hub.hub.world.id(9)}?expand[]=childrenModelCount").status == 200


def test_every_answer_tells_the_quota(hub: Server) -> None:
    """Errors and redirects too."""
    world = hub.hub.world
    world.rename(9, "new/name")
    targets = ["/api/models?limit=1", "/api/models/no/thing", "/api/models?sort=x", "/nowhere"]
    targets += [f"/api/models/{world.models.id(9)}", "/v1/models"]
    for spent, target in enumerate(targets, 1):
        headers = ask(hub, target).headers
        assert headers["RateLimit"].startswith(f'"api";r={500 - spent};t=')
        assert headers["RateLimit-Policy"] == '"fixed window";"api";q=500;w=300'


@pytest.mark.parametrize(("html", "kind"), [(False, "text/plain"), (True, "text/html")])
def test_a_quota_ends_in_429_until_its_window_does(serve: Serve, *, html: bool, kind: str) -> None:
    """Each token has a quota of its own, as large as its plan."""
    now = [1_000.0]
    quota = Quota(anonymous=2, free=3, window=10, html=html, clock=lambda: now[0])
    server = serve(Hub(5, quota=quota, tokens={"mine": "free"}))
    assert [ask(server, "/api/models").status for _ in range(3)] == [200, 200, 429]
    refused = ask(server, "/api/models")
    assert refused.headers["RateLimit"] == '"api";r=0;t=10'
    assert refused.headers["Retry-After"] is None
    assert refused.headers["Content-Type"].startswith(kind)
    mine = {"Authorization": "Bearer mine"}
    assert [ask(server, "/api/models", **mine).status for _ in range(4)] == [200] * 3 + [429]
    now[0] = 1_010.0
    assert ask(server, "/api/models").headers["RateLimit"] == '"api";r=1;t=10'


def test_a_missing_model_is_hidden_behind_401_and_named_by_404(serve: Serve) -> None:
    """Anonymous callers cannot tell missing from private; a bad token is told so."""
    server = serve(Hub(300, tokens={"good": "pro"}))
    hidden = ask(server, "/api/models/no/thing")
    assert (hidden.status, hidden.json) == (401, {"error": "Invalid username or password."})
    assert hidden.headers["X-Error-Code"] is None
    named = ask(server, "/api/models/no/thing", Authorization="Bearer good")
    assert (named.status, named.headers["X-Error-Code"]) == (404, "RepoNotFound")
    bad = ask(server, "/api/models", Authorization="Bearer bad")
    assert bad.status == 401
    assert bad.json == {"error": "Invalid credentials in Authorization header"}
    assert [request.token for request in server.hub.requests] == [None, "good", "bad"]


def test_a_moved_model_answers_307_with_a_relative_address(hub: Server) -> None:
    """Renamed or in the wrong case; the query goes along."""
    world = hub.hub.world
    old = world.id(9)
    world.rename(9, "new/名前 & co")
    for asked in (old, old.upper()):
        reply = ask(hub, f"/api/models/{asked}?expand[]=sha")
        assert reply.status == 307
        assert reply.headers["Location"] == f"/api/models/new/{quote('名前 & co')}?expand[]=sha"
    assert ask(hub, reply.headers["Location"]).json["_id"] == world.object_id(9)


def test_an_id_in_two_cases_leads_to_two_models(hub: Server) -> None:
    """The exact case wins."""
    world = hub.hub.world
    pair = world.id(23), world.id(24)
    assert pair[0].lower() == pair[1].lower()
    found = [ask(hub, f"/api/models/{id_}").json["_id"] for id_ in pair]
    assert found == [world.object_id(23), world.object_id(24)]


def test_a_detail_has_all_that_the_hub_gives(hub: Server) -> None:
    """A gated model tells about itself but not its files; a disabled one says so."""
    world = hub.hub.world
    found = [ask(hub, f"/api/models/{world.id(slot)}") for slot in range(200, 260)]
    assert all(reply.status == 200 for reply in found)
    assert set().union(*(reply.json for reply in found)) <= {"_id", "id", *PLAIN_DETAIL}
    assert any(reply.json["disabled"] for reply in found)
    world.gate(201)
    closed = ask(hub, f"/api/models/{world.id(201)}/tree/main")
    assert (closed.status, closed.headers["X-Error-Code"]) == (401, "GatedRepo")
    one = ask(hub, f"/api/models/{world.id(201)}?expand[]={'&expand[]='.join(DETAILED)}")
    assert one.json["usedStorage"] > 0


def test_prices_come_in_the_shapes_of_their_sources(hub: Server) -> None:
    """They follow the renames of the Hub and change from day to day."""
    router = ask(hub, "/v1/models").json["data"]
    assert len(router) == 137
    offers = [offer for model in router for offer in model["providers"]]
    assert {"provider", "status"} in [set(offer) for offer in offers]
    assert all(offer["pricing"]["input"] > 0 for offer in offers if "pricing" in offer)
    vendors = ask(hub, "/api.json").json
    models = [model for vendor in vendors.values() for model in vendor["models"].values()]
    assert {"cost", "limit", "modalities", "open_weights"} <= set().union(*models)
    hub.hub.advance(4)
    assert ask(hub, "/v1/models").json["data"] != router


@pytest.mark.parametrize(
    ("manners", "sizes"),
    [(Manners(), [40] * 7 + [20]), (MIRROR, [40]), (FIFTY, [40]), (BY_OFFSET, [40] * 7 + [20])],
    ids=["hub", "mirror", "no link", "offset"],
)
def test_servers_page_in_their_own_ways(serve: Serve, manners: Manners, sizes: list[int]) -> None:
    """By cursor, by offset, by a Link that leads to the real Hub, or not at all."""
    server = serve(Hub(300, manners=manners))
    found, target = [], f"/api/models?{BACKFILL}&limit=40"
    while target.startswith("/"):
        reply = ask(server, target)
        found.append(len(reply.json))
        target = (reply.following or "none").removeprefix(server.url)
    assert found == sizes
    assert target == "none" or target.startswith("https://huggingface.co/api/models?")


def test_spare_servers_refuse_and_leave_out(serve: Serve) -> None:
    """422 to the sort, 400 to expand, no `_id`, no tags; search changes nothing."""
    server = serve(Hub(300, manners=SPARE))
    assert ask(server, f"/api/models?{BACKFILL}").status == 422
    assert ask(server, "/api/models?expand[]=sha").status == 400
    items = ask(server, "/api/models?sort=downloads&search=zzz&limit=5").json
    assert len(items) == 5
    assert not {"_id", "tags"} & set().union(*items)
    server.hub.manners = NUMBERED
    assert [item["_id"] for item in ask(server, f"/api/models?{BACKFILL}&limit=3").json] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize(("manners", "status"), [(NO_CATALOGUE, 404), (CLOSED, 401)])
def test_some_servers_have_no_catalogue(serve: Serve, manners: Manners, status: int) -> None:
    """There are models, but no list of them."""
    server = serve(Hub(300, manners=manners))
    assert ask(server, "/api/models").status == status
    assert ask(server, f"/api/models/{server.hub.world.id(5)}").status == 200


def test_a_link_may_stand_among_others(serve: Serve) -> None:
    """The one with rel="next" is found in the middle."""
    server = serve(Hub(300, manners=Manners(extra_links=True)))
    assert ask(server, "/api/models?limit=2").headers["Link"].count("rel=") == 3
    assert sum(len(page) for page in walk(server, f"{BACKFILL}&limit=100")) == 300


def test_an_answer_is_packed_only_for_those_who_ask(hub: Server) -> None:
    """Both say the same."""
    plain = ask(hub, "/api/models?limit=50")
    packed = ask(hub, "/api/models?limit=50", Accept_Encoding="br, gzip")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < len(plain.body) / 2
    assert packed.body == plain.body


def test_a_server_in_another_process_does_the_same() -> None:
    """The same seed and calls on a local Hub give its truth."""
    local = Hub(400, seed=4, rates=None)
    with Remote(400, seed=4) as remote:
        assert remote.advance(2) == local.advance(2)
        remote.fault("status", value=503, page=1)
        server = Server(local)
        with server:
            expected = ask(server, f"/api/models?{BACKFILL}").body
        assert _ask_remote(remote, f"/api/models?{BACKFILL}") == (503, None)
        remote.clear()
        assert _ask_remote(remote, f"/api/models?{BACKFILL}") == (200, json.loads(expected))
        assert remote.state()["requests"] == 2


def _ask_remote(remote: Remote, target: str) -> tuple[int, object]:
    class _There:
        url = remote.url

    reply = ask(_There, target)  # type: ignore[arg-type]
    return reply.status, reply.json if reply.status == 200 else None


def test_rates_of_nothing_leave_the_world_alone() -> None:
    """Time passes and no model moves."""
    hub = Hub(50, rates=Rates())
    before = list(truth(hub.world))
    assert hub.advance(3) == 3
    assert list(truth(hub.world)) == before


def test_a_server_may_leave_models_out_and_ignore_what_it_is_asked(
    serve: Serve,
) -> None:
    """The detail route still knows what no listing names, unless there is none."""
    server = serve(Hub(30, manners=Manners(hides=frozenset({3}), stops_after=20)))
    hidden = server.hub.world.id(3)
    page = "/api/models?sort=createdAt&direction=1&limit=100&author=nobody"
    assert json.loads(ask(server, page).body) == []
    assert ask(server, f"/api/models/{hidden}").status == 200
    ignoring = Manners(hides=frozenset({3}), stops_after=20, ignores=frozenset({"author"}))
    server.hub.manners = replace(ignoring, knows_details=False)
    listed = [record["id"] for record in json.loads(ask(server, page).body)]
    assert (len(listed), hidden in listed) == (19, False)
    assert ask(server, f"/api/models/{hidden}").status == 401
