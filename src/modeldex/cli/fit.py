"""`modeldex machine fit`: the forms of some entries, and which of them a machine holds."""

import json
from argparse import Namespace
from collections.abc import Sequence

from modeldex import machine, paths
from modeldex.cli.arguments import Commands, add_entries, whole
from modeldex.cli.catalog import opened
from modeldex.cli.chosen import chosen
from modeldex.cli.output import narrate, table, uncut, write, write_data
from modeldex.cli.sizes import in_gib, read_size
from modeldex.curated.hardware import hardware
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.memory import BITS, STANDARD, Fitting, assumptions, fittings, room
from modeldex.paths import Home

_HEADINGS = ("Form", "Weights", "Cache", "Total", "Fits", "Published in")
_RIGHT = (False, True, True, True, False, False)
_WORDS = {True: "yes", False: "no", None: UNKNOWN}
_MOST_BATCH = 100_000


def add_fit(commands: Commands) -> None:
    """Add `fit` to the commands of `modeldex machine`."""
    operands = "FILE_OR_ID ... [--ctx N] [--batch N] [--on NAME] [--all] [--json]"
    own = commands.add("fit", _fit, operands, "print which forms of an entry fit a machine")
    add_entries(own)
    own.add_argument("--ctx", default="8k", metavar="N", help="tokens of context, as in 32k (8k)")
    own.add_argument(
        "--batch",
        type=whole("--batch", _MOST_BATCH),
        default=1,
        metavar="N",
        help="requests worked on at once (1)",
    )
    own.add_argument(
        "--on", default=machine.THIS, metavar="NAME", help="a machine or a device (this computer)"
    )
    own.add_argument("--json", action="store_true", help="print one JSON object a form and line")
    own.add_argument("--all", action="store_true", help="every form that llama.cpp knows")


def _fit(home: Home, arguments: Namespace) -> None:
    context, batch = read_size(arguments.ctx, Unit.TOKENS), arguments.batch
    try:
        held = machine.machine_of(arguments.on, home.machines, hardware(paths.catalog()))
    except LookupError as error:
        message = f"{uncut(arguments.on)} is no known machine; {error.args[0]}."
        raise UsageError(message) from None
    forms = tuple(BITS) if arguments.all else STANDARD
    with opened(arguments.data_dir) as catalog:
        entries = chosen(catalog, arguments.entries)
    space = room(held)
    shown = UNKNOWN if space is None else f"{in_gib(space)} ({show_number(space, Unit.BYTES)})"
    name = "this computer" if held.name == machine.THIS else held.name
    narrate(f"{name} has {shown} for a model; {context:,} tokens of context, batch {batch:,}")
    for entry in entries:
        found = fittings(entry, held, context_tokens=context, batch=batch, quantizations=forms)
        if arguments.json:
            write_data(json.dumps(_object(entry, held.name, one)) for one in found)
        else:
            _print(entry, found)
    for sentence in assumptions(held):
        narrate(sentence)


def _print(entry: Entry, found: Sequence[Fitting]) -> None:
    if not found:
        narrate(f"{entry.id}: its number of parameters is unknown, and so is all else")
        return
    write([uncut(entry.id), *table(_HEADINGS, [_row(one) for one in found], right=_RIGHT)])
    if entry.quantized:
        narrate(f"{entry.id}: quantised copies: {', '.join(entry.quantized)}")
    note = found[0].need.cache_note
    if note is not None:
        unknown = found[0].need.cache_bytes is None
        narrate(f"{entry.id}: {'the cache is unknown: ' if unknown else ''}{note}")


def _row(one: Fitting) -> tuple[str, ...]:
    sizes = (one.need.weights_bytes, one.need.cache_bytes, one.need.total_bytes)
    shown = [show_number(size, Unit.BYTES) for size in sizes]
    return (one.need.quantization, *shown, _WORDS[one.fits], one.published or UNKNOWN)


def _object(entry: Entry, on: str, one: Fitting) -> dict[str, object]:
    """Return one form for JSON, in bytes; what is unknown has no key."""
    told = {
        "id": uncut(entry.id),
        "on": on,
        "form": one.need.quantization,
        "context_tokens": one.need.context_tokens,
        "batch": one.need.batch,
        "weights_bytes": one.need.weights_bytes,
        "cache_bytes": one.need.cache_bytes,
        "cache_note": one.need.cache_note,
        "overhead_bytes": one.need.overhead_bytes,
        "total_bytes": one.need.total_bytes,
        "fits": one.fits,
        "published_in": one.published and uncut(one.published),
    }
    return {key: value for key, value in told.items() if value is not None}
