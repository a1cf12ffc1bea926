"""What differs from the facts that a shortlist has pinned, and taking it as it is now."""

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from modeldex import shortlist as files
from modeldex.entry import Entry
from modeldex.fields import UNKNOWN
from modeldex.shortlist import Drift, Shortlist, differing
from modeldex.text import UNCUT, clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.dialogs import Confirm
from modeldex.tui.host import Host
from modeldex.tui.saving import Opened, change_file, reopened
from modeldex.tui.table import RowTable
from modeldex.tui.verdict import ask_verdict

COLUMNS = (
    Column(key="id", heading="Model", width=21, flexible=True),
    Column(key="fact", heading="Fact", width=13),
    Column(key="was", heading="Was", width=19),
    Column(key="now", heading="Now", width=19),
    Column(key="since", heading="Pinned", width=10, priority=2),
    Column(key="as_of", heading="As of", width=10, priority=1),
    Column(key="source", heading="Source", width=14, priority=3),
)
"""On 80 cells a rating with its interval is whole: `1438 (1432 to 1443)`."""


class DriftScreen(Screen[None]):
    """One row a fact: what it was when it was pinned, and what it is."""

    app: Host
    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept", id="drift.accept"),
        Binding("A", "accept_all", "Accept all", id="drift.accept-all"),
        Binding("v", "verdict", "Verdict", id="drift.verdict"),
        Binding("o", "open_page", "Open page", id="drift.open"),
        Binding("y", "copy", "Copy id", id="drift.copy"),
        Binding("escape,q", "dismiss(None)", "Back", id="drift.back"),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._found: Mapping[str, Entry] = {}
        self._drifts: tuple[Drift, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield RowTable(COLUMNS, id="drifts")
        yield Static(id="drift", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Compare the members with the catalogue."""
        self._compare()
        self.query_one(RowTable).focus()

    def _compare(self) -> None:
        pinned = self._opened.shortlist
        self._found = self.app.searcher.get(files.asked_for([pinned]))
        self._drifts = files.drift(pinned, self._found)
        rows = [_row(one) for one in self._drifts]
        table = self.query_one(RowTable)
        table.show_rows(lambda start, stop: rows[start:stop], len(rows), table.cursor)
        verdict = pinned.verdict
        decided = f"decided on {verdict.decided}" if verdict else "no verdict yet"
        self.query_one(StatusLine).show(
            f"modeldex · {pinned.name} · {differing(len(rows))} from what was pinned", decided
        )

    def _compare_again(self) -> None:
        """Read the file anew, which the change has written or somebody else has."""
        self._opened = reopened(self.app, self._opened)
        self._compare()

    @property
    def under_cursor(self) -> Drift | None:
        """Return the fact under the cursor; None where nothing differs."""
        return self._drifts[self.query_one(RowTable).cursor] if self._drifts else None

    @on(RowTable.Highlighted)
    def _say(self) -> None:
        one = self.under_cursor
        self.query_one("#drift", Static).update(
            Content("Nothing differs.") if one is None else said_of(one)
        )

    @on(RowTable.Chosen)
    def action_accept(self) -> None:
        """Pin the fact under the cursor as it is now."""
        one = self.under_cursor
        if one is None:
            self.app.tell("There is nothing to accept.")
        else:
            self._accept([(one.member_id, one.field)])

    def action_accept_all(self) -> None:
        """Ask, and pin every fact that is shown as it is now."""
        if not self._drifts:
            self.app.tell("There is nothing to accept.")
            return
        shown = [(one.member_id, one.field) for one in self._drifts]

        def agreed(yes: bool | None) -> None:  # noqa: FBT001 - what a dialog answers with
            if yes:
                self._accept(shown)

        question = "Pin them all as they are now?" if len(shown) > 1 else "Pin it as it is now?"
        self.app.push_screen(Confirm(f"{differing(len(shown)).capitalize()}. {question}"), agreed)

    def _accept(self, what: Collection[tuple[str, str]]) -> None:
        found = self._found

        def change(old: Shortlist) -> Shortlist:
            return files.accept(old, found, what, self.app.today())

        change_file(self.app, self._opened, change, self._compare_again)

    def action_verdict(self) -> None:
        """Ask for the verdict."""
        ask_verdict(self.app, self._opened, self._compare_again)

    def action_open_page(self) -> None:
        """Open the page that says so."""
        one = self.under_cursor
        if one is None:
            return
        url = one.source.url if one.source else None
        entry = files.entry_of(files.member_of(self._opened.shortlist, one.member_id), self._found)
        if url is not None:
            self.app.open_url(url)
            self.app.tell(f"Asked the browser to open {url}")
        elif entry is not None:
            self.app.open_page(entry)
        else:
            self.app.tell(f"No page is known for {one.member_id}.")

    def action_copy(self) -> None:
        """Copy the id of the member under the cursor."""
        one = self.under_cursor
        if one is not None:
            self.app.copy_text(one.member_id)


def said_of(drift: Drift) -> Content:
    """Return two lines on one fact: what it was and is, and since when, as of when, who says so."""
    turn = f"{drift.told(drift.was)} → {drift.told(drift.now)}"
    first = f"{drift.heading} of {drift.member_id}: {turn}"
    source = drift.source
    says = f"{source.name} says so as of {source.as_of}" if source else "no source has it"
    second = f"pinned on {drift.since} · {says}"
    return Content.assemble(clean(first, UNCUT), "\n", (clean(second, UNCUT), "$foreground 70%"))


def _row(drift: Drift) -> Row:
    source = drift.source
    return [
        Cell(drift.member_id, "strong"),
        Cell(drift.heading),
        Cell(drift.told(drift.was), "muted"),
        Cell(drift.told(drift.now), "fair"),
        Cell(drift.since.isoformat() if drift.since else UNKNOWN, "muted"),
        Cell(source.as_of.isoformat() if source else "", "muted"),
        Cell(source.name if source else "", "muted"),
    ]
