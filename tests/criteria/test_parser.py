"""Text becomes criteria, or an error that says where and what instead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.criteria import (
    Condition,
    Criteria,
    CriteriaError,
    Days,
    Interval,
    Special,
    Word,
    parse,
    to_text,
)
from tests.criteria.strategies import texts


def _on(key: str, *values: str | Interval, negated: bool = False) -> Criteria:
    return Criteria(conditions=(Condition(key=key, values=values, negated=negated),))


def _words(*texts: str) -> Criteria:
    return Criteria(words=tuple(Word(text=text) for text in texts))


READ = {
    "": Criteria(),
    " \t\n ": Criteria(),
    "llama": _words("llama"),
    "Llama  70B": _words("llama", "70b"),
    "llama LLAMA": _words("llama"),
    '"two  Words"': _words("two words"),
    '"params>=9b"': _words("params>=9b"),
    '"say ""hi"""': _words('say "hi"'),
    "-gguf": Criteria(words=(Word(text="gguf", negated=True),)),
    '-"two words"': Criteria(words=(Word(text="two words", negated=True),)),
    '"-x"': _words("-x"),
    "--x": Criteria(words=(Word(text="-x", negated=True),)),
    "a,b": _words("a,b"),
    "license:MIT": _on("license", "mit"),
    "license=mit": _on("license", "mit"),
    "LICENCE:mit": _on("license", "mit"),
    "license:mit,apache-2.0,mit": _on("license", "mit", "apache-2.0"),
    'license:"X  y",mit': _on("license", "x y", "mit"),
    'tag:"a,b","say ""hi"""': _on("tag", "a,b", 'say "hi"'),
    "tag:a:b": _on("tag", "a:b"),
    "base:Qwen/Qwen3-8B": _on("base", "qwen/qwen3-8b"),
    "-license:mit": _on("license", "mit", negated=True),
    "open:open-source,unknown": _on("open", "open-source", "unknown"),
    "is:tools,cached": _on(Special.IS, "tools", "cached"),
    "-is:gated": _on(Special.IS, "gated", negated=True),
    "has:paper,mem,price.in": _on(Special.HAS, "paper", "mem.q4", "price.in"),
    "fits:24gb": _on(Special.FITS, Interval(high=24e9)),
    "fits:24gib": _on(Special.FITS, Interval(high=24 * 2**30)),
    "size<9b": _on("params", Interval(high=9e9, includes_high=False)),
    "mem<=24gb": _on("mem.q4", Interval(high=24e9)),
    "-params>=9b": _on("params", Interval(low=9e9), negated=True),
    "params:<1b,70b..": _on("params", Interval(high=1e9, includes_high=False), Interval(low=70e9)),
    "retires<90d": _on("retires", Interval(high=Days(count=90), includes_high=False)),
    "released:2026": _on("released", Interval(low=date(2026, 1, 1), high=date(2026, 12, 31))),
    "ctx>=1k x ctx>=1k": Criteria(
        words=(Word(text="x"),), conditions=_on("ctx", Interval(low=1000.0)).conditions
    ),
}

REFUSED = {
    "licens:mit": "licens (character 1) is not a key; did you mean license?",
    "x -prams:7b": "prams (character 4) is not a key; did you mean params?",
    "sise:7b": "sise (character 1) is not a key; did you mean params?",
    "nova-lite-v1:0": "nova-lite-v1:0 (character 1) does not begin with a key; "
    'to search for it as text, write "nova-lite-v1:0".',
    "https://x.org/y": "https://x.org/y (character 1) does not begin with a key; "
    'to search for it as text, write "https://x.org/y".',
    ":x": ':x (character 1) does not begin with a key; to search for it as text, write ":x".',
    "license:": "license: (character 1) has no value; write it like license:permissive.",
    "params>=": "params>= (character 1) has no value; write it like params>=9b.",
    "released<": "released< (character 1) has no value; write it like released>=2026-01.",
    "tag:": 'tag: (character 1) has no value; write it like tag:"any text".',
    "license:mit,": ", (character 12) is followed by no value; write it like license:permissive.",
    "license:,mit": ", (character 9) follows no value; write it like license:permissive.",
    "params:>": "> (character 8) is followed by nothing; write a value.",
    "-": "- (character 1) stands alone; write what to leave out right after it.",
    '""': '"" (character 1) is empty; write a word or leave it out.',
    'x "two wor': '"two wor (character 3) is not closed; add a second ".',
    'say"hi"': 'say"hi" (character 1) has a quotation mark inside; quote all of it: "sayhi".',
    '"a"b': '"a"b (character 1) has a quotation mark inside; quote all of it: "ab".',
    "tools:yes": "tools:yes (character 1) takes no value; did you mean is:tools?",
    "paper:arxiv": "paper:arxiv (character 1) takes no value; did you mean has:paper?",
    "license>=mit": "license>= (character 1) compares what is not a number: license takes a "
    "colon; did you mean license:?",
    "fits<24gb": "fits< (character 1) compares what is not a number: fits takes a colon; "
    "did you mean fits:?",
    "open:opn": "opn (character 6) is not a value of open; did you mean open-source?",
    "source:mars": "mars (character 8) is not a value of source; there are hub, vendor, user.",
    "is:tolls": "tolls (character 4) is not a flag; did you mean tools?",
    "has:prise": "prise (character 5) is not a field; did you mean price?",
    "has:colour-blind": "colour-blind (character 5) is not a field; write it like has:price.",
    "is:colour-blind": "colour-blind (character 4) is not a flag; there are gated, tools, vision, "
    "reasoning, structured, moe, free, deprecated, cached.",
    "\x1b[31m:x": "<U+001B>[31m:x (character 1) does not begin with a key; "
    'to search for it as text, write "<U+001B>[31m:x".',
    "params<9": "9 (character 8) needs a unit; did you mean 9b?",
    "fits:24": "24 (character 6) needs a unit; did you mean 24gb?",
    "fits:24g": "24g (character 6) has no known unit; did you mean 24gb?",
    "params:9x": "9x (character 8) has no known unit; did you mean 9b?",
    "ctx>128kk": "128kk (character 5) has no known unit; did you mean 128k?",
    "price<0.5k": "0.5k (character 7) has no known unit; did you mean 0.5?",
    "price:free": "free (character 7) is not a number; write it like 0.5.",
    "params:1e9": "1e9 (character 8) is not a number; write it like 9b.",
    "params>-1b": "-1b (character 8) is not a number; write it like 9b.",
    "likes:10,000": "000 (character 10) is not a number; write it like 10k.",
    "params>9000000t": "9000000t (character 8) is too large; write it like 9b.",
    "params:9b..7b": "9b..7b (character 8) runs from high to low; did you mean 7b..9b?",
    "params:1b..<1b": "1b..<1b (character 8) leaves nothing between its ends; "
    "write .. in place of ..<.",
    "params:..": ".. (character 8) has neither end; write a value before or after it.",
    "params:1b..<": "1b..< (character 8) has no high end; write a value after it.",
    "released:soon": "soon (character 10) is not a date; "
    "write it like 2026, 2026-01, 2026-01-15 or 90d (days).",
    "released:2026-1": "2026-1 (character 10) is not a date; did you mean 2026-01?",
    "released:2026-02-30": "2026-02-30 (character 10) is not in the calendar; "
    "write it like 2026-01-15.",
    "released:3mo": "3mo (character 10) has no known unit; "
    "count in days (d), weeks of 7 days (w) or years of 365 days (y).",
    "released:90d": "90d (character 10) is a distance, not a date; did you mean <90d?",
    "released:2026..90d": "2026..90d (character 10) mixes a date with a number of days; "
    "write both ends alike.",
    "released:2026-02..2026-01": "2026-02..2026-01 (character 10) runs from high to low; "
    "did you mean 2026-01..2026-02?",
}

BEGUN = {
    "x params>=": "x",
    "x lic": "x",
    "x -lic": "x",
    "x license:": "x",
    "x license:mit,": "x license:mit",
    "x open:open-source,op": "x open:open-source",
    'x "two wor': "x",
    'x license:mit,"apa': "x license:mit",
    "x -": "x",
    "x is:too": "x",
    "x params<9": "x",
    "x params<9.": "x",
    "x params:7b..1": "x",
    "x released>2026-": "x",
    "x released:2026-1": "x",
    "x fits:24g": "x",
    "x params:>": "x",
    "lic": "",
    "lic ": "lic",
    "open": "open",
    "params:7b..": "params>=7b",
}


@pytest.mark.parametrize("text", READ)
def test_text_is_taken_apart(text: str) -> None:
    """Each accepted text gives exactly the criteria beside it."""
    assert parse(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_a_fault_is_named_with_its_place_and_a_way_out(text: str) -> None:
    """Each refused text gives exactly the sentence beside it."""
    with pytest.raises(CriteriaError) as caught:
        parse(text)
    assert str(caught.value) == REFUSED[text]
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_suggested_can_be_read(text: str) -> None:
    """The suggestion in place of the characters at fault makes the filter a good one."""
    with pytest.raises(CriteriaError) as caught:
        parse(text)
    error = caught.value
    if error.suggestion is None:
        assert "did you mean" not in str(error)
        return
    assert parse(text[: error.start] + error.suggestion + text[error.end :])


@pytest.mark.parametrize("text", BEGUN)
def test_a_part_that_is_being_typed_is_left_out(text: str) -> None:
    """Unless strict, what typing on may cure is dropped from the end and no further."""
    assert to_text(parse(text, strict=False)) == BEGUN[text]


@pytest.mark.parametrize("text", ["licens:mit", "open:zzz", "params>=abc", "license: x", "- x"])
def test_a_fault_that_typing_on_cannot_cure_is_named_at_once(text: str) -> None:
    """The search box tells what is wrong while the person types."""
    with pytest.raises(CriteriaError):
        parse(text, strict=False)


@given(texts(), st.booleans())
def test_any_text_is_read_or_refused(text: str, strict: bool) -> None:  # noqa: FBT001
    """Nothing but CriteriaError is raised, its span lies in the text, and what is read prints."""
    fault = None
    try:
        criteria = parse(text, strict=strict)
    except CriteriaError as error:
        fault = error
    if fault is None:
        assert parse(to_text(criteria)) == criteria
    else:
        assert text.startswith(fault.text)
        assert 0 <= fault.start < fault.end <= len(fault.text)
        assert f"(character {fault.start + 1})" in str(fault)


def _room_of(name: str) -> int:
    """Return the memory of the one machine there is."""
    if name.lower() != "rig":
        raise LookupError("there is rig")
    return 48 * 2**30


def test_a_machine_stands_for_its_memory() -> None:
    """What is printed is the number, which means the same on every computer."""
    size = _on(Special.FITS, Interval(high=float(48 * 2**30)))
    for text in ("fits:rig", "FITS:Rig", "fits:48gib"):
        assert parse(text, room_of=_room_of) == size
    assert to_text(parse("-fits:rig x", room_of=_room_of)) == "x -fits:48gib"


def test_a_machine_nobody_knows_is_refused_with_those_there_are() -> None:
    """A size is never taken for a name, and without machines every name is a mistake."""
    with pytest.raises(CriteriaError) as caught:
        parse("x fits:rug", room_of=_room_of)
    assert str(caught.value) == "rug (character 8) is no known machine; there is rig."
    assert (caught.value.start, caught.value.end) == (7, 10)
    with pytest.raises(CriteriaError, match=r"24g .* has no known unit; did you mean 24gb"):
        parse("fits:24g", room_of=_room_of)
    with pytest.raises(CriteriaError, match=r"fits< .* compares what is not a number"):
        parse("fits<rig", room_of=_room_of)
    with pytest.raises(CriteriaError, match=r"rig .* is not a number; write it like 24gb"):
        parse("fits:rig")


def test_a_machine_that_is_being_typed_is_left_out() -> None:
    """Until its name is whole."""
    assert parse("x fits:ri", strict=False, room_of=_room_of) == _words("x")
    assert parse("x fits:", strict=False, room_of=_room_of) == _words("x")
    assert parse("fits:rig", strict=False, room_of=_room_of).conditions
    with pytest.raises(CriteriaError):
        parse("fits:rug x", strict=False, room_of=_room_of)
