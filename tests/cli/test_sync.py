"""`modeldex sync`, `changes`, `snapshot` and `doctor`, run as a person does."""

import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from threading import Timer

import pytest

from modeldex import cli, curated, paths
from modeldex.curated.starter import read_starter
from modeldex.entry import Offer, changed
from modeldex.paths import Home
from modeldex.store import Held, Layer, Store
from modeldex.sync import BUILT_FROM
from modeldex.sync.lock import locked
from tests.cli.conftest import Run
from tests.examples import OPEN, VENDOR
from tests.standin import Kind, Manners, Server
from tests.standin.fixtures import COUNT, no_names, serve, server
from tests.store.catalogues import hub as entry

__all__ = ["no_names", "serve", "server"]


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


def test_nothing_found_is_told(run: Run, server: Server) -> None:
    """It is no failure, but likely a slip."""
    answer = run("sync", "--author", "nobody-here", "--endpoint", server.url)
    assert (answer.code, answer.out) == (0, "0 models listed: 0 new, 0 changed, 0 gone.\n")
    assert "lists no model like that" in answer.err


@pytest.mark.parametrize(
    ("manners", "options", "word"),
    [
        (Manners(hides=frozenset(range(COUNT))), ["--all"], "lists no model"),
        (Manners(hides=frozenset(range(COUNT))), [], "lists no model"),
        (Manners(ignores=frozenset({"sort"})), ["--all"], "order of creation"),
        (Manners(ignores=frozenset({"author"})), ["--author", "o"], "--author o"),
        (Manners(stops_after=COUNT // 2), ["--all"], "newest model"),
    ],
)
def test_an_incomplete_list_is_told_with_exit_code_1(
    run: Run, server: Server, manners: Manners, options: list[str], word: str
) -> None:
    """On stdout, in the JSON, and by the doctor where a walk of everything was concerned."""
    command = ["sync", "--source", "hub", "--endpoint", server.url]
    server.hub.manners = manners
    answer = run(*command, *options)
    assert answer.code == 1
    assert word in answer.out
    answer = run(*command, *options, "--json")
    assert answer.code == 1
    assert word in " ".join(json.loads(answer.out)["incomplete"])
    if "--all" in options:
        assert "incomplete" in run("doctor").out


def test_offline_asks_nobody(run: Run, server: Server) -> None:
    """And says so."""
    answer = run("sync", "--offline", "--endpoint", server.url)
    assert (answer.code, answer.out) == (0, "")
    assert "offline" in answer.err
    assert json.loads(run("sync", "--offline", "--json").out)["seen"] == 0
    assert not server.hub.requests


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--limit", "none"], "--limit takes a whole number from 1 up, not none."),
        (["--timeout", "0"], "--timeout takes a whole number from 1 up, not 0."),
        (["--all", "--author", "x"], "--all is every model"),
        (["--fresh"], "give --all too"),
        (["--source", "router", "--author", "x"], "add --source hub"),
        (["--source", "moon"], "--source cannot be moon; there are hub, router, models.dev."),
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
    """And exit code 1; a name that does not answer is not asked for ever."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        answer = run("sync", "--endpoint", f"http://127.0.0.1:{port}")
    assert answer.code == 1
    assert "cannot be reached" in answer.err.splitlines()[-1]


def test_a_server_that_says_nothing_ends_a_sync_within_its_timeout(run: Run) -> None:
    """Asked twice, then exit code 1 and a sentence; what it waits for is told meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        answer = run("sync", "--endpoint", url, "--timeout", "2")
    assert (answer.code, answer.out) == (1, "")
    waited, last = answer.err.splitlines()[0], answer.err.splitlines()[-1]
    assert "waiting for 127.0.0.1 to answer" in waited
    assert last.startswith("modeldex: 127.0.0.1 did not answer in time; 2 tries.")


@pytest.mark.usefixtures("no_names")
def test_a_name_that_nobody_knows_ends_a_sync_with_one_sentence(
    run: Run,
) -> None:
    """As a name service without a network answers."""
    answer = run("sync", "--endpoint", "http://hub.invalid")
    assert (answer.code, answer.out) == (1, "")
    assert "hub.invalid cannot be reached" in answer.err.splitlines()[-1]
    assert "Traceback" not in answer.err


def test_a_sync_that_waits_begins_when_the_other_ends(run: Run, home: Home, server: Server) -> None:
    """It says once for whom it waits."""
    with ExitStack() as other:
        other.enter_context(locked(home.data, "since 12:00"))
        Timer(0.3, other.close).start()
        answer = run("sync", "--wait", "--limit", "5", "--source", "hub", "--endpoint", server.url)
    assert answer.code == 0
    assert answer.err.count("Another modeldex is syncing") == 1
    assert "models listed" in answer.out


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
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
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
    assert "`modeldex changes` tells" in run(*sync).err
    lines = run("changes", "--since", "1d").out.splitlines()
    assert any(gone in line and " gone" in line for line in lines)
    assert any(renamed in line and "renamed" in line for line in lines)
    assert "nothing of what was asked for" in run("changes", "--since", "2099-01-01").err
    kinds = {json.loads(line)["kind"] for line in run("changes", "--json").out.splitlines()}
    assert {"gone", "renamed", "new"} <= kinds
    for kind in ("gone", "renamed"):
        lines = run("changes", "--kind", kind, "--json").out.splitlines()
        assert {json.loads(line)["kind"] for line in lines} == {kind}
    (only,) = run("changes", "--shortlist", "mine", "--json").out.splitlines()
    assert (json.loads(only)["id"], json.loads(only)["kind"]) == (gone, "gone")
    assert run("changes", "--since", "soon").code == 2


def _held(id_: str, was: Offer, now: Offer | None) -> Held:
    """Return a price that waits for a look."""
    return Held(
        at="2026-11-09T12:00:00Z",
        id=id_,
        provider=was.provider,
        model=was.provider_model_id,
        region=was.region or "",
        old="1 / 2",
        new=None if now is None else "10 / 20",
        offer=now,
    )


def _dearer(offer: Offer) -> Offer:
    """Return what the offer is at ten and twenty dollars."""
    return changed(offer, input_usd_per_million_tokens=10.0, output_usd_per_million_tokens=20.0)


def test_a_held_price_is_listed_and_accepted(run: Run, home: Home) -> None:
    """From then on it is the price, and a change that is listed."""
    (offer, *_) = VENDOR.offers
    with Store(home.data) as store:
        store.hold([_held(VENDOR.id, offer, _dearer(offer))])
    assert "10 / 20" in run("review").out
    assert f"price at {offer.provider}?" in run("changes").out
    assert json.loads(run("changes", "--kind", "held", "--json").out)["new"] == "10 / 20"
    assert run("changes", "--kind", "price").out == ""
    answer = run("review", "accept", VENDOR.id.upper(), offer.provider)
    assert (answer.code, answer.err) == (0, "modeldex: 1 price accepted.\n")
    with Store(home.data) as store:
        entry = store.reader().get([VENDOR.id])[VENDOR.id]
        assert (store.held(), store.is_level()) == ((), True)
    assert entry.offers[0].output_usd_per_million_tokens == 20
    assert entry.offers[1:] == VENDOR.offers[1:]
    (line,) = run("changes", "--kind", "price", "--kind", "gone", "--json").out.splitlines()
    assert (json.loads(line)["kind"], json.loads(line)["new"]) == ("price", "$10.00 / $20.00")
    assert "no price waits" in run("review").err


def test_a_rejected_price_changes_nothing_and_may_be_accepted_later(run: Run, home: Home) -> None:
    """It no longer waits, but is still listed by `review`."""
    (offer, *_) = VENDOR.offers
    with Store(home.data) as store:
        store.hold([_held(VENDOR.id, offer, None)])
    assert run("review", "reject", "--all").err == "modeldex: 1 price rejected.\n"
    assert "nothing has changed" in run("changes").err
    assert json.loads(run("review", "--json").out)["decision"] == "rejected"
    with Store(home.data) as store:
        assert store.reader().get([VENDOR.id])[VENDOR.id].offers == VENDOR.offers
    assert run("review", "accept", VENDOR.id).code == 0
    with Store(home.data) as store:
        assert store.reader().get([VENDOR.id])[VENDOR.id].offers == VENDOR.offers[1:]


@pytest.mark.parametrize("arguments", [["accept"], ["accept", "--all", "a/b"], ["reject", "a/b"]])
def test_a_decision_on_nothing_is_refused(run: Run, arguments: list[str]) -> None:
    """The sentence says where to look."""
    answer = run("review", *arguments)
    assert answer.code == 2
    assert "`modeldex review" in answer.err


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


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("update entry set key = key + 1 where rid = 1", "another key"),
        ("update entry set row = 7 where rid = 1", "cannot be read"),
        (
            "insert into entry select null, key, id, words, 0, 9e6, 0, row, hub from entry limit 1",
            "one id",
        ),
    ],
)
def test_a_snapshot_with_rows_that_do_not_fit_together_is_refused(
    run: Run, home: Home, tmp_path: Path, damage: str, reason: str
) -> None:
    """Its checksum is right: somebody has made it so."""
    with Store(home.data) as store:
        store._db.execute(damage)
    file = tmp_path / "catalogue.snapshot"
    assert run("snapshot", "export", str(file)).code == 0
    answer = run("snapshot", "import", str(file), "--data-dir", str(tmp_path / "other"))
    assert answer.code == 1
    assert reason in answer.err


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


@pytest.mark.parametrize(
    "said", [b"[]", b'{"entries":1}', b"\xff", b"[" * 4_000, b'"size_bytes"', b"SIZE"]
)
def test_a_snapshot_that_describes_itself_wrongly_changes_nothing(
    run: Run, tmp_path: Path, said: bytes
) -> None:
    """Without a key, with a text for a number, or with nothing that can be read."""
    file = tmp_path / "catalogue.snapshot"
    run("snapshot", "export", str(file))
    first, told, rest = file.read_bytes().split(b"\n", 2)
    said = re.sub(rb'("size_bytes": )(\d+)', rb'\1"\2"', told) if said == b"SIZE" else said
    file.write_bytes(b"\n".join((first, said, rest)))
    answer = run("snapshot", "import", str(file))
    assert answer.code == 1
    assert "its description cannot be read" in answer.err


def test_a_starter_is_made_of_what_a_sync_has_brought(
    run: Run, server: Server, tmp_path: Path
) -> None:
    """Every model of the Hub is in it; vendors' entries have files of their own."""
    run("sync", "--all", "--source", "hub", "--endpoint", server.url)
    file = tmp_path / "hub-starter.jsonl.xz"
    answer = run("snapshot", "export", "--starter", str(file))
    assert (answer.code, answer.err) == (0, f"modeldex: {COUNT + 2} models are in {file}.\n")
    read = read_starter(file, "starter", curated.licenses(paths.catalog()), {})
    ids = {server.hub.world.id(slot) for slot in range(COUNT)}
    assert ids < {entry.id for entry in read}
    assert run("snapshot", "import", "--starter", str(file)).code == 2


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
    assert "\n  catalog.db  " in answer.out
    assert "\n  last sync  " in answer.out
    assert "hf_secret" not in answer.out + answer.err


def test_the_doctor_saves_what_can_be_read_of_a_damaged_database(run: Run, home: Home) -> None:
    """The damaged file is put aside; marks are saved too, and what is shipped is read again."""
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
        found = {e.id for e in store.reader().all()}
        assert len([id_ for id_ in found if id_.startswith("o/")]) > 1_000
        assert "deepseek-ai/DeepSeek-R1" in found
        assert store.marks() == ("o/1",)
    assert list(home.data.glob("catalog.db.damaged-*"))


def test_a_snapshot_with_bytes_after_its_end_is_refused(run: Run, tmp_path: Path) -> None:
    """Whatever they are, the one byte too many as well as another whole snapshot."""
    file = tmp_path / "catalog.snapshot"
    run("list", "--limit", "1")
    run("snapshot", "export", str(file))
    whole = file.read_bytes()
    for more in (b"\0", b"x" * 5_000_000, whole):
        file.write_bytes(whole + more)
        answer = run("snapshot", "import", str(file))
        assert answer.code == 1
        assert "more bytes follow after its end" in answer.err
    file.write_bytes(whole)
    assert run("snapshot", "import", str(file)).code == 0


def test_the_doctor_says_what_the_database_alone_holds(run: Run, home: Home) -> None:
    """So that nobody deletes it to have it rebuilt."""
    run("list", "--limit", "1")
    with Store(home.data) as store:
        store.set_marks(["o/a", "o/b"])
    assert re.search(r"only in catalog\.db +2 marks, 0 decisions on prices", run("doctor").out)


def test_a_copy_that_cannot_be_written_opens(
    run: Run, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where another release made it, whose catalogue it then shows, and says so."""
    run("list", "--limit", "1")
    with Store(home.data) as store:
        store.set_state(BUILT_FROM, "another release")
        store._db.execute("pragma wal_checkpoint(truncate)")
    monkeypatch.setattr("modeldex.store.schema.open_writable", _read_only)
    answer = run("list", "--limit", "1")
    assert answer.code == 0
    assert answer.out.count("\n") == 2
    assert "cannot be written, so its catalogue is shown as it is" in answer.err
    assert run("shortlist").code == 0


def _read_only(folder: Path) -> sqlite3.Connection:
    """Refuse as a read-only disk does; `chmod` would not stop root."""
    raise sqlite3.OperationalError(f"unable to open database file in {folder}")
