"""What can go wrong with the files of the store, told in one sentence each."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from modeldex.errors import ModeldexError
from modeldex.paths import HOME_VARIABLE

BUSY_SECONDS = 15
"""How long a writer waits for another one; a page of 1,000 rows is written in 0.05 s."""

_DAMAGED = ("not a database", "malformed", "no such table", "no such column", "encrypted")
_READ_ONLY = ("readonly", "read-only", "unable to open", "permission denied")
_NO_FOLDER = ("file exists", "not a directory", "no such file or directory")
_INDEX = ("os error", "corrupt", "index writer was killed", "failed to open", "no space left")
_FULL = ("is full", "no space left", "disk i/o error")


class StoreError(ModeldexError):
    """The catalogue's database or its index cannot be used as asked."""


class UnreadableRow(ValueError):  # noqa: N818 - it is the row that is
    """Bytes that no `pack` has made."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn every error of SQLite, Tantivy and the file system into a StoreError.

    Raises StoreError that names the file or folder and the way out.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_sentence(folder, str(error))) from error
    except UnreadableRow as error:
        raise StoreError(_sentence(folder, "a row is malformed")) from error
    except ValueError as error:
        # Tantivy raises nothing else, whatever went wrong.
        if not any(sign in str(error).lower() for sign in _INDEX):
            raise
        raise StoreError(_index_sentence(folder, str(error))) from error
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        raise StoreError(
            _sentence(folder, "is full" if full else error.strerror or str(error))
        ) from error


def is_read_only(error: Exception) -> bool:
    """Return whether `error` says that a folder or file cannot be written."""
    return any(sign in str(error).lower() for sign in _READ_ONLY)


def _index_sentence(folder: Path, reason: str) -> str:
    if any(sign in reason.lower() for sign in (*_FULL, *_READ_ONLY)):
        return _sentence(folder, reason)
    return (
        f"The search index in {folder} cannot be used ({reason}). Delete the folder whose name "
        "begins with index- there and start modeldex again: it is made anew, nothing is lost."
    )


def _sentence(folder: Path, reason: str) -> str:
    lowered = reason.lower()
    if any(sign in lowered for sign in _FULL):
        return (
            f"The disk that holds {folder} is full; free some space and start modeldex again. "
            "What was saved before is safe."
        )
    if any(sign in lowered for sign in (*_READ_ONLY, *_NO_FOLDER)):
        return (
            f"{folder} cannot be written ({reason}); "
            f"name another folder with --data-dir or {HOME_VARIABLE}."
        )
    if any(sign in lowered for sign in _DAMAGED):
        return (
            f"{folder / 'catalog.db'} is damaged ({reason}). `modeldex doctor --repair` puts it "
            "aside and saves what can be read of it."
        )
    if "locked" in lowered:
        return (
            f"Another modeldex has been writing to {folder} for {BUSY_SECONDS} s; "
            "wait for it or close it."
        )
    return f"{folder / 'catalog.db'} cannot be used: {reason}."
