"""Where the statements of a TOML document begin and end; the text is known to be valid."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from modeldex.toml.changes import Path

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = re.compile(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{}\n]"
    r"""|[^"'#\[\]{}\n]+""",
    re.DOTALL,
)


class Statement(NamedTuple):
    """A header, or a key with its value; offsets are characters."""

    path: Path
    section: Path
    """The table whose header it stands under; of a header, its own."""

    start: int
    """Where its first line begins."""

    end: int
    """Where the line after it begins."""

    value: tuple[int, int] | None
    """Where its value begins and ends; None for a header."""


def statements(text: str) -> Iterator[Statement]:
    """Yield every header and every key with its value, in order."""
    arrays: dict[Path, int] = {}
    section: Path = ()
    at = 0
    while at < len(text):
        match text[_skip(text, at) : _skip(text, at) + 1]:
            case "" | "#" | "\n" | "\r":
                at = _line_end(text, at)
            case "[":
                section, end = _header(text, _skip(text, at), arrays)
                yield Statement(section, section, at, end, None)
                at = end
            case _:
                keys, start = _keys(text, at)
                start = _skip(text, start + 1)
                stop = _value_end(text, start)
                end = _line_end(text, stop)
                yield Statement((*section, *keys), section, at, end, (start, stop))
                at = end


def has_comment(value: str) -> bool:
    """Return whether there is a comment inside the text of an array or an inline table."""
    return any(token[0].startswith("#") for token in _TOKEN.finditer(value))


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _header(text: str, at: int, arrays: dict[Path, int]) -> tuple[Path, int]:
    is_array = text.startswith("[[", at)
    keys, end = _keys(text, at + 1 + is_array)
    path: Path = ()
    for key in keys[:-1]:
        path = (*path, key)
        if path in arrays:
            path = (*path, arrays[path])
    path = (*path, keys[-1])
    if is_array:
        arrays[path] = arrays.get(path, -1) + 1
        path = (*path, arrays[path])
    return path, _line_end(text, end)


def _keys(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Return the keys of a dotted key, and where it ends."""
    found = _KEY.match(text, at)
    if found is None:
        raise ValueError(at)
    if _BARE.fullmatch(found[1]):
        return (found[1],), found.end()
    import tomllib

    table: object = tomllib.loads(f"{found[1]} = 0")
    keys: list[str] = []
    while isinstance(table, dict):
        keys += table
        table = table[keys[-1]]
    return tuple(keys), found.end()


def _value_end(text: str, at: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, at):
        first = token[0][0]
        if depth == 0 and first in "#\n":
            return at + len(text[at : token.start()].rstrip(" \t\r"))
        depth += (token[0] in {"[", "{"}) - (token[0] in {"]", "}"})
    return at + len(text[at:].rstrip(" \t\r"))
