"""Entries that a command line names one by one."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from shlex import quote

from modeldex import shortlist
from modeldex.cli.catalog import Catalog
from modeldex.cli.output import narrate, uncut
from modeldex.criteria import nearest
from modeldex.entry import Entry
from modeldex.errors import UsageError


def chosen(catalog: Catalog, arguments: Sequence[str]) -> list[Entry]:
    """Return the entries that files, names of shortlists, and ids stand for, each once.

    A file is taken before the name of a shortlist, and that before an id. Members of a shortlist
    that the catalogue does not have are narrated and left out. Raises UsageError for an argument
    that is none of the three.
    """
    folder = catalog.home.shortlists
    names = [one.name for one in shortlist.names(folder)]
    entries: dict[str, Entry] = {}
    for argument in arguments:
        path = _shortlist_path(folder, names, argument)
        found = _members(catalog, path) if path else [by_id(catalog, argument, names)]
        entries |= {entry.id: entry for entry in found}
    return list(entries.values())


def by_id(catalog: Catalog, text: str, shortlists: Sequence[str] | None = None) -> Entry:
    """Return the entry with this id or alias, in any case.

    Raises UsageError with the nearest: ids, and the name of one of the `shortlists` where one may
    be given too.
    """
    found = catalog.reader.get([text]).get(text)
    if found is None:
        kinds = "no entry" if shortlists is None else "neither an entry nor a shortlist"
        near = (nearest(text, shortlists or ()), *catalog.reader.nearest(text))
        named = ", ".join(uncut(name) for name in near if name)
        search = f"modeldex list {quote(uncut(text))}"
        advice = f"did you mean {named}?" if named else f"`{search}` looks for it."
        raise UsageError(f"There is {kinds} called {uncut(text)}; {advice}")
    return found


def _shortlist_path(folder: Path, names: Iterable[str], argument: str) -> Path | None:
    path = Path(argument)
    if path.suffix == ".toml":
        return path
    found = any(shortlist.same_name(name, argument) for name in names)
    return shortlist.path_of(folder, argument) if found else None


def _members(catalog: Catalog, path: Path) -> list[Entry]:
    loaded, _ = shortlist.load(path)
    ids = [member.id for member in loaded.members]
    found = catalog.reader.get(ids)
    for missing in (member_id for member_id in ids if member_id not in found):
        narrate(f"{missing} is in {path.name}, but not in the catalogue.")
    return [found[member_id] for member_id in ids if member_id in found]
