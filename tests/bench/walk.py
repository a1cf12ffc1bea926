"""`python -m tests.bench.walk [--models N] [--kills K]`: walk a whole Hub, and print what it costs.

A stand-in Hub of its own process serves N models (3,000,000 by default, which takes minutes) from
pages rendered beforehand; the sync is killed K times at random and started again. In the end
every id is compared. How fast the machine is tells the simplest walk there is, in the same run.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from modeldex import paths
from modeldex.hub import BACKFILL, Page, connect, pages
from modeldex.store import Store
from modeldex.store.schema import connect_read_only
from modeldex.sync import bookmarks
from modeldex.sync.plan import HUB, Plan
from modeldex.sync.session import run
from tests.bench.recorded import Recorded, RecordedHub
from tests.standin import UNLIMITED, Quota, Rates, Server

INCREMENT = 10_000
_NEW = 2_000
_SAMPLE = 50_000
_POLL_SECONDS = 0.1


@dataclass(slots=True)
class Walked:
    """What a walk of everything took."""

    models: int
    seconds: float = 0.0
    kills: int = 0
    processor_seconds: float = 0.0
    """Of both processes, those that were killed left out where they had not been waited for."""

    memory_bytes: int = 0
    """The most that a sync had of its own, both its processes together, ten looks a second."""

    resident_bytes: int = 0
    """The most that one had resident, the pages of mapped index files included."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.walk")
    parser.add_argument("--models", type=int, default=3_000_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--folder", help="where to keep the catalogue meanwhile")
    parser.add_argument("--pages", help="where the Hub's pages are kept for other runs")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.models, Recorded(Path(asked.pages)))
        return
    os.environ["NO_PROXY"] = "127.0.0.1"
    with (
        TemporaryDirectory(dir=asked.folder) as name,
        served(asked.models, Path(asked.pages or name) / "pages") as url,
    ):
        folder = Path(name) / "catalogue"
        simple = simplest(Path(name) / "simplest.db", url)
        walked = walk(folder, url, asked.models, asked.kills)
        print(f"{'models':28} {walked.models:,}")
        print(f"{'killed':28} {walked.kills} times")
        print(f"{'walk, restarts included':28} {walked.seconds:,.0f} s")
        print(f"{'speed':28} {walked.models / walked.seconds:,.0f} models/s")
        print(f"{'records as text in SQLite':28} {simple:,.0f} models/s, in one process")
        each = walked.processor_seconds / walked.models
        print(f"{'processor time':28} {each * 1e6:,.0f} us a model")
        print(f"{'peak memory':28} {walked.memory_bytes / 1e6:,.0f} MB")
        print(f"{'with mapped files':28} {walked.resident_bytes / 1e6:,.0f} MB")
        for what, size in sizes(folder):
            print(f"{what:28} {size / walked.models:,.0f} bytes a model")
        print(f"{'every id and _id':28} {'exact' if is_exact(folder, walked.models) else 'WRONG'}")
        changed, seconds, total = increment(folder, url)
        print(f"{f'{changed:,} new or modified':28} {seconds:,.1f} s")
        print(f"{'a whole sync with them':28} {total:,.1f} s")


def simplest(database: Path, url: str) -> float:
    """Return models/s of the simplest walk that keeps what it reads: each record as text, by id."""
    kept, began = 0, time.monotonic()
    with closing(sqlite3.connect(database)) as db:
        db.execute("pragma journal_mode=wal")
        db.execute("create table model(id text primary key, record text)")
        for page in pages(BACKFILL, connect(url)):
            if isinstance(page, Page):
                rows = ((str(record.get("id")), json.dumps(record)) for record in page.records)
                with db:
                    db.executemany("insert or replace into model values(?, ?)", rows)
                kept += len(page.records)
            if kept >= _SAMPLE:
                break
    return kept / (time.monotonic() - began)


def hub_of(models: int) -> RecordedHub:
    """Return the Hub that is walked."""
    rates = Rates(added=_NEW, changed=INCREMENT - _NEW)
    return RecordedHub(models, rates=rates, quota=Quota(anonymous=UNLIMITED))


def serve(models: int, pages: Recorded) -> None:
    """Serve it until standard input ends."""
    hub = hub_of(models)
    pages.record(hub)
    hub.requests.clear()
    hub.pages = pages
    with Server(hub) as server:
        print(server.url, flush=True)
        sys.stdin.read()


@contextmanager
def served(models: int, pages: Path) -> Iterator[str]:
    """Give the address of a server in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.walk", "--serve", "--models", str(models)]
    command += ["--pages", str(pages)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        yield process.stdout.readline().strip()
        process.stdin.close()


def walk(folder: Path, url: str, models: int, kills: int) -> Walked:
    """Sync everything into `folder`, killed `kills` times on the way."""
    random = Random(1)  # noqa: S311 - moments, not secrets
    moments = sorted(random.sample(range(models), kills))
    walked = Walked(models)
    began = time.monotonic()
    while True:
        command = [sys.executable, "-m", "modeldex", "sync", "--all", "--source", "hub"]
        command += ["--endpoint", url, "--data-dir", str(folder)]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            while process.poll() is None:
                own, resident = memory(process.pid)
                walked.memory_bytes = max(walked.memory_bytes, own)
                walked.resident_bytes = max(walked.resident_bytes, resident)
                if moments and listed(folder, url) >= moments[0]:
                    # Somewhere in the work on the page, not just at its end.
                    time.sleep(random.random() / 5)
                    process.kill()
                time.sleep(_POLL_SECONDS)
        if process.returncode == 0:
            walked.seconds = time.monotonic() - began
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            walked.processor_seconds = used.ru_utime + used.ru_stime
            return walked
        assert process.returncode < 0, "the sync failed"
        walked.kills += 1
        reached = listed(folder, url)
        moments = [moment for moment in moments if moment > reached]


def memory(pid: int) -> tuple[int, int]:
    """Return the bytes a process and its children have of their own now, and have resident.

    0 at its end.
    """
    with suppress(OSError, KeyError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        facts = dict(line.split(":", 1) for line in status.splitlines())
        own, resident = (int(facts[name].split()[0]) * 1024 for name in ("RssAnon", "VmRSS"))
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            more = memory(int(child))
            own, resident = own + more[0], resident + more[1]
        return own, resident
    return 0, 0


def listed(folder: Path, url: str) -> int:
    """Return how many models the walk has brought so far."""
    try:
        with closing(connect_read_only(folder)) as db:
            found = db.execute(
                "select value from state where key = ?", (bookmarks.key(url),)
            ).fetchone()
    except sqlite3.OperationalError:
        return 0
    return bookmarks.read(found[0] if found else None).listed


def sizes(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield what takes how many bytes on disk."""
    yield "database", sum(path.stat().st_size for path in folder.glob("catalog.db*"))
    files = (path for index in folder.glob("index-*") for path in index.rglob("*"))
    yield "search index", sum(path.stat().st_size for path in files)


def is_exact(folder: Path, models: int) -> bool:
    """Return whether every id and `_id` of the server is there, in order, and none besides."""
    world = hub_of(models).world
    with closing(connect_read_only(folder)) as db:
        rows = db.execute(
            "select id, hub from entry where hub is not null and not gone order by hub"
        )
        wanted = ((world.id(slot), bytes.fromhex(world.object_id(slot))) for slot in world.slots())
        return all(row == truth for row, truth in zip(rows, wanted, strict=True))


def increment(folder: Path, url: str) -> tuple[int, float, float]:
    """Return how many new or changed entries a later sync finds, in what time, and its own."""
    request = urllib.request.Request(f"{url}/_standin/advance?1", method="POST")  # noqa: S310
    urllib.request.urlopen(request).close()  # noqa: S310 - loopback
    home = paths.home(folder)
    began, modified, at_start = time.monotonic(), 0.0, 0
    last = None
    with Store(home.data) as store:
        plan = Plan(endpoint=url, sources=frozenset({HUB}))
        with closing(run(store, home, plan)) as steps:
            for last in steps:
                if last.phase == "modified" and not modified:
                    modified, at_start = time.monotonic(), last.seen - last.done
    assert last is not None
    now = time.monotonic()
    return last.seen - at_start, now - modified, now - began


if __name__ == "__main__":
    main()
