"""The walk over a server that behaves, or that behaves its own way."""

import threading
import time
from dataclasses import replace

import pytest

from modeldex.hub import BACKFILL, HubError, Page, Quota, Waiting, Walk, pages
from tests.hub.conftest import HURRIED, Open
from tests.hub.walking import UPWARDS, walked
from tests.standin import manners
from tests.standin.hub import Hub
from tests.standin.quota import Quota as StandInQuota


def test_a_backfill_brings_every_model_once(reach: Open) -> None:
    """No page is lost or read twice, and the last one says so."""
    hub = Hub(330)
    found = walked(reach(hub))
    assert len(found.ids) == len(set(found.ids)) == 330
    assert [page.last for page in found.pages] == [False, False, False, True]
    assert (found.error, found.rejected, found.limits) == (None, [], "")


def test_a_page_holds_a_thousand_models_unless_told_otherwise(reach: Open) -> None:
    """The Hub's ceiling is used, because the quota counts requests."""
    found = walked(reach(Hub(1_200)), BACKFILL)
    assert [len(page.records) for page in found.pages] == [1_000, 200]


def test_a_bookmark_resumes_right_after_its_page(reach: Open) -> None:
    """Another walk with the bookmark of any page brings exactly the rest."""
    endpoint = reach(Hub(330))
    whole = walked(endpoint)
    for number, page in enumerate(whole.pages, start=1):
        rest = walked(endpoint, bookmark=page.bookmark)
        assert rest.ids == whole.ids[number * 100 :]


def test_a_finished_bookmark_asks_for_nothing(reach: Open) -> None:
    """A walk that is done stays done."""
    hub = Hub(30)
    endpoint = reach(hub)
    last = walked(endpoint).pages[-1].bookmark
    hub.requests.clear()
    assert walked(endpoint, bookmark=last).pages == []
    assert not hub.requests


@pytest.mark.parametrize("bookmark", ["", "{}", "[1]", '{"position":5}', "null"])
def test_a_damaged_bookmark_is_refused(reach: Open, bookmark: str) -> None:
    """It says what to do, and nothing is asked."""
    found = walked(reach(Hub(10)), bookmark=bookmark)
    assert found.error == "The bookmark of the last sync is damaged; start over."


def test_a_bookmark_of_another_walk_is_refused(reach: Open) -> None:
    """A cursor means something only in the order it was made for."""
    endpoint = reach(Hub(330))
    bookmark = walked(endpoint).pages[0].bookmark
    found = walked(endpoint, Walk(sort="likes"), bookmark=bookmark)
    assert found.error == "The bookmark belongs to a sync with other filters; start over."


def test_a_bookmark_outlives_another_page_size_and_other_properties(reach: Open) -> None:
    """Neither moves the cursor, so a newer release can go on."""
    endpoint = reach(Hub(330))
    bookmark = walked(endpoint).pages[0].bookmark
    other = replace(UPWARDS, page_size=50, expand=("tags",))
    assert len(walked(endpoint, other, bookmark=bookmark).ids) == 230


def test_a_limit_ends_the_walk(reach: Open) -> None:
    """No more is asked than wanted, and the last page says that it is the last."""
    hub = Hub(330)
    found = walked(reach(hub), replace(UPWARDS, limit=150))
    assert len(found.ids) == 150
    assert found.pages[-1].last
    assert len(hub.requests) == 2


def test_filters_reach_the_server(reach: Open) -> None:
    """Author, task, part of the id and tags are all asked for."""
    hub = Hub(30)
    walk = Walk(author="acme", task="text-generation", search="q&a", filters=("a b", "gguf"))
    walked(reach(hub), walk)
    query = hub.requests[0].query
    for part in ("author=acme", "pipeline_tag=text-generation", "search=q%26a", "filter=a+b"):
        assert part in query
    assert "filter=gguf" in query
    assert "sort=createdAt&direction=-1" in query


def test_links_to_another_server_are_not_followed(reach: Open) -> None:
    """Only the cursor is taken from them."""
    found = walked(reach(Hub(330, manners=manners.MIRROR)))
    assert len(found.ids) == 330


def test_the_next_link_is_found_among_others(reach: Open) -> None:
    """A server may send several relations."""
    found = walked(reach(Hub(330, manners=manners.Manners(extra_links=True))))
    assert len(found.ids) == 330


def test_a_server_that_pages_by_offset_is_read_whole(reach: Open) -> None:
    """The place is taken from the Link whatever it is called."""
    found = walked(reach(Hub(330, manners=manners.BY_OFFSET)))
    assert len(set(found.ids)) == 330


def test_a_server_without_links_that_counts_is_read_whole(reach: Open) -> None:
    """Where no Link ever comes, `offset` is tried, also after a bookmark."""
    hub = Hub(330, manners=manners.Manners(paging="offset", largest_page=50))
    hub.faults.add("link missing", times=None)
    endpoint = reach(hub)
    found = walked(endpoint)
    assert len(set(found.ids)) == 330
    rest = walked(endpoint, bookmark=found.pages[1].bookmark)
    assert found.ids[: len(found.ids) - len(rest.ids)] + rest.ids == found.ids


def test_a_server_that_gives_fifty_models_says_so(reach: Open) -> None:
    """What cannot be had is said, not hidden."""
    found = walked(reach(Hub(330, manners=manners.FIFTY)), BACKFILL)
    assert len(found.ids) == 50
    assert found.limits == "127.0.0.1 gives 50 models and no way to the rest, if there are more."


def test_a_short_listing_is_not_suspected(reach: Open) -> None:
    """A server with Links whose whole listing fits on a page is complete."""
    found = walked(reach(Hub(60)))
    assert (len(found.ids), found.limits) == (60, "")


def test_a_refused_order_is_done_without(reach: Open) -> None:
    """A server that cannot sort or expand is read as it is, and that is said."""
    found = walked(reach(Hub(60, manners=manners.SPARE)))
    assert len(found.ids) == 60
    assert "refuses to sort by createdAt" in found.limits
    assert "gives no properties on request" in found.limits


def test_an_unknown_property_alone_is_dropped(reach: Open) -> None:
    """The refusal names the valid ones, so the others are still asked for."""
    hub = Hub(60, manners=manners.Manners(unknown_expand=frozenset({"evalResults", "gguf"})))
    found = walked(reach(hub))
    assert found.limits == "The server does not know these properties: evalResults, gguf."
    assert "safetensors" in hub.requests[-1].query


def test_integer_ids_are_no_hindrance(reach: Open) -> None:
    """Some servers number their models."""
    assert len(walked(reach(Hub(330, manners=manners.NUMBERED))).ids) == 330


def test_an_endpoint_without_a_catalogue_is_told_plainly(reach: Open) -> None:
    """404 at the listing means that there is none."""
    found = walked(reach(Hub(10, manners=manners.NO_CATALOGUE)))
    assert found.error is not None
    assert found.error.startswith("This endpoint has no catalogue: 127.0.0.1 answers 404")


def test_an_endpoint_that_wants_a_token_says_how_to_send_one(reach: Open) -> None:
    """401 at the listing: the sentence names the variable and the option."""
    found = walked(reach(Hub(10, manners=manners.CLOSED)))
    assert found.error is not None
    assert "wants a token" in found.error
    assert "$HF_TOKEN" in found.error
    assert "--send-token" in found.error


def test_what_is_left_of_the_quota_comes_with_each_page(reach: Open) -> None:
    """The numbers are those of the RateLimit headers."""
    found = walked(
        reach(Hub(330, quota=StandInQuota(anonymous=500, window=300, clock=lambda: 0.0)))
    )
    assert [page.quota.left for page in found.pages if page.quota] == [499, 498, 497, 496]
    quota = found.pages[0].quota
    assert quota == Quota(left=499, seconds_left=1, limit=500, window_seconds=300)


def test_a_small_quota_is_never_overdrawn(reach: Open) -> None:
    """The walk slows down before a 429 and brings everything."""
    hub = Hub(330, quota=StandInQuota(anonymous=4, window=1))
    found = walked(reach(hub), replace(UPWARDS, page_size=40))
    assert len(set(found.ids)) == 330
    assert found.error is None


def test_a_used_up_quota_is_waited_for(reach: Open) -> None:
    """Whoever has nothing left hears for what the walk waits."""
    hub = Hub(330, quota=StandInQuota(anonymous=1, window=1, html=True))
    found = walked(reach(hub), replace(UPWARDS, page_size=200))
    assert len(set(found.ids)) == 330
    assert any("quota" in wait.reason or "grant" in wait.reason for wait in found.waits)


def test_a_cancelled_walk_ends_at_once_and_without_an_error(reach: Open) -> None:
    """Also in the middle of a wait for the quota, and its bookmark goes on from there."""
    hub = Hub(330, quota=StandInQuota(anonymous=1, window=300, clock=lambda: 0.0))
    endpoint = reach(hub, patience=replace(HURRIED, window_seconds=300))
    cancel = threading.Event()
    walk = pages(UPWARDS, endpoint, cancel=cancel)
    first = next(event for event in walk if isinstance(event, Page))
    threading.Timer(0.3, cancel.set).start()
    waits = list(walk)
    assert isinstance(waits[-1], Waiting)
    assert waits[-1].seconds > 100  # so much was left of the wait
    hub.quota.anonymous = 500
    assert len(walked(endpoint, bookmark=first.bookmark).ids) == 230


def test_a_walk_can_be_cancelled_while_a_server_is_silent(reach: Open) -> None:
    """The answer that never comes is not waited for."""
    hub = Hub(30)
    hub.faults.add("silent", times=None)
    endpoint = reach(hub, patience=replace(HURRIED, read_seconds=60))
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    waits = list(pages(UPWARDS, endpoint, cancel=cancel))
    assert isinstance(waits[-1], Waiting)
    assert waits[-1].reason == "127.0.0.1 to answer"
    assert waits[-1].seconds > 30


def test_the_next_page_is_under_way_while_one_is_used(reach: Open) -> None:
    """Its time on the wire is not added to that of storing the one before."""
    hub = Hub(330)
    walk = pages(UPWARDS, reach(hub))
    next(event for event in walk if isinstance(event, Page))
    for _ in range(100):
        if len(hub.requests) == 2:
            break
        time.sleep(0.02)
    assert len(hub.requests) == 2
    walk.close()  # type: ignore[attr-defined]


def test_a_refused_token_is_done_without(reach: Open) -> None:
    """A bad token costs speed, not the sync; the sentence never quotes it."""
    hub = Hub(60)
    found = walked(reach(hub, token="hf_secret", trusted_hosts=["127.0.0.1"]))  # noqa: S106
    assert len(found.ids) == 60
    assert "refuses the token" in found.limits
    assert "hf_secret" not in found.limits
    first, *others = (request.token for request in hub.requests)
    assert first == "hf_secret"
    assert set(others) == {None}


def test_an_offline_setting_is_named(reach: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """HF_HUB_OFFLINE is read by the library when it is imported."""
    from huggingface_hub import constants

    endpoint = reach(Hub(10))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert "HF_HUB_OFFLINE is set" in str(walked(endpoint).error)
    with pytest.raises(HubError, match="HF_HUB_OFFLINE is set"):
        reach(Hub(10))
