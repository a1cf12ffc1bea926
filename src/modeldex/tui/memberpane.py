"""The members of one shortlist, and all that its file says of the one under the cursor."""

from collections import Counter
from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.shortlist import Drift, Listed, Member, asked_for, drift, entry_of
from modeldex.tui.columns import Row
from modeldex.tui.host import Host
from modeldex.tui.members import MEMBERS, member_row, said_of_list, said_of_member
from modeldex.tui.saving import Opened
from modeldex.tui.table import RowTable

NONE_YET = "No shortlist yet. Mark models with Space and press w, or press n here."


class MemberPane(Vertical):
    """A table of members over the words on one of them, or on the list as a whole."""

    app: Host

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.opened: Opened | None = None
        """The shortlist as its file was when it was shown; None where it cannot be read."""

        self._listed: Listed | None = None
        self._known: Mapping[str, Entry] = {}
        self._drifts: tuple[Drift, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the table and the words."""
        yield RowTable(MEMBERS, id="members")
        with VerticalScroll(id="said", can_focus=False):
            yield Static(markup=False)

    @property
    def table(self) -> RowTable:
        """Return the table of the members."""
        return self.query_one("#members", RowTable)

    @property
    def members(self) -> tuple[Member, ...]:
        """Return the members of the shortlist that is shown."""
        return self.opened.shortlist.members if self.opened else ()

    @property
    def member(self) -> Member | None:
        """Return the member under the cursor; None where there is none."""
        return self.members[self.table.cursor] if self.members else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the members that the catalogue knows, in their order."""
        found = [entry_of(member, self._known) for member in self.members]
        return tuple(entry for entry in found if entry is not None)

    def entry_of(self, member: Member | None) -> Entry | None:
        """Return the entry of a member; None where the catalogue does not know it."""
        return entry_of(member, self._known) if member else None

    def show_list(self, listed: Listed | None) -> None:
        """Read a shortlist and show its members, with the cursor where it was if it is the same."""
        before = self.opened.path if self.opened else None
        self._listed, self.opened = listed, None
        if listed is not None and listed.shortlist is not None:
            try:
                self.opened = Opened.of(listed.path)
            except ModeldexError as error:
                self.app.tell(str(error), severity="error")
        opened = self.opened.shortlist if self.opened else None
        self._known = self.app.searcher.get(asked_for([opened])) if opened else {}
        self._drifts = drift(opened, self._known) if opened else ()
        same = self.opened is not None and self.opened.path == before
        self.draw_members(self.table.cursor if same else 0)

    def draw_members(self, cursor: int) -> None:
        """Show the members and their marks as they are now, with the cursor on one of them."""
        drifted = Counter(one.member_id for one in self._drifts)
        rows: list[Row] = [
            member_row(
                member, self.entry_of(member), drifted[member.id], marked=self._is_marked(member)
            )
            for member in self.members
        ]
        self.table.show_rows(lambda start, stop: rows[start:stop], len(rows), cursor)
        self.show_words()

    def _is_marked(self, member: Member) -> bool:
        entry = self.entry_of(member)
        return (entry.id if entry else member.id) in self.app.marks

    @on(RowTable.Highlighted)
    def show_words(self) -> None:
        """Say all there is to say of the member, or of the list, under the cursor."""
        member = self.member
        if member is not None and self.table.has_focus:
            drifts = [one for one in self._drifts if one.member_id == member.id]
            text = said_of_member(member, self.entry_of(member), drifts)
        elif self._listed is not None:
            missing = len(self.members) - len(self.entries)
            text = said_of_list(self._listed, missing=missing, drifted=len(self._drifts))
        else:
            text = Content(NONE_YET)
        self.query_one("#said Static", Static).update(text)
