"""Marks become shortlists, and shortlists are looked after."""

from datetime import date
from pathlib import Path

import pytest
from textual import events

from modeldex.entry import Entry, changed
from modeldex.paths import Home
from modeldex.shortlist import Shortlist, add, create, load, save
from modeldex.store import Store
from modeldex.tui.app import ModeldexApp
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.compare import CompareScreen
from modeldex.tui.shortlists import ShortlistsScreen
from tests.examples import OPEN, TODAY, VENDOR
from tests.tui.few import HOSTILE, asked, few, numbered, press, running, said
from tests.tui.stage import shown

SIZES = ((120, 40), (80, 24))
EARLIER = date(2026, 10, 1)


def listed(home: Home, name: str, *entries: Entry) -> Path:
    """Save entries as a shortlist and return its file."""
    made, path = create(home.shortlists, name, EARLIER)
    _, fingerprint = load(path)
    save(path, add(made, entries, EARLIER), expected=fingerprint)
    return path


def read(path: Path) -> Shortlist:
    """Return what a shortlist file says."""
    return load(path)[0]


def ids(path: Path) -> list[str]:
    """Return the ids of the members in a shortlist file."""
    return [member.id for member in read(path).members]


def edit_by_hand(path: Path) -> None:
    """Change a shortlist file as an editor would."""
    path.write_text(path.read_text().replace("name =", "owner = 'me'\nname =", 1))


async def test_marks_become_a_shortlist_under_a_name_and_with_their_filter(tmp_path: Path) -> None:
    """The file holds the facts of the day."""
    home = few(tmp_path)
    async with running(home, "slash", *"tools", "enter", "w", *"x y", "enter") as (app, _pilot):
        assert "Saved 2 models in x y" in said(app)
    kept = read(home.shortlists / "x-y.toml")
    assert [member.id for member in kept.members] == [OPEN.id, VENDOR.id]
    assert (kept.name, kept.criteria, kept.created) == ("x y", "tools", TODAY)
    assert kept.members[1].pinned.input_usd_per_million_tokens == 0.25


async def test_nothing_marked_is_said_and_nothing_is_asked(tmp_path: Path) -> None:
    """The sentence names the key that helps."""
    async with running(few(tmp_path, marked=False), "w") as (app, _pilot):
        assert "Mark models with Space first" in said(app)
        assert isinstance(app.screen, BrowseScreen)


async def test_an_existing_shortlist_is_added_to_after_saying_so(tmp_path: Path) -> None:
    """The one that was written last is offered; what it holds already is left as it is."""
    home = few(tmp_path)
    path = listed(home, "mine", OPEN)
    before = path.read_bytes()
    async with running(home, "w", "enter") as (app, pilot):
        assert "mine exists and holds 1 model. Add 1 to it?" in asked(app)
        await press(app, pilot, "n")
        assert path.read_bytes() == before
        await press(app, pilot, "w", "enter", "y")
        assert ids(path) == [OPEN.id, VENDOR.id]
        await press(app, pilot, "w", "enter")
        assert "mine holds all of them already" in said(app)


@pytest.mark.parametrize(
    ("keys", "in_file", "in_other"),
    [
        (["enter"], [OPEN.id, VENDOR.id], []),
        (["j", "enter", "enter"], [OPEN.id], [OPEN.id, VENDOR.id]),
        (["j", "j", "enter"], [OPEN.id], []),
        (["escape"], [OPEN.id], []),
    ],
    ids=["again", "other-name", "dropped", "escape"],
)
async def test_a_file_changed_meanwhile_is_never_overwritten(
    tmp_path: Path, keys: list[str], in_file: list[str], in_other: list[str]
) -> None:
    """The person reads it again, keeps both or drops the change."""
    home = few(tmp_path)
    path = listed(home, "mine", OPEN)
    async with running(home, "w", "enter") as (app, pilot):
        edit_by_hand(path)
        await press(app, pilot, "y")
        assert "was changed by someone else meanwhile" in asked(app)
        await press(app, pilot, *keys)
        assert isinstance(app.screen, BrowseScreen)
    assert "owner" in path.read_text()
    assert ids(path) == in_file
    other = home.shortlists / "mine-2.toml"
    assert (ids(other) if other.exists() else []) == in_other


@pytest.mark.parametrize("size", SIZES)
async def test_lists_and_members_are_shown_with_their_pinned_facts(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """What the member under the cursor had on that day is spelled out."""
    home = few(tmp_path)
    listed(home, "first", OPEN)
    listed(home, "second", OPEN, VENDOR)
    async with running(home, "l", size=size) as (app, pilot):
        screen = shown(app)
        assert "2 shortlists" in screen
        assert "first" in screen
        assert "second" in screen
        assert OPEN.id in screen
        assert VENDOR.id not in screen
        await press(app, pilot, "j", "enter", "j")
        text = " ".join(shown(app).replace("│", " ").split())
        assert "As of 2026-10-01: proprietary, licence unknown, $0.25 in / $2.00 out" in text


async def test_a_note_of_several_lines_is_edited_in_place(tmp_path: Path) -> None:
    """Enter saves, ctrl+j begins a line, Esc leaves the note as it was, nothing clears it."""
    home = few(tmp_path)
    path = listed(home, "mine", OPEN)
    async with running(home, "l", "enter", "t", *"ab", "ctrl+j", *"c", "enter") as (app, pilot):
        assert read(path).members[0].note == "ab\nc"
        assert "ab …" in shown(app)
        await press(app, pilot, "enter", *"XYZ", "escape")
        assert read(path).members[0].note == "ab\nc"
        await press(app, pilot, "t", *"d", "ctrl+s")
        assert read(path).members[0].note == "ab\ncd"
        await press(app, pilot, "t", *["backspace"] * 5, "enter")
        assert read(path).members[0].note == ""


async def test_what_is_pasted_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    """Into a note as into a name."""
    home = few(tmp_path)
    path = listed(home, "mine", OPEN)
    async with running(home, "l", "enter", "t") as (app, pilot):
        app.post_message(events.Paste("a\x1b]52;c;aGk=\x07b\nc"))
        await pilot.pause()
        assert "\x1b" not in shown(app)
        await press(app, pilot, "enter", "escape", "n")
        app.post_message(events.Paste("n\x1b]0;title\x07"))
        await pilot.pause()
        assert "n<U+001B>]0;title<U+0007>" in asked(app)
    assert read(path).members[0].note == "a<U+001B>]52;c;aGk=<U+0007>b\nc"


async def test_a_note_on_a_file_changed_meanwhile_is_kept(tmp_path: Path) -> None:
    """It is written into what the file says now."""
    home = few(tmp_path)
    path = listed(home, "mine", OPEN)
    async with running(home, "l", "enter", "t", *"good") as (app, pilot):
        edit_by_hand(path)
        await press(app, pilot, "enter", "enter")
        assert read(path).members[0].note == "good"
        assert "owner" in path.read_text()
        assert "good" in shown(app)


async def test_a_member_goes_after_a_yes(tmp_path: Path) -> None:
    """A note that goes with it is mentioned."""
    home = few(tmp_path)
    path = listed(home, "mine", OPEN, VENDOR)
    async with running(home, "l", "enter", "t", *"hm", "enter", "x") as (app, pilot):
        assert "Its note goes too." in asked(app)
        await press(app, pilot, "n")
        assert len(ids(path)) == 2
        await press(app, pilot, "x", "y")
        assert ids(path) == [VENDOR.id]
        await press(app, pilot, "x", "y", "x")
        assert "There is no model to remove." in said(app)


async def test_shortlists_are_made_renamed_and_deleted(tmp_path: Path) -> None:
    """A name that is taken is refused in a sentence; a deleted file is kept beside its place."""
    home = few(tmp_path)
    path = listed(home, "mine", OPEN)
    async with running(home, "l", "n", *"new", "enter") as (app, pilot):
        assert (home.shortlists / "new.toml").exists()
        await press(app, pilot, "R", "ctrl+u", *"mine", "enter")
        assert "There is a shortlist called mine already" in said(app)
        await press(app, pilot, "R", "ctrl+u", *"better", "enter")
        assert read(home.shortlists / "better.toml").name == "better"
        await press(app, pilot, "D", "n")
        assert (home.shortlists / "better.toml").exists()
        await press(app, pilot, "D", "y")
        assert not (home.shortlists / "better.toml").exists()
        assert "Its file is kept as better.toml.deleted" in said(app)
        assert "1 shortlist " in shown(app)
    assert ids(path) == [OPEN.id]


async def test_a_broken_file_says_why_and_hides_no_other(tmp_path: Path) -> None:
    """It can be set aside, and nothing else can be done to it."""
    home = few(tmp_path)
    listed(home, "mine", OPEN)
    (home.shortlists / "broken.toml").write_text("format = [\x1b]0;title\x07")
    async with running(home, "l") as (app, pilot):
        screen = shown(app)
        assert "✗ broken" in screen
        assert "not valid TOML" in " ".join(screen.replace("│", " ").split())
        assert "\x1b" not in screen
        await press(app, pilot, "t", "x", "m", "c", "R", "enter")
        assert "There is no model to note anything on." in said(app)
        await press(app, pilot, "D", "y")
        assert "✗ broken" not in shown(app)
        assert "mine" in shown(app)


async def test_a_member_the_catalogue_does_not_know_is_shown_as_gone(tmp_path: Path) -> None:
    """It stays in the file, and the rest can be compared."""
    home = few(tmp_path, (OPEN, VENDOR))
    stranger = changed(OPEN, id="nobody/knows")
    path = listed(home, "mine", stranger, OPEN, VENDOR)
    async with running(home, "l", "enter", "space") as (app, pilot):
        screen = shown(app)
        assert "✗ nobody/knows" in screen
        assert "not in the catalogue" in screen
        assert "Only models in the catalogue can be marked." in said(app)
        await press(app, pilot, "c")
        assert isinstance(app.screen, CompareScreen)
        assert "nobody" not in shown(app)
    assert ids(path) == ["nobody/knows", OPEN.id, VENDOR.id]


async def test_what_another_screen_saved_is_there_on_the_way_back(tmp_path: Path) -> None:
    """A comparison opened from a shortlist can be saved into another one."""
    home = few(tmp_path)
    listed(home, "mine", OPEN, VENDOR)
    async with running(home, "l", "c", "w", *"new", "enter", "escape") as (app, _pilot):
        assert isinstance(app.screen, ShortlistsScreen)
        assert "2 shortlists" in shown(app)
        assert (home.shortlists / "new.toml").exists()


async def test_marks_that_left_the_catalogue_are_mentioned(tmp_path: Path) -> None:
    """They cannot be pinned, and the rest is saved."""
    home = few(tmp_path)
    with Store(home.data) as store:
        store.set_marks((OPEN.id, "nobody/knows"))
    async with running(home, "w", "enter") as (app, _pilot):
        assert "1 of the marked models left the catalogue" in said(app)
    assert ids(home.shortlists / "shortlist.toml") == [OPEN.id]


async def test_members_become_marks_beside_those_there_are(tmp_path: Path) -> None:
    """No mark is lost."""
    home = few(tmp_path, numbered(3), marked=False)
    listed(home, "mine", *numbered(3)[1:])
    async with running(home, "space", "l", "m", "escape") as (app, _pilot):
        assert app.marks == ("acme/model-0", "acme/model-1", "acme/model-2")
        assert "3 marked" in shown(app)


async def test_more_than_eight_members_are_not_compared_at_once(tmp_path: Path) -> None:
    """The sentence says what to do instead; Space marks one."""
    home = few(tmp_path, numbered(9), marked=False)
    listed(home, "mine", *numbered(9))
    async with running(home, "l", "c", "enter", "space") as (app, _pilot):
        assert "2 to 8 models can be compared, and these are 9." in said(app)
        assert app.marks == ("acme/model-0",)


async def test_one_key_goes_back_a_step_at_a_time(tmp_path: Path) -> None:
    """From the members to the lists, from the lists to the table."""
    home = few(tmp_path)
    listed(home, "mine", OPEN)
    async with running(home, "l", "enter", "escape") as (app, pilot):
        assert isinstance(app.screen, ShortlistsScreen)
        await press(app, pilot, "q")
        assert isinstance(app.screen, BrowseScreen)
        assert app.is_running


async def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """Nothing is raised and nothing is lost."""
    home = few(tmp_path)
    home.shortlists.write_text("a file where the folder should be")
    async with running(home, "w", "enter", "l", "n", "x", "enter") as (app, _pilot):
        assert isinstance(app.screen, ShortlistsScreen)
        assert "Not a directory" in said(app)
        assert "0 shortlists" in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_and_never_obeyed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """In names, ids and notes, in the lists and in the questions."""
    home = few(tmp_path, (changed(OPEN, id=HOSTILE), VENDOR))
    evil = changed(OPEN, id=HOSTILE, license=HOSTILE)
    path = listed(home, "漢字 [/] [@click=app.quit]x", evil)
    text = path.read_text().replace("\nid", '\nnote = "\\u001b]52;c;aGk=\\u0007[/]\\u202e"\nid', 1)
    path.write_text(text)

    async def look(app: ModeldexApp) -> str:
        screen = shown(app)
        assert all(sign not in screen for sign in "\x1b\x07\u202e")
        return screen

    async with running(home, "l", size=size) as (app, pilot):
        assert "[/]" in await look(app)
        for keys in (["enter"], ["t"], ["escape", "x"], ["n", "escape", "D"], ["n", "w"]):
            await press(app, pilot, *keys)
            assert await look(app)
        assert isinstance(app.screen, ShortlistsScreen | BrowseScreen)
