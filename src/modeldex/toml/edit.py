"""A TOML file edited in place: only the statements that a change names are touched.

tomlkit 0.15 moves tables that stand between the elements of an array of tables, writes wrong
TOML for some dotted keys, and takes half a second for 1,000 tables. So statements are found
here, by their offsets; it edits what is inside an inline table or an array.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modeldex.errors import ModeldexError
from modeldex.toml.changes import Append, Change, Delete, Path, Set, apply, same
from modeldex.toml.statements import Statement, statements
from modeldex.toml.values import inside, key_text, replaced, table_text, value_text

_BOM = "\ufeff"


class LosslessError(ModeldexError):
    """A change cannot be made without losing something else; nothing was changed."""


def edit(data: bytes, changes: Iterable[Change]) -> bytes:
    """Return a valid TOML file with the changes made; everything else stays byte for byte.

    Raises LosslessError where that cannot be done.
    """
    import tomllib

    changes = tuple(changes)
    if not changes:
        return data
    text = data.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    expected: dict[str, Any] = tomllib.loads(text)
    edited = _Editor(text).edited(changes)
    try:
        apply(expected, changes)
        found = tomllib.loads(edited)
        # An array of tables that has lost its last element is not there any more.
        expected = {key: one for key, one in expected.items() if one != [] or key in found}
        right = same(found, expected)
    except (ValueError, LookupError, AttributeError):
        right = False
    if not right:
        raise _impossible(changes[0].path)
    return (mark + edited).encode()


def _impossible(path: Path) -> LosslessError:
    where = ".".join(map(str, path))
    return LosslessError(
        f"{where} is written in a layout that cannot be changed without losing something else; "
        "nothing was written: write it with a [table] header of its own, or change it by hand"
    )


def _root(path: Path) -> Path:
    """Return the key at the root that a path begins with, or the element of an array there."""
    return path[:2] if len(path) > 1 and isinstance(path[1], int) else path[:1]


class _Editor:
    """The text of a document and the pieces of it that are replaced."""

    def __init__(self, text: str) -> None:
        self._text = text
        first = text.find("\n")
        self._newline = "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
        self._all = list(statements(text))
        self._values = {one.path: one for one in self._all if one.value}
        self._headers = {one.path: at for at, one in enumerate(self._all) if not one.value}
        self._related: dict[Path, list[int]] = defaultdict(list)
        for at, one in enumerate(self._all):
            self._related[_root(one.path)].append(at)
        self._pieces: list[tuple[int, int, str]] = []
        self._inline: dict[Path, list[Set | Delete]] = defaultdict(list)
        self._sections: dict[Path, dict[str, object]] = defaultdict(dict)

    def edited(self, changes: Iterable[Change]) -> str:
        """Return the text with the changes made."""
        added = []
        for change in changes:
            match change:
                case Set(path=path, value=value):
                    self._set(path, value)
                case Delete(path=path):
                    self._delete(path)
                case Append():
                    added.append(change)
        for path, inner in self._inline.items():
            self._edit_inline(path, inner)
        for path, table in self._sections.items():
            self._insert(self._end_of_region(path), "\n" + table_text(path, table))
        for change in added:
            self._append(change)
        return self._joined()

    def _joined(self) -> str:
        parts, at = [], 0
        for start, end, new in sorted(self._pieces, key=lambda piece: piece[:2]):
            parts.append(self._text[at:start])
            if new and start == end and start and self._text[start - 1] != "\n":
                parts.append(self._newline)
            parts.append(new.replace("\n", self._newline))
            at = max(at, end)
        return "".join((*parts, self._text[at:]))

    def _insert(self, at: int, text: str) -> None:
        self._pieces.append((at, at, text))

    def _set(self, path: Path, value: object) -> None:
        stated = self._values.get(path)
        above = self._inline_above(path)
        if above is not None:
            self._inline[above].append(Set(path[len(above) :], value))
        elif stated and stated.value:
            self._replace(stated, value)
        elif isinstance(value, Mapping) and self._is_defined(path):
            for key, one in value.items():
                self._set((*path, key), one)
        else:
            self._add_key(path, value)

    def _replace(self, stated: Statement, value: object) -> None:
        start, end = stated.value or (0, 0)
        old = self._text[start:end]
        if isinstance(value, Mapping) and old.startswith("{"):
            self._inline[stated.path] += [Set((key,), one) for key, one in value.items()]
            return
        new = replaced(old, value)
        if new is None:
            raise _impossible(stated.path)
        self._pieces.append((start, end, new))

    def _inline_above(self, path: Path) -> Path | None:
        """Return the path of the inline table or array that `path` is in, if any."""
        above = (path[:length] for length in range(1, len(path)))
        return next((one for one in above if one in self._values), None)

    def _is_defined(self, path: Path) -> bool:
        return any(True for _ in self._below(path))

    def _below(self, path: Path) -> Iterator[int]:
        """Yield the places of the statements that are about `path` or something in it."""
        for at in self._related.get(_root(path), ()):
            if self._all[at].path[: len(path)] == path:
                yield at

    def _add_key(self, path: Path, value: object) -> None:
        parent = path[:-1]
        about = [self._all[at] for at in self._below(parent)] if parent else []
        dotted = [one for one in about if one.value and len(one.section) < len(parent)]
        if dotted:
            self._insert_key(dotted[-1], path, value)
        elif isinstance(value, Mapping):
            self._sections[path].update(value)
        elif not parent or parent in self._headers:
            self._insert_key(self._last_of_section(parent), path, value)
        else:
            self._sections[parent][str(path[-1])] = value

    def _insert_key(self, after: Statement | None, path: Path, value: object) -> None:
        section = after.section if after else ()
        line = f"{key_text(path[len(section) :])} = {value_text(value, lines=True)}\n"
        text = self._text[after.start : after.end] if after and after.value else ""
        self._insert(after.end if after else 0, text[: len(text) - len(text.lstrip(" \t"))] + line)

    def _last_of_section(self, section: Path) -> Statement | None:
        """Return the last key under a header, the header itself if there is none."""
        at = self._headers.get(section, -1)
        while at + 1 < len(self._all) and self._all[at + 1].value:
            at += 1
        return self._all[at] if at >= 0 else None

    def _end_of_region(self, path: Path) -> int:
        """Return where a new table belongs: behind its relatives, else before the arrays."""
        related = self._related.get(_root(path))
        if related:
            return self._behind(self._all[related[-1]])
        for at, one in enumerate(self._all):
            if not one.value and isinstance(one.path[-1], int):
                return self._behind(self._all[at - 1]) if at else one.start
        return self._behind(self._all[-1]) if self._all else len(self._text)

    def _behind(self, one: Statement) -> int:
        """Return the end of a statement and of the comment lines that hang on it."""
        at = one.end
        while at < len(self._text):
            end = self._text.find("\n", at) + 1 or len(self._text)
            line = self._text[at:end].strip()
            if not line:
                return at
            if not line.startswith("#"):
                return one.end
            at = end
        return at

    def _append(self, change: Append) -> None:
        if change.path in self._values:
            start, end = self._values[change.path].value or (0, 0)
            new = inside(self._text[start:end], [Set((0,), change.value)])
            self._pieces.append((start, end, new))
            return
        length = len(change.path)
        members = [one for one in self._all if one.path[:length] == change.path]
        last = members[-1] if members else self._all[-1] if self._all else None
        self._insert(self._behind(last) if last else len(self._text), "\n" + change.text)

    def _edit_inline(self, path: Path, changes: list[Set | Delete]) -> None:
        start, end = self._values[path].value or (0, 0)
        try:
            new = inside(self._text[start:end], changes)
        except (ValueError, LookupError, AttributeError, TypeError):
            raise _impossible(path) from None
        self._pieces.append((start, end, new))

    def _delete(self, path: Path) -> None:
        above = self._inline_above(path)
        if above is not None:
            self._inline[above].append(Delete(path[len(above) :]))
            return
        run: list[int] = []
        for at in self._below(path):
            if run and at != run[-1] + 1:
                self._cut(self._all[run[0]], self._all[run[-1]])
                run = []
            run.append(at)
        if run:
            self._cut(self._all[run[0]], self._all[run[-1]])

    def _cut(self, first: Statement, last: Statement) -> None:
        """Take statements away that follow each other, and the blank lines before a header."""
        start = first.start
        if first.value is None:
            before = self._text[:start].rstrip(" \t\r\n")
            start = self._text.find("\n", len(before), start) + 1 if before else 0
        self._pieces.append((start, last.end, ""))
