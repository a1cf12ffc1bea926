"""The terminal as it was before the app, put back when the app cannot do so itself."""

import os
import sys
from contextlib import suppress
from typing import Any

_MODES_OFF = (
    "\x1b[?2026l"  # a frame that was begun
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse reports
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l"  # reports of pastes, focus and size
    "\x1b[<u"  # the keyboard protocol, which belongs to the alternate screen
    "\x1b[?1049l\x1b[?7h\x1b[?25h\x1b[0m"  # the other screen, line wrap, the cursor, colors
)


class Terminal:
    """The terminal of the process, if it has one; its settings are those at construction."""

    def __init__(self) -> None:
        """Note the settings; where there are none, such as on Windows, none are put back."""
        self._attributes: list[Any] | None = None
        self._output: int | None = None
        stream = sys.__stderr__
        with suppress(OSError, ValueError):
            if stream is not None and stream.isatty():
                self._output = os.dup(stream.fileno())
        with suppress(ImportError, OSError, ValueError):
            import termios

            with suppress(termios.error):
                self._attributes = termios.tcgetattr(0)

    def restore(self) -> None:
        """Switch off every mode that the app uses, and take the settings of before.

        Safe in a signal handler: it writes past every buffer.
        """
        self.write(_MODES_OFF)
        if self._attributes is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._attributes)

    def take(self) -> None:
        """Let nothing but `restore` and `write` reach the terminal from now on.

        Textual writes its frames in a thread, which would go on after the modes are off.
        """
        with suppress(OSError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 2)
            os.close(null)

    def write(self, text: str) -> None:
        """Write to the terminal past every buffer; nothing where stderr is none or is gone."""
        with suppress(OSError):
            if self._output is not None:
                os.write(self._output, text.encode(errors="replace"))

    def close(self) -> None:
        """Give back what was opened; nothing is written after it."""
        if self._output is not None:
            os.close(self._output)
            self._output = None
