"""The bill of one's own machines."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.cost import Bill, SelfHosting, Workload, at_volume, owned_bill, rented_bill
from modeldex.entry import changed
from modeldex.memory import Device
from tests.cost.worked import CARD, CHAT, DENSE, MAC, MIXTURE, OFFICE

RENTED = SelfHosting(device=CARD)


def _high(bill: Bill) -> float:
    assert bill.per_month is not None
    return bill.per_month.high_usd_per_month


@given(st.floats(0, 10**7), st.floats(0, 10**7))
def test_more_requests_never_cost_less(one: float, two: float) -> None:
    """On rented machines and on owned ones."""
    few, many = sorted((one, two))
    for price in (rented_bill, owned_bill):
        bills = [
            price(MIXTURE, replace(CHAT, requests_per_day=volume), RENTED) for volume in (few, many)
        ]
        assert _high(bills[0]) <= _high(bills[1])


@given(st.floats(0, 10**7))
def test_the_bill_at_another_volume_follows_from_one_machine(requests: float) -> None:
    """With the number of machines exact, or between two where active parameters are unknown."""
    for entry in (MIXTURE, changed(MIXTURE, active_parameters=None)):
        step = rented_bill(entry, CHAT, RENTED).step
        bill = rented_bill(entry, replace(CHAT, requests_per_day=requests), RENTED)
        assert step is not None
        assert bill.per_month is not None
        found = at_volume(step, requests)
        assert found.low_usd_per_month == pytest.approx(bill.per_month.low_usd_per_month)
        assert found.high_usd_per_month == pytest.approx(bill.per_month.high_usd_per_month)


@given(st.integers(1, 50))
def test_a_machine_is_added_where_one_is_full(count: int) -> None:
    """So many times the requests of one machine take so many; one request more takes another."""
    step = rented_bill(MIXTURE, CHAT, RENTED).step
    assert step is not None
    full = replace(CHAT, requests_per_day=step.low_requests_per_day * count)
    assert _high(rented_bill(MIXTURE, full, RENTED)) == pytest.approx(count * 3_652.5)
    over = replace(full, requests_per_day=full.requests_per_day + 1)
    assert _high(rented_bill(MIXTURE, over, RENTED)) == pytest.approx((count + 1) * 3_652.5)


def test_a_machine_without_requests_is_still_there() -> None:
    """It is switched on for the hours of the workload."""
    assert _high(rented_bill(MIXTURE, replace(CHAT, requests_per_day=0), RENTED)) == 3_652.5


def test_half_the_hours_are_half_the_rent() -> None:
    """While an owned machine is paid off all the same."""
    half = replace(CHAT, hours_per_day=12, requests_per_day=100)
    assert _high(rented_bill(MIXTURE, half, RENTED)) == pytest.approx(3_652.5 / 2)
    purchase = owned_bill(MIXTURE, half, RENTED).parts[0]
    assert purchase.money.high_usd_per_month == pytest.approx(2 * 30_000 / 36)


def test_unknown_active_parameters_give_a_range() -> None:
    """And the step says between what one machine serves."""
    bill = rented_bill(
        changed(MIXTURE, active_parameters=None), replace(CHAT, requests_per_day=10**6), RENTED
    )
    assert bill.per_month is not None
    assert bill.per_month.low_usd_per_month < bill.per_month.high_usd_per_month
    assert bill.unknown == ("active parameters",)
    assert "machines with 2 x Card 80GB" in bill.assumptions[0]


@pytest.mark.parametrize(
    ("facts", "unknown"),
    [
        ({"parameters": None}, "parameters"),
        ({"architecture": "nobody-knows"}, "KV cache: "),
    ],
)
def test_what_an_entry_lacks_is_named(facts: dict[str, object], unknown: str) -> None:
    """The bill has no sum."""
    bill = rented_bill(changed(DENSE, **facts), CHAT, RENTED)
    assert bill.per_month is None
    assert bill.unknown[0].startswith(unknown)


@pytest.mark.parametrize(
    ("facts", "unknown"),
    [
        ({"bandwidth_gb_per_second": None}, ("speed of Card 80GB",)),
        ({"list_price_usd": None}, ("list price of Card 80GB",)),
        (
            {"watts": None, "list_price_usd": None},
            ("list price of Card 80GB", "power of Card 80GB"),
        ),
    ],
)
def test_what_a_device_lacks_is_named(facts: dict[str, None], unknown: tuple[str, ...]) -> None:
    """The bill has no sum."""
    hosting = SelfHosting(device=replace(CARD, **facts))  # type: ignore[arg-type]
    bill = owned_bill(DENSE, CHAT, hosting)
    assert (bill.per_month, bill.unknown) == (None, unknown)


def test_a_device_without_a_rent_cannot_be_rented() -> None:
    """Nobody rents it for nothing."""
    bill = rented_bill(
        DENSE, OFFICE, SelfHosting(device=MAC, quantization="q4", tokens_per_second=9)
    )
    assert (bill.per_month, bill.unknown) == (None, ("rent of Mac 128GB",))


@pytest.mark.parametrize(
    ("workload", "reason"),
    [
        (replace(CHAT, context_tokens=200_000), "needs a context of 200,000 tokens, has 131,072"),
        (CHAT, "an answer would come at 5.7 tokens a second; interactive needs 10"),
    ],
)
def test_what_cannot_be_served_is_refused(workload: Workload, reason: str) -> None:
    """A card of a tenth of the bandwidth reads 30 GB of weights and 3.5 of contexts in 0.19 s."""
    slow = replace(CARD, bandwidth_gb_per_second=318)
    bill = rented_bill(DENSE, workload, SelfHosting(device=slow))
    assert (bill.per_month, bill.refusal) == (None, reason)
    relaxed = replace(workload, latency="relaxed", context_tokens=8_000)
    assert rented_bill(DENSE, relaxed, SelfHosting(device=slow)).per_month is not None


@pytest.mark.parametrize(
    ("device", "billions", "reason"),
    [
        (CARD, 800, "takes 16 x Card 80GB, more than one machine holds"),
        (replace(MAC, tflops=30, bandwidth_gb_per_second=500), 120, "takes 2 x Mac 128GB, more"),
    ],
)
def test_a_model_is_not_spread_over_a_network(device: Device, billions: int, reason: str) -> None:
    """Nobody knows how fast that is, unless somebody measured it."""
    large = changed(DENSE, parameters=billions * 10**9)
    bill = owned_bill(large, CHAT, SelfHosting(device=device))
    assert bill.per_month is None
    assert bill.refusal is not None
    assert bill.refusal.startswith(reason)
    told = SelfHosting(device=device, tokens_per_second=20)
    assert owned_bill(large, CHAT, told).per_month is not None


def test_every_assumption_is_said() -> None:
    """Each of the figures that can be edited stands in the bill it changes."""
    said = " ".join(rented_bill(MIXTURE, CHAT, RENTED).assumptions)
    for words in (
        "8 requests at once",
        "70% of that speed",
        "2 times the average",
        "24 hours a day",
    ):
        assert words in said
    owned = " ".join(owned_bill(MIXTURE, CHAT, RENTED).assumptions)
    for words in ("over 3 years", "0.15 USD a kWh", "700 W"):
        assert words in owned
    assert "taken for a dense model, as no experts are known" in (
        rented_bill(DENSE, CHAT, RENTED).assumptions
    )
