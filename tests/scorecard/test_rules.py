"""The table of rules, and what its facts are read as."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from modeldex.criteria import parse
from modeldex.entry import Entry, Offer, Openness, Origin, Score, Source, changed
from modeldex.fields import FIELDS, UNKNOWN
from modeldex.scorecard import CRITERIA, RULES, Given, Maker, Reason, score
from tests.examples import OPEN, TODAY, VENDOR

SOURCE = Source(name="a test", as_of=TODAY)
BLANK = Entry(id="a/blank", name="blank", origin=Origin.USER, source=SOURCE)
"""An entry of which nothing is known, not even whether it has weights."""

BEST = changed(
    BLANK,
    id="a/best",
    openness=Openness.OPEN_SOURCE,
    license="mit",
    license_class="permissive",
    commercial_use=True,
    gated="no",
    status="active",
    architecture="llama",
    context_tokens=2_000_000,
    inputs=("text", "image"),
    tools=True,
    reasoning=True,
    structured_output=True,
    formats=("safetensors", "pytorch"),
    languages=tuple(f"l{number}" for number in range(40)),
    domains=("Health", "law"),
    cutoff=TODAY,
    downloads=10**8,
    likes=10**5,
    derived=10**4,
    quantized=tuple(f"a/{number}" for number in range(8)),
    training_data="named",
    training_code="named",
    paper="arxiv:1",
    offers=tuple(
        Offer(
            provider=f"host{number}",
            provider_model_id="x",
            first_party=False,
            source=SOURCE,
            input_usd_per_million_tokens=0,
            output_usd_per_million_tokens=0,
        )
        for number in range(8)
    ),
    scores=(Score(board="arena.text", value=1500, unit="rating", source=SOURCE, independent=True),),
)
MAKER = Maker(
    name="a maker",
    docs="https://example.org/docs",
    status="https://example.org/status",
    support="https://example.org/support",
    trains=False,
    days=0,
    transparency=100,
)
GIVEN = Given(today=TODAY, fits={BEST.id: True}, makers={BEST.id: MAKER}, domain="health")


def _reasons(entry: Entry, given: Given = GIVEN) -> dict[tuple[str, str], Reason]:
    """Return criterion and fact to what the entry's reason says, ranked alone."""
    (row,) = score([entry], {}, given).rows
    return {
        (one.criterion.key, reason.key): reason for one in row.judgements for reason in one.reasons
    }


def test_every_criterion_has_rules_and_every_rule_its_sentence() -> None:
    """A person sees a heading and how the fact counts; no fact counts twice for a criterion."""
    assert list(RULES) == list(CRITERIA)
    for rules in RULES.values():
        assert len({rule.key for rule in rules}) == len(rules)
        for rule in rules:
            assert rule.parts >= 1
            assert rule.heading[0].isupper()
            assert rule.about.endswith(".")


def test_nothing_known_is_anything_from_worst_to_best() -> None:
    """For every rule; no unknown fact is taken for a bad one or a middling one."""
    for spot, reason in _reasons(BLANK).items():
        assert (reason.low, reason.high, reason.fact) == (0, 1, UNKNOWN), spot


def test_all_points_can_be_had() -> None:
    """By an entry that has the best of every fact."""
    for spot, reason in _reasons(BEST).items():
        assert (reason.low, reason.high) == (1, 1), spot


def test_an_api_without_a_friendly_fact_has_no_points() -> None:
    """But for what needs no file to load, for being offered, and for what nobody publishes."""
    worst = changed(
        BEST,
        openness=Openness.PROPRIETARY,
        license_class="proprietary",
        commercial_use=False,
        status="retired",
        retires=TODAY,
        context_tokens=1_000,
        inputs=("text",),
        tools=False,
        reasoning=False,
        structured_output=False,
        languages=("en",),
        domains=("code",),
        cutoff=date(2020, 1, 1),
        offers=BEST.offers[:1],
    )
    poor = replace(MAKER, trains=True, days=400, transparency=0)
    given = replace(GIVEN, makers={worst.id: poor}, fits={worst.id: True})
    had = {spot: reason.high for spot, reason in _reasons(worst, given).items() if reason.high}
    asked = {key for criterion, key in had if criterion == "transparency"}
    assert asked == {"data", "code", "paper", "arch", "cutoff", "measured"}
    assert {spot for spot in had if spot[0] != "transparency"} == {
        ("access", "hosts"),
        ("access", "gated"),
        ("customisation", "open"),
        ("community", "downloads"),
        ("community", "likes"),
        ("capability", "score"),
        ("cost", "price"),
        *(("community", page) for page in ("docs", "status-page", "support")),
        ("risk", "format"),
    }


@pytest.mark.parametrize(
    ("changes", "spot", "fact", "points"),
    [
        ({"license_class": "copyleft"}, ("customisation", "license"), "mit, copyleft", 0.75),
        ({"gated": "auto"}, ("access", "gated"), "on request", 0.5),
        ({"derived": 0}, ("customisation", "derived"), "0", 0),
        ({"derived": 10}, ("customisation", "derived"), "10", 1 / 3),
        ({"quantized": ("a/b",)}, ("customisation", "quantized"), "1", 0.25),
        ({"context_tokens": 128_000}, ("capability", "ctx"), "128k", 3.465736 / 5.521461),
        ({"cutoff": TODAY - timedelta(days=365)}, ("capability", "cutoff"), "2025-11", 2 / 3),
        ({"downloads": 10_000}, ("community", "downloads"), "10k", 0.5),
        ({"formats": ("pytorch",)}, ("risk", "format"), "pytorch", 0),
        ({"status": "deprecated"}, ("risk", "status"), "deprecated", 0.25),
        ({"gone": True}, ("risk", "status"), "no longer listed", 0),
    ],
)
def test_facts_become_points_as_the_rule_says(
    changes: dict[str, object], spot: tuple[str, str], fact: str, points: float
) -> None:
    """Worked by hand, as ln(128/4) / ln(1000/4) for the context."""
    reason = _reasons(changed(BEST, **changes))[spot]
    assert (reason.fact, reason.low, reason.high) == (fact, *[pytest.approx(points)] * 2)


def test_a_licence_or_format_that_says_nothing_is_shown_and_stays_unknown() -> None:
    """The word is there to read, and the points are anything."""
    odd = changed(BEST, license="other", license_class=None, formats=("awq",))
    reasons = _reasons(odd)
    for spot, fact in ((("customisation", "license"), "other"), (("risk", "format"), "awq")):
        assert (reasons[spot].fact, reasons[spot].low, reasons[spot].high) == (fact, 0, 1)


def test_what_nobody_publishes_of_an_api_is_unknown_and_not_nothing() -> None:
    """How many use it and whether its vendor would train it; an account is half a gate at most."""
    sold = changed(BEST, openness=Openness.PROPRIETARY)
    reasons = _reasons(sold)
    ends = {
        spot: (reasons[spot].low, reasons[spot].high)
        for spot in (("community", "downloads"), ("customisation", "open"), ("access", "gated"))
    }
    assert list(ends.values()) == [(0, 1), (0, 0.5), (0, 0.5)]
    assert reasons["customisation", "derived"].high == 0


def test_published_weights_are_asked_for_where_they_are_the_question_and_nowhere_else() -> None:
    """One fact that moved every criterion would decide the ranking by itself."""
    asking = {key for key, rules in RULES.items() if any(rule.key == "open" for rule in rules)}
    assert asking == {"access", "customisation", "lock-in"}
    licensed = [key for key, rules in RULES.items() if any(r.key == "license" for r in rules)]
    assert licensed == ["customisation"]


def test_retirement_and_data_are_the_vendors_only_where_weights_are_not_out() -> None:
    """Whoever has the weights needs nobody's leave."""
    maker = replace(MAKER, trains=True, days=15)
    sold = changed(BEST, openness=Openness.PROPRIETARY, retires=TODAY + timedelta(days=73))
    given = replace(GIVEN, makers={BEST.id: maker})
    reasons = _reasons(sold, given)
    for spot, fact, points in (
        (("lock-in", "retires"), "2027-02-02", 0.2),
        (("risk", "trains"), "trained on", 0),
        (("risk", "days"), "kept 15 days", 0.5),
    ):
        assert reasons[spot].fact == fact
        assert reasons[spot].low == pytest.approx(points)
    own = _reasons(BEST, given)
    assert own["lock-in", "retires"].fact == "weights at hand do not retire"
    assert own["risk", "trains"].low == own["risk", "days"].low == 1


def test_every_fact_that_is_a_field_is_named_by_its_key() -> None:
    """So that a screen can lead from a reason to the field."""
    others = {"commercial-ok", "measured", "index", "score", "docs", "status-page", "support"}
    others |= {"trains", "days", "fits"}
    assert {rule.key for rules in RULES.values() for rule in rules} - set(FIELDS) == others


@pytest.mark.parametrize(
    ("must", "facts"),
    [
        ("fits:2gb", "Weights at Q4: 5.01 GB"),
        ("mem.q8<2gb", "Weights at Q8: 8.7 GB"),
        ("is:cached", "On this disk: no"),
        ("is:gated,vision", "Gated: no, Vision: no"),
        ("-lang:en", "Languages: en, zh"),
        ("retires>10d", "Retires: unknown"),
    ],
)
def test_every_kind_of_must_have_says_what_stands_instead(must: str, facts: str) -> None:
    """Whatever key it is about."""
    (removed,) = score([OPEN], {}, Given(today=TODAY), must=parse(must)).removed
    assert [failure.facts for failure in removed.failures] == [facts]


def test_what_is_on_this_disk_can_be_a_must_have() -> None:
    """In either direction."""
    given = Given(today=TODAY, cached=frozenset({OPEN.id.lower()}))
    (row,) = score([OPEN, VENDOR], {}, given, must=parse("is:cached")).rows
    assert row.entry == OPEN
    (removed,) = score([OPEN], {}, given, must=parse("-is:cached")).removed
    assert removed.failures[0].facts == "On this disk: yes"
