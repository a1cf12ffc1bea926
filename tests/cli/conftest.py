"""A small catalogue, and the command line run on it inside the test."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from modeldex import cli, curated, paths, sync
from modeldex.entry import Entry, changed
from modeldex.paths import Home
from modeldex.store import Layer, Store
from tests.examples import OPEN, VENDOR

HOSTILE = changed(
    OPEN,
    id="evil/\x1b]52;c;eA==\x07[/]\u202egpj",
    name="\x9b2J",
    license="a\x1b[2Jb",
    license_class=None,
    parameters=1_000,
    updated=None,
)
"""What a catalogue must never hold; the store keeps it as it is."""

SMALL = changed(OPEN, id="acme/small-1b", name="small", parameters=1_000_000_000, license="mit")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a command line gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


def fill(home: Home, entries: tuple[Entry, ...]) -> None:
    """Put a catalogue of just these entries into `home`, as if it had been built."""
    with Store(home.data) as store:
        store.save(entries, layer=Layer.SHIPPED)
        store.catch_up()
        seen = curated.fingerprint(paths.catalog(), home.own_entries)
        store.set_state(sync.BUILT_FROM, seen)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with three entries in its catalogue."""
    home = paths.home(tmp_path / "data")
    fill(home, (OPEN, VENDOR, SMALL))
    return home


@pytest.fixture
def run(home: Home, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs one command line on that home."""

    def run_on_home(*argv: str) -> Answer:
        capfd.readouterr()
        code = cli.run([*argv, "--data-dir", str(home.data)])
        out, err = capfd.readouterr()
        return Answer(code=code, out=out, err=err)

    return run_on_home
