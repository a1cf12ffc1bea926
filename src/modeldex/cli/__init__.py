"""The command line: one file a command, imported when it is the one that was typed."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TextIO

from modeldex.errors import ModeldexError, UsageError

INTERRUPTED = 130
"""Exit code after Ctrl+C: 128 and the number of SIGINT, as shells count."""


def run(argv: Sequence[str]) -> int:
    """Carry out one command line, without the program's name, and return the exit code."""
    closed = open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no UTF-8 gets an escape in place of a traceback.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    return guarded(lambda: _dispatch(argv, closed))


def open_closed_streams() -> frozenset[str]:
    """Open the null device in place of each standard stream that is closed; return their names.

    Else the first file that is opened would take its number, and be written to by mistake.
    """
    closed = set()
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            closed.add(name)
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            stream = os.fdopen(number, "r" if name == "stdin" else "w", encoding="utf-8")
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
    return frozenset(closed)


def guarded(job: Callable[[], int]) -> int:
    """Return the exit code of `job`, with its faults as one line on stderr.

    The codes are those that `modeldex --help` tells. Whatever else is raised is a bug and passes.
    """
    try:
        code = job()
        sys.stdout.flush()
    except ModeldexError as error:
        return _refuse(error)
    except BrokenPipeError:
        # `| head` has all it wanted; the interpreter must not flush into the pipe again.
        for stream in (sys.stdout, sys.stderr):
            _discard(stream)
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:  # --help and --version
        return int(stop.code or 0)
    return code


_COMMANDS = {
    "list": "listing",
    "compare": "compare",
    "cost": "cost",
    "score": "score",
    "report": "report",
    "shortlist": "shortlist",
    "machine": "machine",
    "catalog": "catalog_files",
    "sync": "sync",
    "changes": "changes",
    "review": "review",
    "snapshot": "snapshot",
    "doctor": "doctor",
}
"""The file of each command."""


def _discard(stream: TextIO) -> None:
    """Send what is left in the buffer of a stream to the null device when nobody reads it."""
    try:
        stream.flush()
    except OSError:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def _dispatch(argv: Sequence[str], closed: frozenset[str]) -> int:
    if "stdout" in closed:
        message = "Standard output is closed; send it to a file, a pipe or /dev/null."
        raise UsageError(message)
    file = _COMMANDS.get(argv[0]) if argv else None
    if "stderr" in closed and file is None:
        sys.stderr = sys.stdout  # The table prints no data, and a refusal has to be seen.
    command = import_module(f"modeldex.cli.{file or 'browse'}")
    code: int = command.run(argv[1:] if file else argv)
    return code


def _refuse(error: ModeldexError) -> int:
    from modeldex.cli.output import narrate, pointed
    from modeldex.criteria import CriteriaError

    narrate(str(error))
    if isinstance(error, CriteriaError):
        sys.stderr.write(pointed(error.text, error.start, error.end))
    return error.exit_code
