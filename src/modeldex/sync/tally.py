"""The counts of one sync, and the steps made of them."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from modeldex.hub import Waiting
from modeldex.store import Outcome
from modeldex.sync.plan import Step

_RATE_SECONDS = 10
"""Over which a rate is taken: long enough to even out the waits between pages."""


@dataclass(slots=True)
class Tally:
    """What a sync has brought so far."""

    clock: Callable[[], float] = time.monotonic
    step: Step = field(default_factory=lambda: Step(phase=""))
    _times: deque[tuple[float, int]] = field(default_factory=deque)

    def begin(self, phase: str, total: int | None = None, done: int = 0) -> None:
        """Start a phase that will bring `total` records, `done` of them in earlier sittings."""
        self.step = replace(self.step, phase=phase, total=total, done=done, rate=None)
        self._times = deque([(self.clock(), done)])

    def count(self, listed: int, outcome: Outcome, **facts: object) -> None:
        """Add a page and what became of it; `facts` are fields of Step that it sets."""
        step = self.step
        done = step.done + listed
        now = self.clock()
        self._times.append((now, done))
        while len(self._times) > 2 and now - self._times[1][0] > _RATE_SECONDS:  # noqa: PLR2004
            self._times.popleft()
        then, before = self._times[0]
        self.step = replace(
            step,
            done=done,
            seen=step.seen + listed,
            rate=(done - before) / (now - then) if now > then else None,
            new=step.new + outcome.new,
            changed=step.changed + outcome.changed,
            gone=step.gone + outcome.gone,
            **facts,  # type: ignore[arg-type]
        )

    def add(self, **counts: int) -> None:
        """Add to the counts of these names."""
        sums = {name: getattr(self.step, name) + count for name, count in counts.items()}
        self.step = replace(self.step, **sums)

    def remark(self, *sentences: str) -> None:
        """Note what could not be had, each sentence once."""
        said = self.step.remarks
        self.step = replace(self.step, remarks=tuple(dict.fromkeys((*said, *sentences))))

    def fail(self, sentence: str) -> None:
        """Note why a list is not complete, each sentence once."""
        said = self.step.incomplete
        self.step = replace(self.step, incomplete=tuple(dict.fromkeys((*said, sentence))))

    def waiting(self, event: Waiting) -> Step:
        """Return the step that says what is waited for."""
        return replace(self.step, waiting=event.reason, waiting_seconds=event.seconds)
