"""The browse screen over the real catalogue, as a person meets it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.widgets import Input

from modeldex.paths import Home
from modeldex.store import Store
from modeldex.sync.plan import HUB, Plan
from modeldex.tui.app import ModeldexApp
from modeldex.tui.facets import FacetPanel
from modeldex.tui.table import RowTable
from tests.standin import Hub, Manners, Rates, Server
from tests.tui.few import asked, few, press, running
from tests.tui.stage import settle, shown, stage
from tests.tui.syncing import PATIENCE

WIDE, NARROW = (120, 40), (80, 24)


def first_row(app: ModeldexApp) -> str:
    """Return the id in the first row of the table."""
    entry = app.browse.entry
    return "" if entry is None else entry.id


async def test_the_first_frame_has_rows_of_both_worlds(home: Home) -> None:
    """Proprietary and open models stand in one table from the start."""
    app = stage(home)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = shown(app)
        assert "proprietary" in screen.split("Openness")[2]
        assert "open-weights" in screen.split("Openness")[2]
        assert "prices 11 d old · Hub facts 47 d old" in screen


@pytest.mark.parametrize("size", [NARROW, WIDE, (300, 90)])
async def test_typing_narrows_the_table_at_every_size(home: Home, size: tuple[int, int]) -> None:
    """The count, the chips and the rows follow the text."""
    app = stage(home)
    async with app.run_test(size=size) as pilot:
        await pilot.press("slash", *"gpt-oss")
        await settle(app, pilot)
        screen = shown(app)
        assert "openai/gpt-oss" in screen
        assert "gpt-oss ✕" in screen
        assert f" of {app.browse._answer.found.searched:,} models" in screen


async def test_a_wrong_filter_says_what_is_wrong_and_keeps_the_rows(home: Home) -> None:
    """A word the language does not know is named with the nearest one it does."""
    app = stage(home)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"licens:mit")
        await settle(app, pilot)
        assert "license" in shown(app).splitlines()[2]
        assert app.browse.entry is not None


async def test_what_has_no_room_of_a_sentence_on_a_wrong_filter_is_seen_to_be_missing(
    home: Home,
) -> None:
    """On 80 cells an ellipsis stands at its end."""
    app = stage(home)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("slash", *"is:foo")
        await settle(app, pilot)
        line = shown(app).splitlines()[2].rstrip()
        assert line.startswith(" foo (character 4) is not a flag; there are gated, tools, vision")
        assert line.endswith("…")


async def test_a_device_stands_for_its_memory(home: Home) -> None:
    """The chip says how much that is; a name that nobody knows says what comes near."""
    app = stage(home)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", *"fits:h100")
        await settle(app, pilot)
        assert "fits:80gib ✕" in shown(app)
        assert 0 < app.browse._answer.found.total < app.browse._answer.found.searched
        await pilot.press("x", "enter")
        await settle(app, pilot)
        assert "the nearest is h100-80gb" in shown(app)


async def test_when_nothing_matches_one_key_drops_what_is_to_blame(home: Home) -> None:
    """The way out names the condition and how many entries that gives."""
    app = stage(home, "claude open:proprietary lang:de")
    async with app.run_test(size=WIDE) as pilot:
        await settle(app, pilot)
        assert "drop lang:de" in shown(app)
        app.browse.action_focus_table()
        await pilot.press("enter")
        await settle(app, pilot)
        assert app.browse._answer.found.total > 0


async def test_a_spelling_mistake_is_forgiven_and_named(home: Home) -> None:
    """What is shown is not what was typed, and the screen says so."""
    app = stage(home, "mistrallai")
    async with app.run_test(size=WIDE) as pilot:
        await settle(app, pilot)
        assert "spelled alike" in shown(app)
        assert "istral" in first_row(app)


async def test_a_facet_narrows_and_is_written_into_the_filter(home: Home) -> None:
    """The panel, the box and the chips always say the same."""
    app = stage(home)
    async with app.run_test(size=WIDE) as pilot:
        await settle(app, pilot)
        await pilot.press("f", "j", "space")
        await settle(app, pilot)
        value = app.browse.query_one("#filter", Input).value
        assert value == "open:open-source"
        assert f"{value} ✕" in shown(app)
        await pilot.press("space")
        await settle(app, pilot)
        assert app.browse.query_one("#filter", Input).value == ""


async def test_facets_are_an_overlay_where_there_is_no_room(home: Home) -> None:
    """At 80x24 f shows them and Escape puts them away."""
    app = stage(home)
    async with app.run_test(size=NARROW) as pilot:
        await settle(app, pilot)
        panel = app.browse.query_one(FacetPanel)
        assert not panel.display
        await pilot.press("f")
        assert panel.display
        assert panel.has_focus
        await pilot.press("escape")
        assert not panel.display


async def test_marks_survive_a_new_filter_and_a_restart(home: Home) -> None:
    """What was marked is still marked, whatever is shown and whenever."""
    app = stage(home, "gpt-oss")
    async with app.run_test(size=WIDE) as pilot:
        await settle(app, pilot)
        await pilot.press("space", "space", "escape")
        await settle(app, pilot)
        marks = app.marks
        assert len(marks) == 2
        assert "2 marked" in shown(app)
    app.searcher.close()
    with Store(home.data) as store:
        assert store.marks() == marks


async def test_the_cursor_goes_back_to_the_top_with_a_new_filter(home: Home) -> None:
    """Row 30 of the old answer says nothing about the new one."""
    app = stage(home)
    async with app.run_test(size=WIDE) as pilot:
        await settle(app, pilot)
        await pilot.press("pagedown", "slash", *"qwen")
        await settle(app, pilot)
        assert app.browse.query_one("#table", RowTable).cursor == 0


async def test_sorting_puts_the_unknown_last_either_way(home: Home) -> None:
    """An unknown price is neither the lowest nor the highest."""
    app = stage(home, "claude")
    async with app.run_test(size=WIDE) as pilot:
        await settle(app, pilot)
        for _ in range(2):
            app.browse.sort_by("price.in")
            await settle(app, pilot)
            entry = app.browse.entry
            assert entry is not None
            assert entry.headline_offer is not None


async def test_a_click_on_a_heading_sorts_by_it(home: Home) -> None:
    """The heading shows the direction."""
    app = stage(home)
    async with app.run_test(size=WIDE) as pilot:
        await settle(app, pilot)
        line = shown(app).splitlines()[3]
        await pilot.click(offset=(line.index("Context"), 3))
        await settle(app, pilot)
        assert "Context▼" in shown(app)


KEYS = st.sampled_from(
    [
        "/",
        "c",
        "f",
        "s",
        "S",
        "l",
        "w",
        "x",
        "o",
        "y",
        "j",
        "k",
        "g",
        "G",
        "d",
        "m",
        "n",
        "h",
        "r",
        "?",
        "+",
        "-",
        "<",
        ">",
        "a",
        "b",
        "space",
        "enter",
        "escape",
        "tab",
        "shift+tab",
        "backspace",
        "up",
        "down",
        "left",
        "right",
        "pageup",
        "pagedown",
        "home",
        "end",
        "ctrl+d",
        "ctrl+u",
        "ctrl+p",
    ]
)


@pytest.fixture
def hub() -> Iterator[Server]:
    """Serve a Hub of 60 models on pages of 10, of which one in five goes wrong at first."""
    hub = Hub(60, manners=Manners(largest_page=10), rates=Rates())
    hub.faults.scatter(0.2, seed=1)
    with Server(hub) as server:
        yield server


SIZES = st.sampled_from([(20, 5), (40, 10), (80, 24), (100, 30), (120, 40), (300, 90)])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(KEYS, SIZES), min_size=5, max_size=25))
async def test_no_order_of_keys_and_sizes_is_a_crash(
    home: Home, hub: Server, steps: list[str | tuple[int, int]]
) -> None:
    """Whatever is pressed at whatever size, the app goes on, also while a sync brings rows."""
    app = stage(home)
    app.sync_plan = Plan(endpoint=hub.url, sources=frozenset({HUB}), patience=PATIENCE)
    async with app.run_test(size=WIDE) as pilot:
        for step in steps:
            if isinstance(step, str):
                await pilot.press(step)
            else:
                await pilot.resize_terminal(*step)
        await settle(app, pilot)
        assert app.return_code is None
    await asyncio.to_thread(app.syncing.close)
    app.searcher.close()


async def test_what_can_be_sorted_by_is_called_by_its_full_name(tmp_path: Path) -> None:
    """The headings of the columns are shorter than anyone would say them."""
    async with running(few(tmp_path), "s", "G") as (app, pilot):
        assert "Relevance Openness Parameters Context Price, input" in asked(app)
        await press(app, pilot, "enter")
        assert app.browse._wanted.order.key == "score.text"
