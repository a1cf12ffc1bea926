"""Where machines of one's own cost as much as an API."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.cost import (
    Bill,
    Money,
    Step,
    api_bill,
    break_even,
    break_even_text,
    curve,
    rented_bill,
)
from tests.cost.test_hosting import RENTED
from tests.cost.worked import CHAT, MIXTURE, PLAIN, offer

API = api_bill(offer(1, 4), CHAT)
"""0.002 + 0.002 = 0.004 USD a request."""


def _machines(usd: float, requests: float, count: int = 1) -> Bill:
    step = Step(
        machine=Money.exactly(usd), low_requests_per_day=requests, high_requests_per_day=requests
    )
    return Bill(per_month=Money.exactly(usd * count), step=step)


def test_a_machine_breaks_even_where_the_api_costs_as_much() -> None:
    """3,652.50 / (0.004 * 30.4375) = 30,000 requests a day; the machine serves 30,881.

    Each further machine makes the API the cheaper one again until the 881 that it serves beyond
    the 30,000 that pay for it add up to 30,000: 30,881 / 881 = 35.04, so the 35th is the last.
    """
    found = break_even(API, rented_bill(MIXTURE, CHAT, RENTED), CHAT)
    assert found.low_requests_per_day == pytest.approx(30_000)
    assert found.high_requests_per_day == pytest.approx(30_000)
    assert found.always_requests_per_day == pytest.approx(35 * 30_000)
    assert break_even_text(found) == "30,000 requests a day, and for good from 1,050,000"


@given(st.floats(1, 10**5), st.floats(1, 10**6))
def test_both_cost_the_same_where_they_break_even(usd: float, requests: float) -> None:
    """Or the machine is too dear for what it serves."""
    found = break_even(API, _machines(usd, requests), CHAT)
    a_request = 0.004 * 30.4375
    if found.low_requests_per_day is None:
        assert usd > a_request * requests
        assert found.reason == "a machine costs more than the API asks for all that it can serve"
    else:
        assert found.low_requests_per_day * a_request == pytest.approx(usd)
        assert found.low_requests_per_day <= requests * (1 + 1e-9)


@given(st.floats(10, 1000), st.floats(1, 10**4), st.integers(1, 200))
def test_machines_stay_cheaper_beyond_the_last_volume(
    usd: float, requests: float, ahead: int
) -> None:
    """With so many machines, and just one request more than those before can serve."""
    a_request = 0.004 * 30.4375
    found = break_even(API, _machines(usd, requests), CHAT)
    if found.always_requests_per_day is None:
        return
    before = found.always_requests_per_day // requests
    machines = before + ahead + 1
    volume = (machines - 1) * requests
    if volume >= found.always_requests_per_day:
        assert volume * a_request >= machines * usd * (1 - 1e-6) - 1e-6


@given(st.floats(1, 3 * 10**6))
def test_the_bills_agree_with_the_volumes(requests: float) -> None:
    """Below the first the API is cheaper, and from the last on the machines are."""
    found = break_even(API, rented_bill(MIXTURE, CHAT, RENTED), CHAT)
    assert found.low_requests_per_day
    assert found.always_requests_per_day
    workload = replace(CHAT, requests_per_day=requests)
    api = api_bill(offer(1, 4), workload).per_month
    machines = rented_bill(MIXTURE, workload, RENTED).per_month
    assert api
    assert machines
    if requests < found.low_requests_per_day - 1:
        assert api.low_usd_per_month < machines.low_usd_per_month
    if requests > found.always_requests_per_day + 1:
        assert machines.high_usd_per_month < api.high_usd_per_month


def test_a_range_gives_the_most_and_the_least_favourable_volume() -> None:
    """Half of the price of the API doubles the volume, beyond what the machine serves."""
    wide = replace(API, per_month=Money(low_usd_per_month=1_217.5, high_usd_per_month=2_435))
    found = break_even(wide, _machines(3_652.5, 40_000), CHAT)
    assert found.low_requests_per_day == pytest.approx(30_000)
    assert found.high_requests_per_day is None
    assert break_even_text(found) == (
        "30,000 requests a day or more; at worst a machine costs more than the API asks for all "
        "that it can serve"
    )


@pytest.mark.parametrize(
    ("api", "hosted", "reason"),
    [
        (
            Bill(per_month=None, unknown=("price of input",)),
            _machines(1, 1),
            "the API cannot be priced, not known: price of input",
        ),
        (
            API,
            Bill(per_month=None, refusal="needs a context of 8 tokens, has 4"),
            "the machines cannot be priced, needs a context of 8 tokens, has 4",
        ),
        (api_bill(offer(0, 0), CHAT), _machines(1, 1), "the API costs nothing"),
        (API, API, "both are priced by request"),
    ],
)
def test_where_there_is_no_volume_there_is_a_reason(api: Bill, hosted: Bill, reason: str) -> None:
    """In one sentence."""
    found = break_even(api, hosted, CHAT)
    assert (found.low_requests_per_day, found.reason) == (None, reason)
    assert break_even_text(found) == f"none: {reason}"


def test_a_workload_without_requests_has_no_volume() -> None:
    """It has no price of a request."""
    idle = replace(PLAIN, requests_per_day=0)
    found = break_even(api_bill(offer(1, 4), idle), _machines(1, 1), idle)
    assert found.reason == "the workload has no requests"


def test_a_curve_has_a_point_for_each_volume() -> None:
    """The API's is a line, and the machines' a stair."""
    volumes = (0, 10_000, 30_000, 40_000)
    line = curve(lambda workload: api_bill(offer(1, 4), workload), CHAT, volumes)
    stair = curve(lambda workload: rented_bill(MIXTURE, workload, RENTED), CHAT, volumes)
    assert [point.requests_per_day for point in line] == list(volumes)
    sums = [
        [point.money.high_usd_per_month for point in points if point.money]
        for points in (line, stair)
    ]
    assert sums[0] == pytest.approx([0, 1_217.5, 3_652.5, 4_870])
    assert sums[1] == pytest.approx([3_652.5, 3_652.5, 3_652.5, 7_305])
