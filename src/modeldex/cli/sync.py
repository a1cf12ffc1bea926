"""`modeldex sync`: the Hub and hosted prices into the catalogue."""

import signal
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.cli import INTERRUPTED
from modeldex.cli.arguments import Parser, add_data_dir, whole
from modeldex.cli.catalog import bring_level
from modeldex.cli.output import json_line, narrate, uncut, write, write_data
from modeldex.errors import UsageError
from modeldex.paths import Home

if TYPE_CHECKING:
    from modeldex.hub import Patience
    from modeldex.store import Store
    from modeldex.sync.plan import Plan, Step

_POLL_SECONDS = 1.0
"""Between two looks whether the other sync has ended."""

_SOURCES = ("hub", "router", "models.dev")


def run(argv: Sequence[str]) -> int:
    """Sync as asked, and print what came of it."""
    arguments = parser().parse_args(argv)
    home = paths.home(arguments.data_dir)
    if arguments.offline:
        narrate("offline, so nothing is asked of any server.")
        return _level_only(home, as_json=arguments.json)
    from modeldex.store import Store

    with Store(home.data) as store, _interruptible() as cancel:
        bring_level(store, home, paths.catalog())
        last = _follow(store, home, _plan(arguments), cancel, wait=arguments.wait)
    if last is not None:
        told = _report(home, last, as_json=arguments.json)
        (write_data if arguments.json else write)(told)
        if last.finished and not last.seen and _chosen(arguments):
            narrate("the server lists no model like that; look for a slip in what was asked for.")
        if last.changed or last.gone:
            narrate("`modeldex changes` tells what has changed.")
    if last is None or not last.finished:
        return INTERRUPTED
    return 1 if last.incomplete else 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex sync`."""
    parser = Parser(
        prog="modeldex sync",
        usage="modeldex sync [--all] [--author NAME] [--task TASK] [--search TEXT] "
        "[--limit N] [--source SOURCE ...] [OPTIONS]",
        description="Bring the catalogue up to date: the most downloaded, liked and trending models"
        "\nof the Hub, what was modified since the last sync, and hosted prices. It can be\n"
        "stopped at any time and goes on there.",
    )
    add = parser.add_argument
    add("--all", action="store_true", help="every model of the Hub, in one or several sittings")
    add("--fresh", action="store_true", help="start an unfinished --all over")
    add("--author", metavar="NAME", help="only models of this user or organisation")
    add("--task", metavar="TASK", help="only models for this task, such as text-generation")
    add("--search", metavar="TEXT", help="only models with this in their id")
    add("--limit", type=whole("--limit"), metavar="N", help="at most so many models of each list")
    add(
        "--source",
        action="append",
        choices=_SOURCES,
        metavar="SOURCE",
        help="only from hub, router or models.dev; may be repeated",
    )
    _add_server(parser)
    add("--offline", action="store_true", help="ask no server; only put the catalogue in order")
    add("--wait", action="store_true", help="if another sync is running, wait for its end")
    add("--json", action="store_true", help="print the outcome as JSON")
    add_data_dir(parser)
    return parser


def _add_server(parser: ArgumentParser) -> None:
    """Let the person say which server is asked, and what it may be told and change."""
    add = parser.add_argument
    add("--endpoint", metavar="URL", help="another server than the Hub ($HF_ENDPOINT)")
    add(
        "--take-facts",
        action=BooleanOptionalAction,
        help="let that server's facts replace those of other servers, as with a full mirror of the "
        "Hub; remembered. Without it, it only adds models that no other source has listed, and it "
        "never marks as gone what another one listed",
    )
    add("--send-token", action="store_true", help="send the Hub token to that server too")
    add(
        "--timeout",
        type=whole("--timeout"),
        metavar="SECONDS",
        help="give a server up that says nothing for so long, twice (30)",
    )


def _chosen(arguments: Namespace) -> bool:
    return bool(arguments.author or arguments.task or arguments.search)


def _plan(arguments: Namespace) -> "Plan":
    from modeldex.sync.plan import Plan

    chosen = _chosen(arguments)
    if arguments.all and chosen:
        message = "--all is every model; leave it out with --author, --task or --search."
        raise UsageError(message)
    if arguments.fresh and not arguments.all:
        raise UsageError("--fresh starts an unfinished --all over; give --all too.")
    of_hub = chosen or arguments.all or arguments.limit
    if of_hub and "hub" not in (arguments.source or _SOURCES):
        message = "--all, --author, --task, --search and --limit are of the Hub; add --source hub."
        raise UsageError(message)
    default = ("hub",) if chosen else _SOURCES
    return Plan(
        all=arguments.all,
        fresh=arguments.fresh,
        author=arguments.author,
        task=arguments.task,
        search=arguments.search,
        limit=arguments.limit,
        sources=frozenset(arguments.source or default),
        endpoint=arguments.endpoint,
        take_facts=arguments.take_facts,
        send_token=arguments.send_token,
        patience=_patience(arguments.timeout),
    )


def _patience(seconds: int | None) -> "Patience":
    from modeldex.hub import Patience

    usual = Patience()
    if seconds is None:
        return usual
    connect = min(seconds, usual.connect_seconds)
    return replace(usual, connect_seconds=connect, read_seconds=seconds)


def _level_only(home: Home, *, as_json: bool) -> int:
    from modeldex.store import Store
    from modeldex.sync.plan import Step

    with Store(home.data) as store:
        bring_level(store, home, paths.catalog())
        store.catch_up()
    if as_json:
        write_data(_report(home, Step(phase="", finished=True), as_json=True))
    return 0


@contextmanager
def _interruptible() -> Iterator[Event]:
    """Give an event that the first Ctrl+C sets; the second one ends the program at once."""
    cancel = Event()

    def stop(_number: int, _frame: object) -> None:
        if cancel.is_set():
            raise KeyboardInterrupt
        cancel.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)


def _follow(
    store: "Store", home: Home, plan: "Plan", cancel: Event, *, wait: bool
) -> "Step | None":
    """Show a sync on stderr; return its last step, None when it was stopped before the first."""
    from modeldex.cli.progress import shown
    from modeldex.sync.lock import SyncRunning
    from modeldex.sync.session import run as sync

    last, told = None, False
    while not cancel.is_set():
        try:
            with shown() as show, closing(sync(store, home, plan, cancel=cancel)) as steps:
                for last in steps:
                    show(last)
        except SyncRunning as running:
            if not wait:
                raise
            if not told:
                narrate(str(running))
            told = True
            cancel.wait(_POLL_SECONDS)
        else:
            break
    return last


def _report(home: Home, step: "Step", *, as_json: bool) -> Iterator[str]:
    """Yield what came of a sync: as JSON in one line, or in sentences."""
    from modeldex.sync.asides import FILE

    aside = str(home.data / FILE) if step.set_aside else None
    counts = ("seen", "new", "changed", "gone", "unlisted", "held", "set_aside")
    if as_json:
        outcome: dict[str, object] = {name: getattr(step, name) for name in counts}
        outcome |= {"finished": step.finished, "set_aside_file": aside}
        outcome |= {"incomplete": step.incomplete, "remarks": step.remarks}
        yield json_line(outcome)
        return
    stopped = "" if step.finished else "Stopped; the next sync goes on from here. "
    yield (
        f"{stopped}{step.seen:,} models listed: {step.new:,} new, {step.changed:,} changed, "
        f"{step.gone:,} gone."
    )
    if step.held:
        yield f"{step.held:,} price changes wait for a look: see `modeldex review`."
    if aside is not None:
        yield f"{step.set_aside:,} records could not be read; they are in {uncut(aside)}."
    yield from map(uncut, (*step.incomplete, *step.remarks))
