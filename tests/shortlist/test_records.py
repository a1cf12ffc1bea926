"""What a person does to a shortlist."""

from dataclasses import replace

import pytest

from modeldex.cost import PRESETS, Mix, Share
from modeldex.entry import Origin, changed
from modeldex.errors import UsageError
from modeldex.shortlist import (
    Pinned,
    Shortlist,
    Verdict,
    add,
    decide,
    pin,
    remove,
    set_note,
    set_workload,
)
from tests.examples import OPEN, TODAY, VENDOR

EARLIER = TODAY.replace(month=1)
EMPTY = Shortlist(name="trip", created=EARLIER, updated=EARLIER)
BOTH = add(EMPTY, [OPEN, VENDOR], TODAY)


def test_a_pin_holds_the_facts_a_choice_hangs_on() -> None:
    """What is known is copied with the day, and what is unknown stays None."""
    assert pin(VENDOR, TODAY) == Pinned(
        as_of=TODAY,
        openness="proprietary",
        provider="acme",
        input_usd_per_million_tokens=0.25,
        output_usd_per_million_tokens=2.0,
        context_tokens=200_000,
        retires=VENDOR.retires,
        status="deprecated",
        unknown=("license", "gated", "updated"),
    )


def test_a_verdict_names_members_and_can_be_taken_away() -> None:
    """With its day; the same once more is no change, and a stranger cannot be chosen."""
    decided = decide(BOTH, ["qwen/qwen3-8b", OPEN.id], "\ncheap \n\n", TODAY)
    assert decided.verdict == Verdict(chosen=(OPEN.id,), decided=TODAY, reason="cheap ")
    assert decide(decided, [OPEN.id], "cheap ", EARLIER) is decided
    assert decide(decided, [], "", TODAY).verdict is None
    assert decide(BOTH, [], "", TODAY) is BOTH
    with pytest.raises(UsageError, match=r"^nobody/knows is not in the shortlist trip; "):
        decide(BOTH, ["nobody/knows"], "", TODAY)


def test_a_verdict_in_a_persons_own_words_is_not_written_over() -> None:
    """The key was theirs before it had a meaning."""
    own = replace(BOTH, extra={"verdict": "the small one"})
    with pytest.raises(UsageError, match="give it another name in the file first"):
        decide(own, [OPEN.id], "cheap", TODAY)


def test_a_workload_and_a_mix_are_set_and_taken_away() -> None:
    """The same once more is no change."""
    mix = Mix(parts=(Share(id=OPEN.id, share=0.8), Share(id=VENDOR.id, share=0.2)))
    planned = set_workload(BOTH, PRESETS["rag"], mix, TODAY)
    assert (planned.workload, planned.mix, planned.updated) == (PRESETS["rag"], mix, TODAY)
    assert set_workload(planned, PRESETS["rag"], mix, EARLIER) is planned
    assert set_workload(planned, None, None, TODAY).workload is None


@pytest.mark.parametrize("key", ["workload", "mix"])
def test_a_workload_in_a_persons_own_words_is_not_written_over(key: str) -> None:
    """The key was theirs before it had a meaning."""
    own = replace(BOTH, extra={key: "chat"})
    with pytest.raises(UsageError, match=f"trip has a key `{key}` that modeldex cannot read"):
        set_workload(own, PRESETS["rag"], None, TODAY)


def test_entries_are_added_at_the_end_once() -> None:
    """An entry that is there already keeps its day, its note and its pinned facts."""
    noted = set_note(BOTH, OPEN.id, "fast", EARLIER)
    again = add(noted, [VENDOR, OPEN], TODAY)
    assert again is noted
    assert [member.id for member in again.members] == [OPEN.id, VENDOR.id]
    assert [member.source for member in again.members] == [Origin.HUB, Origin.VENDOR]


def test_an_entry_that_was_added_under_an_alias_is_there_already() -> None:
    """A dated name and the name without a date are one model."""
    dated = changed(VENDOR, id="acme/swift-2-2026-05-01", aliases=())
    older = add(EMPTY, [dated], TODAY)
    assert add(older, [VENDOR], TODAY) is older


def test_a_change_moves_the_day_of_the_last_change_only() -> None:
    """`created` stays."""
    assert (BOTH.created, BOTH.updated) == (EARLIER, TODAY)


def test_members_are_removed_in_any_case() -> None:
    """Ids are looked up without regard to case."""
    assert [member.id for member in remove(BOTH, ["qwen/QWEN3-8b"], TODAY).members] == [VENDOR.id]


def test_removing_a_stranger_names_the_members() -> None:
    """The sentence says what could have been meant."""
    with pytest.raises(UsageError) as caught:
        remove(BOTH, ["acme/\x1b[2Jswift"], TODAY)
    assert str(caught.value) == (
        "acme/<U+001B>[2Jswift is not in the shortlist trip; there are Qwen/Qwen3-8B, acme/swift-2."
    )


def test_a_note_is_kept_as_it_was_written() -> None:
    """Without blank lines at its ends; it is made safe where it is shown."""
    noted = set_note(BOTH, OPEN.id, "\nfast,  cheap\r\n[/] \x1b]52;c;x\x07 \u202eevil\n", TODAY)
    assert noted.members[0].note == "fast,  cheap\n[/] \x1b]52;c;x\x07 \u202eevil"
    assert noted.members[1] == BOTH.members[1]


def test_a_long_note_is_not_cut() -> None:
    """A person's own words are no outside text that has to fit a cell."""
    assert set_note(BOTH, OPEN.id, "x" * 5_000, TODAY).members[0].note == "x" * 5_000
