"""`modeldex catalog`: the catalogue's files, shipped and one's own."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.cli.arguments import Commands, Parser, add_data_dir
from modeldex.cli.catalog import opened
from modeldex.cli.output import narrate, table, uncut, write, write_data
from modeldex.entry import Origin
from modeldex.errors import UsageError
from modeldex.fields import counted

if TYPE_CHECKING:
    from modeldex.comparison import Coverage

_Job = Callable[[Namespace], int]
_HEADINGS = ("Fact", "Known", "Hub", "Vendor", "User", "Sources")
_RIGHT = (False, True, True, True, True, False)
_MOST_SOURCES = 3
"""Sources named in a line; --json names all."""


def run(argv: Sequence[str]) -> int:
    """Carry out one of the commands below; the exit code is 1 when a check found a fault."""
    arguments = parser().parse_args(argv)
    job: _Job | None = arguments.job
    if job is None:
        raise UsageError("Say which: check, stats or new; see `modeldex catalog --help`.")
    return job(arguments)


def parser() -> ArgumentParser:
    """Return the parser of `modeldex catalog` and all its commands."""
    parser = Parser(
        prog="modeldex catalog",
        usage="modeldex catalog COMMAND [--data-dir DIR]",
        description="Check the catalogue's files, count what they know, and begin a file of\n"
        "one's own.",
    )
    add_data_dir(parser)
    parser.set_defaults(job=None)
    commands = Commands(parser)
    more = (
        " Without PATH these are the shipped ones\nand one's own. The exit code is 1 if "
        "there is a fault."
    )
    check = commands.add("check", _check, "[PATH]", "list every fault in the files", more)
    check.add_argument(
        "path", nargs="?", type=Path, metavar="PATH", help="a file of own entries, or a folder"
    )
    stats = commands.add("stats", _stats, "[--json]", "count what is known of each fact, by source")
    stats.add_argument("--json", action="store_true", help="print one JSON object a fact")
    commands.add("new", _new, "", "print a commented file of own entries to begin with")
    return parser


def _check(arguments: Namespace) -> int:
    """Print each fault on a line of its own; 1 when there is one."""
    from modeldex.curated.faults import own_faults, shipped_faults

    own = paths.home(arguments.data_dir).own_entries
    path: Path | None = arguments.path
    if path is not None and not path.exists():
        raise UsageError(f"{path} does not exist; name a file of own entries, or a folder.")
    faults = [] if path is not None else list(shipped_faults(paths.catalog()))
    checked = own if path is None else path
    if path is not None or own.is_dir():
        faults += own_faults(checked)
    write(uncut(str(fault)) for fault in faults)
    where = str(path) if path is not None else f"the shipped files and {own}"
    narrate(f"{counted(len(faults), 'fault') if faults else 'no fault'} in {where}.")
    return 1 if faults else 0


def _stats(arguments: Namespace) -> int:
    """Print how many entries have each fact, and which sources gave it."""
    from modeldex.comparison import coverage

    with opened(arguments.data_dir) as catalog:
        covered = coverage(catalog.reader.all())
    if arguments.json:
        write_data(json.dumps(_object(fact)) for fact in covered)
    else:
        write(lines(covered))
    return 0


def lines(covered: Sequence["Coverage"]) -> Iterator[str]:
    """Yield what `modeldex catalog stats` prints: a line for all entries, then one a fact."""
    return table(_HEADINGS, [_total(covered[0]), *map(_row, covered)], right=_RIGHT)


def _new(_arguments: Namespace) -> int:
    """Print the template."""
    from modeldex.curated.template import TEMPLATE

    write_data(TEMPLATE.splitlines())
    return 0


def _total(fact: "Coverage") -> list[str]:
    counts = [f"{fact.of.get(origin, 0):,}" for origin in Origin]
    return ["(entries)", f"{sum(fact.of.values()):,}", *counts, ""]


def _row(fact: "Coverage") -> list[str]:
    shares = [share(fact.known.get(origin, 0), fact.of.get(origin, 0)) for origin in Origin]
    return [fact.field.key, f"{sum(fact.known.values()):,}", *shares, "; ".join(_sources(fact))]


def share(known: int, of: int) -> str:
    """Return a share in percent; anything between none and all is neither 0 nor 100."""
    if not of:
        return ""
    percent = round(100 * known / of)
    if 0 < known < of and percent in {0, 100}:
        return "<1 %" if percent == 0 else ">99 %"
    return f"{percent} %"


def _sources(fact: "Coverage") -> Iterator[str]:
    for read in fact.sources[:_MOST_SOURCES]:
        yield f"{read.source} {read.known:,}"
    more = len(fact.sources) - _MOST_SOURCES
    if more > 0:
        yield f"and {more} more"


def _object(fact: "Coverage") -> dict[str, object]:
    return {
        "fact": fact.field.key,
        "known": {origin.value: fact.known.get(origin, 0) for origin in Origin},
        "of": {origin.value: fact.of.get(origin, 0) for origin in Origin},
        "sources": [
            {
                "source": uncut(read.source),
                "known": read.known,
                "oldest": read.oldest.isoformat(),
                "newest": read.newest.isoformat(),
            }
            for read in fact.sources
        ],
    }
