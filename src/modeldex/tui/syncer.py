"""A thread that brings the Hub and hosted prices into the store while one goes on browsing."""

import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from modeldex.errors import ModeldexError
from modeldex.paths import Home
from modeldex.store import Store

if TYPE_CHECKING:
    from modeldex.sync.plan import Plan, Step

SETTLE_SECONDS = 1.0
"""Between two times at which what has come in can be found: each waits for the disk, and the
rows on the screen may change."""

_PARTING_SECONDS = 2.0
"""For a sync to leave off in good order when the app is left; nothing is lost if it does not."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stepped:
    """How far a sync has come."""

    syncer: "Syncer"
    step: "Step"
    grew: bool
    """Whether more can be found than at the last step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """A sync is over, and everything that it brought can be found."""

    syncer: "Syncer"
    last: "Step | None"
    """None when it ended before its first step."""

    error: ModeldexError | None = None
    """Why it could not go on; None when it was done or was stopped."""


class Syncer:
    """One sync in a thread of its own, begun at once."""

    def __init__(
        self,
        home: Home,
        catalog: Path,
        plan: "Plan | None",
        listener: Callable[[Stepped | Ended], None],
        before: Optional["Syncer"] = None,
    ) -> None:
        """Sync as `plan` says, None for what matters, once `before` has left off.

        Every step and the end go to `listener`, in that thread.
        """
        self._home, self._catalog, self._plan = home, catalog, plan
        self._listener, self._before = listener, before
        self._cancel = threading.Event()
        self._thread = threading.Thread(target=self._run, name="syncer", daemon=True)
        self._thread.start()

    @property
    def is_stopped(self) -> bool:
        """Return whether it was asked to stop; the thread takes a moment more to leave off."""
        return self._cancel.is_set()

    def stop(self) -> None:
        """Ask it to leave off; the next sync goes on there."""
        self._cancel.set()

    def close(self) -> None:
        """Stop, and give the thread a moment to leave off."""
        self.stop()
        self._thread.join(_PARTING_SECONDS)

    def _run(self) -> None:
        if self._before is not None:
            self._before._thread.join()  # noqa: SLF001 - of the same class
            self._before = None
        last, error = None, None
        try:
            with Store(self._home.data) as store:
                last = self._follow(store)
        except ModeldexError as raised:
            error = raised
        finally:
            self._listener(Ended(syncer=self, last=last, error=error))

    def _follow(self, store: Store) -> "Step | None":
        from modeldex.sync.plan import Plan
        from modeldex.sync.session import run

        last, seen, settled = None, 0, time.monotonic()
        # Each page that is read here holds up the screen by up to 75 ms.
        plan = replace(self._plan or Plan(), here=1_000)
        steps = run(store, self._home, plan, cancel=self._cancel, catalog=self._catalog)
        with closing(steps):
            for last in steps:
                now = time.monotonic()
                grew = last.seen > seen and now - settled >= SETTLE_SECONDS
                if grew:
                    store.settle()
                    seen, settled = last.seen, time.monotonic()
                self._listener(Stepped(syncer=self, step=last, grew=grew))
        return last
