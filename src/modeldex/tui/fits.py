"""The forms in which a model can be run, where copies of them are, and which a machine holds."""

import textwrap
from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.machine import THIS, machine_of
from modeldex.memory import Fitting, Machine, assumptions, copies, fittings, room
from modeldex.text import UNCUT, clean
from modeldex.tui.chrome import KeyLine, StatusLine
from modeldex.tui.host import Host
from modeldex.tui.machines import devices
from modeldex.tui.page import Page
from modeldex.tui.scorechoices import machine_options, pick
from modeldex.weighing import memory_of

Styled = str | tuple[str, str]

_CONTEXT_TOKENS = 8_000
"""What is asked for first: as `modeldex machine fit` takes it."""

_LEAST_TOKENS, _MOST_TOKENS = 1_000, 16_000_000
"""Shorter than any prompt worth a machine, longer than any model's context."""

_HEADING = "bold $text-accent"
_MUTED = "$foreground 70%"
_FITS = {True: ("yes", "$text-success"), False: ("no", "$text-error"), None: (UNKNOWN, _MUTED)}
_FORM, _SIZE, _WORD = 8, 9, 6
"""Cells of the name of a form, of an amount of memory, and of whether it fits."""


class FitsScreen(Screen[None]):
    """Which forms of one entry a machine holds, at a context that can be changed."""

    app: Host
    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "machine", "Machine", id="fits.machine"),
        Binding("+,=", "context(2)", "More context", id="fits.more"),
        Binding("minus", "context(0.5)", "Less", id="fits.less"),
        Binding("escape,enter,q", "dismiss(None)", "Back", id="fits.back"),
    ]

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry
        self._machine = THIS
        self._context_tokens = _CONTEXT_TOKENS

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield StatusLine(id="status")
        yield Page(self._text, id="facts")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Begin with the machine that rankings are made for, if one was named."""
        wishes = self.app.wishes
        self._machine = (wishes and wishes.machine) or THIS
        self.query_one(StatusLine).show(f"modeldex · what fits · {self._entry.id}")
        self._show()

    def action_machine(self) -> None:
        """Ask for another machine."""
        options = machine_options(self.app)
        pick(self.app, "Which machine should it fit?", options, self._machine, self._take)

    def action_context(self, times: float) -> None:
        """Ask for so many times the context."""
        asked = round(self._context_tokens * times)
        self._context_tokens = min(max(asked, _LEAST_TOKENS), _MOST_TOKENS)
        self._show()

    def _take(self, machine: str | None) -> None:
        self._machine = machine or THIS
        self._show()

    def _show(self) -> None:
        self.query_one(Page).show(self._text)

    def _held(self) -> Machine:
        """Return the machine, or one GPU of the amount of memory that stands in its place."""
        if not self._machine[:1].isdigit():
            return machine_of(self._machine, self.app.home.machines, devices())
        held_bytes = memory_of(self._machine, self.app.catalog, self.app.home)
        return Machine(name=self._machine, accelerators_bytes=(held_bytes,))

    def _text(self, width: int) -> Content:
        try:
            held = self._held()
        except LookupError as error:
            return Content(f"{clean(self._machine)}: {clean(str(error.args[0]), UNCUT)}")
        except ModeldexError as error:
            return Content(clean(str(error), UNCUT))
        return Content.assemble(*fit_lines(self._entry, held, self._context_tokens, width))


def fit_lines(entry: Entry, held: Machine, context_tokens: int, width: int) -> Iterator[Styled]:
    """Yield every form with its need, whether `held` holds it, and where it is published."""
    space = show_number(room(held), Unit.BYTES)
    name = "This computer" if held.name == THIS else clean(held.name)
    asked = show_number(context_tokens, Unit.TOKENS)
    yield f"{name}: {space} for a model, {asked} of context, one request at a time\n\n", _HEADING
    found = fittings(entry, held, context_tokens=context_tokens)
    if not found:
        yield "Its number of parameters is unknown, and so is what it needs.\n"
        return
    head = "".join(f"{word:>{_SIZE}}" for word in ("Weights", "Cache", "Total"))
    yield f"{'Form':<{_FORM}}{head}  {'Fits':<{_WORD}}Published in\n", _MUTED
    for one in found:
        yield from _form(one)
    yield "\n"
    if found[0].need.cache_note is not None:
        yield from _wrapped(f"Cache: {found[0].need.cache_note}", width)
    yield "\nQuantised copies on the Hub\n", _HEADING
    for copy in copies(entry):
        yield f"{copy.kind or UNKNOWN:<{_FORM}}{clean(copy.id, UNCUT)}\n"
    if not entry.quantized:
        yield "None is known.\n"
    yield "\nWhat this rests on\n", _HEADING
    for sentence in assumptions(held):
        yield from _wrapped(sentence, width)


def _form(one: Fitting) -> Iterator[Styled]:
    sizes = (one.need.weights_bytes, one.need.cache_bytes, one.need.total_bytes)
    shown = "".join(f"{show_number(size, Unit.BYTES):>{_SIZE}}" for size in sizes)
    word, look = _FITS[one.fits]
    yield f"{one.need.quantization:<{_FORM}}{shown}  "
    yield f"{word:<{_WORD}}", look
    yield f"{clean(one.published or UNKNOWN, UNCUT)}\n"


def _wrapped(sentence: str, width: int) -> Iterator[Styled]:
    for line in textwrap.wrap(clean(sentence, UNCUT), width):
        yield f"{line}\n", _MUTED
