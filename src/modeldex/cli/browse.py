"""`modeldex`: the catalogue on the screen."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.errors import UsageError
from modeldex.paths import Home

if TYPE_CHECKING:
    from argparse import ArgumentParser

_COMMANDS = """\
commands:
  list                print entries that match a filter
  compare             print entries side by side
  cost                print what a workload costs, by API and on own machines
  score               rank entries by what you weigh
  report              write a shortlist as a document for a review
  shortlist           show and change shortlists
  machine             show and describe machines, and what fits them
  catalog             check the catalogue's files, count what they know
  sync                bring the catalogue up to date from the Hub
  changes             print what syncs have found to be different
  review              accept or reject prices that changed beyond belief
  snapshot            write the catalogue to one file, or read it from one
  doctor              show where things are, and repair them
Each has its own --help. To search for the word `list`: modeldex -- list

The exit code is 0 for success, also where nothing matches; 1 when a job
failed or a check found a fault, 2 when it cannot be done as typed, 3 when the
facts of a shortlist have drifted, and 130 after Ctrl+C.
"""

_TOO_SIMPLE = ("dumb", "unknown")
"""Values of $TERM for what shows text and obeys no escape sequence."""


def _launch(home: Home, criteria: str) -> int:
    # Textual draws on the stream that the process was started with.
    if not (sys.stdin.isatty() and sys.__stderr__ is not None and sys.__stderr__.isatty()):
        message = "The table needs a terminal; `modeldex list` prints entries without one."
        raise UsageError(message)
    if os.environ.get("TERM") in _TOO_SIMPLE:
        message = (
            f"The table needs a terminal that can place its cursor, and $TERM is "
            f"{os.environ['TERM']}; `modeldex list` prints entries on any."
        )
        raise UsageError(message)
    from modeldex.tui.launch import launch  # late: --help needs no screen

    return launch(home, criteria)


def run(argv: Sequence[str], launch: Callable[[Home, str], int] = _launch) -> int:
    """Show the catalogue, filtered by the words in `argv`, until the person leaves."""
    criteria, data_dir = " ".join(argv), None
    if any(argument.startswith("-") for argument in argv):
        # Parsed only where there is something to parse: argparse takes 8 ms to import.
        from modeldex.cli.arguments import parse

        arguments = parse(parser(), argv)
        criteria, data_dir = arguments.criteria, arguments.data_dir
    return launch(paths.home(data_dir), criteria)


def parser() -> "ArgumentParser":
    """Return the parser of the bare command."""
    from modeldex import __version__
    from modeldex.cli.arguments import FILTER_HELP, Parser, add_criteria, add_data_dir

    parser = Parser(
        prog="modeldex",
        usage="modeldex [CRITERIA ...] [--data-dir DIR]\nmodeldex COMMAND ...",
        description="Every language model a person could choose, open and proprietary, in one "
        "table.\nOpens the table in the terminal; works without a network.",
        epilog=f"{_COMMANDS}\n{FILTER_HELP}",
    )
    add_criteria(parser)
    add_data_dir(parser)
    parser.add_argument("-V", "--version", action="version", version=f"modeldex {__version__}")
    return parser
