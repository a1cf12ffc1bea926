"""`modeldex catalog`."""

import json
from pathlib import Path

import pytest

from modeldex import cli
from modeldex.cli.catalog_files import share
from modeldex.paths import Home
from tests.cli.conftest import Run
from tests.curated.files import write
from tests.examples import OPEN

GOOD = 'vendor = "me"\n[[models]]\nid = "tuned"\nparameters = 7\n'
BAD = 'vendor = "me"\n[[models]]\nid = 3\ncontext = -1\n'


def test_a_file_without_a_fault_is_said_to_be_that(tmp_path: Path, run: Run) -> None:
    """Nothing on stdout, and 0."""
    path = write(tmp_path / "mine.toml", GOOD)
    answer = run("catalog", "check", str(path))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"modeldex: no fault in {path}.\n"


def test_each_fault_is_a_line(tmp_path: Path, run: Run) -> None:
    """In every file of a folder, and the exit code is 1."""
    write(tmp_path / "folder" / "a.toml", GOOD)
    path = write(tmp_path / "folder" / "b.toml", BAD)
    answer = run("catalog", "check", str(tmp_path / "folder"))
    assert answer.code == 1
    assert answer.out.splitlines() == [
        f"{path}: models[0].id: expected text, got 3",
        f"{path}: models[0].context: expected a whole number > 0, got -1",
    ]
    assert answer.err == f"modeldex: 2 faults in {tmp_path / 'folder'}.\n"


def test_without_a_path_shipped_and_own_files_are_checked(home: Home, run: Run) -> None:
    """What is shipped has no fault, and a person's own file has one."""
    assert run("catalog", "check").code == 0
    path = write(home.own_entries / "mine.toml", 'vendor = "me"\nwhy = 1\n')
    answer = run("catalog", "check")
    assert (answer.code, answer.out) == (1, f"{path}: why: unknown key\n")


def test_a_path_that_is_not_there_is_refused(tmp_path: Path, run: Run) -> None:
    """Nothing was checked, so nothing is said to be right."""
    answer = run("catalog", "check", str(tmp_path / "none.toml"))
    assert (answer.code, answer.out) == (2, "")
    assert "does not exist" in answer.err


def test_statistics_are_a_table(run: Run) -> None:
    """Counts, shares of each origin, and the sources that gave the most."""
    lines = run("catalog", "stats").out.splitlines()
    assert lines[0].split() == ["Fact", "Known", "Hub", "Vendor", "User", "Sources"]
    assert lines[1].split() == ["(entries)", "3", "2", "1", "0"]
    row = next(line for line in lines if line.startswith("params "))
    assert row.split()[:6] == ["params", "2", "100", "%", "0", "%"]
    assert row.endswith(f"{OPEN.source.name} 2")


@pytest.mark.parametrize(
    ("known", "of", "said"),
    [(0, 9, "0 %"), (27, 17_738, "<1 %"), (1, 3, "33 %"), (999, 1000, ">99 %"), (9, 9, "100 %")],
)
def test_a_share_of_almost_none_or_all_says_so(known: int, of: int, said: str) -> None:
    """27 of 17,738 are not one percent."""
    assert share(known, of) == said


def test_statistics_are_one_object_a_fact(run: Run) -> None:
    """With every source and its days."""
    facts = [json.loads(line) for line in run("catalog", "stats", "--json").out.splitlines()]
    (params,) = (fact for fact in facts if fact["fact"] == "params")
    day = OPEN.source.as_of.isoformat()
    assert params == {
        "fact": "params",
        "known": {"hub": 2, "vendor": 0, "user": 0},
        "of": {"hub": 2, "vendor": 1, "user": 0},
        "sources": [{"source": OPEN.source.name, "known": 2, "oldest": day, "newest": day}],
    }


def test_a_new_file_is_one_that_a_check_passes(tmp_path: Path, run: Run) -> None:
    """As it is printed."""
    path = write(tmp_path / "new.toml", run("catalog", "new").out)
    assert run("catalog", "check", str(path)).code == 0


def test_a_command_has_to_be_named(capfd: pytest.CaptureFixture[str]) -> None:
    """The sentence says where the help is."""
    assert cli.run(["catalog"]) == 2
    assert "modeldex catalog --help" in capfd.readouterr().err
