"""`modeldex doctor`: where things are, what they hold, and what is wrong with them."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.cli.arguments import Parser, add_data_dir
from modeldex.cli.output import narrate, table, uncut, write
from modeldex.paths import Home

if TYPE_CHECKING:
    from modeldex.store import Store

_Row = tuple[str, str]
_MEGA = 1e6
_MOST_CHANGES = 1_000_000


def run(argv: Sequence[str]) -> int:
    """Print what there is to know; with --repair, mend it. Return 1 while something is wrong."""
    arguments = parser().parse_args(argv)
    home = paths.home(arguments.data_dir)
    from modeldex.store import repair

    database = home.data / "catalog.db"
    faults = repair.faults(home.data) if database.exists() else ()
    if arguments.repair and database.exists():
        faults = _repair(home, faults)
    rows = [*_places(home), *_server(), *(() if faults else _contents(home))]
    write(table(("What", "Found"), rows, right=(False, False)))
    for fault in faults:
        narrate(f"the database is damaged: {uncut(fault)}")
    if faults:
        narrate("`modeldex doctor --repair` saves what can be read of it.")
    return 1 if faults else 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex doctor`."""
    parser = Parser(
        prog="modeldex doctor",
        usage="modeldex doctor [--repair] [--data-dir DIR]",
        description="Print where everything lives, how large and how old it is, which server is\n"
        "asked, and whether the catalogue is sound.",
    )
    parser.add_argument(
        "--repair",
        action="store_true",
        help="make the search index anew, and a new database of all that can be read of a "
        "damaged one, which is put aside",
    )
    add_data_dir(parser)
    return parser


def _repair(home: Home, faults: tuple[str, ...]) -> tuple[str, ...]:
    from modeldex.cli.catalog import bring_level
    from modeldex.store import Store, repair
    from modeldex.sync import BUILT_FROM
    from modeldex.sync.lock import locked

    with locked(home.data, "the catalogue is repaired"):
        if faults:
            saved = repair.salvage(home.data)
            narrate(f"{saved.entries:,} entries were saved; the damaged file is {saved.aside}.")
        else:
            repair.drop_index(home.data)
        with Store(home.data) as store:
            if faults:
                # What could not be read may have been shipped.
                store.set_state(BUILT_FROM, "")
            bring_level(store, home, paths.catalog())
            store.catch_up()
    narrate("the search index was made anew.")
    return repair.faults(home.data)


def _places(home: Home) -> Iterator[_Row]:
    yield "data", str(home.data)
    yield "settings", str(home.config)
    yield "shipped catalogue", str(paths.catalog())
    for path in sorted(home.data.glob("*")) if home.data.is_dir() else ():
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone()
        yield f"  {path.name}", f"{_size(path) / _MEGA:,.1f} MB, {changed:%Y-%m-%d %H:%M}"


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    total = 0
    for file in path.rglob("*"):
        with suppress(FileNotFoundError):  # another process is at work here
            total += file.stat().st_size
    return total


def _server() -> Iterator[_Row]:
    yield "endpoint", uncut(os.environ.get("HF_ENDPOINT") or "https://huggingface.co")
    yield "Hub token", _token(paths.hub_cache())
    yield "offline", "yes (HF_HUB_OFFLINE)" if os.environ.get("HF_HUB_OFFLINE") else "no"


def _token(cache: Path | None) -> str:
    none = "none: 500 requests in five minutes"
    try:
        found = os.environ.get("HF_TOKEN") or (cache and (cache.parent / "token").is_file())
    except OSError as error:
        return f"{none} ({uncut(str(error.filename))} cannot be read)"
    return "present" if found else none


def _only_here(store: "Store") -> str:
    """Count what no sync brings back when the database is lost."""
    decided, changes = len(store.held(decided=True)), len(store.changes(limit=_MOST_CHANGES))
    return (
        f"{len(store.marks()):,} marks, {decided:,} decisions on prices, {changes:,} changes, "
        "the theme and how far each sync has come: copy the file to keep them"
    )


def _contents(home: Home) -> Iterator[_Row]:
    if not (home.data / "catalog.db").exists():
        yield "catalogue", "not read yet; `modeldex` does so at its first start"
        return
    from modeldex.store import Store
    from modeldex.sync import ages, bookmarks

    with Store(home.data) as store:
        level = "level" if store.is_level() else "behind; the next start catches up"
        yield "entries", f"{store.reader().count():,}"
        yield "search index", level
        age = ages.read(store)
        yield "prices as of", str(age.prices or "unknown")
        yield "Hub facts as of", str(age.hub or "unknown")
        for server, text in sorted(store.states(bookmarks.PREFIX).items()):
            marks = bookmarks.read(text)
            yield "synced with", uncut(server)
            yield "  last sync", marks.at or "never finished"
            yield "  whole walk", marks.walked or "never finished"
            if marks.walk:
                yield "  unfinished walk", f"{marks.listed:,} models so far"
            if marks.incomplete:
                yield "  incomplete", uncut(marks.incomplete)
            if marks.unlisted:
                yield "  not listed, but kept", f"{marks.unlisted:,} models"
            if marks.watermark:
                yield "  modified up to", uncut(marks.watermark)
        yield "only in catalog.db", _only_here(store)
        waiting = len(store.held())
        if waiting:
            yield "prices held", f"{waiting:,}; see `modeldex changes`"
