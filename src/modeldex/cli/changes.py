"""`modeldex changes`: what became of entries since they were last looked at."""

import re
from argparse import ArgumentParser
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from modeldex import paths, shortlist
from modeldex.cli.arguments import Parser, add_data_dir
from modeldex.cli.catalog import opened, today
from modeldex.cli.output import json_line, narrate, table, uncut, write, write_data
from modeldex.cli.review import GONE, held_fields
from modeldex.errors import UsageError
from modeldex.paths import Home

if TYPE_CHECKING:
    from modeldex.store import Change, Held, Store

_MOST = 1_000
"""Changes printed: the newest; `--since` and `--shortlist` narrow them down."""

HELD = "held"
"""The kind under which prices that wait for a look are listed."""

_DAYS = re.compile(r"(\d{1,4})d")
_SHOWN = ("Date", "Id", "What", "Was", "Is")


def run(argv: Sequence[str]) -> int:
    """Print the changes asked for, the newest first, and the prices that wait for a look."""
    arguments = parser().parse_args(argv)
    home = paths.home(arguments.data_dir)
    since = _since(arguments.since) if arguments.since else ""
    kinds = arguments.kind
    ids = _members(home, arguments.shortlist) if arguments.shortlist else None
    with opened(arguments.data_dir) as catalog:
        changes = catalog.store.changes(since, ids, kinds, _MOST)
        held = _held(catalog.store, kinds, ids)
    if arguments.json:
        write_data(_as_json(changes, held))
        return 0
    rows = [(c.at[:10], c.id, c.kind, c.old or "", c.new or "") for c in changes]
    rows += [(h.at[:10], h.id, f"price at {h.provider}?", h.old or "", h.new or GONE) for h in held]
    if rows:
        write(table(_SHOWN, rows, right=(False,) * len(_SHOWN)))
    else:
        of_that = " of what was asked for" if since or kinds or ids is not None else ""
        narrate(f"nothing{of_that} has changed; `modeldex sync` looks for changes.")
    if len(changes) == _MOST:
        narrate(f"only the newest {_MOST:,} are shown; narrow them down with --since.")
    if held:
        narrate(
            "a price with a question mark changed too much to be believed unseen; "
            "`modeldex review` accepts or rejects it."
        )
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex changes`."""
    from modeldex.store import KINDS

    parser = Parser(
        prog="modeldex changes",
        usage="modeldex changes [--since DATE] [--shortlist NAME] [--kind KIND ...] "
        "[--json] [--data-dir DIR]",
        description="Print what syncs have found to be different: entries that are gone, back,\n"
        "renamed or re-created, licences, openness, gates, prices, contexts, what makers\n"
        "call deprecated and the days after which requests fail.",
    )
    parser.add_argument(
        "--since", metavar="DATE", help="only from this day on: 2026-10-08, or 30d for 30 days"
    )
    parser.add_argument("--shortlist", metavar="NAME", help="only the members of a shortlist")
    parser.add_argument(
        "--kind",
        action="append",
        choices=(*KINDS, HELD),
        metavar="KIND",
        help=f"only {', '.join(KINDS)}, or {HELD} for prices that wait for a look; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_data_dir(parser)
    return parser


def _held(
    store: "Store", kinds: Collection[str] | None, ids: Collection[str] | None
) -> list["Held"]:
    if kinds is not None and HELD not in kinds:
        return []
    wanted = None if ids is None else {id_.lower() for id_ in ids}
    return [held for held in store.held() if wanted is None or held.id.lower() in wanted]


def _since(text: str) -> str:
    days = _DAYS.fullmatch(text)
    if days:
        return str(today() - timedelta(days=int(days[1])))
    try:
        return str(date.fromisoformat(text))
    except ValueError as error:
        message = f"--since takes a day such as 2026-10-08, or 30d, not {uncut(text)}."
        raise UsageError(message) from error


def _members(home: Home, name: str) -> set[str]:
    listed, _ = shortlist.load(shortlist.existing(home.shortlists, name))
    return {member.id for member in listed.members}


def _as_json(changes: Sequence["Change"], held: Sequence["Held"]) -> Iterator[str]:
    for change in changes:
        yield json_line(asdict(change))
    for waiting in held:
        yield json_line(held_fields(waiting) | {"kind": HELD})
