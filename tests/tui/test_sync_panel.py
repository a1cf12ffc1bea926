"""A sync that runs while one browses."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from modeldex.hub import Quota
from modeldex.sync.lock import locked
from modeldex.sync.plan import Step
from modeldex.tui.app import ModeldexApp
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.dialogs import Confirm
from modeldex.tui.syncline import SyncLine, progress
from modeldex.tui.table import RowTable
from tests.standin import Kind, Manners, Server
from tests.standin.fixtures import COUNT, no_names, serve, server
from tests.tui.few import HOSTILE, few, numbered, press, said
from tests.tui.stage import settle, shown
from tests.tui.syncing import ended, synced_from, until

__all__ = ["no_names", "serve", "server"]

SIZES = ((120, 40), (80, 24))


@pytest.fixture
def silent() -> Iterator[str]:
    """Return the address of a server that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("size", SIZES)
async def test_r_brings_what_the_hub_has_and_says_what_came(
    tmp_path: Path, server: Server, size: tuple[int, int]
) -> None:
    """The rows are there, a sentence sums up, and Esc puts the line away.

    A company's own server says nothing about how old the facts of the Hub are.
    """
    home = few(tmp_path, marked=False)
    async with synced_from(server.url, home, "r", size=size) as (app, pilot):
        await ended(app, pilot)
        assert app.browse._answer.found.total == COUNT + 2
        assert f"{COUNT} new" in shown(app).splitlines()[-2]
        assert f"{COUNT} new" in said(app)
        assert app.ages.hub is None
        await press(app, pilot, "escape")
        assert not app.browse.query(SyncLine)


async def test_an_incomplete_sync_says_so(tmp_path: Path, server: Server) -> None:
    """On the line, which stays, and in a sentence; nothing claims that it is synced."""
    server.hub.manners = Manners(hides=frozenset(range(COUNT)))
    async with synced_from(server.url, few(tmp_path, marked=False), "r") as (app, pilot):
        await ended(app, pilot)
        assert "Sync incomplete" in shown(app).splitlines()[-2]
        assert "lists no model" in said(app)


async def test_before_r_nobody_is_asked(tmp_path: Path, server: Server) -> None:
    """Nor is there a line that tells of a sync."""
    async with synced_from(server.url, few(tmp_path)) as (app, _pilot):
        assert not app.browse.query(SyncLine)
        assert "r Sync" in shown(app).splitlines()[-1]
    assert not server.hub.requests


@pytest.mark.parametrize("size", SIZES)
async def test_rows_arrive_while_a_filter_is_typed(
    tmp_path: Path, server: Server, size: tuple[int, int]
) -> None:
    """Three pages come and a fourth does not: the first ones are there all the same."""
    server.hub.faults.add(Kind.SILENT, page=3)
    home = few(tmp_path, numbered(30), marked=False)
    async with synced_from(server.url, home, size=size) as (app, pilot):
        await pilot.press("r", "slash", *"licens:mit")
        await until(app, pilot, lambda: app.browse._answer.found.total > 30)
        await until(app, pilot, lambda: "still trying" in shown(app).splitlines()[-2])
        assert app.syncing.is_running
        assert "license" in shown(app).splitlines()[2]  # what is wrong is still said
        assert app.browse._answer.found.total == 50


async def test_the_cursor_keeps_its_entry_while_rows_arrive_above_it(
    tmp_path: Path, server: Server
) -> None:
    """On the line of the screen on which it was."""
    home = few(tmp_path, numbered(60), marked=False)
    async with synced_from(server.url, home, "G", size=(80, 24)) as (app, pilot):
        table = app.browse.query_one("#table", RowTable)
        before, line = app.browse.entry, table.cursor - table.scroll_offset.y
        await press(app, pilot, "r")
        await ended(app, pilot)
        assert app.browse._answer.found.total == 60 + COUNT
        assert app.browse.entry == before
        # The line that tells of the sync takes one from the table.
        assert line - 1 <= table.cursor - table.scroll_offset.y <= line


async def test_the_first_rows_of_all_are_reached_at_once(tmp_path: Path, server: Server) -> None:
    """Where there was nothing the keys move over what has come."""
    home = few(tmp_path, ())
    async with synced_from(server.url, home, "slash", "escape", "r") as (app, pilot):
        await ended(app, pilot)
        await press(app, pilot, "j")
        assert app.browse.query_one("#table", RowTable).cursor == 1


async def test_a_second_r_asks_and_stops_at_once(tmp_path: Path, server: Server) -> None:
    """Even while an answer is awaited; the next sync goes on and brings the rest."""
    server.hub.faults.add(Kind.SILENT, page=2)
    home = few(tmp_path, marked=False)
    async with synced_from(server.url, home, "r") as (app, pilot):
        await until(app, pilot, lambda: "still trying" in shown(app))
        await press(app, pilot, "r")
        assert isinstance(app.screen, Confirm)
        await press(app, pilot, "n")
        assert app.syncing.is_running
        await press(app, pilot, "r", "y")
        assert not app.syncing.is_running
        assert "Sync stopped" in shown(app)
        await press(app, pilot, "r")
        await ended(app, pilot)
        assert "Synced" in shown(app)
        assert app.browse._answer.found.total == COUNT + 2


async def assert_usable(app: ModeldexApp, pilot: Pilot[None]) -> None:
    """Assert that a filter still narrows the table."""
    await press(app, pilot, "slash", *"swift")
    assert isinstance(app.screen, BrowseScreen)
    assert app.browse._answer.found.total == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_server_that_says_nothing_is_named_and_one_goes_on_browsing(
    tmp_path: Path, silent: str, size: tuple[int, int]
) -> None:
    """It is told within the time that the sync takes to notice, one second."""
    async with synced_from(silent, few(tmp_path), "r", size=size) as (app, pilot):
        await until(app, pilot, lambda: "no answer yet, still trying" in shown(app))
        await assert_usable(app, pilot)
        assert app.syncing.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_a_port_that_refuses_is_told_in_a_sentence(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """The line and the toast both say so, and the line goes with the next r."""
    async with synced_from("http://127.0.0.1:9", few(tmp_path), "r", size=size) as (app, pilot):
        await ended(app, pilot)
        assert "Sync failed: 127.0.0.1 cannot be reached" in shown(app)
        assert "Check the network" in said(app)
        await assert_usable(app, pilot)
        await press(app, pilot, "escape", "r")
        assert len(app.browse.query(SyncLine)) == 1
        await ended(app, pilot)


@pytest.mark.usefixtures("no_names")
async def test_a_name_that_nobody_knows_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A failed look-up ends as a refusal does."""
    async with synced_from("http://hub.invalid", few(tmp_path), "r") as (app, pilot):
        await ended(app, pilot)
        assert "Sync failed: hub.invalid cannot be reached" in shown(app)
        await assert_usable(app, pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["c", "h", "l", "enter"])
async def test_a_sync_is_told_of_on_whatever_screen_one_looks_at(
    tmp_path: Path, server: Server, key: str, size: tuple[int, int]
) -> None:
    """On one line above the keys, that goes with the other one."""
    server.hub.faults.add(Kind.SILENT, page=2, times=1)
    async with synced_from(server.url, few(tmp_path), "r", key, size=size) as (app, pilot):
        assert not isinstance(app.screen, BrowseScreen)
        await until(app, pilot, lambda: "Syncing" in shown(app).splitlines()[-2])
        app.syncing._stop(sure=True)
        await settle(app, pilot)
        assert "Sync stopped" in shown(app).splitlines()[-2]
        assert len(app.screen.query(SyncLine)) == 1
        await press(app, pilot, "escape", "escape", key)
        assert not app.screen.query(SyncLine)


async def test_another_sync_of_the_same_folder_is_told(tmp_path: Path, server: Server) -> None:
    """And nothing is asked of the server."""
    home = few(tmp_path)
    with locked(home.data, "since noon"):
        async with synced_from(server.url, home, "r") as (app, pilot):
            await ended(app, pilot)
            assert "Another modeldex is syncing" in said(app)
    assert not server.hub.requests


async def test_what_a_server_says_is_never_obeyed(tmp_path: Path, server: Server) -> None:
    """Control characters in a step are shown, not sent to the terminal."""
    async with synced_from(server.url, few(tmp_path), "r") as (app, pilot):
        await ended(app, pilot)
        line = app.browse.query_one(SyncLine)
        line.show_step(Step(phase=HOSTILE, waiting=HOSTILE, waiting_seconds=70))
        await pilot.pause()
        assert "\x1b" not in shown(app)
        assert "[/]" in shown(app)


def test_a_step_is_told_in_the_order_of_what_matters() -> None:
    """Where there is no room the last ones go first."""
    quota = Quota(left=480, limit=500, seconds_left=100, window_seconds=300)
    step = Step(
        phase="most liked", done=500, total=2_000, rate=20, new=3, held=1, set_aside=2, quota=quota
    )
    assert progress(step) == (
        "most liked",
        "━━━╌╌╌╌╌╌╌╌╌",
        "500 of 2,000",
        "20/s",
        "1 min 15 s left",
        "3 new",
        "1 held for review",
        "2 set aside",
        "quota 480 of 500",
    )
    waiting = replace(step, waiting="a.b to grant more requests", waiting_seconds=9)
    assert progress(waiting)[:3] == (
        "most liked",
        "waiting for a.b to grant more requests, 9 s at most",
        "500 of 2,000",
    )
