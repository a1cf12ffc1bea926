"""`modeldex shortlist`."""

from pathlib import Path

import pytest

from modeldex import shortlist
from modeldex.paths import Home
from tests.cli.conftest import Run
from tests.examples import OPEN, VENDOR


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
    run("shortlist", "note", "trip", OPEN.id, "fast \x1b[2J[/]")
    shown = run("shortlist", "show", "TRIP").out.splitlines()
    assert shown[0].split("  ")[0] == "Id"
    assert shown[1].startswith("Qwen/Qwen3-8B  hub     2")
    assert shown[1].endswith("?              ?  apache-2.0  fast <U+001B>[2J[/]")
    assert shown[2].endswith("$0.25          $2.00  ?")
    run("shortlist", "remove", "trip", "QWEN/Qwen3-8B")
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
    assert answer.out.splitlines()[1].split()[:2] == ["Trip", "1"]
    assert answer.err == (
        f"modeldex: left out: {home.shortlists / 'bad.toml'}: format: 9 is the format of a newer "
        "modeldex, and this one reads 1; update modeldex\n"
    )


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


@pytest.mark.parametrize("command", ["show", "delete", "remove", "note", "rename"])
def test_an_unknown_shortlist_is_one_sentence(run: Run, command: str) -> None:
    """With the ones there are."""
    operands = {"remove": ["x"], "note": ["x", "y"], "rename": ["x"]}.get(command, [])
    run("shortlist", "add", "trip", OPEN.id)
    answer = run("shortlist", command, "tripp", *operands)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "modeldex: There is no shortlist called tripp; there is trip.\n"


def test_the_data_folder_may_be_named_before_the_command(home: Home, run: Run) -> None:
    """Both places of --data-dir mean the same."""
    run("shortlist", "add", "trip", OPEN.id)
    elsewhere = Path(home.data) / "elsewhere"
    assert run("shortlist", "--data-dir", str(elsewhere), "list").out.startswith("Name")
