"""A process of its own that reads, while this one stores what it has read.

Two processors work on a long walk and on a first build, and a screen is drawn without waiting for
Python's lock. The process knows nothing but its question: should it end at any moment, whoever
asked goes on without it from the last answer.
"""

import gc
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import IO, NamedTuple, Protocol, TypeVar, cast

from modeldex.errors import ModeldexError

_AHEAD = 3
"""Answers that wait to be stored: enough to even out the pauses of both sides."""

_PIPE_BYTES = 1 << 20
"""Of each pipe, where the system lets them be set: an answer goes through in one piece, and not in
twenty, for each of which both processes would be woken."""

_POLL_SECONDS = 0.1
"""How late a cancellation is seen."""

_SIZE_BYTES = 8
"""Of the number before each message: how long it is."""

_COMMAND = (sys.executable, "-P", "-c", "from modeldex.sync.apart import main; main()")
"""Run with -m this would be another module, whose messages nobody here knows. Without -P it would
import what a file in the working folder has in place of a module, such as a `queue.py` there."""

_T_co = TypeVar("_T_co", covariant=True)


class Question(Protocol[_T_co]):
    """All that the process is told; it and its answers can be pickled."""

    def answer(self) -> Iterator[_T_co]:
        """Yield what was asked for. Raises a ModeldexError that is made of its sentence alone."""


class Cancel(Protocol):
    """What `threading.Event` has and is asked for here."""

    def is_set(self) -> bool:
        """Return whether nobody waits for more."""


class Lost(Exception):  # noqa: N818 - the work goes on without it
    """The process could not begin, or has ended without a word."""


class _End(NamedTuple):
    """The last message of an answer."""

    fault: type[Exception] | None = None
    sentence: str = ""


class Apart:
    """The process, from the first question until it is closed.

    At most `ahead` answers wait here.
    """

    def __init__(self, command: Sequence[str] = _COMMAND, *, ahead: int = _AHEAD) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._came: queue.Queue[object] = queue.Queue(ahead)
        self._ear: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether the next question need not wait for it to begin."""
        return self._process is not None

    def ask(self, question: Question[_T_co], cancel: Cancel) -> Iterator[_T_co]:
        """Ask at once; yield the answers, and end early once `cancel` is set.

        The answers raise what the question does, or Lost. One question at a time.
        """
        try:
            process = self._begin()
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            _send(process.stdin, question)
        except OSError:
            self._ear = threading.Thread(target=self._came.put, args=(_End(Lost),), daemon=True)
        else:
            self._ear = threading.Thread(target=self._listen, args=(process.stdout,), daemon=True)
        self._ear.start()
        return cast("Iterator[_T_co]", self._answers(cancel))

    def _answers(self, cancel: Cancel) -> Iterator[object]:
        answered = False
        try:
            while not cancel.is_set():
                with suppress(queue.Empty):
                    came = self._came.get(timeout=_POLL_SECONDS)
                    if not isinstance(came, _End):
                        yield came
                        continue
                    answered = came.fault is not Lost
                    if came.fault is not None:
                        raise came.fault(came.sentence)
                    return
        finally:
            if not answered:  # It is still at it, and nobody listens any more.
                self.close()

    def _begin(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            try:
                self._process = self._started(_PIPE_BYTES)
            except PermissionError:
                self._process = self._started(-1)
        return self._process

    def _started(self, pipe_bytes: int) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 - Python itself
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=pipe_bytes,
        )

    def _listen(self, source: IO[bytes]) -> None:
        """Hand on what the process says, up to the end of one answer."""
        came: object = None
        while not isinstance(came, _End):
            try:
                came = _received(source)
            except EOFError:
                came = _End(Lost)
            self._came.put(came)

    def close(self) -> None:
        """End the process; the next question begins another one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        while self._ear is not None and self._ear.is_alive():
            with suppress(queue.Empty):
                self._came.get(timeout=_POLL_SECONDS / 10)
        self._came = queue.Queue(self._came.maxsize)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.wait()


def _send(target: IO[bytes], message: object) -> None:
    """Write a message. Raises OSError when nobody reads it."""
    text = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    target.write(len(text).to_bytes(_SIZE_BYTES))
    target.write(text)
    target.flush()


def _received(source: IO[bytes]) -> object:
    """Return the next message. Raises EOFError when the other side has ended."""
    size = source.read(_SIZE_BYTES)
    text = source.read(int.from_bytes(size))
    if len(size) < _SIZE_BYTES or len(text) < int.from_bytes(size):
        raise EOFError
    return pickle.loads(text)  # noqa: S301 - from a process of our own, over its own pipe


def main() -> None:
    """Answer each question on standard input, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The one who asks decides when to stop.
    # Whatever a library prints must not come between two messages.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    with suppress(EOFError, OSError):
        while True:
            _answer(cast("Question[object]", _received(sys.stdin.buffer)), target)


def _answer(question: Question[object], target: IO[bytes]) -> None:
    end = _End()
    try:
        for answer in question.answer():
            _send(target, answer)
    except ModeldexError as error:
        end = _End(type(error), str(error))
    _send(target, end)
