"""The door of the command line: help, exit codes, and how it ends."""

import contextlib
import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from modeldex import __version__, cli
from modeldex.cli import arguments, browse
from modeldex.errors import ModeldexError
from modeldex.paths import Home
from tests.cli.conftest import Run

PROGRAM = [sys.executable, "-m", "modeldex"]


def _parsers(own: ArgumentParser) -> Iterator[ArgumentParser]:
    """Yield a parser and those of the commands below it."""
    yield own
    below = (action.choices for action in own._actions if isinstance(action.choices, dict))
    yield from (parser for parsers in below for parser in parsers.values())


FILES = {"": "browse", **cli._COMMANDS}
PARSERS = [
    parser
    for file in FILES.values()
    for parser in _parsers(import_module(f"modeldex.cli.{file}").parser())
]

LIST_HELP = f"""\
usage: modeldex list [CRITERIA ...] [OPTIONS]

Print the entries that match a filter, one a line.

positional arguments:
  CRITERIA        a filter; without one, every entry

options:
  -h, --help      show this help message and exit
  --json          print one JSON object a line
  --provenance    with --json: say where each fact was read
  --sort KEY      order by a fact, the best or the newest first
  --reverse       turn the order round
  --limit N       print N entries at most
  --columns KEYS  facts to print, as in id,open,params,ctx
  --data-dir DIR  keep everything below this folder ($MODELDEX_HOME does the
                  same)

With --json each line is one object: id, name, and every known fact under its
key in filters. Numbers are plain: tokens, bytes, USD per million tokens. An
unknown fact has no key. With --provenance a fact is an object: value, source,
as_of, the url of the page where that is known, and worked_out_from: the facts
that it follows from, where no source states it. `results` are those that the
Hub lists, verified, own, cited or unmerged.

{arguments.FILTER_HELP}
"""


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.prog)
def test_every_command_has_help_that_fits(
    parser: ArgumentParser, capfd: pytest.CaptureFixture[str]
) -> None:
    """On 80 characters, on stdout, with exit code 0; what all commands take comes last."""
    assert cli.run([*parser.prog.split()[1:], "--help"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert out.startswith(f"usage: {parser.prog}")
    assert max(map(len, out.splitlines())) < 80
    options = out.partition("options:\n")[2].partition("\n\n")[0]
    assert "  --data-dir DIR" in options
    assert "\n  --" not in options.partition("  --data-dir DIR")[2]


def test_the_bare_help_lists_every_command() -> None:
    """In the order in which the program knows them."""
    listed = re.findall(r"^  ([a-z]+)  ", browse.parser().format_help(), re.MULTILINE)
    assert listed == list(cli._COMMANDS)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["shortlist", "shwo"], "COMMAND cannot be shwo; did you mean show?"),
        (["review", "acept", "x"], "JOB cannot be acept; did you mean accept?"),
        (["changes", "--kind", "prize"], "--kind cannot be prize; did you mean price?"),
        (["catalog", "x"], "COMMAND cannot be x; there are check, stats, new."),
        (["sync", "--limit", "0"], "--limit takes a whole number from 1 up, not 0."),
        (["list", "--jsn"], "unrecognized arguments: --jsn; see `modeldex list --help`."),
        (
            ["machine", "fit", "x", "--gpu"],
            "unrecognized arguments: --gpu; see `modeldex machine fit --help`.",
        ),
        (
            ["shortlist", "add"],
            "the following arguments are required: NAME, ID; see `modeldex shortlist add --help`.",
        ),
    ],
)
def test_a_wrong_command_line_says_the_way_out(argv: list[str], said: str, run: Run) -> None:
    """The nearest word, all there are, or where the help is."""
    answer = run(*argv)
    assert (answer.code, answer.out, answer.err) == (2, "", f"modeldex: {said}\n")


def test_help_is_the_same_on_every_terminal(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The README prints it."""
    monkeypatch.setenv("COLUMNS", "200")
    cli.run(["list", "--help"])
    assert capfd.readouterr().out == LIST_HELP


def test_the_version_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """By the parser too, where other words stand beside it."""
    assert cli.run(["--version"]) == 0
    assert capfd.readouterr().out == f"modeldex {__version__}\n"


def test_the_bare_command_opens_the_table(tmp_path: Path) -> None:
    """With its words as the filter, and the folder that was named."""
    asked: list[tuple[Path, str]] = []

    def launch(home: Home, criteria: str) -> int:
        asked.append((home.data, criteria))
        return 7

    folder = ["--data-dir", str(tmp_path)]
    assert browse.run([*folder, "llama", "ctx>=128k", "-lang:de"], launch) == 7
    assert browse.run([*folder, "--", "list"], launch) == 7
    assert browse.run(["llama", "8b"], launch) == 7
    default = Path(os.environ["MODELDEX_HOME"])
    assert asked == [
        (tmp_path, "llama ctx>=128k -lang:de"),
        (tmp_path, "list"),
        (default, "llama 8b"),
    ]


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (ModeldexError("The disk is full; make room."), 1, "The disk is full; make room."),
        (ModeldexError("x\x1b]0;\x07\ny"), 1, "x<U+001B>]0;<U+0007> y"),
    ],
)
def test_a_fault_is_one_line_on_stderr(
    fault: ModeldexError, code: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever its message holds."""

    def fail() -> int:
        raise fault

    assert cli.guarded(fail) == code
    assert capfd.readouterr() == ("", f"modeldex: {said}\n")


@pytest.mark.parametrize("missing", ["stdin", "stderr"])
def test_without_a_terminal_the_way_out_is_named(home: Home, missing: str) -> None:
    """A table that nobody can see or steer is not opened."""
    terminal, screen = os.openpty()
    told = subprocess.run(
        PROGRAM,
        check=False,
        timeout=20,
        stdin=subprocess.DEVNULL if missing == "stdin" else screen,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if missing == "stderr" else screen,
        env=os.environ | {"MODELDEX_HOME": str(home.data)},
    )
    said = told.stderr if missing == "stderr" else os.read(terminal, 1_000)
    os.close(terminal)
    os.close(screen)
    assert told.returncode == 2
    assert b"`modeldex list` prints entries without one" in said


def test_ctrl_c_ends_with_its_code_and_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    """130, as shells count."""

    def interrupt() -> int:
        raise KeyboardInterrupt

    assert cli.guarded(interrupt) == 130
    assert capfd.readouterr() == ("", "")


def test_a_bug_shows_its_traceback() -> None:
    """Only what a person can act on becomes a sentence."""

    def stumble() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        cli.guarded(stumble)


def test_a_reader_that_stops_early_is_no_fault(home: Home) -> None:
    """`modeldex list --json | head -1`, with more behind it than a pipe holds."""
    argv = [*PROGRAM, "list", "--json", "--data-dir", str(home.data)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(argv, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence(home: Home) -> None:
    """A list that is not complete must not look so."""
    with Path("/dev/full").open("w") as full:
        argv = [*PROGRAM, "list", "--data-dir", str(home.data)]
        done = subprocess.run(argv, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "modeldex: The output cannot be written: No space left on device.\n",
    )


@pytest.mark.parametrize(
    ("argv", "unwanted"),
    [
        (["--help"], {"tantivy", "sqlite3", "textual", "rich"}),
        (["list", "--help"], {"tantivy", "sqlite3", "textual", "rich"}),
        (["shortlist"], {"tantivy", "sqlite3", "textual", "rich"}),
        (["list"], {"textual", "rich", "httpx", "ssl", "tomli_w", "asyncio", "importlib.metadata"}),
    ],
)
def test_a_command_imports_what_it_needs(home: Home, argv: list[str], unwanted: set[str]) -> None:
    """Start-up is imports."""
    program = (
        "import sys; from modeldex import cli; code = cli.run(sys.argv[1:]); "
        f"print(*{unwanted} & sys.modules.keys(), file=sys.stderr); sys.exit(code)"
    )
    environment = os.environ | {"MODELDEX_HOME": str(home.data)}
    command = [sys.executable, "-c", program, *argv]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == ""


@pytest.mark.parametrize("width", [30, 80, 200])
def test_a_table_fits_the_terminal_and_cuts_nothing(home: Home, width: int) -> None:
    """Whole columns go from the end; ids stay whole."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    argv = [*PROGRAM, "list", "--data-dir", str(home.data)]
    done = subprocess.run(argv, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal nobody holds with EIO
        while part := os.read(ours, 4096):
            shown += part
    os.close(ours)
    lines = shown.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(lines) == 4
    assert max(map(len, lines)) <= width
    assert {line.split()[0] for line in lines} == {
        "Id",
        "Qwen/Qwen3-8B",
        "acme/swift-2",
        "acme/small-1b",
    }
    assert ("Licence" in lines[0]) == (width == 200)


def test_a_terminal_without_utf_8_gets_no_traceback(home: Home, run: Run) -> None:
    """A name it cannot show is escaped."""
    run("shortlist", "add", "旅行", "acme/swift-2")
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "MODELDEX_HOME": str(home.data)}
    argv = [*PROGRAM, "shortlist", "list"]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1].startswith(r"\u65c5\u884c")
