"""`modeldex compare`: a few entries side by side."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence

from modeldex.cli.arguments import Parser, add_data_dir
from modeldex.cli.catalog import opened
from modeldex.cli.chosen import chosen
from modeldex.cli.output import line_width, write
from modeldex.comparison import compare, to_json, to_markdown, to_text


def run(argv: Sequence[str]) -> int:
    """Print the comparison of the entries that `argv` names."""
    arguments = parser().parse_args(argv)
    with opened(arguments.data_dir) as catalog:
        comparison = compare(chosen(catalog, arguments.entries), today=catalog.today)
    if arguments.json:
        form = json.dumps(to_json(comparison), indent=2)
    elif arguments.md:
        form = to_markdown(comparison)
    else:
        form = to_text(comparison, line_width())
    write(form.rstrip("\n").split("\n"))
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex compare`."""
    parser = Parser(
        prog="modeldex compare",
        usage="modeldex compare FILE_OR_ID ... [--json | --md] [--data-dir DIR]",
        description="Print 1 to 8 entries side by side: what differs first, then what is\n"
        "the same for all.",
    )
    parser.add_argument(
        "entries",
        nargs="+",
        metavar="FILE_OR_ID",
        help="a shortlist file (.toml), the name of a shortlist, or the id of an entry",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument("--md", action="store_true", help="print Markdown tables")
    add_data_dir(parser)
    return parser
