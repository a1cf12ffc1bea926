"""`modeldex review`: prices that changed too much to be believed unseen."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from modeldex.cli.arguments import Parser, add_data_dir
from modeldex.cli.catalog import opened
from modeldex.cli.output import json_line, narrate, table, uncut, write, write_data
from modeldex.errors import UsageError
from modeldex.fields import counted

if TYPE_CHECKING:
    from modeldex.store import Held, Store

_HEADINGS = ("Date", "Id", "Provider", "Region", "Was", "Is", "")
GONE = "no longer offered"


def run(argv: Sequence[str]) -> int:
    """List the prices that are held, or decide on some of them."""
    arguments = parser().parse_args(argv)
    with opened(arguments.data_dir) as catalog:
        held = _open_questions(catalog.store)
        if arguments.job is None:
            _list(held, as_json=arguments.json)
        else:
            _decide(catalog.store, _chosen(held, arguments), arguments.job)
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex review`."""
    parser = Parser(
        prog="modeldex review",
        usage="modeldex review [--json] [--data-dir DIR]\n"
        "modeldex review accept|reject ID [PROVIDER] [--data-dir DIR]\n"
        "modeldex review accept|reject --all [--data-dir DIR]",
        description="List the prices that a sync has held: they rose or fell more than\n"
        "threefold, or the offer is gone. The old price stays until the new one is\n"
        "accepted; a rejected one is not asked about again until the source says\n"
        "something else.",
    )
    parser.add_argument(
        "job", nargs="?", choices=("accept", "reject"), metavar="JOB", help="accept or reject"
    )
    parser.add_argument("id", nargs="?", metavar="ID", help="the id of an entry")
    parser.add_argument("provider", nargs="?", metavar="PROVIDER", help="only at this provider")
    parser.add_argument("--all", action="store_true", help="every price that waits for a look")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    add_data_dir(parser)
    return parser


def held_fields(held: "Held") -> dict[str, object]:
    """Return what a program would want to know of a price that is held."""
    names = ("at", "id", "provider", "model", "region", "old", "new", "decision")
    return {name: getattr(held, name) for name in names}


def _open_questions(store: "Store") -> list["Held"]:
    """Return what waits, and what was rejected and may still be accepted."""
    from modeldex.store import Decision

    decided = store.held(decided=True)
    return [*store.held(), *(h for h in decided if h.decision is Decision.REJECTED)]


def _list(held: Sequence["Held"], *, as_json: bool) -> None:
    if as_json:
        write_data(json_line(held_fields(one)) for one in held)
    elif held:
        rows = [
            (h.at[:10], h.id, h.provider, h.region, h.old or "", h.new or GONE, h.decision or "")
            for h in held
        ]
        write(table(_HEADINGS, rows, right=(False,) * len(_HEADINGS)))
    else:
        narrate("no price waits for a look.")


def _chosen(held: Sequence["Held"], arguments: Namespace) -> list["Held"]:
    """Return the prices that the person names. Raises UsageError when there is none."""
    if arguments.all == bool(arguments.id):
        raise UsageError("Name one model, or --all; `modeldex review` lists what waits.")
    if arguments.all:
        return [one for one in held if one.decision is None]
    wanted, provider = arguments.id.lower(), (arguments.provider or "").lower()
    chosen = [h for h in held if h.id.lower() == wanted and provider in {"", h.provider}]
    if not chosen:
        named = uncut(" at ".join(filter(None, (arguments.id, arguments.provider))))
        message = f"No price of {named} is held; `modeldex review` lists what waits."
        raise UsageError(message)
    return chosen


def _decide(store: "Store", held: Sequence["Held"], job: str) -> None:
    from modeldex.sync import review

    if job == "accept":
        review.accept(store, held)
    else:
        review.reject(store, held)
    narrate(f"{counted(len(held), 'price')} {job}ed.")
