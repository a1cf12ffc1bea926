"""One frame for a letter and what it finds, in place of two."""

from contextlib import ExitStack

from textual.screen import Screen

HOLD = 0.02
"""Seconds; an answer takes 5 to 15 ms, and a letter drawn after 20 is still felt as at once."""

SETTLED = 0.001
"""Seconds in which every widget has told the screen that it wants to be drawn anew."""


class OneFrame:
    """Holds back the frames of a screen while an answer is looked for, but not for long.

    Else the letter is drawn first and the answer after it: the first frame delays the second.
    """

    def __init__(self, screen: Screen[None], hold_seconds: float = HOLD) -> None:
        self._screen = screen
        self._hold_seconds = hold_seconds
        self._held = ExitStack()

    def begin(self) -> None:
        """Draw nothing until `end`, or until `hold_seconds` have passed."""
        self._hold(self._hold_seconds)

    def end(self) -> None:
        """Draw everything that has changed in one frame, as soon as all of it is known."""
        self._hold(SETTLED)

    def _hold(self, seconds: float) -> None:
        self._held.close()
        self._held.enter_context(self._screen.app.batch_update())
        self._screen.set_timer(seconds, self._release)

    def _release(self) -> None:
        self._held.close()
        # What was wanted meanwhile is drawn when the screen is idle, and a timer wakes nobody.
        self._screen.check_idle()
