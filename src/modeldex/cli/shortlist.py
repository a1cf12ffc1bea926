"""`modeldex shortlist`: the shortlists, without the screen."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from modeldex import paths, shortlist
from modeldex.cli import drift
from modeldex.cli.arguments import Commands, Parser, add_data_dir
from modeldex.cli.catalog import opened, today
from modeldex.cli.chosen import by_id
from modeldex.cli.output import json_line, narrate, table, uncut, write, write_data
from modeldex.errors import UsageError
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.shortlist import Member, Shortlist, ShortlistChangedError

_Job = Callable[[Path, Namespace], int | None]
"""Returns the exit code; None is 0."""

_SHOWN = ("Id", "Source", "Added", "Drift", "Price, input", "Price, output", "Licence", "Note")
_RIGHT = (False, False, False, True, True, True, False, False)

_LISTED = ("Name", "Entries", "Drift", "Updated", "Decided", "Chosen", "Criteria")
_LISTED_RIGHT = (False, True, True, False, False, False, False)

_MOST_TRIES = 20
"""Each that fails is a file that another program has made."""

_NONE = "none of them"
"""What was chosen where the verdict is against all."""

_NAME_HELP = "the name of a shortlist, in any case"


def run(argv: Sequence[str]) -> int:
    """Carry out one of the commands below; without one, print the shortlists there are."""
    arguments = parser().parse_args(argv)
    job: _Job = arguments.job
    return job(paths.home(arguments.data_dir).shortlists, arguments) or 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex shortlist` and all its commands."""
    parser = Parser(
        prog="modeldex shortlist",
        usage="modeldex shortlist [COMMAND ...] [--data-dir DIR]",
        description="Show and change shortlists: TOML files that hold entries, notes on them, "
        "and\nthe facts as they were on the day they were added.",
    )
    add_data_dir(parser)
    parser.set_defaults(job=_list, json=False)
    commands = Commands(parser)
    about = "print the shortlists there are, and what became of each"
    listing = commands.add("list", _list, "[--json]", about)
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    _named(commands, "show", _show, "", "print the members, with their facts as they were pinned")
    _add_member_commands(commands)
    _add_drift_commands(commands)
    rename = _named(commands, "rename", _rename, "NEW", "give a shortlist another name")
    rename.add_argument("new", metavar="NEW", help="its new name")
    delete = _named(commands, "delete", _delete, "--yes", "put its file away, ending in .deleted")
    delete.add_argument("--yes", action="store_true", help="do it; without this nothing happens")
    return parser


def _add_member_commands(commands: Commands) -> None:
    add = _named(commands, "add", _add, "ID ...", "add entries, to a new shortlist if need be")
    remove = _named(commands, "remove", _remove, "ID ...", "take entries out")
    note = _named(commands, "note", _note, "ID TEXT", "write a note on one entry")
    note.add_argument("id", metavar="ID", help="the id of a member")
    note.add_argument("text", metavar="TEXT", help="the note; empty takes it away")
    about = "write down which were chosen, and why"
    decide = _named(commands, "decide", _decide, "ID ... --reason TEXT", about)
    decide.add_argument("--reason", required=True, metavar="TEXT", help="why these were chosen")
    for with_ids in (add, remove, decide):
        with_ids.add_argument("ids", nargs="+", metavar="ID", help="the id of an entry")


def _add_drift_commands(commands: Commands) -> None:
    about = "print what differs from the pinned facts"
    check = commands.add("check", drift.check, "(NAME | --all) [--json]", about)
    check.epilog = drift.CHECK_HELP
    check.add_argument("name", nargs="?", metavar="NAME", help=_NAME_HELP)
    check.add_argument("--all", action="store_true", help="look at every shortlist")
    check.add_argument("--json", action="store_true", help="print one JSON object a line")
    about = "pin the facts as they are now"
    accept = _named(commands, "accept", drift.accept, "[ID] [FACT ...]", about)
    accept.add_argument("id", nargs="?", metavar="ID", help="a member; without one, all")
    accept.add_argument("facts", nargs="*", metavar="FACT", help="as `check` calls them")


def _named(commands: Commands, name: str, job: _Job, operands: str, about: str) -> ArgumentParser:
    """Return the parser of a command whose first operand is the name of a shortlist."""
    own = commands.add(name, job, f"NAME {operands}".rstrip(), about)
    own.add_argument("name", metavar="NAME", help=_NAME_HELP)
    return own


def _list(folder: Path, arguments: Namespace) -> int:
    """Print the shortlists; 1 when a file cannot be read."""
    listed = shortlist.names(folder)
    good = [one.shortlist for one in listed if one.shortlist]
    known = drift.entries(arguments.data_dir, good) if good else {}
    counted = [(one, len(shortlist.drift(one, known))) for one in good]
    if arguments.json:
        write_data(json_line(_listed_json(*one)) for one in counted)
    elif counted:
        rows = [_listed(*one) for one in counted]
        write(table(_LISTED, rows, right=_LISTED_RIGHT))
    elif not listed:
        narrate("no shortlists yet; `modeldex shortlist add NAME ID` makes one.")
    broken = [one for one in listed if one.fault]
    for one in broken:
        narrate(f"left out: {one.fault}")
    return 1 if broken else 0


def _listed(one: Shortlist, drifted: int) -> tuple[str, ...]:
    decided, chosen = "", ""
    if one.verdict:
        decided, chosen = str(one.verdict.decided), ", ".join(one.verdict.chosen) or _NONE
    counts = str(len(one.members)), str(drifted)
    return (one.name, *counts, str(one.updated), decided, chosen, one.criteria)


def _listed_json(one: Shortlist, drifted: int) -> dict[str, object]:
    verdict = one.verdict
    return {
        "name": one.name,
        "entries": [member.id for member in one.members],
        "drifted": drifted,
        "updated": str(one.updated),
        "decided": str(verdict.decided) if verdict else None,
        "chosen": [*verdict.chosen] if verdict else None,
        "reason": verdict.reason if verdict else None,
        "criteria": one.criteria,
    }


def _show(folder: Path, arguments: Namespace) -> None:
    path = shortlist.existing(folder, arguments.name)
    shown, _ = shortlist.load(path)
    narrate(f"{shown.name}, changed {shown.updated}, in {path}")
    if shown.criteria:
        narrate(f"chosen with the filter {shown.criteria}")
    if shown.verdict:
        chosen = ", ".join(shown.verdict.chosen) or _NONE
        narrate(f"decided on {shown.verdict.decided}: {chosen}. {shown.verdict.reason}")
    differing = shortlist.drift(shown, drift.entries(arguments.data_dir, [shown]))
    drifted = Counter(one.member_id for one in differing)
    rows = [_row(member, drifted[member.id]) for member in shown.members]
    write(table(_SHOWN, rows, right=_RIGHT))
    if differing:
        asked = f"`modeldex shortlist check {shown.name}` prints them"
        narrate(f"{shortlist.differing(len(differing))} from what was pinned; {asked}.")


def _row(member: Member, drifted: int) -> tuple[str, ...]:
    pinned = member.pinned
    prices = (pinned.input_usd_per_million_tokens, pinned.output_usd_per_million_tokens)
    return (
        member.id,
        member.source or UNKNOWN,
        str(member.added or UNKNOWN),
        str(drifted),
        *(show_number(price, Unit.USD) for price in prices),
        pinned.license or UNKNOWN,
        member.note,
    )


def _add(folder: Path, arguments: Namespace) -> None:
    with opened(arguments.data_dir) as catalog:
        entries = [by_id(catalog, entry_id) for entry_id in arguments.ids]
    path = shortlist.path_of(folder, arguments.name)
    if not path.exists():
        path = _created(folder, arguments.name)
    _tell_size(shortlist.change(path, lambda old: shortlist.add(old, entries, today())), path)


def _created(folder: Path, name: str) -> Path:
    """Return the file of a new shortlist, or of the one that another program has made meanwhile."""
    for _ in range(_MOST_TRIES):
        try:
            return shortlist.create(folder, name, today())[1]
        except (UsageError, ShortlistChangedError):
            path = shortlist.path_of(folder, name)
            if path.exists():
                return path
    raise UsageError(f"{uncut(name)}: other programs keep making files; try again.")


def _remove(folder: Path, arguments: Namespace) -> None:
    path = shortlist.existing(folder, arguments.name)
    new = shortlist.change(path, lambda old: shortlist.remove(old, arguments.ids, today()))
    _tell_size(new, path)


def _note(folder: Path, arguments: Namespace) -> None:
    path = shortlist.existing(folder, arguments.name)
    new = shortlist.change(
        path, lambda old: shortlist.set_note(old, arguments.id, arguments.text, today())
    )
    done = "is written" if shortlist.member_of(new, arguments.id).note else "is gone"
    narrate(f"the note on {arguments.id} {done}, in {path}")


def _decide(folder: Path, arguments: Namespace) -> None:
    path = shortlist.existing(folder, arguments.name)
    ids, reason = arguments.ids, arguments.reason
    new = shortlist.change(path, lambda old: shortlist.decide(old, ids, reason, today()))
    if new.verdict:
        narrate(f"{new.name}: {', '.join(new.verdict.chosen)} chosen, in {path}")


def _tell_size(new: Shortlist, path: Path) -> None:
    count = len(new.members)
    narrate(f"{new.name} has {count} {'entry' if count == 1 else 'entries'}, in {path}")


def _rename(folder: Path, arguments: Namespace) -> None:
    path = shortlist.rename(folder, arguments.name, arguments.new, today())
    narrate(f"{arguments.name} is called {arguments.new} now, in {path}")


def _delete(folder: Path, arguments: Namespace) -> None:
    path = shortlist.existing(folder, arguments.name)
    if not arguments.yes:
        message = f"{uncut(arguments.name)} would go, with all its notes; repeat it with --yes."
        raise UsageError(message)
    backup = shortlist.delete(folder, arguments.name)
    narrate(f"{path.name} lies in {backup} now; take its ending off to have it back.")
