"""`modeldex shortlist`."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from modeldex import shortlist
from modeldex.entry import Entry, Score, changed
from modeldex.paths import Home
from modeldex.store import Layer, Store
from tests.cli.conftest import Run
from tests.examples import OPEN, PRICES, VENDOR


def test_there_are_none_at_first(run: Run) -> None:
    """The sentence says how to make one."""
    answer = run("shortlist")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == (
        "modeldex: no shortlists yet; `modeldex shortlist add NAME ID` makes one.\n"
    )


def test_entries_are_added_shown_noted_and_removed(home: Home, run: Run) -> None:
    """The whole life of a shortlist, and its file at the end."""
    path = home.shortlists / "trip.toml"
    added = run("shortlist", "add", "Trip", "qwen/QWEN3-8b", "acme/swift-latest")
    assert added.err == f"modeldex: Trip has 2 entries, in {path}\n"
    noted = run("shortlist", "note", "trip", OPEN.id, "fast \x1b[2J[/]")
    assert noted.err == f"modeldex: the note on {OPEN.id} is written, in {path}\n"
    shown = run("shortlist", "show", "TRIP").out.splitlines()
    assert shown[0].split("  ")[0] == "Id"
    assert shown[1].startswith("Qwen/Qwen3-8B  hub     2")
    assert shown[1].endswith("?              ?  apache-2.0  fast <U+001B>[2J[/]")
    assert shown[2].endswith("$0.25          $2.00  ?")
    emptied = run("shortlist", "note", "trip", OPEN.id, "")
    assert emptied.err == f"modeldex: the note on {OPEN.id} is gone, in {path}\n"
    left = run("shortlist", "remove", "trip", "QWEN/Qwen3-8B")
    assert left.err == f"modeldex: Trip has 1 entry, in {path}\n"
    kept, _ = shortlist.load(path)
    assert [member.id for member in kept.members] == [VENDOR.id]


def test_adding_what_is_there_changes_nothing(home: Home, run: Run) -> None:
    """The file keeps its bytes."""
    run("shortlist", "add", "trip", OPEN.id)
    before = (home.shortlists / "trip.toml").read_bytes()
    assert run("shortlist", "add", "trip", OPEN.id).code == 0
    assert (home.shortlists / "trip.toml").read_bytes() == before


def test_an_unknown_id_adds_nothing(home: Home, run: Run) -> None:
    """Not even the known ones beside it, and no empty shortlist."""
    answer = run("shortlist", "add", "trip", OPEN.id, "acme/swift-3")
    assert answer.code == 2
    assert "did you mean acme/swift-2?" in answer.err
    assert not home.shortlists.exists()


def test_shortlists_are_listed_and_a_broken_file_is_told(home: Home, run: Run) -> None:
    """One bad file hides no other."""
    run("shortlist", "add", "Trip", OPEN.id)
    (home.shortlists / "bad.toml").write_text("format = 9")
    answer = run("shortlist", "list")
    assert answer.code == 1
    assert answer.out.splitlines()[1].split()[:2] == ["Trip", "1"]
    assert answer.err == (
        f"modeldex: left out: {home.shortlists / 'bad.toml'}: format: 9 is the format of a newer "
        "modeldex, and this one reads 1; update modeldex\n"
    )


def test_a_broken_file_alone_is_not_none(home: Home, run: Run) -> None:
    """There is one, and it cannot be read: nothing says that there is none."""
    home.shortlists.mkdir(parents=True)
    (home.shortlists / "bad.toml").write_text("format = 9")
    answer = run("shortlist", "list")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("modeldex: left out: ")
    assert "no shortlists yet" not in answer.err


def test_four_programs_that_add_at_once_lose_nothing(home: Home, run: Run) -> None:
    """Each adds a model of its own to a shortlist that none of them has seen."""
    ids = (OPEN.id, VENDOR.id)
    run("shortlist", "list")
    command = [sys.executable, "-m", "modeldex", "shortlist", "add", "trip"]
    data = ["--data-dir", str(home.data)]
    programs = [subprocess.Popen([*command, ids[n % 2], *data]) for n in range(4)]
    assert [program.wait(timeout=120) for program in programs] == [0] * 4
    (path,) = home.shortlists.glob("*.toml")
    assert {member.id for member in shortlist.load(path)[0].members} == set(ids)


def test_a_shortlist_is_renamed(home: Home, run: Run) -> None:
    """Name and file."""
    run("shortlist", "add", "Trip", OPEN.id)
    answer = run("shortlist", "rename", "trip", "Journey")
    assert answer.err == (
        f"modeldex: trip is called Journey now, in {home.shortlists / 'journey.toml'}\n"
    )
    assert run("shortlist", "show", "journey").code == 0


def test_a_shortlist_is_deleted_only_when_asked_twice(home: Home, run: Run) -> None:
    """And its file can be brought back."""
    run("shortlist", "add", "trip", OPEN.id)
    answer = run("shortlist", "delete", "trip")
    assert (answer.code, answer.err) == (
        2,
        "modeldex: trip would go, with all its notes; repeat it with --yes.\n",
    )
    assert (home.shortlists / "trip.toml").exists()
    assert run("shortlist", "delete", "trip", "--yes").code == 0
    assert [path.name for path in home.shortlists.iterdir()] == ["trip.toml.deleted"]


@pytest.mark.parametrize(
    "command", ["show", "delete", "remove", "note", "rename", "check", "accept"]
)
def test_an_unknown_shortlist_is_one_sentence(run: Run, command: str) -> None:
    """With the one that was probably meant."""
    operands = {"remove": ["x"], "note": ["x", "y"], "rename": ["x"]}.get(command, [])
    run("shortlist", "add", "trip", OPEN.id)
    answer = run("shortlist", command, "tripp", *operands)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "modeldex: There is no shortlist called tripp; did you mean trip?\n"


CHANGED = changed(OPEN, license="llama3", gated="auto")


def reopened(home: Home, *entries: Entry) -> None:
    """Let the catalogue say these things from now on."""
    with Store(home.data) as store:
        store.save(entries, layer=Layer.SYNCED)
        store.catch_up()


def test_a_check_that_finds_nothing_exits_with_0(run: Run) -> None:
    """And says so where it does not mix with data."""
    run("shortlist", "add", "trip", OPEN.id, VENDOR.id)
    answer = run("shortlist", "check", "TRIP")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "modeldex: nothing differs from what was pinned.\n"


def test_a_check_that_finds_something_exits_with_3(home: Home, run: Run) -> None:
    """Each fact with what it was, what it is, since when, and who says so as of when."""
    run("shortlist", "add", "trip", OPEN.id, VENDOR.id)
    reopened(home, CHANGED)
    answer = run("shortlist", "check", "trip")
    assert answer.code == 3
    today = str(date.today())  # noqa: DTZ011 - the command line has no other clock
    assert [line.split() for line in answer.out.splitlines()] == [
        ["Id", "Fact", "Was", "Now", "Since", "As", "of", "Source"],
        [OPEN.id, "license", "apache-2.0", "llama3", today, "2026-09-30", "huggingface.co"],
        [OPEN.id, "gated", "no", "auto", today, "2026-09-30", "huggingface.co"],
    ]
    assert answer.err == (
        "modeldex: 2 facts differ; `modeldex shortlist accept` pins them as they are now.\n"
    )


def test_a_check_of_all_shortlists_names_them_and_prints_plain_values(home: Home, run: Run) -> None:
    """A rating has its interval, a date is ISO 8601, and what is unknown is null."""
    score = Score(
        board="arena.text",
        value=1400.5,
        unit="rating",
        source=PRICES,
        independent=True,
        low=1390.0,
        high=1410.0,
    )
    reopened(home, changed(OPEN, scores=(score,)))
    run("shortlist", "add", "one", OPEN.id)
    run("shortlist", "add", "two", VENDOR.id)
    lower = changed(score, value=1300.0, low=1290.0, high=1310.0)
    dearer = changed(VENDOR.offers[0], input_usd_per_million_tokens=0.5)
    reopened(
        home,
        changed(OPEN, scores=(lower,), license=None),
        changed(VENDOR, offers=(dearer,), retires=date(2027, 1, 1)),
    )
    answer = run("shortlist", "check", "--all", "--json")
    assert answer.code == 3
    told = [json.loads(line) for line in answer.out.splitlines()]
    assert [(one["shortlist"], one["fact"], one["was"], one["now"]) for one in told] == [
        ("one", "license", "apache-2.0", None),
        (
            "one",
            "score.text",
            {"value": 1400.5, "low": 1390.0, "high": 1410.0},
            {"value": 1300.0, "low": 1290.0, "high": 1310.0},
        ),
        ("two", "price.in", 0.25, 0.5),
        ("two", "retires", "2026-12-01", "2027-01-01"),
    ]
    assert told[2] | {"since": ""} == {
        "shortlist": "two",
        "id": VENDOR.id,
        "fact": "price.in",
        "was": 0.25,
        "now": 0.5,
        "since": "",
        "as_of": "2026-11-10",
        "source": "models.dev",
        "url": None,
    }


def test_a_shortlist_that_cannot_be_read_is_a_fault_of_the_check(home: Home, run: Run) -> None:
    """A cron job must not take it for a shortlist in which nothing differs."""
    run("shortlist", "add", "trip", OPEN.id)
    (home.shortlists / "bad.toml").write_text("format = 9")
    answer = run("shortlist", "check", "--all")
    assert (answer.code, answer.out) == (1, "")
    assert "left out" in answer.err
    assert "nothing differs" not in answer.err


@pytest.mark.parametrize("operands", [[], ["trip", "--all"]])
def test_a_check_is_of_one_shortlist_or_of_all(run: Run, operands: list[str]) -> None:
    """Neither or both is a wrong request."""
    answer = run("shortlist", "check", *operands)
    assert answer.code == 2
    assert answer.err == (
        "modeldex: Name one shortlist, or give --all; see `modeldex shortlist check --help`.\n"
    )


def test_facts_are_accepted_one_by_one_or_all(home: Home, run: Run) -> None:
    """A check after that says what is left."""
    path = home.shortlists / "trip.toml"
    run("shortlist", "add", "trip", OPEN.id, VENDOR.id)
    reopened(home, CHANGED, changed(VENDOR, status="retired"))
    one = run("shortlist", "accept", "trip", OPEN.id.upper(), "gated")
    assert one.err == f"modeldex: 1 fact is pinned as of today, in {path}\n"
    assert [line.split()[1] for line in run("shortlist", "check", "trip").out.splitlines()] == [
        "Fact",
        "license",
        "status",
    ]
    wrong = run("shortlist", "accept", "trip", OPEN.id, "gated")
    assert (wrong.code, wrong.err) == (
        2,
        "modeldex: gated is no fact of Qwen/Qwen3-8B that differs; there is license.\n",
    )
    assert run("shortlist", "accept", "trip").code == 0
    assert run("shortlist", "check", "trip").code == 0
    before = path.read_bytes()
    assert run("shortlist", "accept", "trip").err == (
        "modeldex: nothing differs from what was pinned.\n"
    )
    assert path.read_bytes() == before
    stranger = run("shortlist", "accept", "trip", "nobody/knows")
    assert stranger.code == 2
    assert "nobody/knows is not in the shortlist trip" in stranger.err


def test_a_verdict_is_written_down_and_shown(home: Home, run: Run) -> None:
    """With its day and its reason, above the members and how much of each has drifted."""
    run("shortlist", "add", "trip", OPEN.id, VENDOR.id)
    reopened(home, CHANGED)
    decided = run("shortlist", "decide", "trip", "qwen/qwen3-8b", "--reason", "ours\x07")
    path = home.shortlists / "trip.toml"
    assert (decided.code, decided.err) == (0, f"modeldex: trip: {OPEN.id} chosen, in {path}\n")
    shown = run("shortlist", "show", "trip")
    assert f": {OPEN.id}. ours<U+0007>\n" in shown.err
    assert "2 facts differ from what was pinned; `modeldex shortlist check trip`" in shown.err
    assert [line.split()[3] for line in shown.out.splitlines()] == ["Drift", "2", "0"]
    kept, _ = shortlist.load(path)
    assert kept.verdict is not None
    assert kept.verdict.chosen == (OPEN.id,)
    stranger = run("shortlist", "decide", "trip", "x", "--reason", "")
    assert (stranger.code, "is not in the shortlist" in stranger.err) == (2, True)


def test_the_list_tells_what_was_decided_and_how_much_has_drifted(home: Home, run: Run) -> None:
    """As a table and as data, where what was not decided is null."""
    run("shortlist", "add", "open", VENDOR.id)
    run("shortlist", "add", "trip", OPEN.id, VENDOR.id)
    run("shortlist", "decide", "trip", OPEN.id, "--reason", "ours")
    reopened(home, CHANGED)
    today = str(date.today())  # noqa: DTZ011 - the command line has no other clock
    lines = [line.split() for line in run("shortlist", "list").out.splitlines()]
    assert lines == [
        ["Name", "Entries", "Drift", "Updated", "Decided", "Chosen", "Criteria"],
        ["open", "1", "0", today],
        ["trip", "2", "2", today, today, OPEN.id],
    ]
    told = [json.loads(line) for line in run("shortlist", "list", "--json").out.splitlines()]
    facts = {"drifted": 2, "decided": today, "chosen": [OPEN.id], "reason": "ours"}
    assert facts.items() <= told[1].items()
    assert (told[0]["decided"], told[0]["chosen"], told[0]["drifted"]) == (None, None, 0)


def test_the_data_folder_may_be_named_before_the_command(home: Home, run: Run) -> None:
    """Both places of --data-dir mean the same."""
    run("shortlist", "add", "trip", OPEN.id)
    elsewhere = Path(home.data) / "elsewhere"
    assert run("shortlist", "--data-dir", str(elsewhere), "list").out.startswith("Name")
