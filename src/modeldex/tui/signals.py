"""What signals do to the app: end it in good order, or put it in the background and back."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

_ENDING = ("SIGTERM", "SIGHUP")


class Signals:
    """The signals of one app, from `listen` to its end."""

    def __init__(self, app: "App[None]") -> None:
        self._app = app

    def listen(self) -> None:
        """Take over from Textual; called inside the event loop, where every handler runs."""
        loop = asyncio.get_running_loop()
        # Neither the system nor a loop in a thread of its own, as tests have it, need know them.
        with suppress(NotImplementedError, AttributeError, RuntimeError, ValueError):
            for name in _ENDING:
                number: int = getattr(signal, name)
                loop.add_signal_handler(number, partial(self._app.exit, return_code=128 + number))
        self._listen_for_job_control()

    def suspend(self) -> None:
        """Put the app in the background as ctrl+z does any program, until it is continued.

        The whole process group stops, so that a program that started this one, and a sync, do too.
        Where no shell could continue it, the system ignores the stop and the app goes on.
        """
        driver = self._app._driver  # noqa: SLF001 - as `App.suspend` does
        if sys.platform == "win32" or driver is None or not driver.can_suspend:
            self._app.notify("This terminal has no background to go to.")
            return
        driver.suspend_application_mode()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTSTP, signal.SIGCONT):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)  # here it stops
        self._listen_for_job_control()
        self._resume()

    def _listen_for_job_control(self) -> None:
        """Textual stops itself alone, even without a shell, and on SIGCONT forgets the settings."""
        if sys.platform == "win32":
            return
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTSTP, self.suspend)
            loop.add_signal_handler(signal.SIGCONT, self._continued)

    def _continued(self) -> None:
        """Set up the terminal anew after a SIGSTOP, before which nothing could be done."""
        driver = self._app._driver  # noqa: SLF001
        if driver is not None and driver.can_suspend:
            driver.suspend_application_mode()
            self._resume()

    def _resume(self) -> None:
        assert self._app._driver is not None  # noqa: S101, SLF001 - it was suspended
        self._app._driver.resume_application_mode()  # noqa: SLF001
        self._app.refresh(layout=True)
