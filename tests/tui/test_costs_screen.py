"""Bills on the screen: in the comparison, on a screen of their own, and as a picture."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from modeldex import cli, cost
from modeldex.cost import PRESETS, Mix, Share
from modeldex.entry import changed
from modeldex.paths import Home
from modeldex.tui.app import ModeldexApp
from modeldex.tui.compare import CompareScreen
from modeldex.tui.costs import CostsScreen
from modeldex.tui.details import DetailsScreen
from modeldex.tui.plots import PlotsScreen
from modeldex.tui.pricing import Answer, Priced, Question
from modeldex.tui.sides import SideBySide
from tests.examples import DENSE, VENDOR
from tests.tui.few import HOSTILE, asked, few, numbered, press, running, said
from tests.tui.mashing import Mashing, check_stands, mashings
from tests.tui.stage import shown
from tests.tui.test_shortlist_screens import edit_by_hand, listed, read

SIZES = ((120, 40), (80, 24))
BOTH = (DENSE, VENDOR)
RAG = ("W", "home", "j", "enter")


def costs(app: ModeldexApp) -> CostsScreen:
    """Return the screen of bills that is shown."""
    assert isinstance(app.screen, CostsScreen)
    return app.screen


def cells_of(markdown: str) -> dict[str, list[str]]:
    """Return the cells of every row of the first table, without signs of their own."""
    rows = [line for line in markdown.partition("\n\n")[0].splitlines() if line.startswith("| ")]
    split = [[cell.strip() for cell in row.strip("| ").split(" | ")] for row in rows]
    return {
        row[0]: [cell.replace("\\", "").removesuffix(" !").strip("*") for cell in row[1:]]
        for row in split
    }


async def test_a_workload_brings_the_bills_under_the_cursor(tmp_path: Path) -> None:
    """On a screen that is too short to show them under the facts."""
    async with running(few(tmp_path, BOTH), "c", *RAG, size=(80, 24)) as (app, pilot):
        under = app.screen.query_one(SideBySide).cell
        assert under is not None
        assert under[0].field.heading == "API bill a month"
        screen = shown(app)
        assert "API bill" in screen
        assert "Break-even" in screen
        await press(app, pilot, "g", "l")
        assert "Organisation of" in shown(app)


async def test_a_comparison_hands_its_workload_to_the_scorecard_and_to_a_new_shortlist(
    tmp_path: Path,
) -> None:
    """Both speak of the work that the comparison was priced for."""
    home = few(tmp_path, BOTH)
    async with running(home, "c", *RAG, "s") as (app, pilot):
        assert "board text · rag" in shown(app)
        await press(app, pilot, "escape", "w", "enter", "W", "end", "enter", "s")
        assert "board text · blended price" in shown(app)
    assert read(home.shortlists / "shortlist.toml").workload == PRESETS["rag"]


async def test_the_comparison_has_the_rows_that_the_command_line_prints(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Cell by cell on the screen, and letter by letter in what is exported."""
    home, path = few(tmp_path, BOTH), tmp_path / "rag.md"
    async with running(home, "c", *RAG, "e", "ctrl+u", *str(path), "enter") as (app, _pilot):
        assert "· rag" in shown(app)
        rows = [block.row for block in app.screen.query_one(SideBySide)._rows if block.row]
        on_screen = {row.field.heading: [cell.text for cell in row.cells] for row in rows}
    capfd.readouterr()
    argv = ("compare", DENSE.id, VENDOR.id, "--workload", "rag", "--format", "md")
    assert cli.run([*argv, "--data-dir", str(home.data)]) == 0
    printed = capfd.readouterr().out
    # The days until a retirement are counted from another day than the one on the stage.
    printed_cells, written = cells_of(printed), path.read_text()
    for heading in set(on_screen) - {"Retires"}:
        assert printed_cells[heading] == on_screen[heading], heading
    bills = {"API bill a month", "Rented a month", "Owned a month", "Break-even"}
    assert bills <= set(on_screen)
    assert [line for line in written.splitlines() if "Retires" not in line] == [
        line for line in printed.splitlines() if "Retires" not in line
    ]


async def test_an_export_waits_for_bills_that_are_being_computed(tmp_path: Path) -> None:
    """Nothing is written while they are missing, all of it once they arrive."""
    path = tmp_path / "rag.md"
    async with running(few(tmp_path, BOTH), "c", *RAG) as (app, pilot):
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        bills, screen._bills = screen._bills, None
        assert bills is not None
        await press(app, pilot, "e", "ctrl+u", *str(path), "enter")
        assert "Computing costs" in shown(app)
        assert not path.exists()
        question = Question(entries=BOTH, workload=PRESETS["rag"])
        screen.post_message(Priced(Answer(question=question, bills=bills)))
        await pilot.pause()
        assert "API bill a month" in path.read_text(encoding="utf-8")


async def test_a_workload_chosen_among_the_bills_comes_back_to_the_comparison(
    tmp_path: Path,
) -> None:
    """Whoever only looked at the bills finds the comparison as it was."""
    async with running(few(tmp_path, BOTH), "c", "dollar_sign", "escape") as (app, pilot):
        assert "API bill a month" not in shown(app)
        await press(app, pilot, "dollar_sign", *RAG, "escape")
        assert isinstance(app.screen, CompareScreen)
        assert "models · rag" in shown(app)
        assert "API bill a month" in shown(app)
        await press(app, pilot, "dollar_sign")
        assert "costs · rag" in shown(app)


async def test_bills_of_a_compared_shortlist_are_saved_into_it(tmp_path: Path) -> None:
    """As from the shortlist itself, and a look from there on starts with them."""
    home = few(tmp_path, BOTH, marked=False)
    path = listed(home, "mine", *BOTH)
    async with running(home, "l", "enter", "c", "dollar_sign", *RAG, "w") as (app, pilot):
        assert read(path).workload == PRESETS["rag"]
        await press(app, pilot, "escape", "s")
        assert "board text · rag" in shown(app)
        await press(app, pilot, "plus")
    assert "Make this change" not in said(app)
    assert read(path).weights


async def test_bills_come_and_go_with_the_workload(tmp_path: Path) -> None:
    """They follow the columns, and the cursor's line names who asks for it."""
    home = few(tmp_path, numbered(2) + BOTH)
    async with running(home, "c", *RAG, size=(200, 60)) as (app, pilot):
        assert isinstance(app.screen, CompareScreen)
        assert "API bill a month" in shown(app)
        assert "Bills" not in shown(app)
        await press(app, pilot, "x", "greater_than_sign", "b")
        assert "API bill a month" in shown(app)
        await press(app, pilot, "W", "end", "enter")
        assert "API bill a month" not in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_each_entry_has_its_bills_with_what_they_rest_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Keys go from one to the next; what cannot be had is said."""
    async with running(few(tmp_path, BOTH), "c", "dollar_sign", size=size) as (app, pilot):
        screen = shown(app)
        assert "costs · support" in screen
        assert "no weights" in screen
        assert "where" in screen
        assert screen.splitlines()[-1].rstrip().endswith("? Help")
        assert "Save" not in screen.splitlines()[-1]
        told = "\n".join(text for text, _ in costs(app).lines(80))
        assert "weights in fp8" in told
        assert "Break-even" in told
        assert "requests  10,000 a day" in told
        await press(app, pilot, "l")
        told = "\n".join(text for text, _ in costs(app).lines(80))
        assert "its weights are not to be had" in told
        assert "unknown: price of cached input" in told
        await press(app, pilot, "enter")
        assert isinstance(app.screen, DetailsScreen)
        await press(app, pilot, "escape", "l", "w", "escape")
        assert isinstance(app.screen, CompareScreen)


async def test_workload_and_machines_are_edited_in_place(tmp_path: Path) -> None:
    """What cannot be read is told, and asked for again with what was typed."""
    keys = ("c", "dollar_sign", "W", *["j"] * 6, "enter", "ctrl+u", *"rag requsts=1k", "enter")
    async with running(few(tmp_path, BOTH), *keys) as (app, pilot):
        assert "requsts is no key of a workload; did you mean requests?" in said(app)
        await press(app, pilot, "ctrl+u", *"rag requests=1k", "enter")
        assert costs(app).question.workload == cost.parse_workload("rag requests=1k")
        await press(app, pilot, "m", *"device=h10", "enter")
        assert "h10 is no device; did you mean h100" in said(app)
        await press(app, pilot, "ctrl+u", *"device=h100-80gb years=4", "enter")
        told = "\n".join(text for text, _ in costs(app).lines(80))
        assert "Of machines: device=h100-80gb years=4" in told
        assert "with 1 x NVIDIA H100" in told
        answer = costs(app).answer
        assert answer
        assert {pair.hosted.hosting.years for pair in answer.bills.pairs} == {4.0}


def hybrid(home: Home) -> Path:
    """Save both entries as a shortlist and return its file."""
    return listed(home, "hybrid", *BOTH)


async def test_a_shortlist_keeps_its_workload_and_its_mix(tmp_path: Path) -> None:
    """Saved with one key, read again with the next visit, in the comparison too."""
    home = few(tmp_path, BOTH)
    path = hybrid(home)
    mix = f"{DENSE.id.lower()}=80,{VENDOR.id}=20"
    async with running(home, "l", "dollar_sign", *RAG, "x") as (app, pilot):
        await press(app, pilot, "ctrl+u", *mix, "enter", "h")
        assert "(w saves)" in shown(app)
        told = "\n".join(text for text, _ in costs(app).lines(80))
        assert f"80% by {DENSE.id}" in told
        assert "first to retire: 2026-12-01, acme/swift-2" in told
        await press(app, pilot, "w")
        assert "(w saves)" not in shown(app)
        await press(app, pilot, "escape", "c")
        assert "· rag" in shown(app)
        assert "Break-even" in shown(app)
    shares = (Share(id=DENSE.id, share=0.8), Share(id=VENDOR.id, share=0.2))
    assert (read(path).workload, read(path).mix) == (PRESETS["rag"], Mix(parts=shares))
    async with running(home, "l", "dollar_sign") as (app, pilot):
        assert "mix of 80/20" in shown(app)
        await press(app, pilot, "x", "ctrl+u", "0", "enter", "w")
        assert "mix of" not in shown(app)
    assert (read(path).workload, read(path).mix) == (PRESETS["rag"], None)


async def test_a_mix_that_cannot_be_is_asked_for_again(tmp_path: Path) -> None:
    """It begins with equal shares in whole percent."""
    home = few(tmp_path, numbered(3))
    async with running(home, "c", "dollar_sign", "x", "enter") as (app, pilot):
        assert "mix of 34/33/33" in shown(app)
        await press(app, pilot, "x", "ctrl+u", *"nobody=100", "enter")
        assert "nobody is not here; there are acme/model-0, " in said(app)
        await press(app, pilot, "ctrl+u", *"acme/model-0=90", "enter")
        assert "The shares of the mix are 90% together, not 100%." in said(app)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, CostsScreen)


async def test_a_file_that_was_edited_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """The ways out are those of every other change."""
    home = few(tmp_path, BOTH)
    path = hybrid(home)
    async with running(home, "l", "dollar_sign", *RAG) as (app, pilot):
        edit_by_hand(path)
        await press(app, pilot, "w")
        assert "Drop this change" in asked(app)
        await press(app, pilot, "enter")
        assert "(w saves)" not in shown(app)
    assert (read(path).workload, read(path).extra) == (PRESETS["rag"], {"owner": "me"})


@pytest.mark.parametrize("size", SIZES)
async def test_cost_against_volume_is_drawn_for_each_pair(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """From the bills with the entry's own pairs first, from the comparison after the scores."""
    async with running(few(tmp_path, BOTH), "c", "dollar_sign", "p", size=size) as (app, pilot):
        assert isinstance(app.screen, PlotsScreen)
        screen = shown(app)
        assert "cost against volume · support" in screen
        assert "pair 1 of 4" in screen
        assert all(word in screen for word in ("by API", "owned", "● break-even", "a day", "USD"))
        before = screen
        await press(app, pilot, "tab", "l", "enter")
        assert "pair 2 of 4" in shown(app)
        assert shown(app) != before
        await press(app, pilot, "shift+tab", "shift+tab", "p", "p")
        assert "score against" in shown(app)
        await press(app, pilot, "escape", "escape", *RAG, "p", "p", "p")
        assert "cost against volume · rag" in shown(app)


async def test_what_is_shown_can_be_written_into_a_file(tmp_path: Path) -> None:
    """As text of 80 columns."""
    path = tmp_path / "costs.txt"
    keys = ("c", "dollar_sign", "e", "ctrl+u", *str(path), "enter")
    async with running(few(tmp_path, BOTH), *keys) as (app, _pilot):
        assert f"Wrote {path}" in said(app)
    assert path.read_text().startswith(f"{DENSE.id}\n  where")


async def test_nothing_to_run_is_said_instead_of_drawn(tmp_path: Path) -> None:
    """Two models behind an API have no machines."""
    other = changed(VENDOR, id="acme/other", aliases=())
    home = few(tmp_path, (VENDOR, other))
    async with running(home, "c", "dollar_sign", "p") as (app, _pilot):
        assert "No bill by API stands beside one on machines" in said(app)


@settings(max_examples=5)
@given(mashing=mashings(("l", "h", "j", "G", "p", "escape", "W", "enter", "x"), most=10))
def test_no_keys_at_any_size_bring_it_down(
    tmp_path_factory: pytest.TempPathFactory, mashing: Mashing
) -> None:
    """Hostile names included."""
    evil = changed(DENSE, id=HOSTILE, name=HOSTILE)
    way = ("c", "dollar_sign")
    check_stands(tmp_path_factory.mktemp("keys"), (*BOTH, evil), way, mashing)
