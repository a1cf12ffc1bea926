"""Shortlist files on disk: read, and written whole or not at all."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from modeldex.paths import write_whole
from modeldex.shortlist.document import ShortlistError, from_toml
from modeldex.shortlist.records import Shortlist
from modeldex.shortlist.writer import to_toml
from modeldex.text import UNCUT, clean

if sys.platform != "win32":
    import fcntl


_MOST_TRIES = 50
"""Each that fails is one that another program has won."""


class ShortlistChangedError(ShortlistError):
    """The file on disk is not the one that was read; nothing was written."""


def load(path: Path) -> tuple[Shortlist, str]:
    """Return the shortlist in `path` and the fingerprint of the file, for `save`.

    Raises ShortlistError when the file cannot be read or says something that it may not.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        message = f"{clean(str(path), UNCUT)}: there is no such file."
        raise ShortlistError(message) from None
    except OSError as error:
        message = f"{clean(str(path), UNCUT)}: cannot be read: {error.strerror}."
        raise ShortlistError(message) from error
    return from_toml(data, str(path)), fingerprint(data)


def save(path: Path, shortlist: Shortlist, *, expected: str | None) -> str:
    """Write the shortlist to `path`, on disk when this returns, and return its fingerprint.

    A kill at any moment leaves the old file or the new one. `expected` is the fingerprint of the
    file the change was made to; None says that there must be no file yet. A symbolic link stays
    one. Raises ShortlistChangedError when the file is another by now, ShortlistError when the
    disk refuses.
    """
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with alone(target.parent):
            found = _refuse_changed(target, expected)
            if found is not None:
                shortlist = replace(shortlist, document=found)
            data = to_toml(shortlist)
            write_whole(target, data)
    except OSError as error:
        message = (
            f"{clean(str(path), UNCUT)}: cannot be written: {error.strerror}. "
            "What was there is unchanged; make room or give another folder with --data-dir."
        )
        raise ShortlistError(message) from error
    return fingerprint(data)


def change(path: Path, make: Callable[[Shortlist], Shortlist]) -> Shortlist:
    """Return the shortlist in `path` with a change made to it, on disk when this returns.

    When another program changes the file meanwhile, the change is made to what it is then. Raises
    ShortlistChangedError when that happens again and again, and what `load`, `make` and `save` do.
    """
    for _ in range(_MOST_TRIES):
        old, expected = load(path)
        new = make(old)
        if new is old:
            return old
        try:
            save(path, new, expected=expected)
        except ShortlistChangedError:
            if not path.exists():
                raise
            continue
        return new
    message = f"{clean(str(path), UNCUT)}: others keep changing it; nothing was written, try again."
    raise ShortlistChangedError(message)


def fingerprint(data: bytes) -> str:
    """Return what tells one content of a file from any other."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other modeldex from writing to `folder` while the block runs.

    Where the system has no such lock (Windows, some network folders) the block just runs. What
    was renamed in it is on disk after it.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # no locks on this file system
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_changed(path: Path, expected: str | None) -> bytes | None:
    """Return what is in the file, None where there is none, if that is what was expected."""
    data: bytes | None = None
    found = None
    with suppress(FileNotFoundError):
        data = path.read_bytes()
        found = fingerprint(data)
    if found == expected:
        return data
    name = clean(str(path), UNCUT)
    if expected is None:
        message = f"{name}: exists already, and was left as it is; choose another name."
    elif found is None:
        message = f"{name}: was moved or deleted meanwhile; save under a new name to keep yours."
    else:
        message = (
            f"{name}: was changed by someone else meanwhile, and was left as it is; "
            "open it again to see that change, or save under a new name to keep both."
        )
    raise ShortlistChangedError(message)
