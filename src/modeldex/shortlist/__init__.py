"""Named shortlists, each a TOML file that a person can read, edit and review."""

from modeldex.shortlist.document import FORMAT, ShortlistError, from_toml, to_toml
from modeldex.shortlist.file import ShortlistChangedError, fingerprint, load, save
from modeldex.shortlist.folder import (
    Listed,
    create,
    delete,
    existing,
    names,
    path_of,
    rename,
    same_name,
)
from modeldex.shortlist.records import (
    Member,
    Pinned,
    Shortlist,
    add,
    pin,
    remove,
    set_note,
)

__all__ = [
    "FORMAT",
    "Listed",
    "Member",
    "Pinned",
    "Shortlist",
    "ShortlistChangedError",
    "ShortlistError",
    "add",
    "create",
    "delete",
    "existing",
    "fingerprint",
    "from_toml",
    "load",
    "names",
    "path_of",
    "pin",
    "remove",
    "rename",
    "same_name",
    "save",
    "set_note",
    "to_toml",
]
