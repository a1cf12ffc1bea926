"""All the ways to run one entry."""

import json
from dataclasses import replace

from modeldex.cost import (
    Overview,
    SelfHosting,
    comparison_json,
    comparisons,
    overview,
    overview_json,
    ways,
)
from modeldex.entry import Openness, changed
from tests.cost.worked import CARD, CHAT, DENSE, LARGE, MAC, MIXTURE, offer

DEARER = replace(CARD, key="dearer", name="Dearer", rent_usd_per_hour=9)
HOSTINGS = tuple(SelfHosting(device=device) for device in (DEARER, CARD, MAC))
SOLD = changed(MIXTURE, offers=(offer(1, 4), offer(None, 4, provider="mute")))
CLOSED = changed(
    SOLD, id="acme/closed", openness=Openness.PROPRIETARY, parameters=None, offers=(offer(10, 40),)
)


def _priced() -> tuple[Overview, Overview]:
    return overview(SOLD, CHAT, HOSTINGS), overview(CLOSED, CHAT, HOSTINGS)


def test_the_cheapest_device_is_taken() -> None:
    """To rent, of those with a rent; a Mac without a known speed comes last of those to own."""
    found, _ = _priced()
    assert found.rented
    assert found.rented.hosting.device is CARD
    assert found.owned
    assert found.owned.hosting.device in {CARD, DEARER}
    assert found.cheapest
    assert found.standing is found.cheapest[1]


def test_closed_weights_are_not_hosted() -> None:
    """They cannot be had, at whatever price."""
    _, closed = _priced()
    assert (closed.rented, closed.owned) == (None, None)


def test_each_hosted_entry_is_set_against_each_seller() -> None:
    """Its own offers too: ten times the price is a tenth of the volume."""
    found = comparisons(_priced(), CHAT)
    volumes = {(one.way, one.api_id): one.break_even.low_requests_per_day for one in found}
    assert set(volumes) == {
        (way, seller) for way in ("rented", "owned") for seller in (SOLD.id, CLOSED.id)
    }
    rented = volumes["rented", SOLD.id], volumes["rented", CLOSED.id]
    assert [round(volume or 0) for volume in rented] == [30_000, 3_000]
    assert all(json.dumps(comparison_json(one)) for one in found)


def test_the_machine_that_breaks_even_first_is_named() -> None:
    """A card at twice the price with ten times the speed pays off, though not for so few."""
    sold = changed(SOLD, offers=(offer(0.7, 2.8),))
    found = overview(sold, CHAT, (SelfHosting(device=LARGE), SelfHosting(device=CARD)))
    assert found.rented
    assert found.rented.hosting.device is CARD
    rented = next(one for one in comparisons([found], CHAT) if one.way == "rented")
    assert rented.hosted.hosting.device is LARGE
    assert rented.break_even.low_requests_per_day


def test_of_equal_bills_the_machine_that_can_do_most_is_taken() -> None:
    """Here it is the one that works on more requests at once, at the same price."""
    tried = overview(MIXTURE, replace(CHAT, requests_per_day=10), ways(HOSTINGS[1])).rented
    assert tried
    assert tried.hosting.batch > 8


def test_an_entry_nobody_sells_stands_with_its_machine() -> None:
    """The cheaper of the two, and with the reasons where it has no price either."""
    own = overview(MIXTURE, CHAT, HOSTINGS)
    assert own.owned
    assert own.standing is own.owned.bill
    bare = overview(changed(DENSE, parameters=None), CHAT, HOSTINGS)
    assert bare.standing.unknown == ("parameters",)
    assert overview(DENSE, CHAT).standing.unknown == ("any price",)


def test_the_number_of_requests_at_once_is_tried() -> None:
    """The cheapest is taken that still answers fast enough."""
    busy = replace(CHAT, requests_per_day=10**6)
    fixed = overview(MIXTURE, busy, HOSTINGS[1:2]).rented
    tried = overview(MIXTURE, busy, ways(HOSTINGS[1])).rented
    assert fixed
    assert tried
    assert fixed.bill.per_month
    assert tried.bill.per_month
    assert tried.bill.per_month.high_usd_per_month < fixed.bill.per_month.high_usd_per_month
    assert tried.hosting.batch > 8


def test_unknown_sums_are_null_in_json() -> None:
    """And keep what is missing."""
    data = json.loads(json.dumps(overview_json(_priced()[0])))
    known, mute = data["offers"]
    assert known["low_usd_per_month"] == known["high_usd_per_month"] == 2_435
    assert (mute["low_usd_per_month"], mute["unknown"]) == (None, ["price of input"])
    assert data["rented"]["device"] == "card-80gb"
