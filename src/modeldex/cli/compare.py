"""`modeldex compare`: a few entries side by side."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence

from modeldex.cli.arguments import Parser, add_data_dir, add_entries
from modeldex.cli.catalog import opened
from modeldex.cli.chosen import chosen
from modeldex.cli.output import line_width, write, write_data
from modeldex.comparison import Comparison, compare, to_json, to_markdown, to_text


def run(argv: Sequence[str]) -> int:
    """Print the comparison of the entries that `argv` names."""
    arguments = parser().parse_args(argv)
    with opened(arguments.data_dir) as catalog:
        comparison = compare(chosen(catalog, arguments.entries), today=catalog.today)
    if arguments.workload is not None:
        comparison = _priced(comparison, arguments.workload)
    match arguments.format:
        case "json":
            form = json.dumps(to_json(comparison), indent=2)
        case "md":
            form = to_markdown(comparison)
        case _:
            form = to_text(comparison, line_width())
    say = write if arguments.format == "text" else write_data
    say(form.rstrip("\n").split("\n"))
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex compare`."""
    parser = Parser(
        prog="modeldex compare",
        usage="modeldex compare FILE_OR_ID ... [--workload W] [--format text|md|json]\n"
        "                        [--data-dir DIR]",
        description="Print 1 to 8 entries side by side: what differs first, then what is\n"
        "the same for all.",
    )
    add_entries(parser)
    parser.add_argument(
        "--workload",
        metavar="W",
        help="price a kind of work, with edits: rag,requests=50000; see `modeldex cost --help`",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--format", choices=("text", "md", "json"), default="text", help="the form (text)"
    )
    for word, what in (("json", "one JSON object"), ("md", "Markdown tables")):
        form.add_argument(
            f"--{word}", dest="format", action="store_const", const=word, help=f"print {what}"
        )
    add_data_dir(parser)
    return parser


def _priced(comparison: Comparison, text: str) -> Comparison:
    """Return the comparison with the bills of the workload that `text` describes."""
    from modeldex import cost, paths
    from modeldex.comparison.bills import bills_of, priced
    from modeldex.curated.hardware import hardware

    workload, hostings = cost.parse_workload(text), cost.fleet(hardware(paths.catalog()))
    return priced(comparison, bills_of(comparison.entries, workload, hostings))
