"""Data is the same bytes on every machine; closed and broken streams are told in a sentence."""

import csv
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from modeldex.paths import Home

PROGRAM = (sys.executable, "-m", "modeldex")

CONSOLES = (
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
"""Surroundings in which Python would not write UTF-8."""

NAME = "Модель «é» 模\N{LINE SEPARATOR}型"
"""Outside cp1252, and with what Python, but no format, takes for the end of a line."""


@pytest.fixture
def named(home: Home) -> Home:
    """Return a home with an own entry and a shortlist that only UTF-8 can write."""
    home.own_entries.mkdir(parents=True)
    entry = f'vendor = "me"\nname = "{NAME}"\n[[models]]\nid = "one"\nname = "{NAME}"\n'
    (home.own_entries / "mine.toml").write_text(entry, encoding="utf-8")
    home.shortlists.mkdir(parents=True, exist_ok=True)
    member = f'id = "me/one"\nsource = "user"\nadded = 2026-01-02\nnote = "{NAME}"\n'
    days = "created = 2026-01-02\nupdated = 2026-01-02"
    listed = f'format = 1\nname = "mine"\n{days}\n[[members]]\n{member}'
    (home.shortlists / "mine.toml").write_text(listed, encoding="utf-8")
    return home


def printed(home: Home, *argv: str, environ: dict[str, str] | None = None) -> bytes:
    """Return what a command prints that has to succeed."""
    whole = {**os.environ, "MODELDEX_HOME": str(home.data), **(environ or {})}
    done = subprocess.run(
        (*PROGRAM, *argv), env=whole, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("form", ["json", "toml", "csv", "md", "html"])
def test_a_format_is_utf_8_whatever_the_console(named: Home, form: str) -> None:
    """The bytes are those of a console that knows all of Unicode, and they parse."""
    argv = ("report", "mine", "--format", form)
    wanted = printed(named, *argv)
    text = wanted.decode("utf-8")
    assert "Модель «é»" in text
    assert b"\r" not in wanted
    match form:
        case "json":
            assert json.loads(text)
        case "toml":
            assert tomllib.loads(text)
        case "csv":
            assert len({len(row) for row in csv.reader(text.split("\n")[:-1])}) == 1
    for console in CONSOLES:
        assert printed(named, *argv, environ=console) == wanted


@pytest.mark.parametrize(
    "argv",
    [
        ("list", "me/one", "--json"),
        ("compare", "me/one", "openai/gpt-oss-20b", "--format", "json"),
        ("compare", "me/one", "openai/gpt-oss-20b", "--format", "md"),
        ("shortlist", "list", "--json"),
    ],
)
def test_every_command_writes_its_data_as_utf_8(named: Home, argv: tuple[str, ...]) -> None:
    """Not the escapes that a table for people has."""
    wanted = printed(named, *argv)
    if "json" in argv[-1]:
        assert json.loads(wanted)
    for console in CONSOLES:
        assert printed(named, *argv, environ=console) == wanted


def shell(home: Home, script: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which $modeldex is the program."""
    environ = {**os.environ, "MODELDEX_HOME": str(home.data), "modeldex": " ".join(PROGRAM)}
    return subprocess.run(
        ("bash", "-c", script), env=environ, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_reader_that_has_enough_is_no_fault(home: Home) -> None:
    """One line comes through, nothing is said, the exit code is 0."""
    done = shell(home, "$modeldex list --json | head -1; echo ${PIPESTATUS[0]}")
    first, code = done.stdout.splitlines()
    assert json.loads(first)
    assert (code, done.stderr) == ("0", "")
    assert shell(home, "$modeldex nosuch: 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}").returncode


@pytest.mark.parametrize("argv", ["list qwen", "--version", "--help", "doctor"])
def test_closed_output_is_one_sentence(home: Home, argv: str) -> None:
    """Exit code 2: nothing can be printed."""
    done = shell(home, f"$modeldex {argv} >&-")
    assert done.returncode == 2
    assert done.stderr == (
        "modeldex: Standard output is closed; send it to a file, a pipe or /dev/null.\n"
    )


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_what_a_command_does_not_need_may_be_closed(home: Home, closed: str) -> None:
    """The data is whole, and nothing is written into a file that got the free number."""
    done = shell(home, f"$modeldex list qwen3-8b --json {closed}")
    assert done.returncode == 0
    assert [json.loads(line) for line in done.stdout.splitlines()]
    assert done.stderr == ""


def nobody(home: Path | None, *argv: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program with nothing in its surroundings but a path and what is given."""
    whole = {"PATH": os.environ["PATH"], **({"HOME": str(home)} if home else {}), **environ}
    return subprocess.run(
        (*PROGRAM, *argv), env=whole, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("argv", "environ", "said"),
    [
        (("--data-dir", "~nosuch/x"), {}, "--data-dir: ~nosuch/x: no home folder is known"),
        ((), {"MODELDEX_HOME": "~nosuch/x"}, "$MODELDEX_HOME: ~nosuch/x: no home folder"),
    ],
)
def test_a_home_of_nobody_is_named(
    tmp_path: Path, argv: tuple[str, ...], environ: dict[str, str], said: str
) -> None:
    """The option or the variable, and the way out."""
    for command in (("list", "qwen"), ("doctor",), ("shortlist", "list"), ("machine", "list")):
        done = nobody(tmp_path, *command, *argv, **environ)
        assert done.returncode == 2, command
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"HF_HOME": "~nosuch/x"},
        {"HF_HUB_CACHE": "~nosuch/x"},
        {"XDG_CACHE_HOME": "~nosuch"},
        {"HF_HOME": "/dev/null"},
        {"HF_HUB_CACHE": "/proc/1/mem/x"},
    ],
)
@pytest.mark.parametrize("command", [("list", "qwen3-8b"), ("doctor",)])
def test_a_cache_that_cannot_be_read_is_left_off(
    home: Home, environ: dict[str, str], command: tuple[str, ...]
) -> None:
    """What is downloaded is unknown then; all else works, and $HOME is not needed."""
    done = nobody(None, *command, MODELDEX_HOME=str(home.data), **environ)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("home_folder", ["/dev/null", "/proc/nosuch"])
def test_a_home_that_cannot_be_written_names_the_way_out(home_folder: str) -> None:
    """Whoever runs it, as these take no files of anybody."""
    done = nobody(Path(home_folder), "list", "qwen")
    assert done.returncode in {1, 2}
    assert home_folder in done.stderr
    assert "--data-dir" in done.stderr or "MODELDEX_HOME" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
def test_a_user_without_an_account_is_told_of_modeldex_home(home: Home, tmp_path: Path) -> None:
    """A container that runs as a number is told what to set, and gets no folder called `~`."""
    # The first run imports what another user may have no leave to read.
    code = "import os, sys, platformdirs.unix; from modeldex import cli\n"
    code += "cli.run(['list', 'x', '--data-dir', '/dev/null']); os.setuid(54321)\n"
    code += "sys.exit(cli.run(['list', 'qwen3-8b']))"
    command = (sys.executable, "-c", code, "list", "qwen3-8b")
    environ = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        command, env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "set $MODELDEX_HOME" in done.stderr
    assert list(tmp_path.iterdir()) == [home.data]


@pytest.mark.parametrize("command", ["list qwen3-8b", "doctor", "--version"])
def test_a_working_folder_that_is_gone_is_no_fault(
    home: Home, tmp_path: Path, command: str
) -> None:
    """Only a path that is relative needs it, and says so."""
    place = tmp_path / "place"
    gone = f'mkdir -p "{place}"; cd "{place}"; rmdir "{place}";'
    done = shell(home, f"{gone} $modeldex {command}")
    assert done.returncode == 0
    done = shell(home, f"{gone} $modeldex list qwen --data-dir x")
    assert done.returncode == 2
    assert "--data-dir: x: the working folder is gone; write the whole path." in done.stderr
