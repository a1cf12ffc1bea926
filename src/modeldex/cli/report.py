"""`modeldex report`: a shortlist as a document for a review."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from modeldex import cost, paths, shortlist
from modeldex.cli.arguments import Parser, add_data_dir, joined
from modeldex.cli.catalog import opened, rooms
from modeldex.cli.output import narrate, uncut, write_data
from modeldex.scorecard import parse_weights
from modeldex.shortlist import Shortlist
from modeldex.weighing import Wishes

_FORMATS = ("md", "html", "csv", "json", "toml")
_MUST = "--must"


def run(argv: Sequence[str]) -> int:
    """Print the report on the shortlist that `argv` names, or write it into a file."""
    arguments = parser().parse_args(joined(argv, _MUST))
    from modeldex import report  # late: --help needs none of it

    form = arguments.format or (report.format_of(arguments.output) if arguments.output else "md")
    if arguments.output and not arguments.force:
        report.refuse_existing(arguments.output)
    path = _path(arguments)
    asked = _asked(shortlist.load(path)[0], arguments)
    with opened(arguments.data_dir) as catalog:
        evidence = report.evidence_of(
            asked,
            catalog.reader.get(report.asked_for(asked)),
            catalog=paths.catalog(),
            home=catalog.home,
            wishes=Wishes(board=arguments.board, machine=arguments.fits, domain=arguments.domain),
            today=catalog.today,
            room_of=rooms(catalog.home),
            subject=path.name if _is_file(arguments) else None,
        )
    text = report.write(evidence, form)
    if arguments.output:
        report.write_whole(arguments.output, text)
        narrate(f"the report on {asked.name} is in {uncut(str(arguments.output))}")
    else:
        write_data(text.removesuffix("\n").split("\n"))
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex report`."""
    parser = Parser(
        prog="modeldex report",
        usage="modeldex report NAME_OR_FILE [--format F] [--output FILE [--force]]\n"
        "                       [--workload W] [--weights WEIGHTS] [--must CRITERIA]\n"
        "                       [--mix ID=80,ID=20] [--fits MACHINE] [--board BOARD]\n"
        "                       [--domain DOMAIN] [--data-dir DIR]",
        description="Write a shortlist as a document for a review: the verdict, the models side\n"
        "by side, what has changed since they were pinned, costs, scorecard, sources.",
        epilog="The HTML is one file that loads nothing and runs nothing. What is not given\n"
        "here is as the shortlist says; without a workload nothing is priced by the\nmonth.",
    )
    add = parser.add_argument
    add("name", metavar="NAME_OR_FILE", help="the name of a shortlist, or its file (.toml)")
    add("--format", choices=_FORMATS, metavar="F", help=f"{', '.join(_FORMATS)} (md)")
    add("--output", type=Path, metavar="FILE", help="write there, by its ending if no --format")
    add("--force", action="store_true", help="replace FILE if it exists")
    add("--workload", metavar="W", help="a kind of work, and edits: rag,requests=50000")
    add("--weights", metavar="WEIGHTS", help="as in 'cost=3 risk=0.5'; the rest weigh 1")
    add(_MUST, metavar="CRITERIA", help="a filter; what it does not keep is not ranked")
    add("--mix", metavar="M", help="shares of the traffic in percent")
    add("--fits", metavar="MACHINE", help="rank fitness for 24gb, this computer, or a machine")
    add("--board", default="text", metavar="BOARD", help="the Arena board that is ranked by")
    add("--domain", metavar="DOMAIN", help="rank fitness for a field of work, such as health")
    add_data_dir(parser)
    return parser


def _path(arguments: Namespace) -> Path:
    if _is_file(arguments):
        return Path(arguments.name)
    return shortlist.existing(paths.home(arguments.data_dir).shortlists, arguments.name)


def _is_file(arguments: Namespace) -> bool:
    return Path(arguments.name).suffix == ".toml"


def _asked(saved: Shortlist, arguments: Namespace) -> Shortlist:
    """Return the shortlist with what the command line asks for in place of what it says."""
    readers: dict[str, Callable[[str], object]] = {
        "workload": cost.parse_workload,
        "weights": parse_weights,
        "must": str,
        "mix": cost.parse_mix,
    }
    stated = {
        key: read(getattr(arguments, key))
        for key, read in readers.items()
        if getattr(arguments, key) is not None
    }
    return replace(saved, **stated)  # type: ignore[arg-type]
