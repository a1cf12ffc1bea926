"""What another program prints, within limits of time and size."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

_MOST_OUTPUT = 64 * 1024
"""Bytes; a server with 16 cards prints less than one thousand."""


def output_of(command: Sequence[str], seconds: float) -> str | None:
    """Return what the command printed, with anything that is no UTF-8 replaced.

    None when there is no such program, when it fails, prints more than is sensible, or has not
    ended after `seconds`; it and what it started are gone then.
    """
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed command, without a shell
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:  # not a program, or no leave to run it
        return None
    return _read(process, seconds)


def _read(process: subprocess.Popen[bytes], seconds: float) -> str | None:
    timer = threading.Timer(seconds, _end, (process,))
    timer.start()
    with process:
        try:
            printed = process.stdout.read(_MOST_OUTPUT) if process.stdout else b""
            if len(printed) == _MOST_OUTPUT:
                _end(process)
            process.wait()
        finally:
            timer.cancel()
            if process.poll() is None:  # Ctrl+C: nothing waits for it then
                _end(process)
    return printed.decode("utf-8", "replace") if process.returncode == 0 else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and, where the system has groups, everything it started."""
    if sys.platform == "win32":
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it has just ended by itself
        process.kill()
