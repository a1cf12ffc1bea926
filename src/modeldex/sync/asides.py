"""Records that could not be read, kept in a file with the reason for each."""

import json
from collections.abc import Iterable
from pathlib import Path

from modeldex.entry import Rejected
from modeldex.errors import ModeldexError

FILE = "set-aside.jsonl"
_LONGEST_BYTES = 2 << 20
"""Some 8,000 records: beyond that the older half is of no use to anyone."""


def append(folder: Path, rejected: Iterable[Rejected], at: str) -> None:
    """Add records to the file in `folder`, one JSON object a line, begun anew when it is long.

    Raises ModeldexError when it cannot be written.
    """
    lines = [
        json.dumps({"at": at, "id": one.id, "reason": one.reason, "excerpt": one.excerpt}) + "\n"
        for one in rejected
    ]
    if not lines:
        return
    path = folder / FILE
    try:
        if path.is_file() and path.stat().st_size > _LONGEST_BYTES:
            path.replace(path.with_suffix(".old"))
        with path.open("a", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise ModeldexError(message) from error
