"""The help says what the program really does."""

from pathlib import Path

import pytest
from textual.binding import Binding

from modeldex.criteria import parse
from modeldex.fields import FIELDS
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.compare import CompareScreen
from modeldex.tui.help import ELSEWHERE, SYNTAX, HelpScreen
from modeldex.tui.page import Page
from tests.tui.few import few, paged, press, running
from tests.tui.stage import shown

SIZES = ((120, 40), (80, 24))


async def whole_help(tmp_path: Path, *keys: str, size: tuple[int, int] = (120, 40)) -> str:
    """Return everything the help says, page by page."""
    async with running(few(tmp_path), *keys, "question_mark", size=size) as (app, pilot):
        return await paged(app, pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_every_key_of_the_screen_below_and_every_field_is_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Bindings and fields are all it is made from."""
    text = await whole_help(tmp_path, size=size)
    lines = [line.rstrip("▁▂▃▄▅▆▇ ").split() for line in text.splitlines()]
    for binding in BrowseScreen.BINDINGS:
        assert isinstance(binding, Binding)
        assert any(line[1:] == binding.description.split() for line in lines), binding
    for key, field in FIELDS.items():
        assert any(line[:1] == [key] for line in lines), key
        assert field.about.split()[0] in text
    for example, _meaning in SYNTAX:
        assert example in text


async def test_the_help_of_another_screen_has_the_keys_of_that_screen(tmp_path: Path) -> None:
    """It speaks of the screen it was called from."""
    text = await whole_help(tmp_path, "c")
    assert "Same rows" in text
    assert "Model to the left" in text
    assert "Drop last filter" not in text
    assert all(str(binding.id).startswith("compare.") for binding in CompareScreen.BINDINGS)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("keys", "heading", "description"),
    [
        (("c",), "Compare", "Same rows"),
        (("c", "p"), "Plots", "Next plot"),
        (("c", "dollar_sign"), "Costs", "Machines"),
        (("l",), "Shortlists", "Verdict"),
        (("h",), "Changes", "Back"),
        (("enter",), "Details", "What fits"),
    ],
)
async def test_a_screen_without_a_filter_tells_of_its_own_keys_alone(
    tmp_path: Path, keys: tuple[str, ...], heading: str, description: str
) -> None:
    """Its own come first; one line says where the filter language is."""
    text = await whole_help(tmp_path, *keys)
    assert text.splitlines()[0].strip() == "modeldex · keys"
    assert text.splitlines()[1].strip() == heading
    assert description in text
    assert ELSEWHERE in " ".join(text.split())
    assert all(example not in text for example, _meaning in SYNTAX)
    assert "Quit" not in text  # `q` goes back from here


async def test_the_scorecard_has_a_filter_and_tells_of_it(tmp_path: Path) -> None:
    """Must-haves are typed in the filter language."""
    text = await whole_help(tmp_path, "c", "s")
    assert text.index("Field of work") < text.index("fits:24gb")


async def test_a_key_that_was_mapped_elsewhere_is_shown_where_it_is_now(tmp_path: Path) -> None:
    """The person's own keys count."""
    async with running(few(tmp_path)) as (app, pilot):
        app.set_keymap({"browse.compare": "v"})
        await press(app, pilot, "question_mark")
        assert "v                     Compare" in shown(app)


@pytest.mark.parametrize("example", [example for example, _meaning in SYNTAX])
def test_every_example_of_the_filter_language_is_one(example: str) -> None:
    """The parser takes it."""
    assert parse(example, room_of=lambda _name: 1).parts


@pytest.mark.parametrize("key", ["escape", "q", "question_mark"])
async def test_one_key_goes_back(tmp_path: Path, key: str) -> None:
    """The key that opens it closes it too."""
    async with running(few(tmp_path), "question_mark") as (app, pilot):
        assert isinstance(app.screen, HelpScreen)
        await press(app, pilot, key)
        assert isinstance(app.screen, BrowseScreen)


async def test_the_keys_of_the_table_scroll_the_page(tmp_path: Path) -> None:
    """Up, down, half a page, top and bottom."""
    async with running(few(tmp_path), "question_mark", size=(80, 24)) as (app, pilot):
        page = app.screen.query_one(Page)
        places = []
        for key in ("j", "ctrl+d", "k", "G", "pageup", "g"):
            await press(app, pilot, key)
            places.append(page.scroll_offset.y)
        bottom = int(page.max_scroll_y)
        half = page.size.height // 2
        assert places == [1, 1 + half, half, bottom, bottom - page.size.height, 0]
