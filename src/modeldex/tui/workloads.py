"""Where a person says what a model is for."""

from collections.abc import Callable

from modeldex.cost import (
    KEYS,
    PRESETS,
    Workload,
    parse_workload,
    share_text,
    workload_text,
)
from modeldex.errors import UsageError
from modeldex.fields import Unit, show_number
from modeldex.tui.dialogs import Ask, Pick
from modeldex.tui.host import Host

FIRST = PRESETS["support"]
"""What bills begin with where nobody has said anything; every figure of it is shown."""

_EDIT = "Edit the figures: tokens, requests, shares, hours"

Given = Callable[[Workload | None], None]


def ask_workload(app: Host, workload: Workload | None, done: Given, *, none: str = "") -> None:
    """Ask for a preset, or for edits of `workload`, and call `done` with the answer.

    `none` is the line that stands for no workload at all, if there may be none.
    """
    lines = [f"{name}: {_told(preset)}" for name, preset in PRESETS.items()]
    lines += [_EDIT, *filter(None, [none])]
    at = len(PRESETS)
    if workload is None or PRESETS.get(workload.name) == workload:
        at = list(PRESETS).index((workload or FIRST).name)

    def picked(index: int | None) -> None:
        if index is None:
            return
        if index < len(PRESETS):
            done(tuple(PRESETS.values())[index])
        elif index == len(PRESETS):
            ask_edits(app, workload_text(workload or FIRST), done)
        else:
            done(None)

    app.push_screen(Pick("What is the model for?", lines, at), picked)


def ask_edits(app: Host, text: str, done: Given) -> None:
    """Ask for a workload as it is typed, again until it can be one."""
    keys = ", ".join(KEYS)
    heading = f"A kind of work, and edits: rag input=4k requests=20k cached=60%. Keys: {keys}"

    def typed(answer: str | None) -> None:
        if answer is None:
            return
        try:
            workload = parse_workload(answer)
        except UsageError as error:
            app.tell(str(error), severity="error")
            ask_edits(app, answer, done)
        else:
            done(workload)

    app.push_screen(Ask(heading, text), typed)


def _told(workload: Workload) -> str:
    tokens = (workload.input_tokens, workload.output_tokens)
    sent, answered = (show_number(count, Unit.TOKENS) for count in tokens)
    cached = f", {share_text(workload.cached_share)} cached" if workload.cached_share else ""
    return f"{sent} in, {answered} out, {workload.requests_per_day:,.0f} a day{cached}"
