"""Entries as points: what they score against what they cost, and against how large they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from modeldex.entry import Entry
from modeldex.fields import FIELDS
from modeldex.plots import AGAINST, Picture, boards, score_against, to_runs, to_svg, to_text
from modeldex.text import UNCUT, clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.export import ask_and_write
from modeldex.tui.host import Host

STYLES = {
    "axis": "$foreground 70%",
    "line": "$text-accent",
    "point": "$text-primary bold",
    "chosen": "reverse bold",
    "label": "$foreground",
}
"""How the parts of a plot look."""

EXPORTED = (100, 32)
"""Cells of a plot that is written as text: what fits a page of a review."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One kind of picture that the screen can show."""

    title: str
    draw: Callable[[Sequence[Entry], str], Picture]
    """The picture of some entries on one of the boards."""

    on_board: bool = True
    """Whether the picture is another one on another board."""

    pages: tuple[str, ...] = ()
    """What there are pictures of in place of boards: `draw` gets one of these instead."""


VIEWS = tuple(
    View(title=f"score against {name}", draw=partial(score_against, against=key))
    for key, name in AGAINST.items()
)


class Plot(Widget):
    """A picture that is drawn anew for each size."""

    picture: reactive[Picture | None] = reactive(None)
    chosen: reactive[int] = reactive(0)
    """Index of the point that is told about."""

    def render(self) -> Content:
        """Return the picture in as many lines as there are."""
        if self.picture is None or self.picture.figure is None:
            return Content("No model here has both facts, so there is nothing to draw.")
        width, height = self.content_size
        chosen = self.chosen if self.picture.entries else None
        rows = to_runs(self.picture.figure, width, height, chosen=chosen)
        lines = [
            Content.assemble(*((text, STYLES.get(look, "")) for text, look in row)) for row in rows
        ]
        return Content("\n").join(lines)


class PlotsScreen(Screen[None]):
    """A picture of some entries, one board at a time."""

    app: Host
    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "view", "Next plot", id="plots.view"),
        Binding("tab", "board(1)", "Next board or pair", id="plots.board"),
        Binding(
            "shift+tab", "board(-1)", "Board or pair before", show=False, id="plots.board-before"
        ),
        Binding("right,l,j,down", "step(1)", "Next model", id="plots.next"),
        Binding("left,h,k,up", "step(-1)", "Model before", show=False, id="plots.before"),
        Binding("enter", "details", "All facts", id="plots.details"),
        Binding("e", "export", "Export", id="plots.export"),
        Binding("escape,q", "dismiss(None)", "Back", id="plots.back"),
    ]

    def __init__(self, entries: tuple[Entry, ...], views: Sequence[View] = VIEWS) -> None:
        """Draw `entries` in the first of some views."""
        super().__init__()
        self._entries, self._views = entries, tuple(views)
        self._boards = boards(entries) or ("score.text",)
        self._view = self._board = 0

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield Plot(id="plot")
        yield Static(id="absent", markup=False)
        yield Static(id="point", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Draw the first picture."""
        self._draw()

    @property
    def _plot(self) -> Plot:
        return self.query_one(Plot)

    @property
    def _pages(self) -> tuple[str, ...]:
        """Return what the view has pictures of."""
        return self._views[self._view].pages or self._boards

    @property
    def picture(self) -> Picture:
        """Return what is drawn."""
        return self._views[self._view].draw(self._entries, self._pages[self._board])

    def _draw(self) -> None:
        picture = self.picture
        self._plot.picture, self._plot.chosen = picture, 0
        view, page = self._views[self._view], self._pages[self._board]
        on_board = view.on_board and not view.pages
        title = f"{FIELDS[page].heading}: {view.title}" if on_board else view.title
        noun = "board" if on_board else "pair"
        count = f"{noun} {self._board + 1} of {len(self._pages)}"
        count = count if on_board or view.pages else ""
        self.query_one(StatusLine).show(f"modeldex · {title}", count)
        absent = "; ".join(f"{clean(entry.id)} ({why})" for entry, why in picture.absent)
        told = Content.styled(f"Not shown: {absent}" if absent else "", "$foreground 70%")
        self.query_one("#absent", Static).update(told)
        self._tell()

    def _tell(self) -> None:
        """Say the values of the point that is chosen, or what the picture is about."""
        picture, at = self._plot.picture, self._plot.chosen
        figure = picture.figure if picture is not None else None
        text = "" if figure is None else figure.about
        if picture is not None and figure is not None and picture.entries:
            entry, point = picture.entries[at], figure.points[at]
            best = "on the Pareto front" if entry in picture.best else "not on the front"
            values = f"{figure.y.label(point.y)} at {figure.x.label(point.x)}"
            text = f"{entry.id}: {values}, {best}"
        self.query_one("#point", Static).update(clean(text, UNCUT))

    def action_view(self) -> None:
        """Show the next kind of picture."""
        self._view = (self._view + 1) % len(self._views)
        self._board = min(self._board, len(self._pages) - 1)
        self._draw()

    def action_board(self, step: int) -> None:
        """Show the scores of another board, or another pair; one picture never mixes two."""
        self._board = (self._board + step) % len(self._pages)
        self._draw()

    def action_step(self, step: int) -> None:
        """Choose the next point: along the front first, then the others."""
        picture = self._plot.picture
        if picture is not None and picture.entries:
            self._plot.chosen = (self._plot.chosen + step) % len(picture.entries)
            self._tell()

    def action_details(self) -> None:
        """Show every fact of the entry whose point is chosen."""
        picture = self._plot.picture
        if picture is not None and picture.entries:
            self.app.show_details(picture.entries[self._plot.chosen])

    def action_export(self) -> None:
        """Ask for a file and write the picture into it: SVG, or text where it ends in .txt."""
        figure = self.picture.figure
        if figure is None:
            self.app.tell("There is nothing to write.")
            return

        def made(path: Path) -> str:
            if path.suffix == ".txt":
                return "\n".join([clean(figure.title), *to_text(figure, *EXPORTED)]) + "\n"
            return to_svg(figure)

        ask_and_write(self.app, "the picture (.svg or .txt)", "plot.svg", made)
