"""`modeldex snapshot`: the catalogue as one file."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from modeldex import paths
from modeldex.cli.arguments import Parser, add_data_dir
from modeldex.cli.catalog import bring_level
from modeldex.cli.output import narrate, uncut
from modeldex.errors import UsageError
from modeldex.paths import Home

_Job = Callable[[Home, Path], None]

_MOST = 20_000
"""Models of a starter by likes, and as many by downloads: more than the shipped one has, and less
than a megabyte to download."""


def run(argv: Sequence[str]) -> int:
    """Export or import a snapshot."""
    arguments: Namespace = parser().parse_args(argv)
    home = paths.home(arguments.data_dir)
    if arguments.starter and arguments.job == "import":
        raise UsageError("A starter is part of the catalogue's files; it cannot be imported.")
    if arguments.starter:
        _export_starter(home, arguments.file)
    else:
        jobs: dict[str, _Job] = {"export": _export, "import": _import}
        jobs[arguments.job](home, arguments.file)
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex snapshot`."""
    parser = Parser(
        prog="modeldex snapshot",
        usage="modeldex snapshot export FILE [--starter] [--data-dir DIR]\n"
        "modeldex snapshot import FILE [--data-dir DIR]",
        description="Write the catalogue to one compressed file, or put such a file in its place.\n"
        "Your own entries, marks and shortlists are not in it and stay as they are.",
    )
    parser.add_argument("job", choices=("export", "import"), metavar="JOB", help="export or import")
    parser.add_argument("file", type=Path, metavar="FILE", help="the snapshot")
    parser.add_argument(
        "--starter",
        action="store_true",
        help=f"export only the {_MOST:,} most liked and the {_MOST:,} most downloaded "
        "models of the Hub, as the file of notable models that modeldex comes with",
    )
    add_data_dir(parser)
    return parser


def _export(home: Home, file: Path) -> None:
    from modeldex.store import Store, snapshot

    with Store(home.data) as store:
        bring_level(store, home, paths.catalog())
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = snapshot.export(home.data, file, made)
    size = file.stat().st_size / 1e6
    narrate(f"{found.entries:,} entries are in {uncut(str(file))}, {size:,.1f} MB.")


def _export_starter(home: Home, file: Path) -> None:
    from modeldex.curated.fingerprint import STARTER
    from modeldex.curated.notables import write_starter
    from modeldex.curated.published import FILE as PUBLISHED
    from modeldex.curated.published import sources_of
    from modeldex.curated.shelf import beside_starter
    from modeldex.store import Store

    catalog = paths.catalog()
    with Store(home.data) as store:
        bring_level(store, home, catalog)
        count = write_starter(
            file,
            store.reader().all,
            most=_MOST,
            elsewhere=beside_starter(catalog),
            beside=sources_of(catalog / PUBLISHED, f"catalog/{PUBLISHED}"),
            model=catalog / STARTER,
        )
    narrate(f"{count:,} models are in {uncut(str(file))}.")


def _import(home: Home, file: Path) -> None:
    from modeldex import curated
    from modeldex.store import Store, snapshot
    from modeldex.sync.lock import locked
    from modeldex.sync.own import save_own

    with locked(home.data, "a snapshot is imported"):
        found = snapshot.read_in(home.data, file)
        with Store(home.data) as store:
            bring_level(store, home, paths.catalog())
            save_own(store, curated.own(home.own_entries).entries)
            store.catch_up()
    narrate(f"{found.entries:,} entries of {found.made[:10]} are in the catalogue now.")
