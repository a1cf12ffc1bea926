"""The folder of a person's shortlists: one file each, found by the name inside it."""

import os
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from modeldex.criteria import instead
from modeldex.errors import UsageError
from modeldex.shortlist.document import ShortlistError
from modeldex.shortlist.file import alone, change, load, save
from modeldex.shortlist.records import Shortlist
from modeldex.text import UNCUT, clean

_SUFFIX = ".toml"
_SLUG_LIMIT = 60
"""Characters; four bytes each leave room in the 255 bytes a file name may have."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.ASCII)
"""File names that Windows keeps for devices, whatever their suffix."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One file of the folder."""

    name: str
    """The name inside the file; of a broken file, the file's own name."""

    path: Path
    shortlist: Shortlist | None
    """None when the file is broken."""

    fault: str | None = None
    """Why the file is broken, in one sentence; None when it is not."""


def names(folder: Path) -> tuple[Listed, ...]:
    """Return every shortlist of the folder by name; a broken file says so and hides no other.

    Raises ShortlistError when the folder itself cannot be read.
    """
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix == _SUFFIX and p.name[0] != ".")
    except FileNotFoundError:
        return ()
    except OSError as error:
        message = f"{clean(str(folder), UNCUT)}: cannot be read: {error.strerror}."
        raise ShortlistError(message) from error
    return tuple(sorted(map(_listed, paths), key=lambda one: (_key(one.name), one.path)))


def path_of(folder: Path, name: str) -> Path:
    """Return the file of the shortlist called `name` in any case, or where it would be created.

    A file name holds only letters, digits, `-` and `_`; when another shortlist has it, a number
    follows. Raises UsageError when two files have this name inside, or when `name` is empty.
    """
    found = [one.path for one in names(folder) if same_name(one.name, name)]
    if len(found) > 1:
        message = (
            f"{' and '.join(clean(p.name) for p in found)} are both named {clean(name)}; "
            "change the `name` line of one of them."
        )
        raise UsageError(message)
    return found[0] if found else _free_path(folder, name)


def create(folder: Path, name: str, today: date, *, criteria: str = "") -> tuple[Shortlist, Path]:
    """Return a new empty shortlist, on disk when this returns, and its path.

    Raises UsageError when there is one of that name.
    """
    path = path_of(folder, name)
    if path.exists():
        raise _taken(name, path)
    shortlist = Shortlist(name=name.strip(), created=today, updated=today, criteria=criteria)
    save(path, shortlist, expected=None)
    return shortlist, path


def rename(folder: Path, old: str, new: str, today: date) -> Path:
    """Return the path of the shortlist that was called `old` and is called `new` now.

    Raises UsageError when there is no `old`, or a `new` that is another shortlist.
    """
    path = existing(folder, old)
    other = path_of(folder, new)
    if other.exists() and other != path:
        raise _taken(new, other)
    change(path, lambda shortlist: replace(shortlist, name=new.strip(), updated=today))
    # The name inside counts, so a kill between the two steps loses nothing.
    target = path if slug(new) == path.stem else _free_path(folder, new)
    return _move(path, target)


def delete(folder: Path, name: str) -> Path:
    """Return where the file of the shortlist lies now: beside its place, with `.deleted` behind.

    Taking that ending off again brings it back. Raises UsageError when there is no such shortlist.
    """
    path = existing(folder, name)
    backup = path.with_name(f"{path.name}.deleted")
    number = 2
    while backup.exists():
        backup = path.with_name(f"{path.name}.deleted-{number}")
        number += 1
    return _move(path, backup)


def existing(folder: Path, name: str) -> Path:
    """Return the file of the shortlist called `name`, in any case.

    Raises UsageError that names the ones there are.
    """
    path = path_of(folder, name)
    if not path.exists():
        advice = instead(name, [clean(one.name) for one in names(folder)])
        message = f"There is no shortlist called {clean(name)}; {advice}"
        raise UsageError(message)
    return path


def slug(name: str) -> str:
    """Return `name` as a file name that every system takes, without its ending.

    Raises UsageError when `name` is empty.
    """
    if not name.strip():
        message = "A shortlist needs a name."
        raise UsageError(message)
    folded = unicodedata.normalize("NFC", name).casefold()
    words = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFC", folded)).strip("-")
    words = words[:_SLUG_LIMIT].strip("-") or "shortlist"
    return f"{words}-" if _RESERVED.fullmatch(words) else words


def same_name(name: str, other: str) -> bool:
    """Return whether two names differ at most in case, in spaces or in Unicode composition."""
    return _key(name) == _key(other)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", clean(name, UNCUT).casefold())


def _listed(path: Path) -> Listed:
    try:
        shortlist, _ = load(path)
    except ShortlistError as error:
        return Listed(name=clean(path.stem), path=path, shortlist=None, fault=str(error))
    return Listed(name=shortlist.name, path=path, shortlist=shortlist)


def _free_path(folder: Path, name: str) -> Path:
    stem = slug(name)
    path = folder / f"{stem}{_SUFFIX}"
    number = 2
    while path.exists() or path.is_symlink():
        path = folder / f"{stem}-{number}{_SUFFIX}"
        number += 1
    return path


def _move(path: Path, target: Path) -> Path:
    if target != path:
        try:
            with alone(path.parent):
                if os.path.lexists(target):
                    raise _taken(target.stem, target)
                path.rename(target)
        except OSError as error:
            message = f"{clean(str(path), UNCUT)}: cannot be moved: {error.strerror}."
            raise ShortlistError(message) from error
    return target


def _taken(name: str, path: Path) -> UsageError:
    message = f"There is a shortlist called {clean(name)} already, in {path.name}; choose another."
    return UsageError(message)
