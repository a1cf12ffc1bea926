"""A text file that appears whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from modeldex.errors import ModeldexError
from modeldex.text import clean


def write_whole(path: Path, text: str) -> None:
    """Put `text` in place of whatever is at `path`; a kill leaves the old file or the new one.

    Raises ModeldexError when the disk refuses; what was there is then unchanged.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        message = (
            f"{clean(str(path))} could not be written: {error.strerror}. Choose another folder."
        )
        raise ModeldexError(message) from error
