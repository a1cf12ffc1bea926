"""Programs of the desktop: started without the terminal, and never waited for without a limit.

All of it blocks, so it belongs in a thread.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

_running: list[subprocess.Popen[bytes]] = []
"""Browsers that were left running: a process that is forgotten before its end is warned of."""


def give(command: Sequence[str], data: bytes, seconds: float) -> bool:
    """Return whether the command took `data` as its input and ended well within `seconds`.

    Otherwise it is gone, with all it started. What it prints is dropped. A process that it leaves
    behind when it ends well, as one that owns a clipboard does, stays.
    """
    try:
        process = _started(command, subprocess.PIPE)
    except OSError:  # not a program, or no leave to run it
        return False
    try:
        process.communicate(data, timeout=seconds)
    except (subprocess.TimeoutExpired, OSError):
        end(process)
    return process.returncode == 0


def start(command: Sequence[str], environ: Mapping[str, str], seconds: float) -> bool:
    """Return whether the command ended well, or still runs after `seconds`; it is left running."""
    try:
        process = _started(command, subprocess.DEVNULL, environ)
    except OSError:
        return False
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        _running.append(process)
        return True


def _started(
    command: Sequence[str], stdin: int, environ: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, so that /dev/tty is closed to it as well.

    Raises OSError when it cannot be started.
    """
    return subprocess.Popen(  # noqa: S603 - without a shell
        command,
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environ,
        start_new_session=True,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and, where the system has groups, everything it started."""
    with suppress(OSError):  # it has just ended by itself
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    with suppress(subprocess.TimeoutExpired):  # the kernel holds it, such as on a dead disk
        process.wait(timeout=1)
