"""A data folder, a snapshot and a person's files as version 0.1.0 wrote them in 2026-12."""

import gzip
import shutil
from pathlib import Path

import pytest

from modeldex import cli, paths
from modeldex.entry import Origin
from modeldex.store import Store

RELEASE = Path(__file__).parent / "v0.1.0"
ENTRIES = 65
"""Of the database: 62 from a server, two shipped with it, one of the person's own."""


@pytest.fixture
def home(tmp_path: Path) -> paths.Home:
    """Return a home with the files of that release, its database unpacked."""
    shutil.copytree(RELEASE / "config", tmp_path / "config")
    shutil.copytree(RELEASE / "shortlists", tmp_path / "shortlists")
    packed = (RELEASE / "catalog.db.gz").read_bytes()
    (tmp_path / "catalog.db").write_bytes(gzip.decompress(packed))
    return paths.home(tmp_path)


def output(capfd: pytest.CaptureFixture[str], home: paths.Home, *words: str) -> str:
    """Run a command that must succeed; return what it prints."""
    capfd.readouterr()
    assert cli.run([*words, "--data-dir", str(home.data)]) == 0
    return capfd.readouterr().out


def test_its_database_opens_with_marks_and_changes(home: paths.Home) -> None:
    """Every entry, what was marked and the history of changes are there."""
    with Store(home.data) as store:
        store.catch_up()
        assert store.marks() == ("Qwen/Qwen3-8B", "acme/swift-2")
        assert len(store.changes()) == 25
        with store.reader() as reader:
            assert reader.count() == ENTRIES
            own = [entry.id for entry in reader.all() if entry.origin is Origin.USER]
            assert own == ["my-company/my-model"]


def test_its_snapshot_can_be_imported(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Into a folder that has no catalogue yet."""
    home = paths.home(tmp_path / "new")
    output(capfd, home, "snapshot", "import", str(RELEASE / "catalog.snapshot"))
    assert "Qwen/Qwen3-8B" in output(capfd, home, "list", "qwen3-8b", "--limit", "20")


def test_its_shortlists_own_entries_and_machines_are_read(
    home: paths.Home, capfd: pytest.CaptureFixture[str]
) -> None:
    """By the commands that use them."""
    members = output(capfd, home, "report", "support bot", "--format", "json")
    for written in ("my-company/my-model", "Fast enough.", "cheapest that calls tools"):
        assert written in members
    assert "my-company/my-model" in output(capfd, home, "list", "source:user")
    assert "box" in output(capfd, home, "machine", "list")
    assert output(capfd, home, "list", "qwen3-8b fits:box", "--limit", "3")
