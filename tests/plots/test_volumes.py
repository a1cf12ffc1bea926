"""Cost against volume, and where the two lines meet."""

from dataclasses import replace

import pytest

from modeldex import cost
from modeldex.comparison.bills import Bills, bills_of
from modeldex.cost import SelfHosting, Workload
from modeldex.entry import Entry, changed
from modeldex.plots import Figure, to_svg, to_text
from modeldex.plots.volumes import cost_against_volume
from tests.cost.worked import CARD, CHAT, LARGE, MIXTURE, offer

SOLD = changed(MIXTURE, offers=(offer(1, 4),))


def _bills(entry: Entry = SOLD, workload: Workload = CHAT) -> Bills:
    return bills_of([entry], workload, (SelfHosting(device=CARD),))


def _figure(bills: Bills, way: str = "rented") -> Figure:
    pair = next(one for one in bills.pairs if one.way == way)
    figure = cost_against_volume(pair, bills.overviews, bills.workload).figure
    assert figure
    return figure


def test_the_break_even_lies_on_both_lines() -> None:
    """At 30,000 requests a day a machine is as dear as the API; the amounts are the bills' own."""
    bills = _bills()
    figure = _figure(bills)
    [even, api, machine] = figure.points
    assert (even.name, even.hollow, api.hollow, machine.hollow) == (
        "30,000 a day",
        False,
        True,
        True,
    )
    rented, sold = bills.overviews[SOLD.id].rented, bills.overviews[SOLD.id].cheapest
    assert rented
    assert sold
    assert rented.bill.step
    assert even.y == pytest.approx(rented.bill.step.machine.low_usd_per_month)
    for point, bill in ((api, sold[1]), (machine, rented.bill)):
        assert bill.per_month
        assert point.x == CHAT.requests_per_day
        assert point.y == pytest.approx(bill.per_month.low_usd_per_month)
    by_api, owned = figure.lines
    slopes = {round(y / x, 9) for x, y in by_api.points}
    assert len(slopes) == 1
    assert [y for _, y in owned.points] == sorted(y for _, y in owned.points)
    assert "30,000 requests a day" in figure.about


def test_at_each_volume_the_cheapest_machines_are_drawn() -> None:
    """A large card costs more for a few requests, and less for many."""
    hostings = [SelfHosting(device=device) for device in (CARD, LARGE)]
    _, hosted = _figure(bills_of([SOLD], CHAT, hostings)).lines
    for volume, usd in hosted.points[::20]:
        at = replace(CHAT, requests_per_day=volume)
        bills = [cost.rented_bill(SOLD, at, one).per_month for one in hostings]
        assert usd == pytest.approx(min(bill.low_usd_per_month for bill in bills if bill))
    few, many = hosted.points[0], hosted.points[-1]
    assert few[1] < many[1]


def test_what_is_a_range_is_drawn_as_two_lines() -> None:
    """An unknown price of cached input: at least and at most."""
    bills = _bills(workload=replace(CHAT, cached_share=0.5, written_share=0))
    names = [line.name for line in _figure(bills).lines]
    assert names[:2] == [f"{SOLD.name} by API, at least", f"{SOLD.name} by API, at most"]
    least, most = _figure(bills).lines[:2]
    assert all(low[1] < high[1] for low, high in zip(least.points, most.points, strict=True))


def test_without_a_break_even_the_reason_is_told() -> None:
    """The lines are there, the point is not."""
    cheap = changed(SOLD, offers=(offer(0.001, 0.001),))
    figure = _figure(_bills(cheap))
    assert all(point.hollow for point in figure.points)
    assert "none: a machine costs more than the API asks" in figure.about


def test_no_requests_are_drawn_around_a_thousand() -> None:
    """A workload of nothing still has a picture."""
    figure = _figure(_bills(workload=replace(CHAT, requests_per_day=0)))
    assert figure.points == ()
    assert figure.lines


@pytest.mark.parametrize("way", ["rented", "owned"])
def test_it_reads_in_a_small_terminal_and_as_a_picture(way: str) -> None:
    """Both names, both axes and the mark of the break-even."""
    figure = _figure(_bills(), way)
    text = "\n".join(to_text(figure, 78, 18))
    assert all(word in text for word in ("by API", way, "USD a month", "Requests a day", "●"))
    assert "by API" in to_svg(figure)
