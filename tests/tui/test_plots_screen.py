"""Entries are drawn as points: keys, boards, what is not shown, and any size."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from textual.screen import Screen

from modeldex.entry import Entry, Score, Source, changed
from modeldex.plots import Axis, Figure, Line, Picture, Point
from modeldex.tui.compare import CompareScreen
from modeldex.tui.details import DetailsScreen
from modeldex.tui.plots import VIEWS, PlotsScreen, View
from tests.examples import OPEN, VENDOR
from tests.tui.few import HOSTILE, few, press, running, said
from tests.tui.mashing import Mashing, check_stands, mashings
from tests.tui.stage import shown

SIZES = ((120, 40), (80, 24))
ARENA = Source(name="arena", as_of=date(2026, 10, 5))


def scored(entry: Entry, name: str, price: float | None, **scores: float) -> Entry:
    """Return an entry with a price and ratings."""
    offer = changed(
        VENDOR.offers[0], input_usd_per_million_tokens=price, output_usd_per_million_tokens=price
    )
    found = tuple(
        Score(board=f"arena.{board}", value=value, unit="rating", source=ARENA, independent=True)
        for board, value in scores.items()
    )
    return changed(entry, id=f"acme/{name}", name=name, offers=(offer,), scores=found)


THREE = (
    scored(VENDOR, "Dear", 8.0, text=1450, math=1500),
    scored(OPEN, "Cheap", 0.5, text=1400, math=1410),
    scored(VENDOR, "Beaten", 4.0, text=1390),
    scored(OPEN, "Unpriced", None, text=1420, coding=1300),
)


@pytest.mark.parametrize("size", SIZES)
async def test_score_stands_against_price_with_the_front_marked(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Every name is there, and what has no price is listed below, not drawn at zero."""
    async with running(few(tmp_path, THREE), "c", "p", size=size) as (app, pilot):
        assert isinstance(app.screen, PlotsScreen)
        screen = shown(app)
        assert "Arena text: score against price" in screen
        assert all(name in screen for name in ("Dear", "Cheap", "Beaten", "Pareto front", "$1.00"))
        assert "Not shown: acme/Unpriced (price unknown)" in screen
        assert "● weights to download  ○ proprietary or unknown" in screen
        keys = screen.splitlines()[-1]
        assert "tab Next board or pair  p Next plot  → Next model" in keys
        assert keys.rstrip().endswith("? Help")
        assert "acme/Cheap: 1400 at $0.50, on the Pareto front" in screen
        await press(app, pilot, "l", "l")
        assert "acme/Beaten: 1390 at $4.00, not on the front" in shown(app)
        await press(app, pilot, "h", "enter")
        assert isinstance(app.screen, DetailsScreen)
        assert "acme/Dear" in shown(app)


async def test_tab_goes_over_the_boards_that_two_of_them_have(tmp_path: Path) -> None:
    """A picture never mixes two, and a board that one alone has compares nothing."""
    async with running(few(tmp_path, THREE), "c", "p") as (app, pilot):
        assert "board 1 of 2" in shown(app)
        await press(app, pilot, "tab")
        screen = shown(app)
        assert "Arena math: score against price" in screen
        assert "acme/Beaten (score unknown); acme/Unpriced (price and score unknown)" in screen
        await press(app, pilot, "shift+tab", "shift+tab", "tab")
        assert "Arena text" in shown(app)


async def test_score_stands_against_parameters_too(tmp_path: Path) -> None:
    """The same key changes the picture and comes round to the first."""
    async with running(few(tmp_path, THREE), "c", "p", "p") as (app, pilot):
        screen = shown(app)
        assert "Arena text: score against parameters" in screen
        assert "Not shown: acme/Dear (parameters unknown)" in screen
        await press(app, pilot, "p")
        assert "score against price" in shown(app)


def cost_against_volume(_entries: Sequence[Entry], _board: str) -> Picture:
    """Return two lines and the place where they cross."""
    figure = Figure(
        title="Cost against volume",
        about="From 100 requests a day on the machine is cheaper.",
        x=Axis(title="requests a day"),
        y=Axis(title="USD a month"),
        points=(Point(name="break-even", x=100, y=50),),
        lines=(
            Line(name="API", points=((0, 0), (200, 100))),
            Line(name="machine", points=((0, 50), (200, 50))),
        ),
    )
    return Picture(figure=figure, entries=(), best=(), absent=())


async def test_a_screen_can_have_other_pictures(tmp_path: Path) -> None:
    """Whoever opens it says which, as functions; one without entries tells what it is about."""
    view = View(title="cost against volume", draw=cost_against_volume, on_board=False)
    async with running(few(tmp_path, THREE)) as (app, pilot):
        app.push_screen(PlotsScreen(THREE, (*VIEWS, view)))
        await press(app, pilot, "p", "p", "l", "enter", "tab")
        screen = shown(app)
        assert "modeldex · cost against volume" in screen
        assert "From 100 requests a day on the machine is cheaper." in screen
        assert all(name in screen for name in ("break-even", "API", "machine"))


async def test_without_scores_there_is_nothing_to_draw_and_that_is_said(tmp_path: Path) -> None:
    """Every key still works."""
    keys = ("c", "p", "l", "enter", "tab", "p", "e")
    async with running(few(tmp_path), *keys) as (app, pilot):
        screen = shown(app)
        assert "nothing to draw" in screen
        assert "Qwen/Qwen3-8B (score unknown)" in screen
        assert "There is nothing to write." in said(app)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, CompareScreen)


@pytest.mark.parametrize(("name", "start"), [("a.svg", "<svg "), ("a.txt", "Arena text against")])
async def test_a_picture_is_written_into_a_file(tmp_path: Path, name: str, start: str) -> None:
    """As SVG, or as text where the file ends in .txt."""
    path = tmp_path / name
    keys = ("c", "p", "e", "ctrl+u", *str(path), "enter")
    async with running(few(tmp_path, THREE), *keys) as (app, _pilot):
        assert f"Wrote {path}" in said(app)
    text = path.read_text()
    assert text.startswith(start)
    assert "Pareto front" in text


@settings(max_examples=6)
@given(mashing=mashings(("p", "tab", "shift+tab", "l", "h", "j", "k"), most=12))
def test_no_keys_at_any_size_bring_it_down(
    tmp_path_factory: pytest.TempPathFactory, mashing: Mashing
) -> None:
    """Hostile and long names included."""
    evil = changed(scored(OPEN, "evil", 0.0, text=1401, math=1), name=HOSTILE)

    def is_there(screen: Screen[object]) -> bool:
        return isinstance(screen, PlotsScreen)

    folder = tmp_path_factory.mktemp("keys")
    check_stands(folder, (*THREE, evil), ("c", "p"), mashing, is_there)
