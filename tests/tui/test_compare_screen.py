"""Entries stand side by side: what differs, what is best, and who says so."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from textual.screen import Screen

from modeldex.entry import Claim, Score, Source, changed
from modeldex.store import Store
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.compare import CompareScreen
from modeldex.tui.sides import SideBySide
from tests.examples import HUB, OPEN, PRICES, VENDOR
from tests.tui.few import HOSTILE, LONG, few, numbered, press, running, said
from tests.tui.mashing import Mashing, check_stands, mashings
from tests.tui.stage import shown

SIZES = ((120, 40), (80, 24))


def line(screen: str, start: str) -> str:
    """Return the line of the screen that begins with a fact's name."""
    return next(text for text in screen.splitlines() if text.strip().startswith(start))


@pytest.mark.parametrize("size", SIZES)
async def test_what_differs_stands_side_by_side_and_what_is_equal_is_folded(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """`d` brings the equal rows back, marked by a sign, and folds them again."""
    async with running(few(tmp_path), "c", size=size) as (app, pilot):
        assert isinstance(app.screen, CompareScreen)
        screen = shown(app)
        assert "Qwen/Qwen3-8B" in screen
        assert "acme/swift-2" in screen
        assert line(screen, "Openness").split() == ["Openness", "open-weights", "proprietary"]
        await press(app, pilot, "G")
        assert "facts are the same for all: d shows them" in " ".join(shown(app).split())
        await press(app, pilot, "d", "g", *["j"] * 12)
        assert "Gives =" in shown(app)
        await press(app, pilot, "d")
        assert "Gives" not in shown(app)


async def test_best_unknown_and_contested_values_have_signs_of_their_own(tmp_path: Path) -> None:
    """A sign says what a colour says."""
    async with running(few(tmp_path), "c") as (app, _pilot):
        screen = shown(app)
        assert line(screen, "Context").split() == ["Context", "128k", "200k", "▲", "≠"]
        assert line(screen, "Parameters").split() == ["Parameters", "8.19B", "?"]
        assert "▲ best" in screen


@pytest.mark.parametrize("size", SIZES)
async def test_long_names_and_values_are_wrapped_and_never_cut(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Every part of an id and of a list of languages is on the screen or below it."""
    languages = tuple(f"l{number}" for number in range(150))
    tall = changed(OPEN, id=LONG, languages=languages)
    async with running(few(tmp_path, (tall, VENDOR)), "c", size=size) as (app, pilot):
        parts = LONG.partition("/")[2].split("-")
        assert [part for part in parts if part not in shown(app)] == []
        seen = shown(app)
        for _ in range(60):
            await pilot.press("j")
            seen += shown(app)
        assert [language for language in languages if language not in seen] == []
        assert "Hosts" in shown(app)


async def test_names_and_facts_stay_while_eight_entries_scroll_in_both_directions(
    tmp_path: Path,
) -> None:
    """At 80x24 three of eight are on the screen; the rest are counted at the edge."""
    home = few(tmp_path, numbered(8))
    async with running(home, "c", size=(80, 24)) as (app, pilot):
        assert "5 ▶" in shown(app)
        assert "1 to 3 shown" in shown(app)
        await press(app, pilot, *["l"] * 7, "G")
        screen = shown(app)
        assert "◀ 5" in screen
        assert "6 to 8 shown" in screen
        assert "acme/model-7" in screen
        assert line(screen, "Context").split()[:2] == ["Context", "6k"]


async def test_three_hundred_columns_show_all_eight(tmp_path: Path) -> None:
    """Nothing is counted at the edge where everything fits."""
    async with running(few(tmp_path, numbered(8)), "c", size=(300, 90)) as (app, _pilot):
        screen = shown(app)
        assert all(f"acme/model-{number}" in screen for number in range(8))
        assert "▶" not in screen


async def test_columns_move_and_go_and_their_marks_stay(tmp_path: Path) -> None:
    """What is taken out of the view is still marked; two must stay."""
    home = few(tmp_path, numbered(3))
    async with running(home, "c", "greater_than_sign") as (app, pilot):
        assert line(shown(app), "Context").split()[1:3] == ["2k", "1k"]
        await press(app, pilot, "shift+left")
        assert line(shown(app), "Context").split()[1:3] == ["1k", "2k"]
        await press(app, pilot, "x")
        assert line(shown(app), "Context").split()[1:3] == ["2k", "3k"]
        await press(app, pilot, "x")
        assert "needs two models" in said(app)
        assert len(app.marks) == 3


async def test_the_cell_under_the_cursor_says_its_exact_value_and_who_says_so(
    tmp_path: Path,
) -> None:
    """So does whoever says something else."""
    async with running(few(tmp_path), "c", "l") as (app, pilot):
        while "Context of" not in shown(app):
            await pilot.press("j")
        foot = shown(app).splitlines()[-3:-1]
        assert foot[0].strip() == "Context of acme/swift-2: 200,000 tokens"
        assert (
            foot[1].strip() == "models.dev, 11 d · ≠ huggingface.co says 1M (huggingface.co, 52 d)"
        )
        await press(app, pilot, "y")
        assert app.clipboard == "200k"


async def test_a_cell_says_what_it_was_worked_out_from_and_who_vouches_for_a_result(
    tmp_path: Path,
) -> None:
    """Attention from architecture and heads; a result in words, and none of them the best."""
    card = Source(name="model card", as_of=HUB.as_of)
    own = Score(board="a/b/c", value=80.5, unit="as stated", source=card, independent=False)
    entries = (
        changed(OPEN, architecture="gemma3", layers=34, scores=(changed(own, independent=True),)),
        changed(OPEN, id="acme/other", architecture="llama", scores=(own,)),
    )
    async with running(few(tmp_path, entries), "c") as (app, pilot):
        while "Attention of" not in shown(app):
            await pilot.press("j")
        foot = [line.strip() for line in shown(app).splitlines()[-3:-1]]
        assert foot[0] == f"Attention of {OPEN.id}: sliding"
        assert foot[1] == "huggingface.co, 52 d · worked out from Architecture, Layers"
        while "a/b/c of" not in shown(app):
            await pilot.press("j")
        foot = [line.strip() for line in shown(app).splitlines()[-3:-1]]
        assert foot == [f"a/b/c of {OPEN.id}: 80.5, verified", "model card, 52 d"]
        row = line(shown(app), "a/b/c")
        assert row.split()[1:8] == ["80.5,", "verified", "80.5,", "its", "maker's", "own", "figure"]


async def test_an_export_is_written_whole_and_over_nothing_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An existing file is replaced after a yes, and only then."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "out.md"
    path.write_text("mine")
    async with running(few(tmp_path), "c") as (app, pilot):

        async def export(name: str, *answer: str) -> None:
            await press(app, pilot, "e", "ctrl+u", *name, "enter", *answer)

        await export("out.md", "n")
        assert path.read_text() == "mine"
        await export("out.md", "y")
        assert path.read_text().startswith("| Fact | Qwen/Qwen3-8B | acme/swift-2 |")
        await export("none/out.md")
        assert "could not be written: No such file or directory" in said(app)
    assert not list(tmp_path.glob(".*.tmp"))  # noqa: ASYNC240 - nothing else runs here


async def test_a_comparison_becomes_a_shortlist(tmp_path: Path) -> None:
    """It holds the columns that are shown, and the filter with which they were found."""
    home = few(tmp_path, numbered(3))
    keys = ("slash", *"acme", "enter", "c", "x", "w", "enter")
    async with running(home, *keys) as (app, _pilot):
        assert "Saved 2 models in shortlist" in said(app)
    text = (home.shortlists / "shortlist.toml").read_text()
    assert 'criteria = "acme"' in text
    assert "acme/model-0" not in text
    assert "acme/model-2" in text


async def test_marks_that_left_the_catalogue_are_mentioned_and_left_out(tmp_path: Path) -> None:
    """One model alone has nothing beside it."""
    home = few(tmp_path)
    for marks, screen in (
        ((OPEN.id, VENDOR.id, "gone/one"), CompareScreen),
        ((OPEN.id, "gone/one"), BrowseScreen),
        (("gone/one", "gone/two"), BrowseScreen),
    ):
        with Store(home.data) as store:
            store.set_marks(marks)
        async with running(home, "c") as (app, _pilot):
            assert isinstance(app.screen, screen)
            assert "left the catalogue and cannot be compared" in said(app)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_one_key_goes_back_to_the_table_and_leaves_the_program_running(
    tmp_path: Path, key: str
) -> None:
    """Only the first screen can be quit from."""
    async with running(few(tmp_path), "c", key) as (app, _pilot):
        assert isinstance(app.screen, BrowseScreen)
        assert app.is_running


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_and_never_obeyed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Nothing reaches the terminal that it would take for a command."""
    evil = changed(
        OPEN,
        id=HOSTILE,
        license=HOSTILE,
        contested=(Claim(field="ctx", value=HOSTILE, source=changed(PRICES, name=HOSTILE)),),
    )
    async with running(few(tmp_path, (evil, VENDOR)), "c", size=size) as (app, pilot):
        seen = shown(app)
        for _ in range(40):
            await pilot.press("j")
            seen += shown(app)
        assert all(sign not in seen for sign in "\x1b\x07\u202e")
        assert "<U+001B>" in seen
        assert "[/]" in seen


async def test_a_click_moves_the_cursor_to_its_cell(tmp_path: Path) -> None:
    """The mouse does what the arrows do."""
    async with running(few(tmp_path), "c") as (app, pilot):
        await pilot.click(SideBySide, offset=(50, 8))
        await pilot.pause()
        sides = app.screen.query_one(SideBySide)
        assert sides.cell is not None
        assert sides.at_column == 1
        assert f"{sides.cell[0].field.heading} of acme/swift-2" in shown(app)


async def test_the_others_are_measured_against_the_baseline(tmp_path: Path) -> None:
    """`b` pins it wherever it moves, and takes the pin out again."""
    async with running(few(tmp_path, numbered(3)), "c", "l", "b") as (app, pilot):
        assert "◆ baseline" in shown(app)
        context = ["Context", "1k", "(-50", "%)", "2k", "3k", "(+50", "%)", "▲"]
        assert line(shown(app), "Context").split() == context
        await press(app, pilot, "greater_than_sign")
        moved = ["Context", "1k", "(-50", "%)", "3k", "(+50", "%)", "▲", "2k"]
        assert line(shown(app), "Context").split() == moved
        await press(app, pilot, "b")
        assert line(shown(app), "Context").split() == ["Context", "1k", "3k", "▲", "2k"]
        await press(app, pilot, "b", "x")
        assert "baseline" not in shown(app)
        assert line(shown(app), "Context").split() == ["Context", "1k", "3k", "▲"]


async def test_the_brackets_go_from_group_to_group(tmp_path: Path) -> None:
    """To the first row of the next one, and back to the first of this one and the one before."""
    async with running(few(tmp_path), "c") as (app, pilot):
        seen = []
        for key in ("]", "]", "j", "[", "[", "[", "[", *"]" * 9):
            await press(
                app, pilot, {"]": "right_square_bracket", "[": "left_square_bracket"}.get(key, key)
            )
            cell = app.screen.query_one(SideBySide).cell
            assert cell is not None
            seen.append(cell[0].field.heading)
        first = ["Takes", "Price, blended", "Price, input", "Price, blended", "Takes"]
        assert seen[:7] == [*first, "Organisation", "Organisation"]
        assert seen[-1] == "Updated"


async def test_a_value_or_a_whole_row_is_copied_as_it_is_shown(tmp_path: Path) -> None:
    """With its difference, and however long it is."""
    languages = tuple(f"l{number}" for number in range(150))
    tall = changed(OPEN, languages=languages)
    async with running(few(tmp_path, (tall, VENDOR)), "c", "b", "l") as (app, pilot):
        while "Context of" not in shown(app):
            await pilot.press("j")
        assert "200,000 tokens (+53 % against the baseline)" in shown(app)
        await press(app, pilot, "y")
        assert app.clipboard == "200k (+53 %)"
        await press(app, pilot, "Y")
        assert app.clipboard == "Context: Qwen/Qwen3-8B 128k; acme/swift-2 200k (+53 %)"
        while "Languages of" not in shown(app):
            await pilot.press("j")
        await press(app, pilot, "h", "y")
        assert app.clipboard == ", ".join(languages)


async def test_an_export_has_the_columns_that_are_shown(tmp_path: Path) -> None:
    """In their order, without what was removed, and with the baseline."""
    path = tmp_path / "out.md"
    keys = ("c", "x", "greater_than_sign", "b", "e", "ctrl+u", *str(path), "enter")
    async with running(few(tmp_path, numbered(3)), *keys) as (app, _pilot):
        assert f"Wrote {path}" in said(app)
    lines = path.read_text().splitlines()
    assert lines[0] == "| Fact | acme/model-2 | acme/model-1 (baseline) |"
    assert "| Context | **3k (+50 %)** | 2k |" in lines


async def test_help_stays_in_the_key_line_on_a_narrow_screen(tmp_path: Path) -> None:
    """What has no room is told there."""
    async with running(few(tmp_path), "c", size=(80, 24)) as (app, _pilot):
        keys = shown(app).splitlines()[-1]
        assert keys.rstrip().endswith("esc Back  ? Help")
        assert "b Baseline  W Workload  $ Costs  p Plot  s Score" in keys


KEYS = ("h", "j", "k", "l", "d", "g", "G", "x", "less_than_sign", "greater_than_sign",
        "pagedown", "pageup", "ctrl+d", "ctrl+u", "y", "Y", "b", "right_square_bracket",
        "left_square_bracket")  # fmt: skip


@settings(max_examples=8)
@given(mashing=mashings(KEYS, most=25))
def test_no_keys_at_any_size_bring_it_down(
    tmp_path_factory: pytest.TempPathFactory, mashing: Mashing
) -> None:
    """The cursor stays on a fact whatever is pressed."""
    tall = changed(OPEN, id=LONG, languages=tuple(f"l{number}" for number in range(200)))

    def on_a_fact(screen: Screen[object]) -> bool:
        return screen.query_one(SideBySide).cell is not None

    entries = (tall, *numbered(4), VENDOR)
    check_stands(tmp_path_factory.mktemp("keys"), entries, ("c",), mashing, on_a_fact)
