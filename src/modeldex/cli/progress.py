"""How far a sync has come, on stderr."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modeldex.cli.output import narrate, uncut
from modeldex.fields import show_duration

if TYPE_CHECKING:
    from modeldex.sync.plan import Step

_LINE_SECONDS = 30
"""Between two lines where there is no terminal: a log of a walk of half an hour has sixty."""


@contextmanager
def shown() -> Iterator[Callable[["Step"], None]]:
    """Give what shows a step: a bar that moves on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Callable[["Step"], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[text]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("connecting", total=None, text="")

        def show(step: "Step") -> None:
            progress.update(
                task,
                description=uncut(step.phase),
                total=step.total,
                completed=step.done,
                text=uncut(describe(step)),
            )

        yield show


def _lines() -> Callable[["Step"], None]:
    phase, told = "", 0.0

    def show(step: "Step") -> None:
        nonlocal phase, told
        now = time.monotonic()
        if step.phase != phase or now - told > _LINE_SECONDS:
            phase, told = step.phase, now
            narrate(f"{step.phase}: {describe(step)}")

    return show


def describe(step: "Step") -> str:
    """Return how far a phase has come, in a few words."""
    of_all = f" of {step.total:,}" if step.total else ""
    parts = [f"{step.done:,}{of_all}"]
    if step.rate:
        parts.append(f"{step.rate:,.0f}/s")
    if step.eta_seconds is not None:
        parts.append(f"{show_duration(step.eta_seconds)} left")
    if step.quota is not None and step.quota.limit is not None:
        parts.append(f"quota {step.quota.left:,} of {step.quota.limit:,}")
    if step.waiting is not None:
        parts.append(f"waiting for {step.waiting}, {show_duration(step.waiting_seconds)} at most")
    return ", ".join(parts)
