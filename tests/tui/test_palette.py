"""The palette finds what keys do, the shortlists and the themes."""

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandList

from modeldex.shortlist import create
from modeldex.store import Store
from modeldex.tui.compare import CompareScreen
from modeldex.tui.help import HelpScreen
from modeldex.tui.palette import Palette
from modeldex.tui.shortlists import ShortlistsScreen
from tests.examples import TODAY
from tests.tui.few import few, press, running
from tests.tui.stage import settle, shown


async def test_every_key_of_the_screen_is_a_command(tmp_path: Path) -> None:
    """With the key beside it, so that it is not needed a second time."""
    async with running(few(tmp_path), "ctrl+p") as (app, pilot):
        screen = shown(app)
        assert "Compare  c" in screen
        assert "Theme" in screen
        assert "Help  ?" in screen
        await press(app, pilot, *"compare", "enter")
        assert isinstance(app.screen, CompareScreen)
        await press(app, pilot, "ctrl+p")
        assert "Same rows  d" in shown(app)
        assert "Back  esc  q" in shown(app)
        assert "Quit  q" not in shown(app)
        assert "Drop last filter" not in shown(app)


async def test_what_a_text_field_would_take_as_a_letter_is_a_command_still(tmp_path: Path) -> None:
    """The filter has the focus; `?` would be typed into it."""
    async with running(few(tmp_path), "slash", "ctrl+p", *"help", "enter") as (app, _pilot):
        assert isinstance(app.screen, HelpScreen)


async def test_a_shortlist_is_found_by_its_name(tmp_path: Path) -> None:
    """Whatever its name is made of."""
    home = few(tmp_path)
    create(home.shortlists, "first", TODAY)
    create(home.shortlists, "[/] [@click=app.quit]evil", TODAY)
    async with running(home, "ctrl+p", *"shortlist evil") as (app, pilot):
        assert "Shortlist [/] [@click=app.quit]evil" in shown(app)
        await press(app, pilot, "down", "enter")
        assert isinstance(app.screen, ShortlistsScreen)
        assert app.screen.listed is not None
        assert app.screen.listed.name == "[/] [@click=app.quit]evil"


async def test_page_keys_before_the_list_is_there_do_nothing(tmp_path: Path) -> None:
    """Textual 8.2.8 falls over them: KeyError in OptionList._move_page."""
    for pauses in (0, 1, 10):
        async with running(few(tmp_path / str(pauses))) as (app, pilot):
            for key in ("ctrl+p", "down", "pagedown", "pageup", "pagedown"):
                app.post_message(events.Key(key, None))
                for _ in range(pauses):
                    await asyncio.sleep(0)
            await settle(app, pilot)
            assert isinstance(app.screen, Palette)
            assert app.screen.query_one(CommandList).option_count
            await press(app, pilot, "pagedown", "pageup", "escape")
            assert not isinstance(app.screen, Palette)


async def test_a_theme_is_shown_while_it_is_chosen_and_remembered(tmp_path: Path) -> None:
    """Esc brings the old one back; opening the list changes nothing."""
    home = few(tmp_path)
    async with running(home, "ctrl+p", *"theme", "enter") as (app, pilot):
        before = app.theme
        assert app.theme == before == "textual-dark"
        await press(app, pilot, *"nord")
        assert app.theme == "nord"
        await press(app, pilot, "escape")
        assert app.theme == before
        await press(app, pilot, "ctrl+p", *"theme", "enter")
        assert app.theme == before
        await press(app, pilot, *"gruvbox", "enter")
        assert app.theme == "gruvbox"
    with Store(home.data) as store:
        assert store.state("theme") == "gruvbox"


@pytest.mark.parametrize(("typed", "theme"), [("nord", "nord"), ("textual-li", "textual-light")])
async def test_a_theme_is_found_by_its_name(tmp_path: Path, typed: str, theme: str) -> None:
    """Without the list of themes in between; what is there before anything is typed stays short."""
    async with running(few(tmp_path), "ctrl+p") as (app, pilot):
        assert "Theme nord" not in shown(app)
        await press(app, pilot, *typed)
        assert f"Theme {theme}, " in shown(app)
        await press(app, pilot, "enter")
        assert app.theme == theme


async def test_light_finds_every_light_theme(tmp_path: Path) -> None:
    """It is what somebody types who cannot read white on black, whatever the themes are called."""
    async with running(few(tmp_path), "ctrl+p", *"light") as (app, _pilot):
        assert "Theme textual-light, light" in shown(app)
        assert "Theme catppuccin-latte, light" in shown(app)
        assert ", dark" not in shown(app)
