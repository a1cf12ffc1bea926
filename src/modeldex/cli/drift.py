"""`modeldex shortlist check` and `accept`: what differs from the pinned facts."""

from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path

from modeldex import shortlist
from modeldex.cli.catalog import opened, today
from modeldex.cli.output import json_line, narrate, table, uncut, write, write_data
from modeldex.criteria import instead
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.fields import UNKNOWN, counted
from modeldex.shortlist import Drift, Shortlist

DRIFTED = 3
"""Exit code of a check that found something; 1 and 2 are faults, which a cron job tells apart."""

CHECK_HELP = """\
Compares with the catalogue as it is on this machine: run `modeldex sync`
first. Exits with 0 when nothing differs, 3 when something does, and 1 when
it could not be found out. A rating differs when its 95 % interval has no
point in common with the pinned one; a price is that of the pinned provider."""

_SHOWN = ("Id", "Fact", "Was", "Now", "Since", "As of", "Source")


def check(folder: Path, arguments: Namespace) -> int:
    """Print what differs from the facts of one shortlist, or of all; return the exit code."""
    asked, broken = _asked(folder, arguments)
    known = entries(arguments.data_dir, asked)
    found = [(one.name, drift) for one in asked for drift in shortlist.drift(one, known)]
    if arguments.json:
        told = ({"shortlist": name, **shortlist.drift_json(drift)} for name, drift in found)
        write_data(map(json_line, told))
    elif found:
        headings = ("Shortlist", *_SHOWN) if arguments.all else _SHOWN
        rows = [((name,) if arguments.all else ()) + _row(drift) for name, drift in found]
        write(table(headings, rows, right=(False,) * len(headings)))
    if found:
        differing = shortlist.differing(len(found))
        narrate(f"{differing}; `modeldex shortlist accept` pins them as they are now.")
    elif not broken:
        narrate("nothing differs from what was pinned.")
    if broken:
        return 1
    return DRIFTED if found else 0


def accept(folder: Path, arguments: Namespace) -> int:
    """Pin what differs as it is now: all of it, one member's, or some facts of one member."""
    path = shortlist.existing(folder, arguments.name)
    what: list[tuple[str, str]] = []

    def accepted(old: Shortlist) -> Shortlist:
        found = entries(arguments.data_dir, [old])
        what[:] = [(one.member_id, one.field) for one in _wanted(old, found, arguments)]
        return shortlist.accept(old, found, what, today())

    shortlist.change(path, accepted)
    if what:
        are = "is" if len(what) == 1 else "are"
        narrate(f"{counted(len(what), 'fact')} {are} pinned as of today, in {path}")
    else:
        narrate("nothing differs from what was pinned.")
    return 0


def entries(data_dir: Path | None, shortlists: Iterable[Shortlist]) -> dict[str, Entry]:
    """Return the entries of all members that the catalogue knows."""
    with opened(data_dir) as catalog:
        return catalog.reader.get(shortlist.asked_for(shortlists))


def _asked(folder: Path, arguments: Namespace) -> tuple[list[Shortlist], bool]:
    """Return the shortlists to look at, and whether one of them cannot be read."""
    if arguments.all == (arguments.name is not None):
        message = "Name one shortlist, or give --all; see `modeldex shortlist check --help`."
        raise UsageError(message)
    if not arguments.all:
        return [shortlist.load(shortlist.existing(folder, arguments.name))[0]], False
    listed = shortlist.names(folder)
    broken = [one for one in listed if one.fault]
    for one in broken:
        narrate(f"left out: {one.fault}")
    return [one.shortlist for one in listed if one.shortlist], bool(broken)


def _wanted(old: Shortlist, found: Mapping[str, Entry], arguments: Namespace) -> list[Drift]:
    differing = shortlist.drift(old, found)
    if arguments.id is not None:
        member = shortlist.member_of(old, arguments.id)
        differing = tuple(one for one in differing if one.member_id == member.id)
    keys = [one.field for one in differing]
    for stranger in (fact for fact in arguments.facts if fact not in keys):
        what = f"{uncut(stranger)} is no fact of {uncut(arguments.id)} that differs"
        message = f"{what}; {instead(stranger, keys)}" if keys else f"{what}; none does."
        raise UsageError(message)
    return [one for one in differing if not arguments.facts or one.field in arguments.facts]


def _row(drift: Drift) -> tuple[str, ...]:
    source = drift.source
    return (
        drift.member_id,
        drift.field,
        drift.told(drift.was),
        drift.told(drift.now),
        str(drift.since or UNKNOWN),
        str(source.as_of) if source else "",
        source.name if source else "",
    )
