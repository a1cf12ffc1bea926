"""`modeldex sync`, `changes`, `snapshot` and `doctor`, run as a person does."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from modeldex import cli
from modeldex.paths import Home
from modeldex.store import Layer, Store
from modeldex.sync.lock import locked
from tests.cli.conftest import Run
from tests.examples import OPEN
from tests.standin import Hub, Kind, Manners, Rates, Server
from tests.store.catalogues import hub as entry

COUNT = 40


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reach loopback directly."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve a Hub of 40 models on pages of 10."""
    with Server(Hub(COUNT, manners=Manners(largest_page=10), rates=Rates())) as server:
        yield server


def test_a_sync_ends_in_a_summary(run: Run, server: Server) -> None:
    """On stdout; how it went is told on stderr."""
    answer = run("sync", "--all", "--source", "hub", "--endpoint", server.url)
    assert (answer.code, answer.out) == (
        0,
        f"{COUNT} models listed: {COUNT} new, 0 changed, 0 gone.\n",
    )
    assert answer.err.startswith("modeldex: every model: 10")


def test_a_summary_can_be_read_by_a_program(run: Run, server: Server) -> None:
    """One line of JSON, with the file of what was set aside."""
    server.hub.faults.add(Kind.RECORD, "null id", record=3, times=None)
    answer = run("sync", "--all", "--source", "hub", "--endpoint", server.url, "--json")
    told = json.loads(answer.out)
    assert (told["seen"], told["new"], told["set_aside"]) == (COUNT, COUNT - 1, 1)
    assert Path(told["set_aside_file"]).is_file()


def test_offline_asks_nobody(run: Run, server: Server) -> None:
    """And says so."""
    answer = run("sync", "--offline", "--endpoint", server.url)
    assert (answer.code, answer.out) == (0, "")
    assert "offline" in answer.err
    assert not server.hub.requests


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--limit", "none"], "--limit takes a number"),
        (["--all", "--author", "x"], "--all is every model"),
        (["--source", "moon"], "invalid choice"),
        (["--endpoint", "ftp://x"], "is not a web address"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    run: Run, arguments: list[str], sentence: str
) -> None:
    """Before anything is asked of a server."""
    answer = run("sync", *arguments)
    assert answer.code in {1, 2}
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_a_refused_connection_ends_with_one_sentence(run: Run) -> None:
    """And exit code 1, at once."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        began = time.monotonic()
        answer = run("sync", "--endpoint", f"http://127.0.0.1:{port}")
    assert answer.code == 1
    assert time.monotonic() - began < 15
    assert "cannot be reached" in answer.err.splitlines()[-1]


def test_a_second_sync_names_the_lock(run: Run, home: Home, server: Server) -> None:
    """Exit code 1; nothing was asked."""
    with locked(home.data, "since 12:00"):
        answer = run("sync", "--endpoint", server.url)
    assert answer.code == 1
    assert "since 12:00" in answer.err
    assert str(home.data / "sync.lock") in answer.err
    assert not server.hub.requests


def test_ctrl_c_ends_a_sync_at_once(home: Home, server: Server) -> None:
    """Exit code 130, with a summary; the next sync goes on there."""
    server.hub.faults.add(Kind.SILENT, page=3, times=1)
    arguments = ["sync", "--all", "--source", "hub", "--endpoint", server.url]
    command = [sys.executable, "-m", "modeldex", *arguments, "--data-dir", str(home.data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not server.hub.faults.struck:
        time.sleep(0.02)
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - asked < 5
    assert (process.returncode, "Traceback" in err) == (130, False)
    assert out.startswith("Stopped; the next sync goes on from here. 10 models listed")


def test_changes_are_printed_and_narrowed_down(run: Run, server: Server) -> None:
    """By day and by shortlist."""
    sync = ("sync", "--all", "--source", "hub", "--endpoint", server.url)
    assert run("changes").err.startswith("modeldex: nothing has changed")
    run(*sync)
    world = server.hub.world
    gone, renamed = world.id(4), world.id(5)
    run("shortlist", "add", "mine", gone)
    world.remove(4)
    world.rename(5, "o/new")
    run(*sync)
    lines = run("changes", "--since", "1d").out.splitlines()
    assert any(gone in line and " gone" in line for line in lines)
    assert any(renamed in line and "renamed" in line for line in lines)
    assert run("changes", "--since", "2099-01-01").out == ""
    (only,) = run("changes", "--shortlist", "mine", "--json").out.splitlines()
    assert (json.loads(only)["id"], json.loads(only)["kind"]) == (gone, "gone")
    assert run("changes", "--since", "soon").code == 2


def test_a_snapshot_carries_the_catalogue_to_another_folder(
    run: Run, home: Home, tmp_path: Path, server: Server
) -> None:
    """Without what is the person's own."""
    run("sync", "--all", "--source", "hub", "--endpoint", server.url)
    with Store(home.data) as store:
        store.save([entry("me/own")], layer=Layer.USER)
        store.set_marks([OPEN.id])
    synced = {server.hub.world.id(slot) for slot in range(COUNT)}
    file = tmp_path / "catalogue.snapshot"
    assert run("snapshot", "export", str(file)).code == 0
    with Store(tmp_path / "other") as other:
        other.set_marks(["you/marked"])
    arguments = ["snapshot", "import", str(file), "--data-dir", str(tmp_path / "other")]
    assert cli.run(arguments) == 0
    with Store(tmp_path / "other") as other:
        after = {e.id for e in other.reader().all()}
        assert other.is_level()
        assert other.marks() == ("you/marked",)
    assert after >= synced
    assert "me/own" not in after


@pytest.mark.parametrize("place", [5, 40, 400, -40])
def test_a_damaged_snapshot_changes_nothing(
    run: Run, home: Home, tmp_path: Path, place: int
) -> None:
    """Wherever the damage is."""
    file = tmp_path / "catalogue.snapshot"
    run("snapshot", "export", str(file))
    data = bytearray(file.read_bytes())
    data[place] ^= 0xFF
    file.write_bytes(data)
    with Store(home.data) as store:
        before = {e.id for e in store.reader().all()}
    answer = run("snapshot", "import", str(file))
    assert answer.code == 1
    assert str(file) in answer.err
    with Store(home.data) as store:
        assert {e.id for e in store.reader().all()} == before
    assert not list(home.data.glob("snapshot-*"))


def test_the_doctor_shows_where_things_are(
    run: Run, home: Home, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And never a token."""
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    run("sync", "--limit", "5", "--source", "hub", "--endpoint", server.url)
    answer = run("doctor")
    assert answer.code == 0
    assert str(home.data) in answer.out
    assert server.url in answer.out
    assert "present" in answer.out
    assert "hf_secret" not in answer.out + answer.err


def test_the_doctor_saves_what_can_be_read_of_a_damaged_database(run: Run, home: Home) -> None:
    """The damaged file is put aside; marks are saved too."""
    with Store(home.data) as store:
        store.save([entry(f"o/{n}", likes=n) for n in range(3_000)], layer=Layer.SYNCED)
        store.set_marks(["o/1"])
        store._db.execute("pragma wal_checkpoint(truncate)")
    database = home.data / "catalog.db"
    data = bytearray(database.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    database.write_bytes(data)
    answer = run("doctor")
    assert answer.code == 1
    assert "--repair" in answer.err
    answer = run("doctor", "--repair")
    assert answer.code == 0
    with Store(home.data) as store:
        assert store.is_level()
        assert store.reader().count() > 1_000
        assert store.marks() == ("o/1",)
    assert list(home.data.glob("catalog.db.damaged-*"))
