"""What syncs have found to be different: the newest first, of every kind or of one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from modeldex.fields import UNKNOWN
from modeldex.store import KINDS, ROUTINE, Change, Held, Store
from modeldex.text import clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.columns import Cell, Column, Row
from modeldex.tui.host import Host
from modeldex.tui.listing import MARK
from modeldex.tui.table import RowTable

MOST = 20_000
"""Changes read, the newest: 60 ms, and more than anyone goes through by hand. As many of those
that most models have after each sync are read apart, so that they crowd out no other."""

ALL = "all"
"""The kind that stands for every one."""

NOTABLE = f"all but {ROUTINE}"

COLUMNS = (
    Column(key="mark", heading="", width=1),
    Column(key="at", heading="When", width=10),
    Column(key="kind", heading="What", width=10),
    Column(key="id", heading="Model", width=24, flexible=True),
    Column(key="change", heading="Was → is", width=24),
)

WORDS = {"license": "licence"}
"""How a kind is spelled for people, where the store says it otherwise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One change as it is shown."""

    at: datetime
    kind: str
    id: str
    """Empty for what is told of a whole sync."""

    text: str
    """What it was and what it is."""

    note: str = ""
    held: Held | None = None
    """The price that waits for a decision; None where there is nothing to decide."""


def found_in(store: Store) -> tuple[Found, ...]:
    """Return every change and every price that is held, the newest first."""
    kinds = [kind for kind in KINDS if kind != ROUTINE]
    found = [*map(_changed, store.changes(kinds=kinds, limit=MOST)), *map(_held, store.held())]
    found += map(_changed, store.changes(kinds=[ROUTINE], limit=MOST))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _changed(change: Change) -> Found:
    kind = WORDS.get(change.kind, change.kind)
    if not change.id:
        return Found(at=_moment(change.at), kind=kind, id="", text=f"{change.new} {kind} models")
    text = "" if change.old is None and change.new is None else _turn(change.old, change.new)
    return Found(at=_moment(change.at), kind=kind, id=change.id, text=text)


def _held(held: Held) -> Found:
    where = " ".join(filter(None, (held.provider, held.region)))
    new = "no longer offered" if held.new is None else held.new
    note = (
        f"Held for review: {where} for {held.model}. a accepts what it is now, x rejects it;"
        " until then the old price stays."
    )
    text = _turn(held.old, new)
    at = _moment(held.at)
    return Found(at=at, kind="price held", id=held.id, text=text, note=note, held=held)


def _turn(old: str | None, new: str | None) -> str:
    return f"{old or UNKNOWN} → {new or UNKNOWN}"


def _moment(at: str) -> datetime:
    """Return a moment that the store keeps, as it is where the person is."""
    return datetime.fromisoformat(at).astimezone()


class ChangesScreen(Screen[None]):
    """The changes of one kind, or all of them."""

    app: Host
    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before the keys of the table, which scrolls nowhere, so that they are named.
        Binding("left", "turn(-1)", "Kind", priority=True, id="changes.before"),
        Binding("right", "turn(1)", "Next kind", show=False, priority=True, id="changes.after"),
        Binding("space", "mark", "Mark", id="changes.mark"),
        Binding("c", "app.compare_marked", "Compare", id="changes.compare"),
        Binding("a", "decide('accept')", "Accept price", id="changes.accept"),
        Binding("x", "decide('reject')", "Reject", id="changes.reject"),
        Binding("y", "copy", "Copy id", show=False, id="changes.copy"),
        Binding("r", "app.sync", "Sync", id="changes.sync"),
        Binding("escape,q,h", "dismiss(None)", "Back", id="changes.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Found, ...] | None = None
        self._shown: Sequence[Found] = ()
        self._counts: dict[str, int] = {}
        self._kind = ALL

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield Static(id="kinds", markup=False)
        yield RowTable(COLUMNS, id="changes")
        yield Static(id="change", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Ask the store, which answers in its own thread, now and whenever there is news."""
        self.query_one(StatusLine).show("modeldex · changes")
        self._read()
        self.app.news.subscribe(self, lambda _: self._read())

    def _read(self) -> None:
        self.app.searcher.do(lambda store: self._send(found_in(store)))

    def _send(self, found: tuple[Found, ...]) -> None:
        self.call_later(self.show_found, found)

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show these changes; most models are updated again and again, so that is left for last.

        When some are shown already, their kind and the one under the cursor stay.
        """
        again, under = self._found is not None, self.under_cursor
        self._found = found
        kinds = Counter(one.kind for one in found)
        routine = kinds.pop(ROUTINE, 0)
        self._counts = dict(sorted(kinds.items()))
        if routine:
            notable = {NOTABLE: len(found) - routine} if kinds else {}
            self._counts = notable | self._counts | {ROUTINE: routine}
        if len(self._counts) != 1:
            self._counts[ALL] = len(found)
        first = ALL if ALL in self._counts and not routine else next(iter(self._counts))
        self._show_kind(self._kind if again and self._kind in self._counts else first, under)

    def _show_kind(self, kind: str, under: Found | None = None) -> None:
        """Show the changes of one kind, with the cursor on `under` where it is one of them."""
        self._kind = kind
        self._shown = [one for one in self._found or () if self._belongs(one)]
        table = self.query_one(RowTable)
        at = table.cursor if under is not None else 0
        if under in self._shown:
            at = self._shown.index(under)
        table.show_rows(self._rows, len(self._shown), at, steady=True)
        self.query_one(StatusLine).show(f"modeldex · {len(self._shown):,} changes", "newest first")
        self.query_one("#kinds", Static).update(self._tabs())
        table.focus()

    def _belongs(self, one: Found) -> bool:
        return self._kind in {ALL, one.kind} or (self._kind == NOTABLE and one.kind != ROUTINE)

    def _tabs(self) -> Content:
        if not self._found:
            return Content("Nothing has changed yet; r syncs.")
        styled = [
            (f" {clean(kind)} {count:,} ", "reverse" if kind == self._kind else "$foreground 70%")
            for kind, count in self._counts.items()
        ]
        at = list(self._counts).index(self._kind)
        while at and sum(cell_len(text) for text, _ in styled[: at + 1]) > self.size.width - 2:
            at -= 1
            del styled[0]  # so that the chosen one is in sight
        return Content.assemble(*styled)

    def _rows(self, start: int, stop: int) -> list[Row]:
        marks = set(self.app.marks)
        return [_row(one, marked=one.id in marks) for one in self._shown[start:stop]]

    @property
    def under_cursor(self) -> Found | None:
        """Return the change under the cursor; None where there is none."""
        at = self.query_one(RowTable).cursor
        return self._shown[at] if at < len(self._shown) else None

    @on(RowTable.Highlighted)
    def _highlighted(self) -> None:
        one = self.under_cursor
        text = ""
        if one is not None:
            what = f"{one.at:%Y-%m-%d %H:%M}  {one.kind}  {one.id}  {one.text}"
            text = f"{clean(what, 10_000)}\n{clean(one.note)}"
        self.query_one("#change", Static).update(Content(text))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a decision only where there is one to make."""
        del parameters
        if action != "decide":
            return True
        one = self.under_cursor if self.is_mounted else None
        return one is not None and one.held is not None

    def action_decide(self, how: str) -> None:
        """Make the price under the cursor the one that holds, or leave the old one for good."""
        one = self.under_cursor
        if one is None or one.held is None:
            return
        held = one.held

        def decide(store: Store) -> None:
            from modeldex.sync import review

            (review.accept if how == "accept" else review.reject)(store, [held])
            self.app.call_later(self.app.news.publish, None)

        self.app.searcher.do(decide)

    @on(RowTable.Chosen)
    def _chosen(self) -> None:
        one = self.under_cursor
        if one is None or not one.id:
            return
        entry = self.app.searcher.get([one.id]).get(one.id)
        if entry is None:
            self.app.tell(f"{one.id} is no longer in the catalogue.")
        else:
            self.app.show_details(entry)

    def action_turn(self, kinds: int) -> None:
        """Show the changes of the next kind, or of the one before."""
        if self._counts:
            listed = list(self._counts)
            self._show_kind(listed[(listed.index(self._kind) + kinds) % len(listed)])

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or take its mark off, and go on to the next row."""
        one = self.under_cursor
        if one is not None and one.id:
            self.app.toggle_mark(one.id)
            table = self.query_one(RowTable)
            table.forget_rows()
            table.cursor += 1

    def action_copy(self) -> None:
        """Copy the id of the entry under the cursor."""
        one = self.under_cursor
        if one is not None and one.id:
            self.app.copy_text(one.id)


def _row(one: Found, *, marked: bool) -> Row:
    look = "fair" if one.note or one.kind in {"gone", "status", "retires"} else ""
    return [
        Cell(MARK if marked else " ", "mark"),
        Cell(f"{one.at:%Y-%m-%d}", "muted"),
        Cell(one.kind, look),
        Cell(one.id, "strong"),
        Cell(one.text),
    ]
