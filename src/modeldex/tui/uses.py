"""What is done with the members of a shortlist: they are priced, ranked and reported on."""

from collections.abc import Callable
from pathlib import Path

from textual import work
from textual.screen import Screen

from modeldex.errors import ModeldexError
from modeldex.tui.export import ask_file
from modeldex.tui.host import Host
from modeldex.tui.memberpane import MemberPane
from modeldex.tui.saving import Opened

MOST_PRICED = 20  # each with each other: the bills of so many take 3 s


class MembersScreen(Screen[None]):
    """A screen with the members of a shortlist."""

    app: Host
    CSS_PATH = "screens.tcss"
    was_left = False
    """Whether another screen, which may save something, has been on top."""

    def action_costs(self) -> None:
        """Show what the shortlist's workload costs with each of its members."""
        pane = self.query_one(MemberPane)
        entries, opened = pane.entries, pane.opened
        if opened and 1 <= len(entries) <= MOST_PRICED:
            self.was_left = True
            self.app.costs(entries, opened.shortlist.workload, opened)
        else:
            self.app.tell(f"1 to {MOST_PRICED} models can be priced; these are {len(entries)}.")

    def action_weigh(self) -> None:
        """Rank the members by what the shortlist says they are weighed by."""
        pane = self.query_one(MemberPane)
        entries, opened = pane.entries, pane.opened
        if not entries:
            self.app.tell("There is no model to rank.")
            return
        self.was_left = True
        self.app.weigh(entries, opened)

    def action_report(self) -> None:
        """Ask for a file and write the report into it, in the format of its ending."""
        opened = self.query_one(MemberPane).opened
        if opened is None:
            self.app.tell("There is no shortlist to write about.")
            return
        name = f"{opened.path.stem}.html"
        what = "the report (.html, .md, .csv, .json or .toml)"
        ask_file(self.app, what, name, lambda path: self._write(opened, path))

    def _write(self, opened: Opened, path: Path) -> None:
        from modeldex import report  # late: few screens are asked for one

        try:
            form = report.format_of(path)
            found = self.app.searcher.get(report.asked_for(opened.shortlist))
        except ModeldexError as error:
            self.app.tell(str(error), severity="error")
            return

        def made() -> str:
            app = self.app
            evidence = report.evidence_of(
                opened.shortlist,
                found,
                catalog=app.catalog,
                home=app.home,
                today=app.today(),
                room_of=app.room_of,
            )
            return report.write(evidence, form)

        self._write_later(path, made)

    @work(thread=True)
    def _write_later(self, path: Path, made: Callable[[], str]) -> None:
        """Work the report out beside the screen: the bills of 20 models take seconds."""
        from modeldex.report import write_whole

        try:
            write_whole(path, made())
        except ModeldexError as error:
            self.app.call_from_thread(self.app.tell, str(error), severity="error")
        else:
            self.app.call_from_thread(self.app.tell, f"Wrote {path}")
