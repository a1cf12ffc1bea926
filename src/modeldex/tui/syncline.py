"""The line that tells of a sync: how far it is, what it waits for, what came of it."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from modeldex.fields import show_duration
from modeldex.text import clean

if TYPE_CHECKING:
    from modeldex.sync.plan import Step

_BAR = 12
"""Cells of the bar."""

_LOOKS = {"good": "$text-success", "bad": "$text-error"}


class SyncLine(Widget):
    """One line above the keys, there from the start of a sync until it is put away."""

    def __init__(self, *, has_keys: bool = True) -> None:
        """`has_keys`: whether the screen has the keys that stop a sync and put the line away."""
        super().__init__()
        self._has_keys = has_keys
        self._parts: tuple[str, ...] = ("connecting",)
        self._look = ""

    def show_step(self, step: "Step") -> None:
        """Show how far a sync is."""
        self._show(progress(step))

    def show_end(self, *sentences: str, failed: bool = False) -> None:
        """Show what came of a sync, until the line is put away."""
        self._show(sentences, "bad" if failed else "good")

    def _show(self, parts: tuple[str, ...], look: str = "") -> None:
        if (parts, look) != (self._parts, self._look):
            self._parts, self._look = parts, look
            self.refresh()

    @property
    def _end(self) -> str:
        if not self._has_keys:
            return ""
        return "Esc" if self._look else "r stops"

    def render(self) -> Content:
        """Return the line: what is less important is left out where there is no room."""
        first = "" if self._look else "Syncing "
        texts = [first + clean(self._parts[0]), *map(clean, self._parts[1:])]
        room = self.content_size.width - cell_len(self._end) - 2
        while len(texts) > 1 and cell_len(" · ".join(texts)) > room:
            texts.pop()
        shown = Content.styled(" · ".join(texts), _LOOKS.get(self._look, "$foreground"))
        shown = shown.truncate(max(room, 1), ellipsis=True)
        gap = " " * max(1, self.content_size.width - shown.cell_length - cell_len(self._end))
        return Content.assemble(shown, gap, (self._end, "$foreground 70%"))


def progress(step: "Step") -> tuple[str, ...]:
    """Return how far a sync is in a few words each, the most important first."""
    parts = [step.phase or "connecting", *_waiting(step)]
    if step.total and step.waiting is None:
        full = min(_BAR, round(_BAR * step.done / step.total))
        parts.append("━" * full + "╌" * (_BAR - full))
    of_all = f" of {step.total:,}" if step.total else ""
    if step.done:
        parts.append(f"{step.done:,}{of_all}")
    if step.waiting is None and step.rate:
        parts.append(f"{step.rate:,.0f}/s")
        if step.eta_seconds is not None:
            parts.append(f"{show_duration(step.eta_seconds)} left")
    parts += counts(step)
    if step.quota is not None:
        of_limit = f" of {step.quota.limit:,}" if step.quota.limit is not None else ""
        parts.append(f"quota {step.quota.left:,}{of_limit}")
    return tuple(parts)


def _waiting(step: "Step") -> list[str]:
    if step.waiting is None:
        return []
    wait = f"waiting for {step.waiting}, {show_duration(step.waiting_seconds)} at most"
    return ["no answer yet, still trying", wait] if step.waiting.endswith("to answer") else [wait]


def counts(step: "Step") -> list[str]:
    """Return what a sync has brought so far; what it has not brought is left out."""
    named = (
        (step.new, "new"),
        (step.changed, "changed"),
        (step.gone, "gone"),
        (step.unlisted, "not listed, but kept"),
        (step.held, "held for review"),
        (step.set_aside, "set aside"),
    )
    return [f"{count:,} {name}" for count, name in named if count]
