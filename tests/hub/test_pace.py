"""How fast the walk asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.hub import Patience, Quota
from modeldex.hub.pace import backoff, pause, read_quota, stated_wait

_POLICY = '"fixed window";"api";q=500;w=300'


def _quota(left: int, seconds_left: float) -> Quota:
    return Quota(left=left, seconds_left=seconds_left, limit=500, window_seconds=300)


def test_the_headers_of_the_hub_are_read() -> None:
    """Left, time and size of the window are told apart."""
    headers = {"ratelimit": '"api";r=497;t=168', "ratelimit-policy": _POLICY}
    assert read_quota(headers, 300) == _quota(497, 168)


@pytest.mark.parametrize(
    "headers",
    [{}, {"ratelimit": ""}, {"ratelimit": "api"}, {"ratelimit": '"api";r=-1;t=5'}],
)
def test_a_server_without_a_readable_quota_has_none(headers: dict[str, str]) -> None:
    """None is not 0."""
    assert read_quota(headers, 300) is None


def test_no_header_can_stop_the_walk_for_a_day() -> None:
    """A wait is capped to the window, and the window to the Hub's."""
    day = {"ratelimit": '"api";r=0;t=99999'}
    assert stated_wait(day, 300) == 300
    assert stated_wait(day | {"ratelimit-policy": '"api";q=500;w=60'}, 300) == 60
    assert stated_wait(day | {"ratelimit-policy": '"api";q=500;w=86400'}, 300) == 300
    assert stated_wait({"retry-after": "99999"}, 300) == 300


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "³"}, None),
        ({"ratelimit": '"api";r=3;t=20'}, None),
        ({"ratelimit": '"api";r=0;t=20', "retry-after": "1"}, 20),
    ],
)
def test_a_refusal_may_say_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    """The quota counts for more than Retry-After, which is wrong at times."""
    assert stated_wait(headers, 300) == seconds


@pytest.mark.parametrize(
    ("left", "seconds_left", "request_seconds", "needed", "rest"),
    [
        (400, 200, 0.5, None, 0),  # at this speed the window ends first
        (400, 200, 0.1, None, 0.4),  # what is left is spread
        (400, 200, 0.1, 150, 0),  # it lasts for all that is to come
        (100, 200, 0.1, 150, 1.9),
        (0, 42, 0.1, None, 42),
        (0, 0, 0.1, None, 0),  # the window has just ended
    ],
)
def test_the_walk_rests_only_when_the_quota_would_run_out(
    left: int, seconds_left: float, request_seconds: float, needed: int | None, rest: float
) -> None:
    """It never slows down needlessly."""
    assert pause(_quota(left, seconds_left), request_seconds, needed) == pytest.approx(rest)


def test_a_server_that_states_no_quota_is_not_rested_for() -> None:
    """There is nothing to keep within."""
    assert pause(None, 0.1, None) == 0


@given(
    left=st.integers(0, 2_500),
    seconds_left=st.floats(0, 300),
    request_seconds=st.floats(0, 60),
    needed=st.none() | st.integers(0, 5_000),
)
def test_a_rest_never_outlasts_the_window(
    left: int, seconds_left: float, request_seconds: float, needed: int | None
) -> None:
    """Beyond its end there is a new quota."""
    rest = pause(_quota(left, seconds_left), request_seconds, needed)
    assert 0 <= rest <= seconds_left


@given(failures=st.integers(1, 10**6), share=st.floats(0, 1))
def test_waits_after_failures_are_bounded(failures: int, share: float) -> None:
    """They grow, with full jitter, to a ceiling."""
    patience = Patience()
    wait = backoff(failures, patience, lambda: share)
    assert 0 <= wait <= patience.backoff_ceiling_seconds
    assert backoff(1, patience, lambda: share) <= patience.backoff_seconds
