"""The application: what all screens share, and the way in and out."""

import gc
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.signal import Signal

from modeldex.criteria import Criteria, to_text
from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.paths import Home
from modeldex.store import Store
from modeldex.sync import Ages, Progress, ages, left_out
from modeldex.text import clean, editable
from modeldex.tui import builder
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.host import Host
from modeldex.tui.messages import CatalogueGrew, EntriesFound, StoreFailed, SyncTold
from modeldex.tui.searcher import THEME, Answer, Searcher
from modeldex.tui.signals import Signals
from modeldex.tui.syncing import Syncing

if TYPE_CHECKING:
    from modeldex.comparison.bills import Bills
    from modeldex.cost import Workload
    from modeldex.tui.saving import Opened

MOST_COMPARED = 8
"""Entries side by side; more cannot be read."""

PASTED = 10_000
"""Characters of a line that is pasted: more than any filter or note has."""


class ModeldexApp(Host):
    """Every language model a person could choose, in one table."""

    TITLE = "modeldex"
    CSS_PATH = "style.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", id="app.help"),
        Binding("q", "quit", "Quit", id="app.quit"),
        Binding("ctrl+l", "repaint", "Draw anew", show=False, priority=True, id="app.repaint"),
        Binding(
            "ctrl+z", "suspend_process", "Suspend", show=False, priority=True, id="app.suspend"
        ),
    ]

    browse: BrowseScreen
    """The first screen."""

    def __init__(
        self,
        home: Home,
        catalog: Path,
        searcher: Searcher,
        filter_text: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        """Take over a searcher that has been started; raises StoreError when it failed."""
        # An ansi theme leaves the terminal's own colours alone; reverse video marks the cursor.
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.home, self.catalog, self.searcher, self.today = home, catalog, searcher, today
        self._filter_text = filter_text
        opening = searcher.opening()
        self._opening, self.ages = opening, opening.ages
        self._signals = Signals(self)
        self.syncing, self.news = Syncing(self), Signal(self, "news")
        self.set_reactive(ModeldexApp.marks, opening.marks)
        self.set_reactive(ModeldexApp.is_building, opening.shipment is not None)
        if plain:
            self.theme = "ansi-dark"
        elif opening.theme in self.available_themes:
            self.theme = opening.theme

    def get_default_screen(self) -> BrowseScreen:
        """Return the browse screen with the first rows in it."""
        self.browse = BrowseScreen(self._opening.answer, self._filter_text)
        return self.browse

    def on_mount(self) -> None:
        """Listen to the store, to the system, and begin to read a newer catalogue."""
        self.searcher.listen(self._outcome)
        self._signals.listen()
        if self._opening.shipment is not None:
            builder.start(self.home, self.catalog, self._opening.shipment, self._outcome)
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember(theme.name))

    def on_ready(self) -> None:
        """Leave what is there now out of every later search for cycles."""
        gc.freeze()
        if not self.is_building:
            self.searcher.do(self._read_left_out)

    def _read_left_out(self, store: Store) -> None:
        for fault in left_out(store):
            self.call_later(self.tell, f"left out: {fault}", severity="error")

    def _remember(self, theme: str) -> None:
        self.searcher.do(lambda store: store.set_state(THEME, theme))

    def action_sync(self) -> None:
        """Start a sync, or ask whether to stop the one that is running."""
        self.syncing.press(self.browse)

    def on_sync_told(self, event: SyncTold) -> None:
        """Show what a sync has brought."""
        self.syncing.take(event.told, self.browse)

    def on_unmount(self) -> None:
        """Let a sync leave off while the screen is cleared."""
        self.syncing.stop()

    def put_away(self) -> bool:
        """Take away what a sync that is over has said; return whether there was anything."""
        return self.syncing.put_away()

    def refresh_age(self) -> None:
        """Read anew how old the catalogue is, and say so."""

        def read(store: Store) -> None:
            self.call_later(self._show_age, ages.read(store))

        self.searcher.do(read)

    def _show_age(self, read: Ages) -> None:
        self.ages = read
        self.browse.show_status()

    def action_changes(self) -> None:
        """Show what syncs have found to be different."""
        from modeldex.tui.changes import ChangesScreen

        self.push_screen(ChangesScreen())

    def _outcome(self, outcome: Answer | Progress | ModeldexError) -> None:
        """Turn what a thread says into a message; called in that thread."""
        match outcome:
            case Answer():
                self.browse.post_message(EntriesFound(outcome))
            case Progress():
                self.post_message(CatalogueGrew(outcome))
            case _:
                self.post_message(StoreFailed(outcome))

    def on_catalogue_grew(self, event: CatalogueGrew) -> None:
        """Show the rows that have come in."""
        self.is_building = not event.progress.finished
        self.ages = event.progress.ages
        if event.progress.finished:
            self.searcher.do(self._read_left_out)
        self.browse.ask()

    def on_store_failed(self, event: StoreFailed) -> None:
        """Say what could not be done; what is on the screen stays."""
        self.is_building = False
        self.tell(str(event.error), severity="error")

    def show_details(self, entry: Entry) -> None:
        """Show every fact of an entry on a screen of its own."""
        from modeldex.tui.details import DetailsScreen

        self.push_screen(DetailsScreen(entry, self.today()))

    def action_compare_marked(self) -> None:
        """Set the marked entries side by side."""
        found = self.searcher.get(self.marks)
        entries = tuple(found[mark] for mark in self.marks if mark in found)
        lost = len(self.marks) - len(entries)
        if lost:
            self.tell(f"{lost} of the marked models left the catalogue and cannot be compared.")
        if 2 <= len(entries) <= MOST_COMPARED:  # noqa: PLR2004 - one has nothing beside it
            self.compare(entries, to_text(self.browse.criteria))
        else:
            self.tell(f"Mark 2 to {MOST_COMPARED} models with Space, then press c.")

    def compare(
        self,
        entries: tuple[Entry, ...],
        criteria: str = "",
        opened: "Opened | None" = None,
    ) -> None:
        """Set entries side by side on a screen of their own; `criteria` is how they were found."""
        from modeldex.tui.compare import CompareScreen

        self.push_screen(CompareScreen(entries, criteria, opened))

    def plot(self, entries: tuple[Entry, ...], bills: "Bills | None" = None) -> None:
        """Draw entries as points on a screen of its own, and with `bills` what they cost."""
        from modeldex.tui.plots import VIEWS, PlotsScreen

        views = VIEWS
        if bills is not None:
            from modeldex.tui.volumes import volume_views

            views += volume_views(bills, [entry.id for entry in entries])
        self.push_screen(PlotsScreen(entries, views))

    def costs(
        self,
        entries: tuple[Entry, ...],
        workload: "Workload | None" = None,
        opened: "Opened | None" = None,
        done: "Callable[[Workload | None], None] | None" = None,
    ) -> None:
        """Show what a workload costs with each of some entries."""
        from modeldex.tui.costs import CostsScreen

        self.push_screen(CostsScreen(entries, workload, opened), done)

    def weigh(
        self,
        entries: tuple[Entry, ...],
        opened: "Opened | None" = None,
        workload: "Workload | None" = None,
    ) -> None:
        """Rank entries on a screen of its own, by the wishes of a shortlist if it is one."""
        from modeldex.tui.scorecard import ScorecardScreen

        self.push_screen(ScorecardScreen(entries, opened, workload))

    def save_marked(self, criteria: Criteria) -> None:
        """Save the marked entries as a shortlist."""
        from modeldex.tui.saving import save_marked

        save_marked(self, criteria)

    def show_shortlists(self, at: str | None = None) -> None:
        """Show the shortlists, with the cursor on the one called `at` if there is one."""
        from modeldex.tui.shortlists import ShortlistsScreen

        if isinstance(self.screen, ShortlistsScreen):
            self.screen.read(at)
        else:
            self.push_screen(ShortlistsScreen(at))

    def action_shortlists(self) -> None:
        """Show the shortlists."""
        self.show_shortlists()

    def action_command_palette(self) -> None:
        """Show everything that can be done from this screen."""
        from modeldex.tui.palette import show_palette

        show_palette(self)

    def search_themes(self) -> None:
        """Show every theme to choose from."""
        from modeldex.tui.palette import show_themes

        show_themes(self)

    def action_repaint(self) -> None:
        """Draw every cell anew, after another program has written over the screen."""
        self.refresh(layout=True)

    def action_suspend_process(self) -> None:
        """Go to the background until the shell's `fg`."""
        from textual.widgets import TextArea  # late: few sessions write a note

        if isinstance(self.focused, TextArea):  # there it takes back the last edit
            raise SkipAction
        self._signals.suspend()

    async def on_event(self, event: events.Event) -> None:
        """Let nothing be pasted that a terminal would obey; Textual's text fields draw it raw."""
        if isinstance(event, events.Paste):
            event.text = "\n".join(self._pasted(line) for line in event.text.splitlines())
        await super().on_event(event)

    def _pasted(self, line: str) -> str:
        """Return a pasted line; into a note it goes as it is, but for what a terminal obeys."""
        into = self.focused.id if self.focused else None
        return editable(line)[:PASTED] if into in {"note", "ask"} else clean(line, PASTED)

    def action_help(self) -> None:
        """Show every key of this screen, and the filter language where it has a filter."""
        from modeldex.tui.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))
