"""The last words of an app that ends by a bug or by a signal that asks for a dump."""

import faulthandler
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO

from modeldex.text import UNCUT, clean
from modeldex.tui.terminal import Terminal

NAME = "crash.log"

_DUMPING = ("SIGQUIT", "SIGABRT")
"""Signals that end a process and ask what it was doing."""


@contextmanager
def last_words(folder: Path, terminal: Terminal) -> Iterator[None]:
    """Inside, let SIGQUIT and SIGABRT restore the terminal and log what every thread does.

    The process then ends by the signal, as it would have. They are handled by Python, so not while
    C code runs, and a call of abort() in C ends the process before.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        terminal.take()
        terminal.restore()
        written = _log(folder, faulthandler.dump_traceback)
        name = signal.Signals(number).name
        terminal.write(f"modeldex: ended by {name}; {_where(written)}\r\n")
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    numbers = [getattr(signal, name) for name in _DUMPING if hasattr(signal, name)]
    before = [(number, signal.signal(number, end)) for number in numbers]
    try:
        yield
    finally:
        terminal.close()
        for number, handler in before:
            signal.signal(number, handler)


def told(folder: Path, fault: str) -> str:
    """Log a fault; return the lines that tell of it: what it was, and where the log is."""
    written = _log(folder, lambda file: file.write(fault.encode(errors="backslashreplace")))
    lines = [line for line in fault.splitlines() if line.strip()]
    last = clean(lines[-1]) if lines else "unknown"
    where = _where(written)
    if written is None:
        where = f"{where}\n{chr(10).join(clean(line, UNCUT) for line in lines)}"
    return f"modeldex: ended by a bug: {last}\n{where}\n".replace("\n", "\r\n")


def _where(written: Path | None) -> str:
    if written is None:
        return "no log could be written."
    return f"the log is {clean(str(written), UNCUT)}"


def _log(folder: Path, write: Callable[[IO[bytes]], object]) -> Path | None:
    """Return the file that was written, in `folder` or else in a new one for temporary files.

    None when neither can be written. The file is readable by nobody else: it names the folders and
    models of a person.
    """
    with suppress(OSError):
        path = folder / NAME
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            write(file)
        return path
    with suppress(OSError):
        number, name = tempfile.mkstemp(prefix="modeldex-", suffix=".log")
        with os.fdopen(number, "wb") as file:
            write(file)
        return Path(name)
    return None
