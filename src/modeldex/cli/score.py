"""`modeldex score`: a few entries ranked by what the person weighs."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from modeldex import paths, shortlist
from modeldex.cli.arguments import Parser, add_data_dir, joined
from modeldex.cli.catalog import Catalog, opened, rooms
from modeldex.cli.chosen import chosen
from modeldex.cli.output import line_width, narrate, write, write_data
from modeldex.cli.scoring import lines
from modeldex.comparison.plain import row, wrap
from modeldex.cost import parse_workload
from modeldex.criteria import parse as parse_criteria
from modeldex.errors import UsageError
from modeldex.fields import BOARDS
from modeldex.scorecard import CRITERIA, RULES, parse_weights, ranking_json, score
from modeldex.weighing import Wishes, gather, source_of

_MOST_WIDTH = 80
"""Cells of a line where stdout is no terminal, or a wider one: bars need not be longer."""

_MUST = "--must"
_KEY_WIDTH, _FACTS_WIDTH = 15, 62
"""Cells of the two columns of the help."""


def run(argv: Sequence[str]) -> int:
    """Print the ranking of the entries that `argv` names; success also when none is left."""
    arguments = parser().parse_args(joined(argv, _MUST))
    stated = _stated(arguments)
    with opened(arguments.data_dir) as catalog:
        named, wishes = _asked(catalog, arguments, stated)
        must = parse_criteria(wishes.must, room_of=rooms(catalog.home))
        entries = chosen(catalog, named)
        given = gather(
            entries, wishes, catalog=paths.catalog(), home=catalog.home, today=catalog.today
        )
    ranking = score(entries, wishes.weights, given, must=must)
    if arguments.json:
        told = ranking_json(
            ranking, lambda reason, entry: source_of(reason, entry, given, paths.catalog())
        )
        write_data([json.dumps(told, indent=2)])
        return 0
    if not ranking.rows:
        narrate("none of them has all the must-haves.")
    width = min(line_width() or _MOST_WIDTH, _MOST_WIDTH)
    write(lines(ranking, width, paths.catalog() if arguments.why else None))
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex score`."""
    parser = Parser(
        prog="modeldex score",
        usage="modeldex score [ID ...] [--shortlist NAME] [--weights WEIGHTS] [--must CRITERIA]\n"
        "                      [--workload W] [--fits MACHINE] [--board BOARD] [--domain DOMAIN]\n"
        "                      [--why | --json] [--data-dir DIR]",
        description="Rank entries by what you weigh. Every score is a range: what is unknown may\n"
        "turn out as bad, or as good, as its rule knows.",
        epilog=_criteria_help(),
    )
    add = parser.add_argument
    add("ids", nargs="*", metavar="ID", help="the id of an entry, or the name of a shortlist")
    add(
        "--shortlist",
        metavar="NAME",
        help="all members of this shortlist, by its weights, must-haves and workload",
    )
    add("--weights", metavar="WEIGHTS", help="as in 'cost=3 risk=0.5'; the rest weigh 1")
    add("--must", metavar="CRITERIA", help="a filter; what it does not keep is left out")
    add(
        "--workload",
        metavar="W",
        help="rank cost by the month: a kind of work, and edits, as in `modeldex cost`",
    )
    add("--fits", metavar="MACHINE", help="rank fitness for 24gb, this computer, or a machine")
    add(
        "--board",
        default="text",
        metavar="BOARD",
        help="the Arena board that counts, as listed below",
    )
    add("--domain", metavar="DOMAIN", help="rank fitness for a field of work, such as health")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--why", action="store_true", help="print the reasons of each score")
    form.add_argument("--json", action="store_true", help="print one JSON object")
    add_data_dir(parser)
    return parser


def _criteria_help() -> str:
    """Return what the criteria are, which facts are behind them, and which boards there are."""
    lines = ["criteria, and the facts behind each:"]
    for key in CRITERIA:
        facts = ", ".join(rule.heading for rule in RULES[key])
        lines += row([[f"  {key}"], wrap(facts, _FACTS_WIDTH)], [_KEY_WIDTH, _FACTS_WIDTH])
    lines += ["boards: text if none is named, or"]
    lines += (f"  {line}" for line in wrap(", ".join(list(BOARDS)[1:]), _KEY_WIDTH + _FACTS_WIDTH))
    return "\n".join(lines)


def _stated(arguments: Namespace) -> dict[str, Any]:
    """Return the wishes that the command line states; raises CriteriaError for a wrong one."""
    read: dict[str, Callable[[str], Any]] = {
        "weights": parse_weights,
        "must": str,
        "workload": parse_workload,
    }
    given = {name: getattr(arguments, name) for name in read}
    return {name: read[name](text) for name, text in given.items() if text is not None}


def _asked(
    catalog: Catalog, arguments: Namespace, stated: dict[str, Any]
) -> tuple[list[str], Wishes]:
    """Return what is to be ranked, and how: what is not stated is as the shortlist says."""
    wishes = Wishes(board=arguments.board, machine=arguments.fits, domain=arguments.domain)
    named = list(arguments.ids)
    if arguments.shortlist is not None:
        path = shortlist.existing(catalog.home.shortlists, arguments.shortlist)
        wishes = wishes.of(shortlist.load(path)[0])
        named.append(str(path))
    if not named:
        raise UsageError("Name at least one entry, or a shortlist with --shortlist.")
    return named, replace(wishes, **stated)
