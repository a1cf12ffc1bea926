"""`modeldex list`: the entries that match a filter, for a person or for a program."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.cli.arguments import FILTER_HELP, Parser, add_criteria, add_data_dir, parse, whole
from modeldex.cli.catalog import opened, rooms
from modeldex.cli.output import line_width, narrate, table, table_width, uncut, write, write_data
from modeldex.comparison import basis, plain_value, result_json, results, source_of
from modeldex.criteria import instead, part_to_text
from modeldex.criteria import parse as parse_criteria
from modeldex.entry import Entry, Source, changed
from modeldex.errors import UsageError
from modeldex.fields import FIELDS, Kind, show

if TYPE_CHECKING:
    from modeldex.store import Found, Order, Reader

COLUMNS = ("id", "open", "params", "ctx", "price.in", "price.out", "downloads", "license")
"""What a table shows unless columns are named; a narrow terminal drops them from the end."""

_PAGE = 1_000
"""Entries fetched at a time: their texts take about 1 MB."""


def run(argv: Sequence[str]) -> int:
    """Print the entries that match; success also when none does."""
    arguments = parse(parser(), argv)
    if arguments.provenance and not arguments.json:
        raise UsageError("--provenance needs --json: a table has no room for sources.")
    criteria = parse_criteria(arguments.criteria, room_of=rooms(paths.home(arguments.data_dir)))
    order = _order(arguments.sort, reverse=arguments.reverse)
    columns = _columns(arguments.columns)
    cached = paths.downloaded(paths.hub_cache())
    with opened(arguments.data_dir) as catalog:
        found = catalog.reader.find(criteria, order, today=catalog.today, cached=cached)
        _narrate(found)
        limit = found.total if arguments.limit is None else min(arguments.limit, found.total)
        entries = _entries(catalog.reader, found, limit)
        if arguments.json:
            told = sourced_facts if arguments.provenance else facts
            write_data(json.dumps(told(entry)) for entry in entries)
        elif limit:
            write(_table(entries, columns))
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex list`."""
    parser = Parser(
        prog="modeldex list",
        usage="modeldex list [CRITERIA ...] [OPTIONS]",
        description="Print the entries that match a filter, one a line.",
        epilog="With --json each line is one object: id, name, and every known fact under "
        "its\nkey in filters. Numbers are plain: tokens, bytes, USD per million tokens. An\n"
        "unknown fact has no key. With --provenance a fact is an object: value, source,\n"
        "as_of, the url of the page where that is known, and worked_out_from: the facts\n"
        "that it follows from, where no source states it. `results` are those that the\n"
        f"Hub lists, verified, own, cited or unmerged.\n\n{FILTER_HELP}",
    )
    add_criteria(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument(
        "--provenance", action="store_true", help="with --json: say where each fact was read"
    )
    parser.add_argument(
        "--sort", metavar="KEY", help="order by a fact, the best or the newest first"
    )
    parser.add_argument("--reverse", action="store_true", help="turn the order round")
    parser.add_argument(
        "--limit", type=whole("--limit"), metavar="N", help="print N entries at most"
    )
    parser.add_argument(
        "--columns", metavar="KEYS", help=f"facts to print, as in {','.join(COLUMNS[:4])}"
    )
    add_data_dir(parser)
    return parser


def facts(entry: Entry) -> dict[str, object]:
    """Return an entry for JSON: id, name, and each known fact by the key of its field."""
    known = ((field, field.read(entry)) for field in FIELDS.values())
    named = {"id": uncut(entry.id), "name": uncut(entry.name)}
    values = {field.key: plain_value(field, value) for field, value in known if value is not None}
    listed = [result_json(score) for score in results(entry)]
    return named | values | ({"results": listed} if listed else {})


def sourced_facts(entry: Entry) -> dict[str, object]:
    """Return what `facts` does, each fact as an object with its value, source and day."""
    told = facts(entry)
    for key, field in FIELDS.items():
        source = source_of(entry, field)
        if source is not None:
            used = [fact.key for fact in basis(entry, field)]
            follows = {"worked_out_from": used} if used else {}
            told[key] = {"value": told[key]} | _where(source) | follows
    listed = [result_json(score) | _where(score.source) for score in results(entry)]
    return told | ({"results": listed} if listed else {})


def _where(source: Source) -> dict[str, object]:
    where: dict[str, object] = {"source": uncut(source.name), "as_of": source.as_of.isoformat()}
    return where if source.url is None else where | {"url": uncut(source.url)}


def _order(key: str | None, *, reverse: bool) -> "Order":
    from modeldex.store import Order

    if key is None:
        return Order(descending=not reverse)
    field = FIELDS[_known(key, tuple(FIELDS), "--sort")]
    # The best first, then the newest; words by the alphabet, and a date ahead soonest first.
    ascending = field.better < 0 or field.ahead or field.kind in {Kind.CHOICE, Kind.TEXT}
    return Order(key=field.key, descending=ascending == reverse)


def _columns(text: str | None) -> tuple[str, ...] | None:
    if text is None:
        return None
    known = ("id", "name", *FIELDS)
    return tuple(_known(key.strip(), known, "--columns") for key in text.split(","))


def _known(key: str, known: Sequence[str], option: str) -> str:
    if key in known:
        return key
    raise UsageError(f"{option}: there is no fact called {uncut(key)}; {instead(key, known)}")


def _narrate(found: "Found") -> None:
    if found.similar:
        narrate("nothing has exactly these words; these are spelled nearly so.")
    if found.total == 0:
        ways = [f"drop {part_to_text(part)}: {count:,} match" for part, count in found.relaxations]
        narrate(f"nothing matches; {'; '.join(ways) or 'no single condition is to blame'}.")


def _entries(reader: "Reader", found: "Found", limit: int) -> Iterator[Entry]:
    for start in range(0, limit, _PAGE):
        yield from reader.window(found, start, min(start + _PAGE, limit))


def _table(entries: Iterator[Entry], columns: tuple[str, ...] | None) -> Iterator[str]:
    shown = columns or COLUMNS
    rows = [[_text(entry, key) for key in shown] for entry in entries]
    headings = [_heading(key) for key in shown]
    width = line_width()
    while width and not columns and len(headings) > 1 and table_width(headings, rows) > width:
        headings.pop()
        rows = [row[:-1] for row in rows]
    right = [key in FIELDS and FIELDS[key].kind is Kind.NUMBER for key in shown[: len(headings)]]
    return table(headings, rows, right=right)


def _heading(key: str) -> str:
    return FIELDS[key].heading if key in FIELDS else key.capitalize()


def _text(entry: Entry, key: str) -> str:
    match key:
        case "id":
            return entry.id
        case "name":
            return entry.name
        case "license":
            # The word that is there to be filtered by would push the column off 120 cells.
            words = FIELDS[key].read(changed(entry, commercial_use=None))
            return show(FIELDS[key], words)
        case _:
            return show(FIELDS[key], FIELDS[key].read(entry))
