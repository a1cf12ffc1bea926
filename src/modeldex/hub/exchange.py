"""One request at a time, with every wait told and every wait cancellable."""

import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from random import random
from typing import Protocol, TypeVar

from modeldex.hub.endpoint import Answer, Endpoint
from modeldex.hub.faults import SPOILT, UNAVAILABLE, Cancelled, Fault
from modeldex.hub.pace import backoff, stated_wait
from modeldex.hub.walk import HubError, Waiting

_POLL_SECONDS = 0.1
"""How late a cancellation is seen while an answer is awaited; the answer itself wakes at once."""

_TOO_MANY = frozenset({425, 429})
_TOO_SLOW = frozenset({408, 504})
_UNAVAILABLE = frozenset({502, 503})
_SERVER_FAULT = 500
_UNSTATED_WAITS = 4
"""Parts of a window: as many waits as there are tries left outlast it."""


_Read = TypeVar("_Read")


class Cancel(Protocol):
    """What `threading.Event` is: set by whoever wants the walk to end."""

    def is_set(self) -> bool:
        """Return whether to stop."""

    def wait(self, timeout: float) -> bool:
        """Return whether to stop, after at most `timeout` seconds."""


@dataclass(slots=True)
class Exchange:
    """The requests of one walk to one server, and what they took."""

    endpoint: Endpoint
    cancel: Cancel
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random
    requests: int = 0
    bytes: int = 0
    _ahead: "tuple[str, Future[Answer]] | None" = None

    def begin(self, url: str) -> None:
        """Send for `url` already, because its answer will be wanted next."""
        self.requests += 1
        self._ahead = url, self.endpoint.ask(url)

    def drop(self) -> None:
        """Forget an answer that was sent for and is no longer wanted."""
        if self._ahead is not None:
            self._ahead[1].cancel()
            self._ahead = None

    def answer(self, url: str) -> Generator[Waiting, None, Answer]:
        """Return what a GET of `url` brings, and yield while it is long in coming.

        Raises Fault, HubError or Cancelled.
        """
        if self._ahead is None or self._ahead[0] != url:
            self.drop()
            self.begin(url)
        _, future = self._ahead or ("", Future[Answer]())
        try:
            yield from self._awaited(future)
        finally:
            self.drop()
        answer = future.result()
        self.bytes += answer.received
        return answer

    def _awaited(self, future: "Future[Answer]") -> Generator[Waiting, None, None]:
        patience = self.endpoint.patience
        began = told = self.clock()
        longest = patience.connect_seconds + patience.read_seconds + patience.page_seconds
        while not wait((future,), timeout=_POLL_SECONDS).done:
            if self.cancel.is_set():
                raise Cancelled
            now = self.clock()
            if now - began > longest:
                raise Fault("sends too slowly", halve_after=SPOILT, heavy=True)
            if now - told >= patience.notice_seconds:
                told = now
                yield Waiting(
                    reason=f"{self.endpoint.host} to answer", seconds=began + longest - now
                )
        if self.cancel.is_set():
            raise Cancelled

    def rest(self, seconds: float, reason: str) -> Generator[Waiting, None, None]:
        """Do nothing for so long, and yield now and then. Raises Cancelled as soon as asked."""
        end = self.clock() + seconds
        while (left := end - self.clock()) > 0:
            slice_seconds = min(left, self.endpoint.patience.notice_seconds)
            if seconds > self.endpoint.patience.notice_seconds:
                yield Waiting(reason=reason, seconds=left)
            if self.cancel.wait(slice_seconds):
                raise Cancelled

    def read(self, url: str, reading: Callable[[Answer], _Read]) -> Generator[Waiting, None, _Read]:
        """Return what `reading` makes of the answer in the end, and yield the waits before.

        `reading` raises Fault for an answer after which another try makes sense. Raises HubError
        when there have been tries enough, and Cancelled.
        """
        failures = 0
        while True:
            try:
                answer = yield from self.answer(url)
                check(answer, self.endpoint.patience.window_seconds)
                return reading(answer)
            except Fault as fault:
                failures += 1
                yield from self.another_try(fault, failures, fresh=True)

    def another_try(
        self, fault: Fault, failures: int, *, fresh: bool
    ) -> Generator[Waiting, None, None]:
        """Wait until another try makes sense.

        `fresh`: nothing has been read from this server yet. Raises HubError when there have
        been tries enough, and Cancelled.
        """
        patience, host = self.endpoint.patience, self.endpoint.host
        enough = patience.first_attempts if fresh and fault.unreached else patience.attempts
        if failures >= enough:
            raise HubError(
                f"{host} {fault}; {failures} tries. "
                "Check the network and the endpoint, then sync again: it goes on where it stopped."
            )
        wait = backoff(failures, patience, self.jitter)
        if fault.wait_seconds is None:
            yield from self.rest(wait, f"another try, because {host} {fault}")
        else:
            # Those who were refused together shall not come back together.
            yield from self.rest(
                fault.wait_seconds + min(wait, 1), f"{host} to grant more requests"
            )


def check(answer: Answer, window_seconds: float) -> None:
    """Raise Fault for an answer after which the same request may succeed."""
    if answer.status < _SERVER_FAULT and answer.status not in _TOO_MANY | _TOO_SLOW:
        return
    wait = stated_wait(answer.headers, window_seconds)
    if answer.status in _TOO_MANY:
        wait = window_seconds / _UNSTATED_WAITS if wait is None else wait
        raise Fault(f"answered {answer.status}", wait_seconds=wait)
    raise Fault(
        f"answered {answer.status}",
        halve_after=UNAVAILABLE if answer.status in _UNAVAILABLE else SPOILT,
        heavy=answer.status in _TOO_SLOW,
        wait_seconds=wait,
    )
