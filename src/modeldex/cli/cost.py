"""`modeldex cost`: what a workload costs, by API, on rented and on owned machines, and in a mix."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from modeldex import cost, paths
from modeldex.cli.arguments import Parser, add_data_dir, add_entries
from modeldex.cli.catalog import Catalog, opened
from modeldex.cli.chosen import by_id, chosen
from modeldex.cli.output import write, write_data
from modeldex.comparison.statements import (
    Line,
    break_even_lines,
    mix_lines,
    overview_lines,
    workload_lines,
)
from modeldex.cost import Bill, Mix, Overview, SelfHosting, Share, Weakest, Workload
from modeldex.curated.hardware import hardware
from modeldex.entry import Entry
from modeldex.errors import UsageError

_WIDTH = 80
"""Cells of a line, whatever prints it: what a bill reads well in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    """All that the command prints."""

    workload: Workload
    overviews: tuple[Overview, ...]
    mix: tuple[Mix, Bill, Weakest] | None


def run(argv: Sequence[str]) -> int:
    """Print the bills of the entries that `argv` names."""
    arguments = parser().parse_args(argv)
    mix = None if arguments.mix is None else cost.parse_mix(arguments.mix)
    if not arguments.entries and mix is None:
        raise UsageError("No entry is named; see `modeldex cost --help`.")
    workload, hostings = cost.parse_workload(arguments.workload), _hostings(arguments)
    with opened(arguments.data_dir) as catalog:
        entries = chosen(catalog, arguments.entries)
        mix, mixed = _found(catalog, mix) if mix else (None, [])
    answer = _answer(workload, hostings, [*entries, *mixed], mix)
    if arguments.json:
        write_data([json.dumps(_json(answer), indent=2)])
        return 0
    write(text for text, _ in _lines(answer))
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex cost`."""
    parser = Parser(
        prog="modeldex cost",
        usage="modeldex cost FILE_OR_ID ... [--workload W] [--device D] [--quantization Q]\n"
        "                     [--hosting H] [--mix ID=80,ID=20] [--json] [--data-dir DIR]",
        description="Print what a workload costs in a month: at each offer of an API, on the\n"
        "cheapest devices to rent and to own, where they break even, and why.",
        epilog=_explained(),
    )
    add_entries(parser, "*")
    parser.add_argument(
        "--workload",
        default="support",
        metavar="W",
        help="a kind of work, and edits: rag,requests=50000,cached=30%% (support)",
    )
    parser.add_argument("--device", metavar="D", help="one device, not the cheapest of all")
    parser.add_argument(
        "--quantization", metavar="Q", help="form of the weights on own machines (fp8)"
    )
    parser.add_argument(
        "--hosting", default="", metavar="H", help="edits of what is assumed: batch=16,years=4"
    )
    parser.add_argument("--mix", metavar="M", help="shares of the traffic in percent")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_data_dir(parser)
    return parser


def _explained() -> str:
    lines = [f"kinds of work: {', '.join(cost.PRESETS)}", "", "edits of a workload:"]
    lines += [f"  {f'{word}={key.example}':18}{key.about}" for word, key in cost.KEYS.items()]
    lines += ["", "edits of what is assumed of machines:"]
    keys = cost.HOSTING_KEYS.items()
    lines += [f"  {f'{word}={key.example}':18}{key.about}" for word, key in keys]
    return "\n".join(lines)


def _lines(answer: _Answer) -> Iterator[Line]:
    yield from workload_lines(answer.workload, _WIDTH)
    for one in answer.overviews:
        yield "", ""
        yield from overview_lines(one, _WIDTH)
    found = cost.comparisons(answer.overviews, answer.workload)
    if found:
        yield "", ""
        yield from break_even_lines(found, _WIDTH)
    if answer.mix:
        yield "", ""
        yield from mix_lines(*answer.mix[1:], _WIDTH)


def _answer(
    workload: Workload,
    hostings: Sequence[SelfHosting],
    entries: Sequence[Entry],
    mix: Mix | None,
) -> _Answer:
    every = {entry.id: entry for entry in entries}
    overviews = tuple(cost.overview(entry, workload, hostings) for entry in every.values())
    found = None if mix is None else (mix, *cost.mixed(mix, every, workload, hostings))
    return _Answer(workload=workload, overviews=overviews, mix=found)


def _found(catalog: Catalog, mix: Mix) -> tuple[Mix, list[Entry]]:
    """Return the entries of a mix, and the mix with their ids as the catalogue writes them."""
    entries = [by_id(catalog, part.id) for part in mix.parts]
    shares = zip(entries, mix.parts, strict=True)
    parts = tuple(Share(id=entry.id, share=part.share) for entry, part in shares)
    return Mix(parts=parts), entries


def _hostings(arguments: Namespace) -> tuple[SelfHosting, ...]:
    """Return the assumptions for each device in question."""
    words = [arguments.hosting]
    words += [f"device={arguments.device}"] if arguments.device else []
    words += [f"quantization={arguments.quantization}"] if arguments.quantization else []
    return cost.fleet(hardware(paths.catalog()), " ".join(words))


def _json(answer: _Answer) -> dict[str, object]:
    found = cost.comparisons(answer.overviews, answer.workload)
    data: dict[str, object] = {
        "workload": cost.workload_json(answer.workload),
        "entries": [cost.overview_json(one) for one in answer.overviews],
        "break_even": [cost.comparison_json(one) for one in found],
    }
    if answer.mix:
        mix, bill, weakest = answer.mix
        data["mix"] = cost.mix_json(mix, bill, weakest)
    return data
