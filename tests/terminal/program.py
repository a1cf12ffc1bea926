"""A program that runs under a pseudo-terminal: keys go in, the screen and its timing come out."""

import errno
import fcntl
import os
import select
import shutil
import signal
import struct
import termios
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Self

from tests.terminal.screen import Screen

_SLICE_BYTES = 1024
"""Parsing this much takes about 1 ms; between two slices the terminal is emptied again, so that
the program never waits for the reader and every arrival time is true to about that much."""

_UNSET = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM", "TMUX", "STY")

_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """How a program answered one key."""

    first_ms: float | None
    """From the key to the first frame that looks different; None when no frame did."""

    final_ms: float | None
    """From the key to the frame after which nothing watched changed; None when no frame did."""

    size_bytes: int
    """What the program wrote until it was quiet."""


class Program:
    """`argv` running under a terminal of the given size from construction until `__exit__`."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        environ: Mapping[str, str] | None = None,
        timeout: float = 20.0,
    ) -> None:
        """Start it with `environ` on top of this process's; no wait lasts over `timeout` seconds.

        Raises FileNotFoundError when there is no such program.
        """
        path = shutil.which(argv[0])
        if path is None:
            message = f"no program called {argv[0]}"
            raise FileNotFoundError(message)
        whole = {key: value for key, value in os.environ.items() if key not in _UNSET}
        whole.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, **(environ or {}))
        self.screen = Screen(columns, lines)
        self.output = bytearray()
        """Every byte it wrote so far."""
        self.exit_status: int | None = None
        """As `subprocess` gives it, negative for a signal; None while it runs."""
        self.peak_memory_bytes: int | None = None
        """Highest resident size seen up to the last wait; None where there is no /proc."""
        self._timeout = timeout
        self._unread: deque[tuple[float, bytes]] = deque()
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        self._set_size()
        self._acted = perf_counter()
        # A session leader that opens a terminal gets it as its own: SIGWINCH and ctrl+c arrive.
        # posix_spawn does so without a fork, which Python 3.12 warns of when there are threads.
        terminal = (os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR, 0)
        copies = [(os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        self._pid = os.posix_spawn(
            path, list(argv), whole, file_actions=[terminal, *copies], setsid=True
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.exit_status is None:
            os.kill(self._pid, signal.SIGKILL)
            self.exit_status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        os.close(self._master)

    # Acting

    def send(self, data: bytes) -> None:
        """Write raw bytes to the program, as a terminal would; the clock of the waits restarts."""
        self._acted = perf_counter()
        os.write(self._master, data)

    def press(self, *keys: str) -> None:
        """Press keys by Textual's names (`down`, `ctrl+p`) or as single characters, all at once."""
        self.send(key_bytes(*keys))

    def type(self, text: str) -> None:
        """Send `text` as it stands."""
        self.send(text.encode())

    def click(self, column: int, line: int) -> None:
        """Press and release the left button over a cell, counted from 0."""
        spot = f"\x1b[<0;{column + 1};{line + 1}"
        self.send(f"{spot}M{spot}m".encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size; the program gets SIGWINCH."""
        self.screen.resize(columns, lines)
        self._acted = perf_counter()
        self._set_size()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._pid

    def signal(self, number: signal.Signals, pid: int | None = None) -> None:
        """Send a signal to the program, or to the process `pid` that it has started."""
        self._acted = perf_counter()
        os.kill(pid or self._pid, number)

    # Waiting

    def wait_for(self, what: str | Callable[[str], bool]) -> float:
        """Return the milliseconds from the last action to the frame that shows `what`.

        `what` is a text, or a function of the whole screen's text. 0.0 when it is there already.
        Raises AssertionError with the screen when it does not appear.
        """
        arrived, deadline = self._acted, perf_counter() + self._timeout
        shows = what if callable(what) else lambda text: what in text
        while self.screen.painting or not shows(self.screen.text):
            stamp = self._read_slice(deadline - perf_counter())
            if stamp is None or perf_counter() > deadline:
                state = "it goes on without" if self._runs() else f"it ended, {self.exit_status}"
                message = f"waited for {what!r}: {state}\n{self.screen.text}"
                raise AssertionError(message)
            arrived = stamp
        self._measure_memory()
        return (arrived - self._acted) * 1e3

    def wait_for_exit(self) -> int:
        """Return the exit status once the program has ended by itself and all output is shown.

        Raises AssertionError with the screen when it goes on.
        """
        deadline = perf_counter() + self._timeout
        while self._runs():
            if perf_counter() > deadline:
                message = f"it did not end\n{self.screen.text}"
                raise AssertionError(message)
            self._read_slice(0.01)
        self.wait_until_quiet(0.0)
        assert self.exit_status is not None
        return self.exit_status

    def wait_until_quiet(self, seconds: float = 0.1) -> float:
        """Return the milliseconds from the last action to the last output before a pause that long.

        0.0 when there was no output.
        """
        last, deadline = self._acted, perf_counter() + self._timeout
        while (stamp := self._read_slice(seconds)) and perf_counter() < deadline:
            last = stamp
        self._measure_memory()
        return (last - self._acted) * 1e3

    def pause(self, seconds: float) -> None:
        """Show what the program writes for so long; for one that is never quiet."""
        deadline = perf_counter() + seconds
        while (left := deadline - perf_counter()) > 0:
            self._read_slice(left)
        self._measure_memory()

    def answer(
        self,
        *keys: str,
        watch: Callable[[Screen], object] = lambda screen: screen.text,
        quiet_seconds: float = 0.1,
    ) -> Answer:
        """Press `keys` and time the frames that change what `watch` returns.

        Every frame until `quiet_seconds` without output is compared, so an echo at 5 ms and rows
        at 25 ms give first 5 and final 25; the pause itself is never counted.
        """
        self.wait_until_quiet(0.0)
        before, size = watch(self.screen), len(self.output)
        first = final = None
        self.press(*keys)
        deadline = self._acted + self._timeout
        while (stamp := self._read_slice(quiet_seconds)) and perf_counter() < deadline:
            if not self.screen.painting and (after := watch(self.screen)) != before:
                before, final = after, (stamp - self._acted) * 1e3
                first = final if first is None else first
        self._measure_memory()
        return Answer(first_ms=first, final_ms=final, size_bytes=len(self.output) - size)

    # The pseudo-terminal

    def _set_size(self) -> None:
        size = struct.pack("HHHH", self.screen.lines, self.screen.columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def _read_slice(self, patience: float) -> float | None:
        """Show the next slice of output and return when it arrived; None when there is none."""
        if not self._unread and patience > 0:
            select.select([self._master], [], [], patience)
        self._drain()
        if not self._unread:
            return None
        stamp, data = self._unread.popleft()
        self.output += data
        if answers := self.screen.feed(data):
            os.write(self._master, answers)
        return stamp

    def _drain(self) -> None:
        while True:
            try:
                data = os.read(self._master, _SLICE_BYTES)
            except OSError as error:
                if error.errno in (errno.EAGAIN, errno.EIO):  # nothing now; nothing ever again
                    return
                raise
            if not data:
                return
            self._unread.append((perf_counter(), data))

    def _runs(self) -> bool:
        if self.exit_status is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self.exit_status = os.waitstatus_to_exitcode(status)
        return self.exit_status is None

    def _measure_memory(self) -> None:
        """Take the kernel's own high-water mark, which forgets what was there before exec."""
        status = Path(f"/proc/{self._pid}/status")
        if self.exit_status is None and status.exists():
            for line in status.read_text().splitlines():
                if line.startswith("VmHWM:"):
                    self.peak_memory_bytes = int(line.split()[1]) * 1024


def key_bytes(*keys: str) -> bytes:
    """Return what an xterm sends for these keys; a single character stands for itself.

    Raises KeyError for a name nobody knows.
    """
    return "".join(key if len(key) == 1 else _KEYS[key] for key in keys).encode()
