"""Entries that a command line names one by one."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from modeldex import shortlist
from modeldex.cli.catalog import Catalog
from modeldex.cli.output import narrate, uncut
from modeldex.entry import Entry
from modeldex.errors import UsageError


def chosen(catalog: Catalog, arguments: Sequence[str]) -> list[Entry]:
    """Return the entries that files, names of shortlists, and ids stand for, each once.

    A file is taken before the name of a shortlist, and that before an id. Members of a shortlist
    that the catalogue does not have are narrated and left out. Raises UsageError for an argument
    that is none of the three.
    """
    entries: dict[str, Entry] = {}
    for argument in arguments:
        path = _shortlist_path(catalog.home.shortlists, argument)
        found = _members(catalog, path) if path else [by_id(catalog, argument)]
        entries |= {entry.id: entry for entry in found}
    return list(entries.values())


def by_id(catalog: Catalog, text: str) -> Entry:
    """Return the entry with this id or alias, in any case; raises UsageError with the nearest."""
    found = catalog.reader.get([text]).get(text)
    if found is None:
        nearest = _words(catalog.reader.nearest(text))
        advice = f"did you mean {nearest}?" if nearest else "look for it with `modeldex list`."
        message = f"There is neither an entry nor a shortlist called {uncut(text)}; {advice}"
        raise UsageError(message)
    return found


def _shortlist_path(folder: Path, argument: str) -> Path | None:
    path = Path(argument)
    if path.suffix == ".toml":
        return path
    found = [one.path for one in shortlist.names(folder) if shortlist.same_name(one.name, argument)]
    return shortlist.path_of(folder, argument) if found else None


def _members(catalog: Catalog, path: Path) -> list[Entry]:
    loaded, _ = shortlist.load(path)
    ids = [member.id for member in loaded.members]
    found = catalog.reader.get(ids)
    for missing in (member_id for member_id in ids if member_id not in found):
        narrate(f"{missing} is in {path.name}, but not in the catalogue.")
    return [found[member_id] for member_id in ids if member_id in found]


def _words(ids: Iterable[str]) -> str:
    return ", ".join(map(uncut, ids))
