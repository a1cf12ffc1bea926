"""Entries are ranked by what a person weighs: weights, must-haves, reasons, and where they stay."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from modeldex import machine
from modeldex.cost import PRESETS
from modeldex.entry import Entry, Score, Source, changed
from modeldex.memory import Machine
from modeldex.paths import Home
from modeldex.scorecard import CRITERIA
from modeldex.shortlist import Shortlist, add, create, load, save
from modeldex.tui.compare import CompareScreen
from modeldex.tui.details import DetailsScreen
from modeldex.tui.scorecard import ScorecardScreen
from modeldex.tui.scorewhy import WhyScreen
from tests.examples import OPEN, VENDOR
from tests.tui.few import HOSTILE, asked, few, numbered, press, running, said
from tests.tui.mashing import Mashing, check_stands, mashings
from tests.tui.stage import shown

SIZES = ((120, 40), (80, 24))
EARLIER = date(2026, 10, 1)
ACCESS_AND_COST = dict.fromkeys(CRITERIA, 0.0) | {"access": 1.0, "cost": 1.0}
OPENED = ("l", "enter", "s")
"""From the table to the scorecard of the one shortlist there is."""


def listed(home: Home, *entries: Entry, **wishes: object) -> Path:
    """Save entries as a shortlist with wishes of its own, and return its file."""
    made, path = create(home.shortlists, "bot", EARLIER)
    _, fingerprint = load(path)
    held = replace(add(made, entries, EARLIER), **wishes)  # type: ignore[arg-type]
    save(path, held, expected=fingerprint)
    return path


def read(path: Path) -> Shortlist:
    """Return what a shortlist file says."""
    return load(path)[0]


def order(screen: str) -> list[str]:
    """Return place, id and total of each ranked entry on the screen."""
    lines = [line.split() for line in screen.splitlines()]
    return [
        " ".join(words[:3])
        for words in lines
        if words[3:] and "/" in words[1] and words[0][-1].isdigit()
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_entries_are_ranked_with_a_bar_of_letters_and_one_a_criterion(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Nothing of it is told by colour alone, and the keys fit one line."""
    async with running(few(tmp_path), "c", "s", size=size) as (app, _pilot):
        screen = shown(app)
        assert "modeldex · scorecard · 2 ranked" in screen
        assert [line.split()[1] for line in order(screen)] == [OPEN.id, VENDOR.id]
        assert re.search("A+a+T*t+U+", screen)
        assert all(criterion.heading in screen for criterion in CRITERIA.values())
        assert "██" in screen
        assert "▒▒" in screen
        assert "First place of Qwen/Qwen3-8B is not sure" in " ".join(screen.split())
        last = screen.splitlines()[-1].rstrip()
        assert last.lstrip().startswith("w Why  + More  - Less  / Must")
        assert "esc Back  " in last
        assert last.endswith("? Help")


async def test_a_weight_changes_the_order_at_once_and_is_in_the_file(tmp_path: Path) -> None:
    """As worked by hand: at an access of 2 and a cost of 1 both have 9/14."""
    home = few(tmp_path)
    path = listed(home, OPEN, VENDOR, weights=ACCESS_AND_COST)
    async with running(home, *OPENED) as (app, pilot):
        assert order(shown(app)) == [f"1 {VENDOR.id} 73.2", f"2 {OPEN.id} 60.7"]
        assert "changes to Qwen/Qwen3-8B if access weighs more than 2." in shown(app)
        await press(app, pilot, "tab", "l", "l")
        assert order(shown(app)) == [f"=1 {OPEN.id} 64.3", f"=1 {VENDOR.id} 64.3"]
        await press(app, pilot, "right")
        assert order(shown(app))[0].startswith(f"1 {OPEN.id}")
        assert read(path).weights["access"] == 2.5
        await press(app, pilot, "h", "left", "minus", "minus")
        assert read(path).weights["access"] == 0.5
        await press(app, pilot, "4", "tab", "plus")
        assert read(path).weights["access"] == 4.5
        await press(app, pilot, "5", "plus")
        assert read(path).weights["access"] == 5
        await press(app, pilot, "r")
        assert read(path).weights == {}
    assert read(path).updated > EARLIER


async def test_a_comparison_of_a_shortlist_is_ranked_by_what_the_shortlist_says(
    tmp_path: Path,
) -> None:
    """And what is changed there is kept in it, also for the next look."""
    home = few(tmp_path, marked=False)
    wishes = {"weights": ACCESS_AND_COST, "must": "ctx>=1k", "workload": PRESETS["support"]}
    path = listed(home, OPEN, VENDOR, **wishes)
    async with running(home, "l", "enter", "c", "s") as (app, pilot):
        screen = shown(app)
        assert "scorecard of bot · 2 ranked" in screen
        assert "board text · support" in screen
        assert "Must have  ctx>=1k" in screen
        assert "Transparency         0" in screen
        await press(app, pilot, "4")
        assert read(path).weights["access"] == 4
        await press(app, pilot, "escape", "s")
        assert "Access               4" in shown(app)


async def test_the_workload_of_the_comparison_comes_before_that_of_the_shortlist(
    tmp_path: Path,
) -> None:
    """It is what the person was just looking at; the shortlist keeps its own."""
    home = few(tmp_path, marked=False)
    path = listed(home, OPEN, VENDOR, workload=PRESETS["support"])
    keys = ("l", "enter", "c", "W", "home", "j", "enter", "s")
    async with running(home, *keys) as (app, pilot):
        assert "scorecard of bot" in shown(app)
        assert "board text · rag" in shown(app)
        await press(app, pilot, "plus")
        assert "board text · rag" in shown(app)
    assert read(path).workload == PRESETS["support"]


async def test_looking_at_a_shortlist_changes_nothing_in_its_file(tmp_path: Path) -> None:
    """Neither its weights of 1, nor its day."""
    home = few(tmp_path)
    path = listed(home, OPEN, VENDOR, weights={"cost": 1.0, "risk": 3.0}, must="ctx>=1k")
    before = path.read_bytes()
    async with running(home, *OPENED, "slash", "escape", "tab", "w", "escape") as (app, _pilot):
        assert "Must have  ctx>=1k" in shown(app)
    assert path.read_bytes() == before


async def test_without_a_shortlist_weights_are_kept_for_the_session(tmp_path: Path) -> None:
    """So are the must-haves; there is no file to keep them in."""
    keys = ("c", "s", "3", "slash", *"has:price", "enter", "escape", "s")
    async with running(few(tmp_path), *keys) as (app, _pilot):
        screen = shown(app)
        assert "Must have  has:price" in screen
        assert "Access               3" in screen
        assert app.wishes is not None
        assert app.wishes.weights == {"access": 3}


@pytest.mark.parametrize("size", SIZES)
async def test_a_must_have_is_typed_and_what_it_leaves_out_is_named(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """What is wrong with it is said as in the table, and only what can be read is kept."""
    home = few(tmp_path)
    path = listed(home, OPEN, VENDOR)
    async with running(home, *OPENED, "slash", *"has:price", size=size) as (app, pilot):
        assert "Left out (s tells more): Qwen/Qwen3-8B by has:price" in shown(app)
        assert len(order(shown(app))) == 1
        assert read(path).must == ""
        await press(app, pilot, "enter", "s")
        told = " ".join(shown(app).split())
        assert "Left out Qwen/Qwen3-8B: has:price fails (Price, blended: unknown)." in told
        assert read(path).must == "has:price"
        await press(app, pilot, "escape", "slash", *" prise<1", "enter")
        assert "did you mean price" in shown(app)
        await press(app, pilot, "escape")
        assert read(path).must == "has:price"
        await press(app, pilot, "slash", "ctrl+u", *"ctx>=900m", "enter", "w", "tab", "3")
        assert "None of them has all the must-haves." in shown(app)
        assert "0 of 2 members ranked" in shown(app)
        assert (read(path).must, read(path).weights) == ("ctx>=900m", {"access": 3})


@pytest.mark.parametrize("key", ["w", "enter"])
async def test_every_score_has_its_reasons_one_key_away(tmp_path: Path, key: str) -> None:
    """Each with its fact, its points, who says so as of when, and the rule."""
    async with running(few(tmp_path), "c", "s", key, size=(80, 60)) as (app, pilot):
        assert isinstance(app.screen, WhyScreen)
        seen = " ".join(shown(app).split())
        assert "Access x1: 8.9 of 12.5, from 5.4 to 12.5" in seen
        assert "Weights: can be downloaded, gives 100 (2026-09-30 huggingface.co)" in seen
        assert "29 parts. All points if they can be downloaded." in seen
        await press(app, pilot, key if key == "enter" else "q")
        assert isinstance(app.screen, ScorecardScreen)


async def test_a_tall_screen_shows_the_reasons_of_what_is_under_both_cursors(
    tmp_path: Path,
) -> None:
    """Of one entry and one criterion; where there is no room, a key shows them."""
    async with running(few(tmp_path), "c", "s", "j", "tab", *"jjjj") as (app, pilot):
        assert "Why acme/swift-2 has Low cost x1: 12.5 of 12.5" in shown(app)
        assert "$0.688 per million tokens" in shown(app)
        assert "2026-11-10 models.dev" in shown(app)
        await press(app, pilot, "G")
        assert "not counted: no field of work is named; f names one." in shown(app)
        await pilot.resize_terminal(80, 24)
        await press(app, pilot)
        assert "Why acme" not in shown(app)


async def test_the_board_the_machine_and_the_field_are_chosen(tmp_path: Path) -> None:
    """They count at once; the machine is one that was described."""
    home = few(tmp_path)
    machine.save(home.machines, Machine(name="rig", accelerators_bytes=(48 * 2**30,)))
    async with running(home, "c", "s", "m", "j", "j") as (app, pilot):
        assert "rig (described by you)" in shown(app)
        await press(app, pilot, "enter", "tab", "G", "k")
        screen = shown(app)
        assert "board text · rig · blended price" in screen
        assert "Fits machine x1: 11.1 of 11.1" in screen
        await press(app, pilot, "f", "j", "enter", "b", "j", "enter")
        assert "board coding · rig · " in shown(app)
        assert "not counted" not in shown(app)
        await press(app, pilot, "m", "escape", "escape", "s", "m", "g", "enter")
        assert "board coding · rig" not in shown(app)
        assert "board coding · " in shown(app)


async def test_a_workload_of_the_shortlist_makes_the_cost_a_monthly_bill(tmp_path: Path) -> None:
    """What nobody sells is priced on machines, where it can be."""
    home = few(tmp_path)
    listed(home, OPEN, VENDOR, workload=PRESETS["support"])
    async with running(home, *OPENED, "j", "tab", *"jjjj") as (app, _pilot):
        screen = shown(app)
        assert "board text · support" in screen
        assert " a month" in screen
        assert "worked out as `modeldex" in screen


async def test_weights_that_leave_nothing_are_refused_and_nothing_changes(tmp_path: Path) -> None:
    """With a sentence; the file keeps the last weights that rank."""
    home = few(tmp_path)
    weights = dict.fromkeys(CRITERIA, 0.0) | {"access": 0.5}
    path = listed(home, OPEN, VENDOR, weights=weights)
    async with running(home, *OPENED, "minus") as (app, _pilot):
        assert "Every criterion that can be counted weighs 0" in said(app)
        assert "scorecard of bot · 2 ranked" in shown(app)
    assert read(path).weights == weights


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"weights": {"cots": 3.0}}, "cots is no criterion; did you mean cost?"),
        ({"weights": {"cost": 30.0}}, "cost weighs 30; a weight is a number from 0 to 5."),
    ],
)
async def test_weights_in_a_file_that_cannot_be_are_told(
    tmp_path: Path, wishes: dict[str, object], sentence: str
) -> None:
    """All weigh the same then, and the file stays as it is until something is changed."""
    home = few(tmp_path)
    path = listed(home, OPEN, VENDOR, **wishes)
    before = path.read_bytes()
    async with running(home, *OPENED) as (app, _pilot):
        assert sentence in said(app)
        assert len(order(shown(app))) == 2
    assert path.read_bytes() == before


async def test_a_must_have_in_a_file_that_cannot_be_read_is_shown_and_left_alone(
    tmp_path: Path,
) -> None:
    """It stands in the box, with what is wrong with it."""
    home = few(tmp_path)
    path = listed(home, OPEN, VENDOR, must="prise<1")
    async with running(home, *OPENED, "3") as (app, _pilot):
        assert "Must have  prise<1" in shown(app)
        assert len(order(shown(app))) == 2
    assert (read(path).must, read(path).weights) == ("prise<1", {"access": 3})


async def test_a_file_that_somebody_else_has_changed_is_not_overwritten(tmp_path: Path) -> None:
    """The person chooses; what is dropped here is shown as the file has it."""
    home = few(tmp_path)
    path = listed(home, OPEN, VENDOR)
    async with running(home, *OPENED) as (app, pilot):
        held, fingerprint = load(path)
        save(path, replace(held, weights={"cost": 4.0}, must="ctx>=1k"), expected=fingerprint)
        await press(app, pilot, "3")
        assert "Make this change to the file as it is now" in asked(app)
        await press(app, pilot, "G", "enter")
        assert (read(path).weights, read(path).must) == ({"cost": 4}, "ctx>=1k")
        screen = shown(app)
        assert "Must have  ctx>=1k" in screen
        assert "Low cost             4" in screen
        assert "Access               1" in screen


async def test_the_cursor_stays_on_its_entry_while_the_order_changes(tmp_path: Path) -> None:
    """So that its reasons stay in sight; its page, facts and id are a key away."""
    home = few(tmp_path)
    listed(home, OPEN, VENDOR, weights=ACCESS_AND_COST)
    async with running(home, *OPENED, "j", "5") as (app, pilot):
        assert order(shown(app))[0].startswith(f"1 {OPEN.id}")
        assert f"Why {OPEN.id} has Access x5" in shown(app)
        await press(app, pilot, "y")
        assert app.clipboard == OPEN.id
        await press(app, pilot, "i")
        assert isinstance(app.screen, DetailsScreen)
        assert OPEN.id in shown(app)


async def test_members_that_the_catalogue_does_not_have_are_counted(tmp_path: Path) -> None:
    """They cannot be ranked, and nobody shall think that they were."""
    home = few(tmp_path)
    listed(home, OPEN, VENDOR, changed(OPEN, id="gone/one"))
    async with running(home, *OPENED) as (app, _pilot):
        assert "scorecard of bot · 2 of 3 members ranked" in shown(app)


async def test_an_empty_shortlist_has_nothing_to_rank(tmp_path: Path) -> None:
    """That is said, and no screen is opened."""
    home = few(tmp_path)
    listed(home)
    async with running(home, *OPENED) as (app, _pilot):
        assert "There is no model to rank." in said(app)
        assert not isinstance(app.screen, ScorecardScreen)


async def test_the_palette_offers_the_scorecard(tmp_path: Path) -> None:
    """By its name, from the comparison."""
    async with running(few(tmp_path), "c", "ctrl+p", *"score") as (app, pilot):
        assert "Score" in shown(app)
        await press(app, pilot, "enter")
        assert isinstance(app.screen, ScorecardScreen)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, CompareScreen)


KEYS = (
    *("j", "k", "h", "l", "G", "g", "plus", "minus", "tab", "shift+tab", "0", "3", "5", "r"),
    *("slash", "x", "colon", "greater_than_sign", "enter", "escape", "w", "s", "b", "m", "f"),
)


@settings(max_examples=6)
@given(mashing=mashings(KEYS, most=14))
def test_no_keys_at_any_size_bring_it_down(
    tmp_path_factory: pytest.TempPathFactory, mashing: Mashing
) -> None:
    """Hostile and long names included."""
    evil = changed(OPEN, id=HOSTILE, license=HOSTILE, license_class=None)
    arena = Source(name=HOSTILE, as_of=EARLIER)
    rating = Score(board="arena.text", value=1400, unit="rating", source=arena, independent=True)
    entries = (*numbered(3), VENDOR, changed(evil, scores=(rating,)))
    check_stands(tmp_path_factory.mktemp("keys"), entries, ("c", "s"), mashing)
