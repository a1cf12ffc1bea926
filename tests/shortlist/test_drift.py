"""What differs from the pinned facts, and what becomes of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.cost import Mix, Share
from modeldex.entry import Entry, Openness, Score, Source, changed
from modeldex.errors import UsageError
from modeldex.shortlist import (
    Member,
    Pinned,
    Shortlist,
    accept,
    add,
    asked_for,
    decide,
    drift,
    from_toml,
    set_note,
    to_toml,
)
from tests.examples import HUB, OPEN, PRICES, TODAY, VENDOR

CHOSEN = date(2026, 10, 1)
EMPTY = Shortlist(name="trip", created=CHOSEN, updated=CHOSEN)
NEWER = Source(name="models.dev", as_of=date(2026, 11, 20))


def scored(rating: float, low: float | None = None, high: float | None = None) -> Entry:
    """Return the open entry with a rating on the Arena's text board."""
    score = Score(
        board="arena.text",
        value=rating,
        unit="rating",
        source=PRICES,
        independent=True,
        low=low,
        high=high,
    )
    return changed(OPEN, scores=(score,))


def priced(price: float, provider: str = "acme", entry: Entry = VENDOR) -> Entry:
    """Return an entry with one offer."""
    offer = changed(
        VENDOR.offers[0], provider=provider, input_usd_per_million_tokens=price, source=NEWER
    )
    return changed(entry, offers=(offer,))


def pinned(*entries: Entry) -> Shortlist:
    """Return a shortlist of entries as they were on the day they were chosen."""
    return add(EMPTY, entries, CHOSEN)


def drifted(shortlist: Shortlist, *now: Entry) -> list[tuple[str, str, str]]:
    """Return key, was and now of what differs, as a person reads it."""
    found = {member.id: now[i] for i, member in enumerate(shortlist.members) if i < len(now)}
    return [(one.field, one.told(one.was), one.told(one.now)) for one in drift(shortlist, found)]


def test_nothing_differs_from_what_was_just_pinned() -> None:
    """Neither in memory nor after the file was closed and opened."""
    both = pinned(scored(1400, 1390, 1410), VENDOR)
    assert drifted(both, scored(1400, 1390, 1410), VENDOR) == []
    assert drifted(from_toml(to_toml(both), "x.toml"), scored(1400, 1390, 1410), VENDOR) == []


CHANGES = [
    ({"license": "llama3"}, ("license", "apache-2.0", "llama3")),
    ({"license": None}, ("license", "apache-2.0", "unknown")),
    ({"openness": Openness.RESTRICTED}, ("open", "open-weights", "restricted")),
    ({"gated": "manual"}, ("gated", "no", "manual")),
    ({"updated": date(2026, 11, 2)}, ("updated", "2026-07-26", "2026-11-02")),
    ({"context_tokens": 128_000}, ("ctx", "131,072", "128,000")),
    ({"retires": date(2027, 1, 1)}, ("retires", "unknown", "2027-01-01")),
    ({"status": "deprecated"}, ("status", "unknown", "deprecated")),
    ({"gone": True}, ("gone", "listed", "no longer listed")),
    ({"id": "Qwen/Qwen3-8B-Base"}, ("id", "Qwen/Qwen3-8B", "Qwen/Qwen3-8B-Base")),
    ({"hub_id": "b" * 24}, ("repository", "a" * 24, "b" * 24)),
]


@pytest.mark.parametrize(("facts", "expected"), CHANGES, ids=[told[0] for _, told in CHANGES])
def test_each_fact_drifts_alone(facts: dict[str, object], expected: tuple[str, str, str]) -> None:
    """With what it was and what it is, to the last digit."""
    before = changed(OPEN, hub_id="a" * 24)
    now = changed(before, **facts)
    assert drifted(pinned(before), now) == [expected]


def test_a_drift_says_since_when_and_who_says_so() -> None:
    """The day of the pin, and the source of the new fact with its day."""
    told = drift(pinned(VENDOR), {VENDOR.id: priced(0.5)})
    assert [(one.since, one.source, one.heading) for one in told] == [
        (CHOSEN, NEWER, "Price, input")
    ]
    (gate,) = drift(pinned(OPEN), {OPEN.id: changed(OPEN, gated="auto")})
    assert (gate.since, gate.source) == (CHOSEN, HUB)


def test_the_price_is_the_pinned_providers_while_it_has_one() -> None:
    """Somebody cheaper is no drift; losing the provider is one, and its prices go with it."""
    chosen = pinned(priced(0.25, "acme"))
    cheaper = changed(priced(0.1, "cheap").offers[0], first_party=True)
    both = changed(VENDOR, offers=(*priced(0.25).offers, cheaper))
    assert both.headline_offer == cheaper
    assert drifted(chosen, both) == []
    assert drifted(chosen, priced(0.1, "cheap")) == [
        ("provider", "acme", "cheap"),
        ("price.in", "$0.25", "$0.10"),
    ]
    assert drifted(chosen, changed(VENDOR, offers=())) == [
        ("provider", "acme", "unknown"),
        ("price.in", "$0.25", "unknown"),
        ("price.out", "$2.00", "unknown"),
    ]


def test_a_price_of_nothing_is_a_price() -> None:
    """It is pinned, kept in the file, and drifts."""
    free = from_toml(to_toml(pinned(priced(0))), "x.toml")
    assert drifted(free, priced(0)) == []
    assert drifted(free, priced(0.5)) == [("price.in", "free", "$0.50")]


def test_a_price_is_compared_and_told_to_the_last_digit() -> None:
    """But what arithmetic alone has changed is the same price."""
    assert drifted(pinned(priced(0.12345)), priced(0.12346)) == [
        ("price.in", "$0.12345", "$0.12346")
    ]
    assert drifted(pinned(priced(0.3)), priced(0.1 + 0.2)) == []


def test_a_price_that_was_looked_for_and_unknown_drifts_once_it_is_known() -> None:
    """The pin says that it was unknown."""
    told = drifted(pinned(OPEN), priced(1, "host", OPEN))
    assert told == [
        ("provider", "unknown", "host"),
        ("price.in", "unknown", "$1.00"),
        ("price.out", "unknown", "$2.00"),
    ]


def test_news_of_what_anyone_would_have_supposed_is_no_drift() -> None:
    """What is shipped knows neither gate nor last commit, and the first sync brings both."""
    shipped = pinned(changed(OPEN, gated=None, updated=None))
    supposed = changed(OPEN, gated="no", status="active", updated=CHOSEN)
    assert drifted(shipped, supposed) == []
    told = drifted(shipped, changed(OPEN, gated="auto", status="beta", updated=TODAY))
    assert told == [
        ("gated", "unknown", "auto"),
        ("status", "unknown", "beta"),
        ("updated", "unknown", "2026-11-21"),
    ]


def test_of_a_fact_that_was_not_pinned_nothing_is_said() -> None:
    """An old file does not say what it did not look for; a retirement it would have said."""
    old = Pinned(as_of=CHOSEN, openness="open-weights")
    member = Member(id=OPEN.id, source=OPEN.origin, added=CHOSEN, pinned=old)
    retiring = changed(scored(1), status="deprecated", retires=TODAY, hub_id="c" * 24)
    assert drifted(replace(EMPTY, members=(member,)), retiring) == [
        ("retires", "unknown", "2026-11-21")
    ]
    bare = replace(member, pinned=Pinned())
    assert drifted(replace(EMPTY, members=(bare,)), retiring) == []


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ((1400, 1390, 1410), (1415, 1409, 1421), []),
        ((1400, 1390, 1410), (1415, 1410, 1420), []),
        (
            (1400, 1390, 1410),
            (1415, 1411, 1419),
            [("score.text", "1400 (1390 to 1410)", "1415 (1411 to 1419)")],
        ),
        ((1400, 1390, 1410), (1380, 1375, 1389), [("score.text",)]),
        ((1400,), (1400,), []),
        ((1400,), (1401,), [("score.text", "1400", "1401")]),
    ],
)
def test_a_rating_drifts_when_its_interval_leaves_the_pinned_one(
    was: tuple[float, ...], now: tuple[float, ...], told: list[tuple[str, ...]]
) -> None:
    """Within the interval a board says nothing new; without one every change counts."""
    found = drifted(pinned(scored(*was)), scored(*now))
    assert [one[: len(wanted)] for one, wanted in zip(found, told, strict=True)] == told


def test_a_rating_that_is_new_or_missing_is_no_drift() -> None:
    """There is nothing to compare it with."""
    assert drifted(pinned(OPEN), scored(1400)) == []
    assert drifted(pinned(scored(1400)), OPEN) == []


def test_who_is_in_no_catalogue_is_gone_and_nothing_else() -> None:
    """Taking that as it is ends it, until the entry is back."""
    lost = pinned(VENDOR)
    assert drifted(lost) == [("gone", "listed", "in no catalogue")]
    taken = accept(lost, {}, None, TODAY)
    assert drift(taken, {}) == ()
    assert taken.members[0].pinned.provider == "acme"
    assert drifted(taken, VENDOR) == [("gone", "no longer listed", "listed")]


def test_a_renamed_repository_is_found_by_what_the_hub_calls_it_for_good() -> None:
    """Also when another one has taken its old name."""
    before = changed(OPEN, hub_id="a" * 24)
    moved, squatter = changed(before, id="Qwen/Moved"), changed(OPEN, hub_id="b" * 24)
    chosen = pinned(before)
    assert asked_for([chosen]) == {OPEN.id, "a" * 24}
    found = {OPEN.id: squatter, "a" * 24: moved}
    assert [(one.field, one.now) for one in drift(chosen, found)] == [("id", "Qwen/Moved")]
    gone = {OPEN.id: squatter, "a" * 24: changed(moved, gone=True)}
    assert [one.field for one in drift(chosen, gone)] == ["repository"]


def test_an_accepted_name_is_the_name_everywhere() -> None:
    """In the mix and in the verdict too; a name that is taken is refused with the way out."""
    mixed = replace(pinned(OPEN, VENDOR), mix=Mix(parts=(Share(id=OPEN.id, share=1.0),)))
    decided = decide(mixed, [OPEN.id], "ours", CHOSEN)
    found = {OPEN.id: changed(OPEN, id="Qwen/Moved"), VENDOR.id: VENDOR}
    moved = accept(decided, found, [(OPEN.id, "id")], TODAY)
    assert [member.id for member in moved.members] == ["Qwen/Moved", VENDOR.id]
    assert moved.mix == Mix(parts=(Share(id="Qwen/Moved", share=1.0),))
    assert moved.verdict is not None
    assert moved.verdict.chosen == ("Qwen/Moved",)
    with pytest.raises(UsageError) as caught:
        accept(decided, {OPEN.id: VENDOR, VENDOR.id: VENDOR}, None, TODAY)
    assert str(caught.value) == (
        "Qwen/Qwen3-8B is called acme/swift-2 now, and acme/swift-2 is in trip already; "
        "remove one of the two."
    )


CHANGED = changed(OPEN, license="llama3", gated="auto", retires=TODAY)


def test_one_fact_is_accepted_with_a_day_of_its_own() -> None:
    """The others still differ, since the day they were pinned."""
    taken = accept(pinned(OPEN), {OPEN.id: CHANGED}, [(OPEN.id, "license")], TODAY)
    assert [one.field for one in drift(taken, {OPEN.id: CHANGED})] == ["gated", "retires"]
    kept = taken.members[0].pinned
    assert (kept.license, kept.as_of, kept.accepted) == ("llama3", CHOSEN, {"license": TODAY})
    assert taken.updated == TODAY
    back = drift(taken, {OPEN.id: OPEN})
    assert [(one.field, one.since) for one in back] == [("license", TODAY)]
    known = accept(taken, {OPEN.id: CHANGED}, [(OPEN.id, "retires")], TODAY)
    assert "retires" not in known.members[0].pinned.unknown


def test_accepting_keeps_notes_and_the_keys_nobody_knows() -> None:
    """And leaves a member alone that did not drift."""
    noted = set_note(pinned(OPEN, VENDOR), OPEN.id, "fast", CHOSEN)
    first = replace(
        noted.members[0],
        extra={"rank": 1},
        pinned=replace(noted.members[0].pinned, extra={"reviewed": "ada"}),
    )
    own = replace(noted, members=(first, noted.members[1]), extra={"owner": "me"})
    taken = accept(own, {OPEN.id: CHANGED, VENDOR.id: VENDOR}, None, TODAY)
    assert (taken.extra, taken.members[0].extra, taken.members[0].note) == (
        {"owner": "me"},
        {"rank": 1},
        "fast",
    )
    assert taken.members[0].pinned.extra == {"reviewed": "ada"}
    assert taken.members[0].pinned.as_of == TODAY
    assert taken.members[1] is own.members[1]


def test_accepting_what_did_not_drift_changes_nothing() -> None:
    """So that no file is written for it."""
    chosen = pinned(OPEN)
    assert accept(chosen, {OPEN.id: OPEN}, None, TODAY) is chosen
    assert accept(chosen, {OPEN.id: CHANGED}, [(OPEN.id, "ctx")], TODAY) is chosen


_days = st.dates(date(2026, 1, 1), date(2027, 1, 1))
_entries = st.builds(
    replace,
    st.sampled_from([OPEN, scored(1400, 1390, 1410), scored(1500), priced(0, "host", OPEN)]),
    license=st.sampled_from([None, "apache-2.0", "llama3"]),
    gated=st.sampled_from([None, "no", "auto"]),
    status=st.sampled_from([None, "active", "retired"]),
    context_tokens=st.none() | st.integers(0, 10**7),
    updated=st.none() | _days,
    retires=st.none() | _days,
    hub_id=st.sampled_from([None, "a" * 24, "b" * 24]),
    gone=st.booleans(),
    offers=st.sampled_from([(), priced(0.5).offers, priced(0.25, "host").offers]),
)


@given(_entries, _entries, st.data())
def test_what_is_accepted_drifts_no_more_and_the_rest_still_does(
    before: Entry, now: Entry, data: st.DataObject
) -> None:
    """Any part of any change, through the file and back; all of it leaves nothing."""
    chosen, found = pinned(before), {OPEN.id: now}
    told = drift(chosen, found)
    assert all(one.was != one.now and one.heading for one in told)
    if told:
        part = set(data.draw(st.lists(st.sampled_from([one.field for one in told]), unique=True)))
    else:
        part = set()
    # The prices are those of the provider that is pinned, so that its change may move them.
    part -= {"provider", "price.in", "price.out"}
    some = accept(chosen, found, [(OPEN.id, key) for key in part], TODAY)
    left = drift(from_toml(to_toml(some), "x.toml"), found)
    assert [one.field for one in left] == [one.field for one in told if one.field not in part]
    every = accept(some, found, None, TODAY + timedelta(days=1))
    assert drift(from_toml(to_toml(every), "x.toml"), found) == ()


def test_every_drift_has_a_heading() -> None:
    """Filter keys have theirs from fields.py, the few others their own."""
    before, now = changed(OPEN, hub_id="a" * 24), changed(CHANGED, id="x/y", hub_id="b" * 24)
    told = drift(
        pinned(before, VENDOR), {OPEN.id: changed(now, gone=True), VENDOR.id: priced(3, "else")}
    )
    headings = [one.heading for one in told]
    assert headings[:3] == ["Listed", "Id", "Repository"]
    assert headings[3:] == ["Licence", "Gated", "Retires", "Provider", "Price, input"]
