"""What has drifted from the pinned facts, taking it as it is now, and the verdict."""

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import Static

from modeldex.entry import Entry, changed
from modeldex.paths import Home
from modeldex.shortlist import Verdict
from modeldex.tui.app import ModeldexApp
from modeldex.tui.drifts import DriftScreen
from modeldex.tui.shortlists import ShortlistsScreen
from modeldex.tui.verdict import Choose
from tests.examples import OPEN, TODAY, VENDOR
from tests.shortlist.test_drift import scored
from tests.tui.desktop import recording_browser, until
from tests.tui.few import HOSTILE, asked, few, press, running, said
from tests.tui.stage import shown
from tests.tui.test_shortlist_screens import EARLIER, SIZES, edit_by_hand, ids, listed, read

CHANGED = changed(OPEN, license="llama3", gated="auto", context_tokens=32_768)


def drifted(folder: Path, *now: Entry) -> tuple[Home, Path]:
    """Return a home where two members were pinned and the catalogue says other things now."""
    home = few(folder, now or (CHANGED, VENDOR), marked=False)
    return home, listed(home, "mine", OPEN, VENDOR)


def told(app: ModeldexApp) -> str:
    """Return the lines that tell the fact under the cursor whole."""
    return str(app.screen.query_one("#drift", Static).content)


@pytest.mark.parametrize("size", SIZES)
async def test_the_lists_show_how_much_has_drifted(tmp_path: Path, size: tuple[int, int]) -> None:
    """In numbers beside the list and the member, and in words for the one under the cursor."""
    home, _ = drifted(tmp_path)
    async with running(home, "l", size=size) as (app, pilot):
        lines = shown(app).splitlines()
        assert lines[1].count("≠") == 2
        assert " 3 " in lines[2].partition("│")[0] + " "
        words = " ".join(shown(app).replace("│", " ").split())
        assert "3 facts differ from what was pinned; d shows them" in words
        await press(app, pilot, "enter")
        words = " ".join(shown(app).replace("│", " ").split())
        assert "≠ now: Licence apache-2.0 → llama3; Gated no → auto; Context 131,072" in words
        await press(app, pilot, "j")
        assert "≠ now" not in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_each_fact_is_shown_with_both_values_dates_and_source(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Whole, below the table, where a column has no room for it."""
    home, _ = drifted(tmp_path)
    async with running(home, "l", "d", size=size) as (app, pilot):
        assert "mine · 3 facts differ from what was pinned" in shown(app)
        assert told(app) == (
            "Licence of Qwen/Qwen3-8B: apache-2.0 → llama3\n"
            "pinned on 2026-10-01 · huggingface.co says so as of 2026-09-30"
        )
        await press(app, pilot, "j", "j")
        assert told(app).startswith("Context of Qwen/Qwen3-8B: 131,072 → 32,768\n")


async def test_a_rating_is_whole_in_the_table(tmp_path: Path) -> None:
    """With its interval, worded as among the facts, before and now, on 80 cells."""
    home = few(tmp_path, [scored(1438, 1431.6, 1444.4)], marked=False)
    listed(home, "mine", scored(1403, 1396.6, 1409.4))
    async with running(home, "l", "d", size=(80, 24)) as (app, _pilot):
        assert "1403 (1397 to 1409)  1438 (1432 to 1444)" in shown(app)


@pytest.mark.parametrize("key", ["enter", "a"])
async def test_one_fact_is_taken_as_it_is_now(tmp_path: Path, key: str) -> None:
    """The next one is under the cursor, and the lists know of it."""
    home, path = drifted(tmp_path)
    async with running(home, "l", "d", key) as (app, pilot):
        assert told(app).startswith("Gated of")
        assert "2 facts differ" in shown(app)
        pinned = read(path).members[0].pinned
        assert (pinned.license, pinned.gated, pinned.accepted) == (
            "llama3",
            "no",
            {"license": TODAY},
        )
        await press(app, pilot, "escape")
        assert isinstance(app.screen, ShortlistsScreen)
        assert "2 facts differ" in shown(app)


async def test_all_are_taken_after_a_yes(tmp_path: Path) -> None:
    """After that nothing differs, and nothing can be accepted."""
    home, path = drifted(tmp_path)
    before = path.read_bytes()
    async with running(home, "l", "d", "A") as (app, pilot):
        assert "3 facts differ. Pin them all as they are now?" in asked(app)
        await press(app, pilot, "n")
        assert path.read_bytes() == before
        await press(app, pilot, "A", "y")
        assert "no facts differ" in shown(app)
        assert told(app) == "Nothing differs."
        assert read(path).members[0].pinned.as_of == TODAY
        assert read(path).members[1].pinned.as_of == EARLIER
        await press(app, pilot, "A", "a", "y", "o")
        assert "There is nothing to accept." in said(app)


async def test_a_file_changed_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    """The same facts are taken in the file as it is now, or nothing is written."""
    home, path = drifted(tmp_path)
    async with running(home, "l", "d") as (app, pilot):
        edit_by_hand(path)
        await press(app, pilot, "a")
        assert "was changed by someone else meanwhile" in asked(app)
        await press(app, pilot, "escape")
        assert read(path).members[0].pinned.license == "apache-2.0"
        path.write_text(path.read_text().replace("'me'", "'you'"))
        await press(app, pilot, "a", "enter")
        assert read(path).members[0].pinned.license == "llama3"
        assert "owner" in path.read_text()
        path.unlink()
        await press(app, pilot, "a", "j", "j", "enter")
        assert "there is no such file" in said(app)
        assert isinstance(app.screen, DriftScreen)


@pytest.mark.parametrize("where", [["l"], ["l", "d"]])
async def test_a_verdict_is_chosen_and_reasoned(tmp_path: Path, where: list[str]) -> None:
    """From the lists or from what has drifted; it is there to be changed, and taken away."""
    home, path = drifted(tmp_path)
    async with running(home, *where, "v") as (app, pilot):
        assert "Enter take none" in asked(app)
        await press(app, pilot, "space")
        assert "●  Qwen/Qwen3-8B" in shown(app)
        assert "Enter take 1 " in asked(app)
        await press(app, pilot, "enter")
        assert "Why Qwen/Qwen3-8B?" in asked(app)
        await press(app, pilot, *"ours", "enter")
        assert read(path).verdict == Verdict(chosen=(OPEN.id,), decided=TODAY, reason="ours")
        assert "ecided on 2026-11-21" in shown(app)
        await press(app, pilot, "v", "space", "space", "enter", *"!", "enter")
        assert read(path).verdict == Verdict(chosen=(VENDOR.id,), decided=TODAY, reason="ours!")
        await press(app, pilot, "v", "escape", "v", "enter", "escape")
        assert read(path).verdict is not None
        await press(app, pilot, "v", "j", "space", "enter", *["backspace"] * 5, "enter")
        assert read(path).verdict is None
    assert ids(path) == [OPEN.id, VENDOR.id]


async def test_there_is_nothing_to_decide_without_members_or_lists(tmp_path: Path) -> None:
    """A sentence says so."""
    home = few(tmp_path)
    async with running(home, "l", "d", "v") as (app, pilot):
        assert "There is no shortlist to look at." in said(app)
        assert "There is no model to decide on." in said(app)
        app.clear_notifications()
        listed(home, "empty")
        await press(app, pilot, "escape", "l", "v", "d")
        assert "There is no model to decide on." in said(app)
        assert told(app) == "Nothing differs."


async def test_the_pages_and_ids_of_what_drifted_are_one_key_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of the source where it has one, else that of the model."""
    home, _ = drifted(tmp_path)
    opened = recording_browser(tmp_path, monkeypatch)
    async with running(home, "l", "d") as (app, pilot):
        await press(app, pilot, "o", "y")
        await until(opened.exists)
        assert opened.read_text(encoding="utf-8") == "https://huggingface.co/Qwen/Qwen3-8B"


@pytest.mark.parametrize("screen", [ShortlistsScreen, DriftScreen, Choose])
async def test_every_key_has_an_id_and_the_shown_ones_fit_80_columns(
    tmp_path: Path, screen: type[ShortlistsScreen | DriftScreen | Choose]
) -> None:
    """With help at the end of the line."""
    assert all(isinstance(one, Binding) and one.id for one in screen.BINDINGS)
    home, _ = drifted(tmp_path)
    keys = {ShortlistsScreen: ["l"], DriftScreen: ["l", "d"], Choose: ["l"]}[screen]
    async with running(home, *keys, size=(80, 24)) as (app, _pilot):
        line = shown(app).splitlines()[-1]
        assert line.rstrip().endswith("? Help")
        assert "esc Back" in line
        for one in screen.BINDINGS if screen is DriftScreen else ():
            assert isinstance(one, Binding)
            assert one.description in line


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_and_never_obeyed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """In ids, facts, sources and reasons."""
    evil = changed(OPEN, id=HOSTILE)
    now = changed(evil, license=HOSTILE, source=changed(OPEN.source, name=HOSTILE))
    home = few(tmp_path, (now, VENDOR))
    path = listed(home, "mine", evil)
    decided = (
        '[verdict]\nchosen = ["[/]\\u001b]52;c;aGk=\\u0007"]\ndate = 2026-10-01\nreason = "\\u202e"'
    )
    path.write_text(path.read_text().replace("[[members]]", f"{decided}\n\n[[members]]", 1))
    async with running(home, "l", size=size) as (app, pilot):
        for keys in (["enter"], ["d"], ["v"], ["space", "enter"], ["escape", "a"], ["escape"]):
            assert all(sign not in shown(app) for sign in "\x1b\x07\u202e")
            await press(app, pilot, *keys)
        assert isinstance(app.screen, ShortlistsScreen)
