"""What the commands print: data on stdout, narration on stderr."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from modeldex.comparison.plain import pad
from modeldex.errors import ModeldexError
from modeldex.text import UNCUT, cells, clean

_GAP = 2


def write(lines: Iterable[str]) -> None:
    """Print lines of data.

    Raises ModeldexError when they cannot be written, BrokenPipeError when nobody reads on.
    """
    try:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"The output cannot be written: {error.strerror}."
        raise ModeldexError(message) from error


def write_data(lines: Iterable[str]) -> None:
    """Print lines of a data format, in UTF-8 with bare newlines whatever the terminal's encoding.

    A program that reads them gets the bytes that the format asks for. Raises as `write` does.
    """
    # A part of a surrogate pair has no UTF-8; its escape is what JSON writes for it.
    reconfigure = getattr(sys.stdout, "reconfigure", lambda **_: None)
    reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    write(lines)


def narrate(sentence: str) -> None:
    """Print one line about what happens, where it does not mix with data."""
    sys.stderr.write(f"modeldex: {uncut(sentence)}\n")


def uncut(text: str) -> str:
    """Return text from outside safe to show and complete, so that a pipe can rely on it."""
    return clean(text, UNCUT)


def json_line(value: object) -> str:
    """Return `value` as JSON in one line; what a terminal might obey is written as an escape."""
    import json

    text = json.dumps(value, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def pointed(text: str, start: int, end: int) -> str:
    """Return `text` and, on the line below, carets under the characters from `start` to `end`."""
    safe = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    carets = "^" * max(cells(safe[start:end]), 1)
    return f"  {safe}\n  {' ' * cells(safe[:start])}{carets}\n"


def line_width() -> int | None:
    """Return the character cells of a line of the terminal; None when stdout is no terminal.

    $COLUMNS counts first, as it does for other programs.
    """
    if not sys.stdout.isatty():
        return None
    if os.environ.get("COLUMNS", "").isdecimal():
        return int(os.environ["COLUMNS"])
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return None


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[bool]
) -> Iterator[str]:
    """Yield the lines of a table with its headings, each column as wide as its longest text.

    A column for which `right` is true is set against its right edge. Blanks before a text set its
    row apart as a part of the one above.
    """
    safe = [list(headings), *([_indented(text) for text in row] for row in rows)]
    widths = [max(map(cells, column)) for column in zip(*safe, strict=True)]
    for row in safe:
        padded = map(_padded, row, widths, right)
        yield (" " * _GAP).join(padded).rstrip()


def table_width(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the character cells of the longest line that `table` would yield."""
    columns = zip(headings, *rows, strict=True)
    widths = [max(cells(_indented(text)) for text in column) for column in columns]
    return sum(widths) + _GAP * (len(widths) - 1)


def _indented(text: str) -> str:
    return " " * (len(text) - len(text.lstrip(" "))) + uncut(text)


def _padded(text: str, width: int, right: bool) -> str:  # noqa: FBT001 - for map()
    return pad(text, width, right=right)
