"""`modeldex report`."""

import json
import tomllib
from pathlib import Path

import pytest

from modeldex import paths, shortlist
from modeldex.cost import PRESETS
from modeldex.paths import Home
from modeldex.report import FORMATS
from modeldex.shortlist import Shortlist
from tests.cli.conftest import Run
from tests.examples import OPEN, TODAY, VENDOR


@pytest.fixture(autouse=True)
def saved(home: Home) -> Path:
    """Return the file of a shortlist of two, with a workload."""
    empty = Shortlist(name="Mine", created=TODAY, updated=TODAY, workload=PRESETS["rag"])
    path = shortlist.path_of(home.shortlists, "Mine")
    shortlist.save(path, shortlist.add(empty, [OPEN, VENDOR], TODAY), expected=None)
    return path


def test_the_report_is_printed_as_markdown(run: Run) -> None:
    """By name, in any case."""
    answer = run("report", "mine")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("# Choosing a language model: Mine\n")
    assert f"| {VENDOR.id} |" in answer.out


@pytest.mark.parametrize("form", ["html", "csv", "json", "toml"])
def test_other_formats_are_asked_for(run: Run, saved: Path, form: str) -> None:
    """Of a file as well."""
    answer = run("report", str(saved), "--format", form)
    start = {"html": "<!doctype html>", "csv": "entry,group,", "json": "{", "toml": "format = 1"}
    assert answer.code == 0
    assert answer.out.startswith(start[form])
    assert f"modeldex report {saved.name}" in answer.out or form == "csv"


def test_help_names_every_format_there_is(run: Run) -> None:
    """Without loading the room that writes them."""
    out = run("report", "--help").out
    assert f"--format F         {', '.join(FORMATS)} (md)" in out


def test_what_is_given_counts_before_what_the_shortlist_says(run: Run) -> None:
    """And is in the command that makes the same report again, which does."""
    given = ["--workload", "coding", "--weights", "cost=3", "--must", "-open:unknown"]
    answer = run("report", "Mine", "--format", "json", *given, "--mix", f"{VENDOR.id}=100")
    read = json.loads(answer.out)
    assert read["shortlist"]["workload"]["name"] == "coding"
    assert read["scorecard"]["weights"]["cost"] == 3
    assert read["mix"]["shares"] == {VENDOR.id: 1}
    assert read["command"] == (
        f"modeldex report Mine --workload=coding --weights=cost=3 --must=-open:unknown "
        f"--mix={VENDOR.id}=100"
    )
    again = run(*read["command"].split()[1:], "--format", "json")
    assert json.loads(again.out) == read


def test_the_machine_the_board_and_the_field_of_work_are_ranked_by(run: Run) -> None:
    """As in `modeldex score`, with the same points, and they are in the command."""
    asked = ["--fits", "24gb", "--board", "coding", "--domain", "health"]
    read = json.loads(run("report", "Mine", "--format", "json", *asked).out)
    assert read["scorecard"]["left_out"] == {}
    assert read["command"] == (
        "modeldex report Mine --workload=rag --board=coding --fits=24gb --domain=health"
    )
    scored = run("score", "--shortlist", "Mine", "--json", *asked)
    assert json.loads(scored.out) == read["scorecard"]
    again = run(*read["command"].split()[1:], "--format", "json")
    assert json.loads(again.out) == read


@pytest.mark.parametrize("wish", ["--fits", "--board", "--domain"])
def test_a_wish_for_what_there_is_not_is_an_error(run: Run, wish: str) -> None:
    """In one sentence that repeats the word."""
    answer = run("report", "Mine", wish, "nowhere")
    assert (answer.code, answer.out) == (2, "")
    assert "nowhere" in answer.err


def test_the_file_is_written_whole_and_never_over_another(run: Run, tmp_path: Path) -> None:
    """Its ending is its format; --force replaces it."""
    path = tmp_path / "review.toml"
    answer = run("report", "Mine", "--output", str(path))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"modeldex: the report on Mine is in {path}\n"
    assert tomllib.loads(path.read_text(encoding="utf-8"))["shortlist"]["name"] == "Mine"
    path.write_text("mine", encoding="utf-8")
    answer = run("report", "Mine", "--output", str(path))
    assert answer.code == 2
    assert "exists, and was left as it is" in answer.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("report", "Mine", "--output", str(path), "--force", "--format", "md").code == 0
    assert path.read_text(encoding="utf-8").startswith("# Choosing")
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ""] == [path.name]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nobody"], "There is no shortlist called nobody; there is Mine."),
        (["none.toml"], "none.toml: there is no such file."),
        (["Mine", "--output", "a.pdf"], "a.pdf has none of the endings of a report"),
        (["Mine", "--output", "no/such/folder.md"], "No such file or directory"),
        (["Mine", "--weights", "coast=3"], "did you mean cost?"),
        (["Mine", "--must", "foo:bar"], "foo"),
        (["Mine", "--mix", "a=80"], "The shares of the mix are 80% together, not 100%."),
        (
            ["Mine", "--format", "pdf"],
            "--format cannot be pdf; there are md, html, csv, json, toml.",
        ),
        ([], "the following arguments are required: NAME_OR_FILE"),
    ],
)
def test_what_cannot_be_is_one_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    """With the exit code of a wrong request, or of a job that failed."""
    answer = run("report", *arguments)
    assert answer.code in {1, 2}
    assert sentence in answer.err
    assert answer.out == ""


def test_a_report_needs_no_catalogue_of_the_person(run: Run, home: Home) -> None:
    """What the catalogue no longer has is said, and the rest is written."""
    path = shortlist.path_of(home.shortlists, "Mine")
    text = path.read_text(encoding="utf-8").replace(OPEN.id, "acme/nowhere")
    path.write_text(text, encoding="utf-8")
    answer = run("report", "Mine")
    assert answer.code == 0
    assert "| acme/nowhere | in no catalogue |" in answer.out
    assert paths.home(home.data).shortlists == home.shortlists
