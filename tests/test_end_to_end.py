"""A person at a real terminal: from the first key to the last, and when things go wrong."""

import os
import re
import shutil
import signal
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from modeldex.paths import Home
from tests.terminal import Program

MODELDEX = (sys.executable, "-m", "modeldex")


@pytest.fixture
def environ(home: Home) -> dict[str, str]:
    """Return surroundings whose home has the whole catalogue."""
    return {"MODELDEX_HOME": str(home.data)}


@pytest.fixture
def program(environ: dict[str, str]) -> Iterator[Program]:
    """Run the app at 120x40 and wait for its first rows."""
    with Program(MODELDEX, environ=environ) as running:
        running.wait_for("openai/gpt")
        yield running


def search(program: Program, text: str, expected: str) -> None:
    """Type a filter and go to the table once it shows what is expected."""
    program.press("/")
    program.wait_for("tab Complete")
    program.press("ctrl+u")
    program.wait_until_quiet()
    program.type(text)
    program.wait_for(expected)
    program.press("enter")
    program.wait_until_quiet()


def test_filter_mark_compare_save_and_quit(program: Program, home: Home) -> None:
    """The main job, end to end; the terminal is as it was before."""
    search(program, "gpt-oss-120b", "openai/gpt-oss-120b")
    program.press("space")
    program.wait_for("1 marked")
    search(program, "claude-opus-5-5", "anthropic/claude-opus-5-5")
    program.press("space")
    program.wait_for("2 marked")
    program.press("c")
    program.wait_for("2 models")
    program.wait_for("Capability")
    program.press("escape")
    program.wait_for("2 marked")
    program.press("w")
    program.wait_for("Save")
    program.press("ctrl+u")
    program.wait_until_quiet()
    program.type("review")
    program.press("enter")
    program.wait_for("review")
    program.press("q")
    assert program.wait_for_exit() == 0
    assert program.screen.modes == set()
    saved = tomllib.loads((home.shortlists / "review.toml").read_text(encoding="utf-8"))
    assert saved["format"] == 1
    members = [member["id"] for member in saved["members"]]
    assert members == ["openai/gpt-oss-120b", "anthropic/claude-opus-5-5"]


def test_marks_are_there_after_a_restart(program: Program, environ: dict[str, str]) -> None:
    """Leaving loses nothing, even when the window is closed under the app."""
    search(program, "gpt-oss-20b", "openai/gpt-oss-20b")
    program.press("space")
    program.wait_for("1 marked")
    program.signal(signal.SIGHUP)
    program.wait_for_exit()
    with Program(MODELDEX, environ=environ) as again:
        again.wait_for("1 marked")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_in_order(program: Program, number: signal.Signals) -> None:
    """No mouse reports, no hidden cursor, no other screen are left behind."""
    program.signal(number)
    program.wait_for_exit()
    assert program.screen.modes == set()


def test_letters_typed_at_once_after_the_slash_are_the_filter(program: Program) -> None:
    """What a fast hand or a slow line sends in one piece is not taken for shortcuts."""
    program.type("/gpt-oss-20b")
    program.wait_for("openai/gpt-oss-20b")


def test_a_smaller_window_keeps_the_cursor_in_sight(program: Program) -> None:
    """From 120x40 to 80x24 and back, nothing is lost and nothing crashes."""
    program.resize(80, 24)
    program.wait_for("Help")
    program.resize(20, 6)
    program.wait_until_quiet()
    program.resize(120, 40)
    program.wait_for("openai/gpt")
    program.press("q")
    assert program.wait_for_exit() == 0


def test_two_instances_share_one_home(program: Program, environ: dict[str, str]) -> None:
    """A second window opens, and what is marked there is there at the next start."""
    with Program(MODELDEX, environ=environ) as second:
        second.wait_for("openai/gpt")
        second.press("space")
        second.wait_for("1 marked")
        second.press("q")
        assert second.wait_for_exit() == 0
    program.press("q")
    assert program.wait_for_exit() == 0
    with Program(MODELDEX, environ=environ) as third:
        third.wait_for("1 marked")


def test_no_colour_means_no_colour(environ: dict[str, str]) -> None:
    """With NO_COLOR no colour is sent, and what colours said is said by signs."""
    with Program(MODELDEX, environ={**environ, "NO_COLOR": "1"}) as program:
        program.wait_for("openai/gpt")
        program.press("q")
        program.wait_for_exit()
        codes = b";".join(re.findall(rb"\x1b\[([\d;]*)m", bytes(program.output))).split(b";")
        assert set(codes) <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"39", b"49"}
        assert b"7" in codes


def test_hostile_entries_send_nothing_raw(environ: dict[str, str], home: Home) -> None:
    """Escape bytes, markup and overrides in a catalogue file reach the terminal as text."""
    home.own_entries.mkdir(parents=True)
    hostile = "evil\\u001b]52;c;aGk=\\u0007\\u202e[/][@click=app.quit]x[/]"
    (home.own_entries / "mine.toml").write_text(
        f'vendor = "me"\nname = "Me"\n[[models]]\nid = "trap"\nname = "{hostile}"\n'
        f'notes = ["{hostile}"]\n',
        encoding="utf-8",
    )
    with Program(MODELDEX, environ=environ) as program:
        program.wait_for("reading the catalogue")
        program.wait_for(lambda text: "reading the catalogue" not in text)
        search(program, "trap", "me/trap")
        program.wait_for("evil")
        program.press("enter")
        program.wait_for("<U+001B>]52")
        program.wait_for("[@click=app.quit]")
        assert b"\x1b]52" not in program.output
        assert "\u202e".encode() not in program.output


def test_a_broken_file_of_ones_own_is_named(environ: dict[str, str], home: Home) -> None:
    """The table still opens, and the message says which file, where and what."""
    home.own_entries.mkdir(parents=True)
    (home.own_entries / "mine.toml").write_text('vendor = "me"\n[[models]\n', encoding="utf-8")
    with Program(MODELDEX, environ=environ) as program:
        program.wait_for("mine.toml")
        program.wait_for("openai/gpt")


def test_a_damaged_database_is_one_sentence_and_a_way_out(
    environ: dict[str, str], home: Home
) -> None:
    """No traceback; the file is named, and so is what to do."""
    (home.data / "catalog.db").write_bytes(b"not a database" * 1000)
    for beside in home.data.glob("catalog.db-*"):
        beside.unlink()
    with Program(MODELDEX, environ=environ) as program:
        assert program.wait_for_exit() == 1
        text = program.screen.text
    assert "catalog.db" in text.replace("\n", "")
    assert "Traceback" not in text


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The message names the folder and the option that chooses another."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with Program(MODELDEX, environ={"MODELDEX_HOME": str(folder)}) as program:
        assert program.wait_for_exit() == 1
        assert "--data-dir" in program.screen.text.replace("\n", "")


def test_a_home_that_is_no_folder_is_named(tmp_path: Path) -> None:
    """The message names the place and the option that chooses another."""
    place = tmp_path / "file"
    place.write_text("")
    with Program(MODELDEX, environ={"MODELDEX_HOME": str(place)}) as program:
        assert program.wait_for_exit() == 1
        assert "--data-dir" in program.screen.text.replace("\n", "")


def test_the_first_start_shows_rows_and_then_all_of_them(tmp_path: Path) -> None:
    """On a fresh machine the table fills while it can be used already."""
    folder = tmp_path / "fresh"
    with Program(MODELDEX, environ={"MODELDEX_HOME": str(folder)}) as program:
        program.wait_for("reading the catalogue")
        program.wait_for("openai/gpt")
        program.press("j")
        program.wait_for(lambda text: "reading the catalogue" not in text and "17," in text)
        program.press("q")
        assert program.wait_for_exit() == 0
    shutil.rmtree(folder)
