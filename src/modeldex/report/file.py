"""A text file that appears whole or not at all."""

import os
from pathlib import Path

from modeldex import paths
from modeldex.errors import ModeldexError, UsageError
from modeldex.text import UNCUT, clean


def refuse_existing(path: Path) -> None:
    """Raise UsageError when there is anything at `path` already."""
    if os.path.lexists(path):
        message = (
            f"{clean(str(path), UNCUT)} exists, and was left as it is; "
            "choose another name, or replace it with --force."
        )
        raise UsageError(message)


def write_whole(path: Path, text: str) -> None:
    """Put `text` in place of whatever is at `path`; a kill leaves the old file or the new one.

    Raises ModeldexError when the disk refuses; what was there is then unchanged.
    """
    try:
        paths.write_whole(path, text.encode(errors="backslashreplace"))
    except OSError as error:
        message = (
            f"{clean(str(path))} could not be written: {error.strerror}. Choose another folder."
        )
        raise ModeldexError(message) from error
