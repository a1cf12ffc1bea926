"""The person's shortlists, what they hold, and the changes to both."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from modeldex import shortlist as files
from modeldex.comparison import MOST_ENTRIES
from modeldex.errors import ModeldexError
from modeldex.fields import counted
from modeldex.shortlist import Listed
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.columns import Row
from modeldex.tui.dialogs import Ask, Confirm
from modeldex.tui.host import Host
from modeldex.tui.memberpane import MemberPane
from modeldex.tui.members import LISTS, list_row
from modeldex.tui.saving import Change, Opened, change_file
from modeldex.tui.table import RowTable
from modeldex.tui.uses import MembersScreen


class ShortlistsScreen(MembersScreen):
    """Shortlists on the left, the members of one on the right."""

    app: Host
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal")]  # noqa: RUF012 - as declared
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", "Compare", id="shortlists.compare"),
        Binding("dollar_sign", "costs", "Costs", id="shortlists.costs"),
        Binding("s", "weigh", "Score", id="shortlists.score"),
        Binding("d", "drift", "Drift", id="shortlists.drift"),
        Binding("v", "verdict", "Verdict", id="shortlists.verdict"),
        Binding("t", "note", "Note", id="shortlists.note"),
        Binding("e", "report", "Report", id="shortlists.report"),
        Binding("x", "drop", "Remove", id="shortlists.remove"),
        Binding("space", "mark", "Mark", show=False, id="shortlists.mark"),
        Binding("m", "mark_all", "Mark all", show=False, id="shortlists.mark-all"),
        Binding("n", "create", "New", id="shortlists.new"),
        Binding("R", "rename", "Rename", show=False, id="shortlists.rename"),
        Binding("D", "delete", "Delete", show=False, id="shortlists.delete"),
        Binding("o", "open_page", "Open page", show=False, id="shortlists.open"),
        Binding("y", "copy", "Copy id", show=False, id="shortlists.copy"),
        Binding("escape,q", "back", "Back", id="shortlists.back"),
    ]

    def __init__(self, at: str | None = None) -> None:
        """Show the shortlists with the cursor on the one called `at`, if there is one."""
        super().__init__()
        self._at = at
        self._listed: tuple[Listed, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        with Horizontal(id="body"):
            yield RowTable(LISTS, id="lists")
            yield MemberPane(id="list")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Read the folder."""
        self.read(self._at)
        self.query_one("#members" if self._at and self._pane.opened else "#lists").focus()

    def on_screen_resume(self) -> None:
        """Read the folder again after another screen, which may have saved something.

        Not after a dialog: what it was asked about must still be what the change is made to.
        """
        if self.was_left:
            self.was_left = False
            self._read_again()

    @property
    def _lists(self) -> RowTable:
        return self.query_one("#lists", RowTable)

    @property
    def _pane(self) -> MemberPane:
        return self.query_one(MemberPane)

    @property
    def listed(self) -> Listed | None:
        """Return the shortlist under the cursor; None where there is none."""
        return self._listed[self._lists.cursor] if self._listed else None

    def read(self, at: str | None = None) -> None:
        """Read the folder again, with the cursor on the shortlist called `at` if there is one."""
        try:
            self._listed = files.names(self.app.home.shortlists)
        except ModeldexError as error:
            self._listed = ()
            self.app.tell(str(error), severity="error")
        names = [listed.name for listed in self._listed]
        cursor = names.index(at) if at in names else self._lists.cursor
        rows = self._rows()
        self._lists.show_rows(lambda start, stop: rows[start:stop], len(rows), cursor)
        count = counted(len(rows), "shortlist")
        hint = "n makes one; w saves marked models as one"
        self.query_one(StatusLine).show(f"modeldex · {count}", hint)
        self._open()

    def _rows(self) -> list[Row]:
        """Return a row for each shortlist, with how many of its facts differ."""
        good = [listed.shortlist for listed in self._listed if listed.shortlist]
        found = self.app.searcher.get(files.asked_for(good)) if good else {}
        return [
            list_row(one, len(files.drift(one.shortlist, found)) if one.shortlist else 0)
            for one in self._listed
        ]

    def _read_again(self) -> None:
        listed = self.listed
        self.read(listed.name if listed else None)

    @on(RowTable.Highlighted, "#lists")
    def _open(self) -> None:
        self._pane.show_list(self.listed)

    def on_descendant_focus(self) -> None:
        """Say what belongs to the pane that has the cursor."""
        self._pane.show_words()

    @on(RowTable.Chosen, "#lists")
    def _list_chosen(self) -> None:
        self._pane.table.focus()

    @on(RowTable.Chosen, "#members")
    def action_note(self) -> None:
        """Ask for the note on the member under the cursor."""
        member = self._pane.member
        if member is None:
            self.app.tell("There is no model to note anything on.")
            return
        from modeldex.tui.notebox import AskNote

        def noted(note: str | None) -> None:
            if note is not None:
                self._change(lambda old: files.set_note(old, member.id, note, self.app.today()))

        self.app.push_screen(AskNote(f"Note on {member.id}", member.note), noted)

    def action_drop(self) -> None:
        """Ask, and take the member under the cursor out of its shortlist."""
        member, opened = self._pane.member, self._pane.opened
        if member is None or opened is None:
            self.app.tell("There is no model to remove.")
            return
        lost = " Its note goes too." if member.note else ""
        question = f"Remove {member.id} from {opened.shortlist.name}?{lost}"

        def agreed(yes: bool | None) -> None:  # noqa: FBT001 - what a dialog answers with
            if yes:
                self._change(lambda old: files.remove(old, [member.id], self.app.today()))

        self.app.push_screen(Confirm(question), agreed)

    def _change(self, change: Change) -> None:
        if self._pane.opened is not None:
            change_file(self.app, self._pane.opened, change, self._read_again)

    def action_create(self) -> None:
        """Ask for a name and make an empty shortlist."""
        self._ask("Name of the new shortlist", "", self._create)

    def _create(self, name: str) -> str:
        made, _ = files.create(self.app.home.shortlists, name, self.app.today())
        return made.name

    def action_rename(self) -> None:
        """Ask for another name of the shortlist under the cursor."""
        listed = self.listed
        if listed is not None:
            self._ask("New name", listed.name, lambda name: self._rename(listed.name, name))

    def _rename(self, old: str, new: str) -> str:
        path = files.rename(self.app.home.shortlists, old, new, self.app.today())
        return Opened.of(path).shortlist.name

    def action_delete(self) -> None:
        """Ask, and delete the shortlist under the cursor; its file is kept beside its place."""
        listed = self.listed
        if listed is None:
            return

        def agreed(yes: bool | None) -> None:  # noqa: FBT001 - what a dialog answers with
            if yes:
                self._do(lambda: self._delete(listed.name))

        self.app.push_screen(Confirm(f"Delete the shortlist {listed.name}?"), agreed)

    def _delete(self, name: str) -> None:
        kept = files.delete(self.app.home.shortlists, name)
        self.app.tell(f"Deleted {name}. Its file is kept as {kept.name}.")

    def _ask(self, heading: str, value: str, act: Callable[[str], str]) -> None:
        """Ask for a name and do something with it that returns the name to stand on."""

        def named(name: str | None) -> None:
            if name is not None:
                self._do(lambda: act(name))

        self.app.push_screen(Ask(heading, value), named)

    def _do(self, act: Callable[[], str | None]) -> None:
        """Change the folder and read it again; an error is told and changes nothing."""
        listed = self.listed
        at = listed.name if listed else None
        try:
            at = act() or at
        except ModeldexError as error:
            self.app.tell(str(error), severity="error")
        self.read(at)

    def action_mark(self) -> None:
        """Mark the member under the cursor, or take its mark off, and go on to the next."""
        entry = self._pane.entry_of(self._pane.member)
        if entry is None:
            self.app.tell("Only models in the catalogue can be marked.")
            return
        self.app.toggle_mark(entry.id)
        self._pane.draw_members(self._pane.table.cursor + 1)

    def action_mark_all(self) -> None:
        """Mark every member the catalogue knows, beside those that are marked already."""
        entries = self._pane.entries
        if not entries:
            self.app.tell("There is no model to mark.")
            return
        ids = (entry.id for entry in entries)
        self.app.set_marks(tuple(dict.fromkeys((*self.app.marks, *ids))))
        self._pane.draw_members(self._pane.table.cursor)
        self.app.tell(f"Marked {len(entries)}; {len(self.app.marks)} are marked in all.")

    def action_compare(self) -> None:
        """Set the members side by side."""
        entries, opened = self._pane.entries, self._pane.opened
        if opened and 2 <= len(entries) <= MOST_ENTRIES:  # noqa: PLR2004 - one has nothing beside it
            self.was_left = True
            self.app.compare(entries, opened=opened)
        else:
            self.app.tell(
                f"2 to {MOST_ENTRIES} models can be compared, and these are {len(entries)}. "
                "Mark some with Space, then press c in the table."
            )

    def action_drift(self) -> None:
        """Show what differs from the facts that the shortlist has pinned."""
        opened = self._pane.opened
        if opened is None:
            self.app.tell("There is no shortlist to look at.")
            return
        from modeldex.tui.drifts import DriftScreen

        self.was_left = True
        self.app.push_screen(DriftScreen(opened))

    def action_verdict(self) -> None:
        """Ask which members were taken and why."""
        opened = self._pane.opened
        if opened is None:
            self.app.tell("There is no model to decide on.")
            return
        from modeldex.tui.verdict import ask_verdict

        ask_verdict(self.app, opened, self._read_again)

    def action_open_page(self) -> None:
        """Open the page of the member under the cursor."""
        entry = self._pane.entry_of(self._pane.member)
        if entry is not None:
            self.app.open_page(entry)

    def action_copy(self) -> None:
        """Copy the id of the member under the cursor."""
        member = self._pane.member
        if member is not None:
            self.app.copy_text(member.id)

    def action_back(self) -> None:
        """Go back to the lists, or from there to the screen below."""
        if self._pane.table.has_focus:
            self._lists.focus()
        else:
            self.dismiss(None)
