"""The app in the hands of a shell: repainted, suspended, killed, crashed, its folder gone."""

import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from modeldex.paths import Home
from tests.terminal import Program

MODELDEX = (sys.executable, "-m", "modeldex")

FAULTY = (
    sys.executable,
    "-c",
    """\
from modeldex.__main__ import main
from modeldex.tui.app import ModeldexApp

ModeldexApp.action_help = lambda self: 1 / 0
main()
""",
)
"""The app with a bug behind one key."""

MODES = "stty -a | tr ' ;' '\\n\\n' | grep -E '^-?(icanon|echo|isig|icrnl)$' | tr '\\n' ' '"
"""Prints the settings of the terminal that a shell cannot be used without."""


@pytest.fixture
def program(home: Home) -> Iterator[Program]:
    """Run the app and wait for its first rows."""
    with Program(MODELDEX, environ={"MODELDEX_HOME": str(home.data)}) as running:
        running.wait_for("openai/gpt")
        yield running


@pytest.fixture
def shell(home: Home) -> Iterator[Program]:
    """Run a shell with job control, in which `$modeldex` is the app."""
    if shutil.which("bash") is None:
        pytest.skip("no bash")
    environ = {"MODELDEX_HOME": str(home.data), "PS1": "ready> ", "PYTHON": sys.executable}
    with Program(("bash", "--norc", "--noprofile", "-i"), environ=environ) as running:
        running.wait_for("ready>")
        yield running


def enter(shell: Program, line: str, expected: str) -> None:
    """Have the shell carry out a line, and wait for what it prints."""
    shell.type(f"{line}\r")
    shell.wait_for(expected)


def test_ctrl_l_draws_every_cell_anew(program: Program) -> None:
    """After another program has written over the screen; in a dialog as well."""
    for keys in ((), ("s",)):
        program.press(*keys)
        program.wait_until_quiet(0.5)
        before = program.screen.text
        program.screen.feed(b"\x1b[3;1H\x1b[2Jwall: the system goes down")
        assert program.screen.text != before
        program.press("ctrl+l")
        program.wait_for(before.__eq__)


@pytest.mark.parametrize("way", ["key", "SIGTSTP", "SIGSTOP"])
def test_the_app_goes_to_the_background_and_comes_back(shell: Program, way: str) -> None:
    """The shell has its terminal as it was, and after `fg` the app has it again, twice."""
    enter(shell, MODES, "icrnl")
    enter(shell, '"$PYTHON" -m modeldex', "openai/gpt")
    shell.wait_until_quiet()
    for _ in range(2):
        if way == "key":
            shell.press("ctrl+z")
        else:
            found = Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()
            shell.signal(getattr(signal, way), int(found[0]))
        shell.wait_for("Stopped")
        if way != "SIGSTOP":  # nothing can be done before that one
            assert shell.screen.modes <= {"bracketed paste"}  # which bash itself switches on
            enter(shell, f"clear; {MODES}", "icrnl")
            assert all(f"-{name}" not in shell.screen.text for name in ("icanon", "echo", "isig"))
        shell.type("fg\r")
        shell.wait_for(lambda text: "openai/gpt" in text and "Help" in text)
        shell.wait_until_quiet()
        shell.press("j")
        shell.wait_until_quiet()
    shell.press("q")
    shell.wait_for("ready>")
    enter(shell, f"echo code=$?; clear; {MODES}", "icrnl")
    assert all(f"-{name}" not in shell.screen.text for name in ("icanon", "echo", "isig"))
    assert shell.screen.modes <= {"bracketed paste"}


def test_without_a_shell_ctrl_z_changes_nothing(program: Program) -> None:
    """Nobody could continue it, as in `ssh -t host modeldex`."""
    program.press("ctrl+z")
    program.wait_until_quiet(0.5)
    program.press("space")
    program.wait_for("1 marked")
    program.press("q")
    assert program.wait_for_exit() == 0
    assert program.screen.modes == set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_it_is_its_exit_code(program: Program, number: signal.Signals) -> None:
    """As shells count: 128 and the number."""
    program.signal(number)
    assert program.wait_for_exit() == 128 + number
    assert program.screen.modes == set()


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGABRT])
def test_a_signal_that_asks_for_a_dump_leaves_a_log(home: Home, number: signal.Signals) -> None:
    """The terminal is usable, the log says what each thread did, the signal is the exit status."""
    command = f"ulimit -c 0; {sys.executable} -m modeldex; echo code=$?; {MODES}"
    with Program(("sh", "-c", command), environ={"MODELDEX_HOME": str(home.data)}) as program:
        program.wait_for("openai/gpt")
        found = Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().split()
        program.signal(number, int(found[0]))
        assert program.wait_for_exit() == 0
        text = program.screen.text
        assert program.screen.modes == set()
    log = home.data / "crash.log"
    assert f"code={128 + number}" in text
    assert f"modeldex: ended by {number.name}; the log is {log}" in text.replace("\n", "")
    assert all(f"-{name}" not in text for name in ("icanon", "echo", "isig", "icrnl"))
    assert "Thread" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_bug_is_two_lines_and_a_log(home: Home, is_gone: bool) -> None:  # noqa: FBT001
    """Also with its folder gone, which a thread of the app may make anew at any moment."""
    command = ("sh", "-c", f'"$0" "$@"; echo code=$?; {MODES}', *FAULTY)
    with Program(command, environ={"MODELDEX_HOME": str(home.data)}) as program:
        program.wait_for("openai/gpt")
        program.wait_until_quiet()
        if is_gone:
            shutil.rmtree(home.data)
        program.press("?")
        assert program.wait_for_exit() == 0
        lines = program.screen.text.splitlines()
        assert program.screen.modes == set()
    text = "".join(lines)
    assert lines[0] == "modeldex: ended by a bug: ZeroDivisionError: division by zero"
    log = Path(
        "".join(lines[1 : next(i for i, x in enumerate(lines) if "code=" in x)])[
            len("the log is ") :
        ]
    )
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    assert is_gone or log == home.data / "crash.log"
    assert log.stat().st_mode & 0o777 == 0o600
    assert "code=1" in text
    assert "Traceback" not in text
    assert all(f"-{name}" not in text for name in ("icanon", "echo", "isig", "icrnl"))
    log.unlink()


def test_q_ends_it_when_its_folders_are_gone(home: Home, tmp_path: Path) -> None:
    """The data folder, and the folder it was started in."""
    place = tmp_path / "place"
    place.mkdir()
    command = ("sh", "-c", f'cd "{place}"; exec "$0" -m modeldex', sys.executable)
    with Program(command, environ={"MODELDEX_HOME": str(home.data)}) as program:
        program.wait_for("openai/gpt")
        program.wait_until_quiet()
        shutil.rmtree(home.data)
        place.rmdir()
        program.press("space", "j", "q")
        assert program.wait_for_exit() == 0
        assert program.screen.modes == set()
        assert "Traceback" not in program.screen.text


def test_a_clipboard_program_and_a_browser_do_not_soil_the_screen(
    home: Home, tmp_path: Path
) -> None:
    """They print, read the terminal and hang; the screen is as before, but for the sentences."""
    rude = "echo SOILED; echo SOILED >&2; echo SOILED > /dev/tty; exec sleep 60"
    for name in ("wl-copy", "w3m"):
        (tmp_path / name).write_text(f"#!/bin/sh\n{rude}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "WAYLAND_DISPLAY": "w", "BROWSER": "w3m"}
    with Program(MODELDEX, environ={**environ, "MODELDEX_HOME": str(home.data)}) as program:
        program.wait_for("openai/gpt")
        program.press("y")
        program.press("space")
        program.wait_for("1 marked")
        program.wait_for("Asked the terminal to copy")
        program.wait_until_quiet()
        assert len(program.screen.copied) == 1
        program.press("o")
        program.wait_for("No browser with a window")
        program.press("q")
        assert program.wait_for_exit() == 0
        assert b"SOILED" not in program.output


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_obeys_nothing_gets_one_sentence(home: Home, term: str) -> None:
    """Not one escape byte."""
    with Program(MODELDEX, environ={"MODELDEX_HOME": str(home.data), "TERM": term}) as program:
        assert program.wait_for_exit() == 2
        assert b"\x1b" not in program.output
        assert f"$TERM is {term}" in program.screen.text.replace("\n", "")


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ("<&-", "needs a terminal"),
        (">&-", "Standard output is closed"),
        ("2>&-", "needs a terminal"),
        ("<&- >&-", "Standard output is closed"),
    ],
)
def test_a_closed_stream_is_one_sentence(home: Home, closed: str, said: str) -> None:
    """Where the others are a terminal."""
    command = ("sh", "-c", f'"$0" -m modeldex {closed}; echo code=$?', sys.executable)
    with Program(command, environ={"MODELDEX_HOME": str(home.data)}) as program:
        program.wait_for_exit()
        assert b"\x1b" not in program.output
        lines = program.screen.text.strip().splitlines()
    assert said in lines[0]
    assert lines[-1] == "code=2"
    assert len(lines) == 2
