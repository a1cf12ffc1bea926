"""How soon something useful stands on the screen, beside other programs in the same run."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.terminal import Program

MODELDEX = (sys.executable, "-m", "modeldex")


@dataclass(frozen=True, kw_only=True, slots=True)
class Contender:
    """A program whose start is timed."""

    name: str
    argv: tuple[str, ...]
    shows: Callable[[str], object]
    """True of a screen's text once it is of use."""
    leaves: str
    """The key that ends it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """One start."""

    first_frame_ms: float
    """From the start of the process to the end of the frame that was of use."""
    memory_bytes: int
    """Peak resident size up to that frame and half a second more."""


def a_model_row(text: str) -> bool:
    """Return whether an id such as `openai/gpt-4` stands on the screen.

    The words before and after the slash are long enough to tell it from `$ in/M`.
    """
    return re.search(r"[\w.-]{2,}/[\w.-]{4,}", text) is not None


def contenders() -> tuple[Contender, ...]:
    """Return modeldex, the floor that Textual sets, and llmfit where it is installed."""
    hello = Path(__file__).with_name("hello.py")
    found = [
        Contender(name="modeldex", argv=MODELDEX, shows=a_model_row, leaves="ctrl+q"),
        Contender(
            name="Textual hello-world",
            argv=(sys.executable, str(hello)),
            shows=lambda text: "Hello" in text,
            leaves="ctrl+q",
        ),
    ]
    if shutil.which("llmfit"):
        found.append(
            Contender(
                name="llmfit --no-dashboard",
                argv=("llmfit", "--no-dashboard"),
                # An id and, further right, its size: its loading box has neither.
                shows=lambda text: re.search(r"[\w.-]/[\w.-]+….*\d[BM] ", text),
                leaves="q",
            )
        )
    return tuple(found)


def start(contender: Contender, environ: Mapping[str, str]) -> Start:
    """Start a program, wait until it is of use, and end it."""
    with Program(contender.argv, environ=environ) as program:
        first_frame_ms = program.wait_for(lambda text: bool(contender.shows(text)))
        program.pause(0.5)
        program.press(contender.leaves)
        program.wait_for_exit()
        return Start(first_frame_ms=first_frame_ms, memory_bytes=program.peak_memory_bytes or 0)


def starts(
    programs: Iterable[Contender], runs: int, environ: Mapping[str, str]
) -> dict[str, list[Start]]:
    """Time each program `runs` times in turn (A B C A B C), after one start that is not counted.

    In turn, so that whatever else the machine does weighs on all of them alike.
    """
    programs = tuple(programs)
    timed: dict[str, list[Start]] = {program.name: [] for program in programs}
    for run in range(runs + 1):
        for program in programs:
            measured = start(program, environ)
            if run:
                timed[program.name].append(measured)
    return timed


def entry_count(environ: Mapping[str, str]) -> int:
    """Return how many entries there are, and leave the data folder of `environ` built."""
    argv = [*MODELDEX, "list", "--json"]
    told = subprocess.run(argv, env=dict(environ), stdout=subprocess.PIPE, check=True)
    return told.stdout.count(b"\n")


def first_start(count: int, environ: Mapping[str, str]) -> tuple[float, float]:
    """Return ms to the first row and to all `count` entries, from an empty data folder."""
    with TemporaryDirectory() as folder:
        with Program(MODELDEX, environ={**environ, "MODELDEX_HOME": folder}) as program:
            first = program.wait_for(a_model_row)
            complete = program.wait_for(f"{count:,} models")
            program.press("ctrl+q")
            program.wait_for_exit()
        return first, complete
