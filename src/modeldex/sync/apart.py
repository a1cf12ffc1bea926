"""A process of its own that asks and reads, while this one stores what it has read.

Two processors work on a long walk, and a screen is drawn without waiting for Python's lock. The
process knows nothing but its question: should it end at any moment, the walk goes on without it
from the bookmark of the last page.
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
from typing import IO, NamedTuple

from modeldex import hub
from modeldex.hub import Endpoint, HubError, Waiting, Walk
from modeldex.hub.exchange import Cancel
from modeldex.hub.parse import Parser
from modeldex.sync.batch import Batch, read

_AHEAD = 2
"""Pages read and not yet stored: enough to even out the pauses of both sides."""

_POLL_SECONDS = 0.1
"""How late a cancellation is seen."""

_SIZE_BYTES = 8
"""Of the number before each message: how long it is."""

_COMMAND = (sys.executable, "-c", "from modeldex.sync.apart import main; main()")
"""Run with -m this would be another module, to which no question is a Question."""


class Question(NamedTuple):
    """All that the process is told."""

    walk: Walk
    bookmark: str | None
    endpoint: Endpoint
    parser: Parser


class Lost(Exception):  # noqa: N818 - the walk goes on without it
    """The process could not begin, or has ended without a word."""


class Apart:
    """The process, from the first walk it is asked for until it is closed."""

    def __init__(self, command: Sequence[str] = _COMMAND) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._came: queue.Queue[object] = queue.Queue(_AHEAD)
        self._ear: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether the next walk need not wait for it to begin."""
        return self._process is not None

    def events(self, question: Question, cancel: Cancel) -> Iterator[Batch | Waiting]:
        """Yield the pages of a walk and what it waits for, and end early once `cancel` is set.

        Raises HubError as the walk does, and Lost.
        """
        answered = False
        try:
            self._ask(question)
            while not cancel.is_set():
                with suppress(queue.Empty):
                    event = self._came.get(timeout=_POLL_SECONDS)
                    if isinstance(event, Batch | Waiting):
                        yield event
                        continue
                    answered = not isinstance(event, Lost)
                    if isinstance(event, Exception):
                        raise event
                    return
        finally:
            if not answered:  # It is still at it, and nobody listens any more.
                self.close()

    def _ask(self, question: Question) -> None:
        try:
            process = self._process or self._begin()
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            _send(process.stdin, question)
        except OSError as error:
            raise Lost from error
        self._ear = threading.Thread(target=self._listen, args=(process.stdout,), daemon=True)
        self._ear.start()

    def _begin(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(  # noqa: S603 - Python itself
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return self._process

    def _listen(self, source: IO[bytes]) -> None:
        """Hand on what the process says, up to the end of one walk."""
        event: object = Waiting(reason="", seconds=0)
        while isinstance(event, Batch | Waiting):
            try:
                event = _received(source)
            except EOFError:
                event = Lost()
            self._came.put(event)

    def close(self) -> None:
        """End the process; the next walk begins another one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        while self._ear is not None and self._ear.is_alive():
            with suppress(queue.Empty):
                self._came.get(timeout=_POLL_SECONDS / 10)
        self._came = queue.Queue(_AHEAD)
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
    """Answer each question on standard input with the events of its walk, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The one who asks decides when to stop.
    # Whatever a library prints must not come between two messages.
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    with suppress(EOFError, OSError):
        while True:
            question = _received(sys.stdin.buffer)
            if isinstance(question, Question):
                _answer(question, target)


def _answer(question: Question, target: IO[bytes]) -> None:
    there = question.endpoint
    ending: HubError | None = None
    try:
        endpoint = hub.connect(
            there.url, token=there.token, trusted_hosts=there.trusted_hosts, patience=there.patience
        )
        for event in hub.pages(question.walk, endpoint, bookmark=question.bookmark):
            said = event if isinstance(event, Waiting) else read(event, question.parser)
            _send(target, said)
    except HubError as error:
        ending = HubError(str(error))
    _send(target, ending)
