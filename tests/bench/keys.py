"""How soon a key is answered on the screen, once everything is loaded."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.bench.starts import MODELDEX, a_model_row
from tests.terminal import Answer, Program, Screen

TYPED = (
    *"qwen3 coder",
    *("backspace",) * 6,
    *" license:permissive",
    *" params<=9b",
    *" ctx>=128k",
)
"""57 keys: two words, one taken back, three conditions; each key changes the question."""

_RULE = "─" * 20  # what separates the rows from the details below them


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """How a warm program answered a script of keys."""

    typed: list[Answer]
    """A letter in the filter -> count, rows and facets."""
    cursor: list[Answer]
    """An arrow key -> the cursor on the next row."""
    page: list[Answer]
    """A page key -> other rows."""
    memory_bytes: int
    """Peak resident size at the end of the script."""


def count_rows_and_facets(screen: Screen) -> object:
    """Return all text but the details, which follow on purpose when the cursor rests."""
    line, column = _rule(screen)
    rows = screen.rows
    return [*rows[:line], *(row[:column] for row in rows[line:])]


def rows_as_drawn(screen: Screen) -> object:
    """Return the cells above the details: a cursor that moves changes colours, not text."""
    line, _ = _rule(screen)
    return screen.styled[:line]


def _rule(screen: Screen) -> tuple[int, int]:
    for line, row in enumerate(screen.rows):
        if (column := row.find(_RULE)) >= 0:
            return line, column
    return screen.lines, screen.columns


def answers(environ: Mapping[str, str]) -> Answers:
    """Run the script once: type a filter and change it, then move and page through the rows."""
    with Program(MODELDEX, environ=environ) as program:
        program.wait_for(a_model_row)
        program.wait_until_quiet(0.5)
        program.press("/")
        program.wait_until_quiet(0.3)
        typed = _each(program, TYPED, count_rows_and_facets)
        program.press(*["backspace"] * len(TYPED))
        program.wait_until_quiet(0.5)
        program.press("escape")
        program.wait_until_quiet(0.5)
        cursor = _each(program, ("down",) * 12 + ("up",) * 8, rows_as_drawn)
        page = _each(program, ("pagedown",) * 12 + ("pageup",) * 8, rows_as_drawn)
        program.press("ctrl+q")
        program.wait_for_exit()
        memory = program.peak_memory_bytes or 0
        return Answers(typed=typed, cursor=cursor, page=page, memory_bytes=memory)


def _each(
    program: Program, keys: tuple[str, ...], watch: Callable[[Screen], object]
) -> list[Answer]:
    return [program.answer(key, watch=watch) for key in keys]
