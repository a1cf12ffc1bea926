"""`modeldex compare`."""

import json
from pathlib import Path

import pytest

from modeldex import shortlist
from modeldex.comparison import compare, to_markdown, to_text
from modeldex.paths import Home
from tests.cli.conftest import HOSTILE, SMALL, Run, fill
from tests.examples import OPEN, TODAY, VENDOR

NEITHER = "There is neither an entry nor a shortlist called"


def _saved(folder: Path, name: str) -> Path:
    _, path = shortlist.create(folder, name, TODAY)
    old, fingerprint = shortlist.load(path)
    shortlist.save(path, shortlist.add(old, [OPEN, SMALL], TODAY), expected=fingerprint)
    return path


def test_ids_and_aliases_are_found_in_any_case(run: Run) -> None:
    """The heads of the columns are the ids as they are written."""
    answer = run("compare", "QWEN/qwen3-8B", "acme/swift-LATEST")
    assert answer.err == ""
    assert answer.out.splitlines()[0].split() == ["Qwen/Qwen3-8B", "acme/swift-2"]


def test_a_shortlist_is_found_by_name_and_by_file(home: Home, run: Run, tmp_path: Path) -> None:
    """In the person's folder in any case, elsewhere by its path; the answers are the same."""
    path = _saved(home.shortlists, "Support bot")
    elsewhere = tmp_path / "review.toml"
    elsewhere.write_bytes(path.read_bytes())
    expected = to_text(compare([OPEN, SMALL], today=TODAY))
    assert run("compare", "support BOT").out == expected
    assert run("compare", str(elsewhere)).out == expected


def test_an_entry_named_twice_stands_once(home: Home, run: Run) -> None:
    """A shortlist and one of its members overlap."""
    _saved(home.shortlists, "trip")
    heads = run("compare", "trip", OPEN.id, VENDOR.id).out.splitlines()[0].split()
    assert heads == [OPEN.id, SMALL.id, VENDOR.id]


def test_markdown_and_json_are_the_forms_of_the_room(run: Run) -> None:
    """The command line adds nothing."""
    markdown = run("compare", OPEN.id, SMALL.id, "--md").out
    assert markdown == to_markdown(compare([OPEN, SMALL], today=TODAY))
    data = json.loads(run("compare", OPEN.id, VENDOR.id, "--json").out)
    assert [entry["id"] for entry in data["entries"]] == [OPEN.id, VENDOR.id]


def test_a_workload_adds_its_bills(run: Run) -> None:
    """In every form, and JSON says what they are for."""
    argv = ("compare", OPEN.id, VENDOR.id, "--workload", "rag,requests=200")
    for form in ("text", "md", "json"):
        out = run(*argv, "--format", form).out
        assert all(word in out for word in ("API bill a month", "Break-even", "rag requests=200"))
    assert run(*argv, "--json").out == run(*argv, "--format", "json").out


def test_a_member_the_catalogue_lost_is_named_and_left_out(home: Home, run: Run) -> None:
    """The rest is compared."""
    _saved(home.shortlists, "trip")
    fill(home, (SMALL,))
    path = home.shortlists / "trip.toml"
    path.write_text(path.read_text().replace("Qwen/Qwen3-8B", "Qwen/Gone-9B"))
    answer = run("compare", "trip")
    assert answer.err == "modeldex: Qwen/Gone-9B is in trip.toml, but not in the catalogue.\n"
    assert answer.out.splitlines()[0].split() == [SMALL.id]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["acme/swift-3"], f"{NEITHER} acme/swift-3; did you mean acme/swift-2?"),
        (
            ["\x1b]0;x\x07"],
            f"{NEITHER} <U+001B>]0;x<U+0007>; `modeldex list '<U+001B>]0;x<U+0007>'` looks for it.",
        ),
        (["none.toml"], "none.toml: there is no such file."),
        ([OPEN.id, "--workload", "rga"], "rga is no workload; did you mean rag?"),
        (
            [],
            "the following arguments are required: FILE_OR_ID; see `modeldex compare --help`.",
        ),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(run: Run, argv: list[str], sentence: str) -> None:
    """It names the argument, and the way out."""
    answer = run("compare", *argv)
    assert (answer.code, answer.out) == (1 if "none.toml" in argv else 2, "")
    assert answer.err == f"modeldex: {sentence}\n"


def test_a_broken_shortlist_is_one_sentence(home: Home, run: Run) -> None:
    """With file, key, and what was expected."""
    path = _saved(home.shortlists, "trip")
    path.write_text(path.read_text().replace("added = 2026-11-21", 'added = "soon"'))
    answer = run("compare", str(path))
    assert answer.err == (
        f'modeldex: {path}: members[0].added: expected a date such as 2026-11-21, got "soon"\n'
    )


@pytest.mark.parametrize("form", [[], ["--md"], ["--json"]])
def test_nothing_raw_reaches_the_terminal(home: Home, run: Run, form: list[str]) -> None:
    """Whatever the catalogue holds."""
    fill(home, (OPEN, HOSTILE))
    answer = run("compare", OPEN.id, HOSTILE.id, *form)
    assert answer.code == 0
    assert all(line.isprintable() for line in answer.out.splitlines())
