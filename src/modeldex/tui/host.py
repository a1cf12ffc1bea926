"""What every screen may ask of the application."""

import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.signal import Signal

from modeldex.criteria import Criteria, RoomOf
from modeldex.entry import Entry, Origin
from modeldex.paths import Home
from modeldex.sync import Ages
from modeldex.text import UNCUT, clean
from modeldex.tui import browser, clipboard
from modeldex.tui.machines import rooms
from modeldex.tui.searcher import Searcher

if TYPE_CHECKING:
    from modeldex.comparison.bills import Bills
    from modeldex.cost import Workload
    from modeldex.sync.plan import Plan
    from modeldex.tui.saving import Opened
    from modeldex.weighing import Wishes

FAULT_SECONDS = 20


class Host(App[None]):
    """The services that screens share. Which screen follows which is decided in `app`."""

    marks: var[tuple[str, ...]] = var(())
    """Ids of the marked entries, in the order in which they were marked."""

    is_building: var[bool] = var(default=False)
    """Whether the shipped catalogue is still being read."""

    ages: Ages = Ages()
    """How old the catalogue is."""

    sync_plan: "Plan | None" = None
    """What a sync shall bring; None for what matters."""

    wishes: "Wishes | None" = None
    """What scorecards of this session rank by; None until one was looked at."""

    news: Signal[None]
    """Told when a sync is over, and when what it held back has been decided."""

    fault: str = ""
    """What ended the app, as Python tells it; empty unless that was a bug."""

    _programs: ClassVar = threading.Lock()
    """Held by the thread that another program is asked in."""

    home: Home
    catalog: Path
    searcher: Searcher
    today: Callable[[], date]

    @property
    def room_of(self) -> RoomOf:
        """Look up how much memory a machine has that a filter names."""
        return rooms(self.home)

    @property
    def age(self) -> str:
        """Return how old the catalogue is, for the status line."""
        named = (("prices", self.ages.prices), ("Hub facts", self.ages.hub))
        known = [f"{name} {self._days_since(day)}" for name, day in named if day is not None]
        return " · ".join(known)

    def _days_since(self, day: date) -> str:
        days = (self.today() - day).days
        return "of today" if days <= 0 else f"{days} d old"

    def tell(self, message: str, *, severity: SeverityLevel = "information") -> None:
        """Show a sentence for some seconds, a fault long enough to be acted upon."""
        seconds = FAULT_SECONDS if severity == "error" else None
        self.notify(clean(message), severity=severity, timeout=seconds, markup=False)

    def toggle_mark(self, entry_id: str) -> None:
        """Mark an entry, or take its mark off."""
        kept = tuple(mark for mark in self.marks if mark != entry_id)
        self.set_marks((*kept, entry_id) if kept == self.marks else kept)

    def set_marks(self, marks: tuple[str, ...]) -> None:
        """Put other marks in place of those there are; they outlive the session."""
        self.marks = marks
        self.searcher.do(lambda store: store.set_marks(marks))

    def open_page(self, entry: Entry) -> None:
        """Open the page of an entry in the browser: the Hub's, or the one its facts are from."""
        url = entry.source.url
        if entry.origin is Origin.HUB:
            url = f"https://huggingface.co/{entry.id}"
        if url is None:
            self.tell(f"No page is known for {entry.id}.")
        else:
            self._apart(browser.show, url)

    def copy_text(self, text: str) -> None:
        """Copy `text`, all of it, and say which way it went."""
        self._clipboard = clean(text, UNCUT)  # what a text field pastes
        self._apart(self._copy, self._clipboard)

    def _copy(self, text: str) -> str:
        """Copy `text`, in a thread; return which way it went."""
        tried = clipboard.copy(text)
        if not tried.done:
            self.call_later(self.copy_to_clipboard, text)
        return tried.sentence

    def _apart(self, job: Callable[[str], str], text: str) -> None:
        """Have another program do a job in a thread, and show the sentence it ends with.

        The jobs are done one after another; the thread does not keep the app alive.
        """

        def run() -> None:
            with self._programs, suppress(RuntimeError):  # the app was left meanwhile
                self.call_later(self.tell, job(text))

        threading.Thread(target=run, name="program", daemon=True).start()

    def _fatal_error(self) -> None:
        """End the app after a bug; `run` writes down what happened, without values of variables."""
        self.fault = self.fault or traceback.format_exc()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Leave it to `run` to tell of a fault, in one sentence."""
        if self._exit_renderables and not self.fault:
            self.fault = "".join(
                segment.text
                for shown in self._exit_renderables
                for segment in self.console.render(shown)
            )
        self._exit_renderables.clear()

    def refresh_age(self) -> None:
        """Read anew how old the catalogue is, and say so."""
        raise NotImplementedError

    def action_sync(self) -> None:
        """Start a sync, or ask whether to stop the one that is running."""
        raise NotImplementedError

    def put_away(self) -> bool:
        """Take away what a sync that is over has said; return whether there was anything."""
        raise NotImplementedError

    def show_details(self, entry: Entry) -> None:
        """Show every fact of an entry on a screen of its own."""
        raise NotImplementedError

    def compare(
        self,
        entries: tuple[Entry, ...],
        criteria: str = "",
        opened: "Opened | None" = None,
    ) -> None:
        """Set entries side by side on a screen of their own; `criteria` is how they were found.

        Those of `opened` are found, priced and ranked as the shortlist says.
        """
        raise NotImplementedError

    def plot(self, entries: tuple[Entry, ...], bills: "Bills | None" = None) -> None:
        """Draw entries as points on a screen of its own, and with `bills` what they cost."""
        raise NotImplementedError

    def costs(
        self,
        entries: tuple[Entry, ...],
        workload: "Workload | None" = None,
        opened: "Opened | None" = None,
        done: "Callable[[Workload | None], None] | None" = None,
    ) -> None:
        """Show what a workload costs with each of some entries, those of `opened` if given.

        `done` is called at the end, with the workload that was chosen there if one was.
        """
        raise NotImplementedError

    def weigh(
        self,
        entries: tuple[Entry, ...],
        opened: "Opened | None" = None,
        workload: "Workload | None" = None,
    ) -> None:
        """Rank entries on a screen of its own, by the wishes of a shortlist if it is one.

        With a `workload`, cost is ranked by its bills, whatever the shortlist says.
        """
        raise NotImplementedError

    def save_marked(self, criteria: Criteria) -> None:
        """Save the marked entries as a shortlist."""
        raise NotImplementedError

    def show_shortlists(self, at: str | None = None) -> None:
        """Show the shortlists, with the cursor on the one called `at` if there is one."""
        raise NotImplementedError
