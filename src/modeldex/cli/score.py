"""`modeldex score`: a few entries ranked by what the person weighs."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from modeldex import paths, shortlist
from modeldex.cli.arguments import Parser, add_data_dir, joined
from modeldex.cli.catalog import Catalog, opened
from modeldex.cli.chosen import chosen
from modeldex.cli.output import line_width, narrate, uncut, write
from modeldex.cli.scoring import lines
from modeldex.comparison.plain import row, wrap
from modeldex.criteria import Criteria, CriteriaError, matches, nearest
from modeldex.criteria import parse as parse_criteria
from modeldex.curated import domain_table
from modeldex.curated.companies import Vendor, vendor_of
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.fields import BOARDS
from modeldex.scorecard import (
    CRITERIA,
    RULES,
    Given,
    Maker,
    parse_weights,
    ranking_json,
    score,
)

_MOST_WIDTH = 80
"""Cells of a line where stdout is no terminal, or a wider one: bars need not be longer."""

_MUST = "--must"
_KEY_WIDTH, _FACTS_WIDTH = 15, 62
"""Cells of the two columns of the help."""


def run(argv: Sequence[str]) -> int:
    """Print the ranking of the entries that `argv` names; success also when none is left."""
    arguments = parser().parse_args(joined(argv, _MUST))
    weights = parse_weights(arguments.weights)
    must = parse_criteria(arguments.must)
    with opened(arguments.data_dir) as catalog:
        entries = chosen(catalog, _named(catalog, arguments))
        given = _given(catalog, entries, arguments)
    ranking = score(entries, weights, given, must=must)
    if arguments.json:
        write([json.dumps(ranking_json(ranking), indent=2)])
        return 0
    if not ranking.rows:
        narrate("none of them has all the must-haves.")
    width = min(line_width() or _MOST_WIDTH, _MOST_WIDTH)
    write(lines(ranking, width, why=arguments.why))
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex score`."""
    parser = Parser(
        prog="modeldex score",
        usage="modeldex score [ID ...] [--shortlist NAME] [--weights WEIGHTS] [--must CRITERIA]\n"
        "                      [--fits MEMORY] [--board BOARD] [--domain DOMAIN]\n"
        "                      [--why | --json] [--data-dir DIR]",
        description="Rank entries by what you weigh. Every score is a range: what is unknown may\n"
        "turn out as bad, or as good, as its rule knows.",
        epilog=_criteria_help(),
    )
    add = parser.add_argument
    add("ids", nargs="*", metavar="ID", help="the id of an entry, or the name of a shortlist")
    add("--shortlist", metavar="NAME", help="all members of this shortlist")
    add(
        "--weights", default="", metavar="WEIGHTS", help="as in 'cost=3 risk=0.5'; the rest weigh 1"
    )
    add(
        "--must", default="", metavar="CRITERIA", help="a filter; what it does not keep is left out"
    )
    add("--fits", metavar="MEMORY", help="rank fitness for a machine with so much, as in 24gb")
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


def _named(catalog: Catalog, arguments: Namespace) -> list[str]:
    named = list(arguments.ids)
    if arguments.shortlist is not None:
        named.append(str(shortlist.existing(catalog.home.shortlists, arguments.shortlist)))
    if not named:
        raise UsageError("Name at least one entry, or a shortlist with --shortlist.")
    return named


def _given(catalog: Catalog, entries: Sequence[Entry], arguments: Namespace) -> Given:
    makers = ((entry.id, vendor_of(paths.catalog(), entry)) for entry in entries)
    return Given(
        today=catalog.today,
        fits=None if arguments.fits is None else _fits(catalog, entries, arguments.fits),
        makers={key: _maker(vendor) for key, vendor in makers if vendor is not None},
        board=arguments.board,
        domain=None if arguments.domain is None else _domain(entries, arguments.domain),
        cached=paths.downloaded(paths.hub_cache()),
    )


def _domain(entries: Sequence[Entry], word: str) -> str:
    own = (domain.lower() for entry in entries for domain in entry.domains)
    known = tuple(dict.fromkeys((*domain_table(paths.catalog()).names, *own)))
    if word.lower() in known:
        return word.lower()
    near = nearest(word, known)
    advice = f"did you mean {near}?" if near else f"there are {', '.join(known)}."
    message = f"--domain: there is no field of work called {uncut(word)}; {uncut(advice)}"
    raise UsageError(message)


def _fits(catalog: Catalog, entries: Sequence[Entry], memory: str) -> Mapping[str, bool | None]:
    """Return whether the weights of each entry fit into `memory`, as the filter `fits` says."""
    try:
        criteria = parse_criteria(f"fits:{memory}")
    except CriteriaError:
        criteria = Criteria()
    if len(criteria.parts) != 1:
        raise UsageError("--fits takes an amount of memory, as in 24gb.")
    known = (entry for entry in entries if entry.parameters is not None)
    return {entry.id: matches(entry, criteria, today=catalog.today) for entry in known}


def _maker(vendor: Vendor) -> Maker:
    return Maker(
        name=vendor.name,
        docs=vendor.docs,
        status=vendor.status,
        support=vendor.support,
        trains=None if vendor.data is None else vendor.data.trains,
        days=None if vendor.data is None else vendor.data.days,
        transparency=None if vendor.transparency is None else vendor.transparency.points,
    )
