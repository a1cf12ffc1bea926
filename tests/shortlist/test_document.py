"""Shortlists as TOML."""

import tomllib
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.cost import PRESETS, Mix, Share
from modeldex.entry import Origin, Score, changed
from modeldex.shortlist import (
    Member,
    Pinned,
    Rating,
    Shortlist,
    ShortlistError,
    Verdict,
    add,
    decide,
    from_toml,
    set_note,
    to_toml,
)
from modeldex.text import clean
from tests.examples import OPEN, PRICES, TODAY, VENDOR

DOCUMENT = """\
# Kept for the review on Monday.

format = 1
name = "trip"
created = 2026-01-21
updated = 2026-11-21
criteria = "tools:yes"

[[members]]
id = "Qwen/Qwen3-8B"
source = "hub"
added = 2026-11-21
note = "fast"

[members.pinned]
as_of = 2026-11-21
openness = "open-weights"
license = "apache-2.0"
gated = "no"
context_tokens = 131072
updated = 2026-07-26
unknown = [
    "provider",
    "input_usd_per_million_tokens",
    "output_usd_per_million_tokens",
    "retires",
    "status",
]

[members.pinned.ratings]
text = [1432.1, 1425.0, 1439.2]
math = [1400.0]

[[members]]
id = "acme/swift-2"
source = "vendor"
added = 2026-11-21

[members.pinned]
as_of = 2026-11-21
openness = "proprietary"
provider = "acme"
input_usd_per_million_tokens = 0.25
output_usd_per_million_tokens = 2.0
context_tokens = 200000
retires = 2026-12-01
status = "deprecated"
unknown = [
    "license",
    "gated",
    "updated",
]
"""

DECIDED = """\
must = "tools:yes"

[workload]
name = "rag"
input_tokens = 6000
output_tokens = 400
requests_per_day = 5000
cached_share = 0.2
batch_share = 0
context_tokens = 16000
latency = "interactive"
hours_per_day = 12
written_share = 0.01
team = "search"

[weights]
cost = 3
risk = 0.5

[mix]
"Qwen/Qwen3-8B" = 0.8
"acme/swift-2" = 0.2

[verdict]
chosen = [
    "Qwen/Qwen3-8B",
]
date = 2026-11-21
reason = "cheap\\nand ours"
"""

EMPTY = Shortlist(
    name="trip",
    created=date(2026, 1, 21),
    updated=TODAY,
    criteria="tools:yes",
    comment="# Kept for the review on Monday.\n\n",
)
RANKED = changed(
    OPEN,
    scores=tuple(
        Score(
            board=f"arena.{board}",
            value=value,
            unit="rating",
            source=PRICES,
            independent=True,
            low=low,
            high=high,
        )
        for board, value, low, high in (
            ("text", 1432.1, 1425.0, 1439.2),
            ("math", 1400.0, None, None),
        )
    ),
)
TRIP = set_note(add(EMPTY, [RANKED, VENDOR], TODAY), OPEN.id, "fast", TODAY)
WISHED = decide(
    replace(
        TRIP,
        must="tools:yes",
        workload=PRESETS["rag"],
        extra={"workload": {"team": "search"}},
        weights={"cost": 3, "risk": 0.5},
        mix=Mix(parts=(Share(id=OPEN.id, share=0.8), Share(id=VENDOR.id, share=0.2))),
    ),
    [OPEN.id.upper()],
    "cheap\nand ours",
    TODAY,
)
WISHES = DOCUMENT.replace("\n[[members]]", f"{DECIDED}\n[[members]]", 1)


def test_a_shortlist_is_written_one_fact_a_line() -> None:
    """The text itself, because people review it."""
    assert to_toml(TRIP).decode() == DOCUMENT


def test_a_written_shortlist_reads_back_equal() -> None:
    """Nothing is lost on the way."""
    assert from_toml(DOCUMENT.encode(), "trip.toml") == TRIP


def test_what_was_wished_and_decided_is_written_above_the_members() -> None:
    """The text itself, and nothing of it is lost on the way back."""
    assert to_toml(WISHED).decode() == WISHES
    assert from_toml(WISHES.encode(), "trip.toml") == WISHED


def test_windows_files_are_read() -> None:
    """A byte-order mark and carriage returns are what Notepad adds."""
    windows = b"\xef\xbb\xbf" + DOCUMENT.replace("\n", "\r\n").encode()
    assert from_toml(windows, "trip.toml") == TRIP


_words = st.text(min_size=1).map(clean).filter(bool)
_days = st.dates()
_prices = st.none() | st.floats(min_value=0, allow_nan=False, allow_infinity=False)
_plain = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text()
    | _days
    | st.datetimes()
    | st.just(time(7, 30)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def _extras(*known: str) -> st.SearchStrategy[dict[str, object]]:
    keys = st.text().filter(lambda key: key not in known)
    return st.dictionaries(keys, _plain, max_size=3)


_numbers = st.floats(allow_nan=False, allow_infinity=False)
_ratings = st.builds(Rating, value=_numbers) | st.builds(
    Rating, value=_numbers, low=_numbers, high=_numbers
)
_pins = st.builds(
    Pinned,
    as_of=st.none() | _days,
    license=st.none() | _words,
    input_usd_per_million_tokens=_prices,
    context_tokens=st.none() | st.integers(0, 10**9),
    status=st.none() | _words,
    hub_id=st.none() | _words,
    gone=st.booleans(),
    ratings=st.dictionaries(_words, _ratings, max_size=2),
    unknown=st.lists(_words, max_size=2).map(tuple),
    accepted=st.dictionaries(_words, _days, max_size=2),
    extra=_extras(*Pinned.__slots__),
)
_notes = st.lists(_words).map("\n".join)
_members = st.builds(
    Member,
    id=_words,
    source=st.sampled_from(Origin),
    added=_days,
    note=_notes,
    pinned=_pins,
    extra=_extras(*Member.__slots__),
)
_verdicts = st.builds(
    Verdict,
    chosen=st.lists(_words, max_size=2).map(tuple),
    decided=_days,
    reason=_notes,
    extra=_extras("date", *Verdict.__slots__),
)
_workloads = st.builds(
    replace,
    st.sampled_from(list(PRESETS.values())),
    name=_words,
    requests_per_day=st.floats(0, 10**9),
    cached_share=st.floats(0, 0.5),
    written_share=st.none() | st.floats(0, 0.5),
)
_mixes = st.lists(_words, min_size=1, max_size=4, unique=True).map(
    lambda ids: Mix(parts=tuple(Share(id=id_, share=1 / len(ids)) for id_ in ids))
)
_shortlists = st.builds(
    Shortlist,
    name=_words,
    created=_days,
    updated=_days,
    criteria=st.text().map(clean),
    members=st.lists(_members, max_size=3, unique_by=lambda m: m.id.casefold()).map(tuple),
    must=st.text().map(clean),
    workload=st.none() | _workloads,
    weights=st.dictionaries(_words, st.floats(0, allow_infinity=False), max_size=3),
    mix=st.none() | _mixes,
    verdict=st.none() | _verdicts,
    comment=st.sampled_from(["", "# one\n", "\n# two\u2028lines\n#\n\n"]),
    extra=_extras("format", *Shortlist.__slots__),
)


@given(_shortlists)
def test_any_shortlist_reads_back_equal_with_the_keys_nobody_knows(shortlist: Shortlist) -> None:
    """Whatever a newer modeldex or a person adds at any level is still there afterwards."""
    written = to_toml(shortlist)
    assert from_toml(written, "x.toml") == shortlist
    assert to_toml(from_toml(written, "x.toml")) == written


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'added = 2026-11-21\nnote = "fast"',
            'added = "soon"',
            'members[0].added: expected a date such as 2026-11-21, got "soon"',
        ),
        (
            'source = "vendor"',
            'source = "hob"',
            'members[1].source: expected hub, vendor or user, got "hob"',
        ),
        ('id = "acme/swift-2"\n', "", "members[1].id: missing; expected text that is not empty"),
        (
            "acme/swift-2",
            "QWEN/qwen3-8b",
            "members[1].id: QWEN/qwen3-8b stands in members[0] already; keep one of the two",
        ),
        (
            "input_usd_per_million_tokens = 0.25",
            "input_usd_per_million_tokens = -1",
            "members[1].pinned.input_usd_per_million_tokens: expected a number >= 0, got -1",
        ),
        (
            "context_tokens = 131072",
            "context_tokens = true",
            "members[0].pinned.context_tokens: expected a whole number >= 0, got true",
        ),
        ('note = "fast"', "note = [1]", "members[0].note: expected text, got an array"),
        (
            'name = "trip"',
            'name = "  "',
            'name: expected text that is not empty, got " "',
        ),
        (
            "format = 1",
            "format = 2",
            "format: 2 is the format of a newer modeldex, and this one reads 1; update modeldex",
        ),
        ("format = 1", "format = 0", "format: expected 1, got 0"),
        (
            "format = 1",
            'format = "\\u001b]0;x\\u0007"',
            'format: expected a whole number >= 0, got "\\u001b]0;x\\u0007"',
        ),
        (
            'name = "trip"',
            "name = trip",
            "not valid TOML: Invalid value (at line 4, column 8)",
        ),
        (
            "math = [1400.0]",
            "math = [1400.0, 1]",
            "members[0].pinned.ratings.math: expected [rating] or [rating, low, high], got",
        ),
        (
            '    "retires",\n',
            "    7,\n",
            "members[0].pinned.unknown[3]: expected text that is not empty, got 7",
        ),
        ("cost = 3", 'cost = "high"', 'weights.cost: expected a number >= 0, got "high"'),
        (
            '"acme/swift-2" = 0.2',
            '"acme/swift-2" = 20',
            "mix.acme/swift-2: expected a share from 0 to 1, got 20",
        ),
        (
            '"acme/swift-2" = 0.2',
            '"acme/swift-2" = 0.3',
            "mix: The shares of the mix are 110% together, not 100%.",
        ),
        (
            "requests_per_day = 5000",
            "",
            "workload.requests_per_day: missing; expected a number >= 0",
        ),
        (
            "context_tokens = 16000",
            "context_tokens = 1600",
            "workload: context is 1600 tokens, but input and output are 6400.",
        ),
        (
            "date = 2026-11-21",
            "",
            "verdict.date: missing; expected a date such as 2026-11-21",
        ),
        (
            'chosen = [\n    "Qwen/Qwen3-8B",\n]',
            "chosen = true",
            "verdict.chosen: expected an array of texts, got true",
        ),
        ("[[members]]", "[members]", "not valid TOML: Cannot declare ('members',) twice"),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(old: str, new: str, sentence: str) -> None:
    """File, then key or line, then what was expected and what was there."""
    assert old in WISHES
    with pytest.raises(ShortlistError) as caught:
        from_toml(WISHES.replace(old, new).encode(), "trip.toml")
    assert str(caught.value).startswith(f"trip.toml: {sentence}")


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    """The place is a byte, because there are no lines yet."""
    with pytest.raises(ShortlistError) as caught:
        from_toml(b"format = 1\nname = '\xff'", "trip.toml")
    assert str(caught.value) == "trip.toml: byte 20 is not UTF-8; save the file as UTF-8."


@pytest.mark.parametrize("data", [b"a = " + b"[" * 9_000, b"a = " + b"1" * 9_000])
def test_a_monstrous_file_is_refused(data: bytes) -> None:
    """Neither deep nesting nor a number without end is a traceback."""
    with pytest.raises(ShortlistError, match=r"^trip\.toml: not valid TOML: "):
        from_toml(data, "trip.toml")


def test_text_from_a_file_is_kept_as_it_stands() -> None:
    """It is made safe where it is shown, and a file from elsewhere may hold anything."""
    hostile = replace(TRIP, name="a\x1b[2J", criteria="\u202etxt", comment="")
    member = replace(TRIP.members[0], id="x/\x1b]52;c;eA==\x07", note="one\x9b31m\ntwo\u200b")
    read = from_toml(to_toml(replace(hostile, members=(member,))), "x.toml")
    assert (read.name, read.criteria) == (hostile.name, hostile.criteria)
    assert read.members == (member,)


def test_a_short_shortlist_is_written_in_tables_too() -> None:
    """One that has no pinned facts would fit a line, and would be hard to review there."""
    member = Member(id="a/b", source=Origin.USER, added=TODAY)
    written = to_toml(replace(EMPTY, members=(member,)))
    assert b'[[members]]\nid = "a/b"\nsource = "user"\nadded = 2026-11-21\n' in written
    assert tomllib.loads(written.decode())["members"][0]["id"] == "a/b"
