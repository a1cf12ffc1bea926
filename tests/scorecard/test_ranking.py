"""Rankings: worked by hand, and by their properties."""

import math
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modeldex.criteria import parse
from modeldex.entry import Entry, Offer, Openness, Origin, Score, Source, changed
from modeldex.errors import UsageError
from modeldex.fields import UNKNOWN
from modeldex.scorecard import CRITERIA, MOST, Given, Maker, Ranking, Row, score
from tests.criteria.strategies import entries
from tests.examples import OPEN, PRICES, TODAY, VENDOR

NOTHING = dict.fromkeys(CRITERIA, 0.0)
GIVEN = Given(today=TODAY)
ARENA = Source(name="Arena", as_of=date(2026, 10, 5))

_MAKERS = st.builds(
    Maker,
    name=st.just("a maker"),
    docs=st.none() | st.just("https://example.org"),
    trains=st.none() | st.booleans(),
    days=st.none() | st.integers(0, 60),
    transparency=st.none() | st.integers(0, 100),
)
_COSTS = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
    lambda ends: (float(min(ends)), float(max(ends)))
)
_WEIGHTS = st.dictionaries(st.sampled_from(list(CRITERIA)), st.sampled_from([0.5, 1, 2, MOST]))


@st.composite
def _sets(draw: st.DrawFn) -> tuple[list[Entry], Given]:
    """Return entries with ids of their own, and something given about some of them."""
    drawn = draw(st.lists(entries(), min_size=1, max_size=4))
    named = [changed(entry, id=f"a/{number}") for number, entry in enumerate(drawn)]
    ids = [entry.id for entry in named]
    costs = {one: draw(st.none() | _COSTS) for one in ids}
    return named, Given(
        today=TODAY,
        costs=draw(st.none() | st.just(costs)),
        fits={one: draw(st.none() | st.booleans()) for one in ids},
        makers={one: draw(_MAKERS) for one in ids if draw(st.booleans())},
        domain=draw(st.none() | st.just("health")),
    )


@st.composite
def _completed(draw: st.DrawFn, whole: list[Entry], given: Given) -> tuple[list[Entry], Given]:
    """Return the same with some of what is unknown made known, in any way it might be."""
    costs = given.costs and {
        one: draw(_COSTS) if cost is None else _within(draw, cost)
        for one, cost in given.costs.items()
    }
    makers = {
        entry.id: _filled(draw, given.makers.get(entry.id, Maker(name="")), draw(_MAKERS))
        for entry in whole
    }
    fits = {
        one: draw(st.booleans()) if fit is None else fit for one, fit in (given.fits or {}).items()
    }
    known = [_filled(draw, entry, _fitting(entry, draw(entries()))) for entry in whole]
    return known, replace(given, costs=costs, makers=makers, fits=fits)


def _within(draw: st.DrawFn, cost: tuple[float, float]) -> tuple[float, float]:
    exact = draw(st.floats(*cost))
    return exact, exact


def _fitting(entry: Entry, other: Entry) -> Entry:
    """Return facts that `entry` may turn out to have: what is on the Hub is no secret."""
    if entry.origin is Origin.HUB and other.openness is Openness.PROPRIETARY:
        return changed(other, openness=Openness.RESTRICTED)
    return other


def _filled(draw: st.DrawFn, known: Any, other: Any) -> Any:  # noqa: ANN401 - an Entry or a Maker
    """Return `known` with some of its unknown facts taken from `other`."""
    is_entry = isinstance(known, Entry)
    names = known.__struct_fields__ if is_entry else [fact.name for fact in fields(known)]
    unknown = [name for name in names if getattr(known, name) in (None, (), Openness.UNKNOWN)]
    chosen = draw(st.lists(st.sampled_from(unknown), unique=True)) if unknown else []
    facts = {name: getattr(other, name) for name in chosen}
    return changed(known, **facts) if is_entry else replace(known, **facts)


def _rows(ranking: Ranking) -> dict[str, Row]:
    return {row.entry.id: row for row in ranking.rows}


def _ends(row: Row) -> Mapping[str, tuple[float, float]]:
    return {one.criterion.key: (one.low, one.high) for one in row.judgements}


SLACK = 1e-9
"""Fractions are exact, and records hold them as floats."""


@settings(max_examples=25)
@given(_sets(), _WEIGHTS, st.data())
def test_an_interval_holds_every_way_the_unknown_may_turn_out(
    drawn: tuple[list[Entry], Given], weights: dict[str, float], data: st.DataObject
) -> None:
    """Of each criterion; where an unknown price or rating moves a scale, `firm` still holds."""
    whole, given = drawn
    before = score(whole, weights, given)
    after = score(*_swap(weights, data.draw(_completed(whole, given))))
    for one, row in _rows(after).items():
        old = _rows(before)[one]
        assert old.firm - SLACK <= row.low <= row.high <= old.high + SLACK
        for key, (low, high) in _ends(row).items():
            least, most = _ends(old)[key]
            assert high <= most + SLACK
            if key not in {"cost", "capability"}:
                assert least - SLACK <= low
    if before.sure:
        assert after.first == before.first


def _swap(
    weights: dict[str, float], completed: tuple[list[Entry], Given]
) -> tuple[list[Entry], dict[str, float], Given]:
    return completed[0], weights, completed[1]


def _offer(usd: float, provider: str) -> Offer:
    return Offer(
        provider=provider,
        provider_model_id="x",
        first_party=False,
        source=PRICES,
        input_usd_per_million_tokens=usd,
        output_usd_per_million_tokens=usd,
    )


def _rated(rating: float) -> tuple[Score, ...]:
    found = Score(board="arena.text", value=rating, unit="rating", source=ARENA, independent=True)
    return (found,)


_BETTER: tuple[tuple[str, Any, Any], ...] = (
    ("license_class", "non-commercial", "permissive"),
    ("commercial_use", False, True),
    ("gated", "manual", "auto"),
    ("gated", "auto", "no"),
    ("training_data", None, "named"),
    ("paper", None, "arxiv:1"),
    ("derived", 3, 4),
    ("quantized", ("a/b",), ("a/b", "c/d")),
    ("context_tokens", 8_000, 8_001),
    ("tools", False, True),
    ("reasoning", False, True),
    ("inputs", ("text",), ("text", "image")),
    ("languages", ("de",), ("de", "en")),
    ("cutoff", TODAY - timedelta(days=9), TODAY - timedelta(days=8)),
    ("scores", _rated(1300), _rated(1300.1)),
    ("offers", (_offer(2, "x"),), (_offer(1.9, "x"),)),
    ("offers", (_offer(2, "x"),), (_offer(2, "x"), _offer(2, "y"))),
    ("downloads", 0, 1_000),
    ("likes", 10, 11),
    ("retires", TODAY, TODAY + timedelta(days=1)),
    ("formats", ("pytorch",), ("pytorch", "safetensors")),
    ("status", "deprecated", "active"),
    ("gone", True, False),
)


@settings(max_examples=12)
@given(_sets(), _WEIGHTS)
def test_more_of_a_good_fact_never_lowers_a_score(
    drawn: tuple[list[Entry], Given], weights: dict[str, float]
) -> None:
    """Neither end of it, whatever else is known and whoever else is compared."""
    (first, *others), given = drawn
    for fact, *values in _BETTER:
        ranked = (
            score([changed(first, **{fact: value}), *others], weights, given) for value in values
        )
        worse, better = (_rows(ranking)[first.id] for ranking in ranked)
        assert worse.low <= better.low, fact
        assert worse.high <= better.high, fact


@settings(max_examples=15)
@given(_sets(), _WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_does_not_count(
    drawn: tuple[list[Entry], Given],
    weights: dict[str, float],
    dice: Any,  # noqa: ANN401
) -> None:
    """Rows, places, reasons and sensitivity are the same to the last digit."""
    whole, given = drawn
    ranking = score(whole, weights, given)
    shuffled = list(whole)
    dice.shuffle(shuffled)
    assert score(shuffled, weights, given) == ranking


@settings(max_examples=15)
@given(_sets(), _WEIGHTS)
def test_first_place_under_another_weight_is_what_the_sensitivity_says(
    drawn: tuple[list[Entry], Given], weights: dict[str, float]
) -> None:
    """Ranked anew with that weight."""
    whole, given = drawn
    for one in score(whole, weights, given).sensitivity:
        for reign in one.reigns:
            tried = (reign.low + reign.high) / 2
            again = score(whole, weights | {one.criterion.key: tried}, given)
            assert tuple(sorted(again.first)) == reign.first


@settings(max_examples=15)
@given(_sets(), _WEIGHTS)
def test_no_score_stands_without_its_reasons(
    drawn: tuple[list[Entry], Given], weights: dict[str, float]
) -> None:
    """The parts add up to the whole, and every part says how it came about."""
    whole, given = drawn
    for row in score(whole, weights, given).rows:
        assert math.isclose(sum(one.share for one in row.judgements), 1)
        assert math.isclose(
            sum(one.contribution[0] for one in row.judgements), row.low, abs_tol=SLACK
        )
        assert math.isclose(
            sum(one.contribution[1] for one in row.judgements), row.middle, abs_tol=SLACK
        )
        for one in row.judgements:
            low = sum(reason.low * reason.share for reason in one.reasons)
            assert math.isclose(low, one.low, abs_tol=SLACK)
            assert 0 <= one.low <= one.high <= 1
            assert all(reason.unknown for reason in one.reasons if reason.fact == UNKNOWN)


def test_two_entries_by_hand() -> None:
    """Access and cost alone, weighing 2 and 1.

    Access has 7 parts. Open: weights 2 and gate 1 are had, business 2 and API 2 are unknown: 3/7
    to 7/7. Behind an API: the API 2 is had, business 2 is unknown, the gate 1 gives half at most:
    2/7 to 4.5/7. Cost: $0.6875 is the only price, so 1; the other is unknown, 0 to 1.
    """
    ranking = score([OPEN, VENDOR], NOTHING | {"access": 2, "cost": 1}, GIVEN)
    rows = _rows(ranking)
    assert (rows[OPEN.id].low, rows[OPEN.id].high) == pytest.approx((2 / 7, 1))
    assert (rows[VENDOR.id].low, rows[VENDOR.id].high) == pytest.approx((11 / 21, 16 / 21))
    assert [row.middle for row in ranking.rows] == pytest.approx([9 / 14, 9 / 14])
    assert [(row.entry.id, row.place, row.tied) for row in ranking.rows] == [
        (OPEN.id, 1, True),
        (VENDOR.id, 1, True),
    ]
    assert not ranking.sure
    # Were the open one's price the lowest by far, the other's cost would be worth nothing.
    assert rows[VENDOR.id].firm == pytest.approx(4 / 21)
    turns = {one.criterion.key: one for one in ranking.sensitivity}
    below, above = turns["cost"].below, turns["cost"].above
    assert below is not None
    assert above is not None
    assert (below.weight, below.first, above.weight, above.first) == (
        1,
        (OPEN.id,),
        1,
        (VENDOR.id,),
    )


def _cost_ends(costs: dict[str, tuple[float, float] | None]) -> dict[str, tuple[float, float]]:
    whole = [changed(OPEN, id=one) for one in costs]
    ranking = score(whole, NOTHING | {"cost": 1}, Given(today=TODAY, costs=costs))
    return {one: (row.low, row.high) for one, row in _rows(ranking).items()}


def test_monthly_bills_by_hand() -> None:
    """1 less half the power of ten: 2.5, 20 and 200 times the cheapest."""
    ends = _cost_ends(
        {"a/1": (120, 120), "a/2": (300, 300), "a/3": (2400, 2400), "a/4": (24e3, 24e3)}
    )
    assert [low for low, _ in ends.values()] == pytest.approx([1, 0.801030, 0.349485, 0], abs=1e-6)
    assert all(low == high for low, high in ends.values())


def test_a_bill_with_two_ends_by_hand() -> None:
    """At worst it is 10 beside 2, a fifth as cheap; at best 1, and then the other is twice that."""
    ends = _cost_ends({"a/1": (1, 10), "a/2": (2, 2)})
    assert ends["a/1"] == pytest.approx((1 - math.log10(5) / 2, 1))
    assert ends["a/2"] == pytest.approx((1 - math.log10(2) / 2, 1))


def test_what_is_free_is_as_good_as_the_least_amount() -> None:
    """A dollar a month; and 0 is not unknown."""
    assert _cost_ends({"a/1": (0, 0), "a/2": (1, 1), "a/3": None}) == {
        "a/1": (1, 1),
        "a/2": (1, 1),
        "a/3": (0, 1),
    }


@pytest.mark.parametrize(
    ("bill", "fact"),
    [
        ((0.0, 0.0), "free"),
        ((0.0, 12.5), "free to $12.50 a month"),
        ((7.0, 7.0), "$7.00 a month"),
        (None, "?"),
    ],
)
def test_a_bill_is_said_by_the_month(bill: tuple[float, float] | None, fact: str) -> None:
    """Both ends where there are two."""
    (row,) = score([OPEN], NOTHING | {"cost": 1}, Given(today=TODAY, costs={OPEN.id: bill})).rows
    (judgement,) = (one for one in row.judgements if one.criterion.key == "cost")
    assert [reason.fact for reason in judgement.reasons] == [fact]


def test_ratings_of_another_board_do_not_count() -> None:
    """1400 and 1300 on one board are a quarter of the scale apart; on another nothing is known."""
    best, next_best = (changed(OPEN, id=f"a/{r:.0f}", scores=_rated(r)) for r in (1400, 1300))
    for board, expected in (("text", [(1, 1), (0.75, 0.75)]), ("coding", [(0, 1), (0, 1)])):
        ranking = score([best, next_best], {}, Given(today=TODAY, board=board))
        reasons = [
            reason
            for row in ranking.rows
            for one in row.judgements
            for reason in one.reasons
            if reason.key == "score"
        ]
        assert [(reason.low, reason.high) for reason in reasons] == expected


def test_first_place_is_sure_only_while_no_unknown_price_can_take_it() -> None:
    """Though the other's best lies below, its price could turn out to be a hundredth.

    The first has 5/7 of access and the lowest known cost: 24/28. The other has 2.5/7 and at best
    all of the cost, 19/28; but then the first keeps nothing for its own, 10/28.
    """
    open_one = changed(OPEN, commercial_use=True)
    sold = changed(VENDOR, license_class="proprietary", commercial_use=False)
    weights = NOTHING | {"access": 1, "cost": 1}

    def ranked(price: tuple[float, float] | None) -> Ranking:
        costs = {OPEN.id: (100.0, 100.0), VENDOR.id: price}
        return score([open_one, sold], weights, Given(today=TODAY, costs=costs))

    unknown = ranked(None)
    assert unknown.first == (OPEN.id,)
    assert unknown.rows[0].low == pytest.approx(24 / 28)
    assert unknown.rows[1].high == pytest.approx(19 / 28)
    assert not unknown.sure
    assert ranked((1, 1)).first == (VENDOR.id,)
    assert ranked((100, 100)).sure


def test_one_entry_alone_is_first_for_sure() -> None:
    """There is nobody else."""
    ranking = score([OPEN, OPEN], {}, GIVEN)
    assert ranking.first == (OPEN.id,)
    assert ranking.sure


def test_a_must_have_takes_entries_out_and_says_why() -> None:
    """Unknown is told from known and wrong; scales are those of the rest."""
    ranking = score([OPEN, VENDOR], {}, GIVEN, must=parse("ctx<=150k has:price -qwen"))
    assert not any((ranking.rows, ranking.sensitivity, ranking.notes, ranking.sure))
    told = {
        one.entry.id: [(failure.part, failure.facts, failure.unknown) for failure in one.failures]
        for one in ranking.removed
    }
    assert told == {
        OPEN.id: [
            ("-qwen", "Qwen/Qwen3-8B, Qwen3-8B", False),
            ("has:price", "Price, blended: unknown", True),
        ],
        VENDOR.id: [("ctx<=150k", "Context: 200k", False)],
    }


def test_what_nobody_asked_for_is_left_out_by_name() -> None:
    """Without a machine and a field of work, and back with them."""
    left = score([OPEN], {}, GIVEN).left_out
    assert [(one.criterion.key, one.reason) for one in left] == [
        ("fitness", "no machine is named"),
        ("domain", "no field of work is named"),
    ]
    assert score([OPEN], {}, Given(today=TODAY, fits={}, domain="law")).left_out == ()


def test_the_notes_say_where_the_scales_begin() -> None:
    """And that what is unknown may begin elsewhere."""
    assert score([OPEN, VENDOR], {}, GIVEN).notes == (
        (
            "The best known cost is $0.688 per million tokens, of acme/swift-2. "
            "It is unknown for 1 of 2; a lower one would move the scale."
        ),
        "No rating on the board text is known, so nobody is ahead by it.",
    )


def test_weights_that_leave_nothing_are_refused() -> None:
    """Those of criteria that are left out do not help."""
    with pytest.raises(UsageError, match=r"^Every criterion .* weighs 0; .* as in access=1\.$"):
        score([OPEN], NOTHING | {"fitness": 3}, GIVEN)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Given(today=TODAY, board="cod\x1b"), r"no board called cod<U\+001B>"),
        (Given(today=TODAY, board="codng"), r"did you mean coding\?"),
        (Given(today=TODAY, costs={OPEN.id: (2.0, 1.0)}), "cannot cost from 2 to 1 USD"),
        (Given(today=TODAY, costs={OPEN.id: (-1.0, 1.0)}), "cannot cost from -1 to 1 USD"),
        (Given(today=TODAY, costs={OPEN.id: (1.0, math.inf)}), "cannot cost from 1 to inf USD"),
    ],
)
def test_what_makes_no_sense_is_refused(given: Given, sentence: str) -> None:
    """With the spot."""
    with pytest.raises(UsageError, match=sentence):
        score([OPEN], {}, given)
