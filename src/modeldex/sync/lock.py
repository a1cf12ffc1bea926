"""One sync at a time: a lock that the system lets go of when its process ends, however it ends."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from modeldex.errors import ModeldexError
from modeldex.text import clean

LOCK = "sync.lock"
_NOTED_BYTES = 200


class SyncRunning(ModeldexError):  # noqa: N818 - what is the case; nothing went wrong
    """Another process is syncing into the same folder."""


@contextmanager
def locked(folder: Path, about: str) -> Iterator[None]:
    """Hold the lock of the syncs in `folder`, with `about` noted in it for whoever meets it.

    Raises SyncRunning when another process holds it, ModeldexError when it cannot be made.
    """
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}), so nothing is changed."
        raise ModeldexError(message) from error
    with file:
        if not _take(file):
            raise SyncRunning(
                f"Another modeldex is syncing ({_noted(path)}; the lock is {path}). Wait for it,"
                " or follow it with `modeldex sync --wait`."
            )
        file.truncate(0)
        file.write(f"process {os.getpid()}, {about}".encode())
        file.flush()
        yield


def _noted(path: Path) -> str:
    try:
        return clean(path.read_bytes()[:_NOTED_BYTES].decode("utf-8", "replace"))
    except OSError:  # Windows does not let one read what another has locked.
        return "no more is known"


def _take_unix(file: BinaryIO) -> bool:
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_windows(file: BinaryIO) -> bool:
    import msvcrt

    file.seek(0)
    try:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True


_take: Callable[[BinaryIO], bool] = _take_windows if sys.platform == "win32" else _take_unix
