"""Named shortlists, each a TOML file that a person can read, edit and review."""

from modeldex.shortlist.document import FORMAT, ShortlistError, from_toml
from modeldex.shortlist.drift import Drift, accept, asked_for, differing, drift, entry_of
from modeldex.shortlist.file import ShortlistChangedError, change, fingerprint, load, save
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
from modeldex.shortlist.forms import drift_json
from modeldex.shortlist.records import (
    Member,
    Pinned,
    Rating,
    Shortlist,
    Verdict,
    add,
    decide,
    member_of,
    pin,
    remove,
    set_note,
    set_workload,
)
from modeldex.shortlist.writer import to_toml

__all__ = [
    "FORMAT",
    "Drift",
    "Listed",
    "Member",
    "Pinned",
    "Rating",
    "Shortlist",
    "ShortlistChangedError",
    "ShortlistError",
    "Verdict",
    "accept",
    "add",
    "asked_for",
    "change",
    "create",
    "decide",
    "delete",
    "differing",
    "drift",
    "drift_json",
    "entry_of",
    "existing",
    "fingerprint",
    "from_toml",
    "load",
    "member_of",
    "names",
    "path_of",
    "pin",
    "remove",
    "rename",
    "same_name",
    "save",
    "set_note",
    "set_workload",
    "to_toml",
]
