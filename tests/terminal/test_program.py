"""A program is driven and timed as a person at a terminal would see it."""

import signal
import sys

import pytest

from tests.terminal import Program

ECHO = """
import os, signal, sys, termios, time, tty
signal.signal(signal.SIGWINCH, lambda *_: print(os.get_terminal_size(), end="\\r\\n", flush=True))
tty.setcbreak(0)
print(os.isatty(2), os.get_terminal_size().columns, flush=True)
while (key := os.read(0, 99)) != b"q":
    print("got", key, flush=True)
    if key == b"s":
        time.sleep(0.05)
        print("rows", flush=True)
sys.exit(3)
"""


def started(code: str, timeout: float = 20.0) -> Program:
    """Return Python running `code` at 60 by 9."""
    return Program([sys.executable, "-S", "-c", code], columns=60, lines=9, timeout=timeout)


def test_a_program_sees_a_terminal_keys_and_its_size() -> None:
    """Keys arrive by name, the window changes size, the exit status comes back."""
    with started(ECHO) as program:
        assert program.wait_for("True 60") > 0
        program.press("down", "ctrl+d", "x")
        program.wait_for(r"got b'\x1b[B\x04x'")
        program.click(4, 2)
        program.wait_for(r"b'\x1b[<0;5;3M\x1b[<0;5;3m'")
        program.resize(40, 5)
        program.wait_for("columns=40, lines=5")
        program.type("q")
        assert program.wait_for_exit() == 3
        assert b"got" in program.output


def test_an_answer_has_a_first_frame_and_a_final_one() -> None:
    """An echo is not the rows that follow it: the later frame is the answer."""
    with started(ECHO) as program:
        program.wait_for("True 60")
        answer = program.answer("s", quiet_seconds=0.5)
        assert answer.first_ms is not None
        assert answer.final_ms is not None
        assert answer.final_ms >= answer.first_ms
        assert "rows" in program.screen.text


def test_silence_is_no_answer() -> None:
    """A key that changes nothing has no time, not zero."""
    with started("import tty; tty.setraw(0); print('up', flush=True); input()") as program:
        program.wait_for("up")
        answer = program.answer("escape", quiet_seconds=0.05)
        assert answer.first_ms is None
        assert answer.final_ms is None


def test_what_does_not_appear_is_reported_with_the_screen() -> None:
    """A wait that fails shows what was there instead, whether it runs on or has ended."""
    with (
        started(ECHO, timeout=0.3) as program,
        pytest.raises(AssertionError, match=r"(?s)waited for 'never'.*goes on.*True 60"),
    ):
        program.wait_for("never")
    with (
        started("print('bye')") as program,
        pytest.raises(AssertionError, match=r"(?s)waited for 'never'.*bye"),
    ):
        program.wait_for("never")


def test_a_signal_reaches_it_and_none_is_left_behind() -> None:
    """The exit status names the signal; leaving the block ends what still runs."""
    with started("import time; print('up', flush=True); time.sleep(99)") as program:
        program.wait_for("up")
        program.signal(signal.SIGTERM)
        assert program.wait_for_exit() == -signal.SIGTERM
    with started("import time; time.sleep(99)") as program:
        pass
    assert program.exit_status == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the high-water mark")
def test_memory_is_the_highest_it_ever_was() -> None:
    """What was freed again still counts."""
    code = "b = bytearray(50_000_000); del b; print('up', flush=True); input()"
    with started(code) as program:
        program.wait_for("up")
        assert program.peak_memory_bytes is not None
        assert 50_000_000 < program.peak_memory_bytes < 90_000_000


def test_a_program_that_is_not_there_is_named() -> None:
    """A typing error in a test says so at once."""
    with pytest.raises(FileNotFoundError, match="no program called nosuchprogram"):
        Program(["nosuchprogram"])
