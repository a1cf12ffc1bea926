"""The palette: every key of the screen below as a command, the shortlists, and the themes."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from textual import on
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.theme import Theme, ThemeProvider
from textual.widgets import OptionList

from modeldex.errors import ModeldexError
from modeldex.shortlist import names
from modeldex.text import clean
from modeldex.tui.host import Host
from modeldex.tui.keys import commands

PALETTE_ID = "--command-palette"

Choice = tuple[str, str, Callable[[], object]]
"""What is shown, what stands beside it, and what is done."""


class Choices(Provider):
    """What can be done from the screen on which the palette was opened."""

    async def startup(self) -> None:
        """Collect the commands and the names of the shortlists."""
        themes = partial(show_themes, cast(Host, self.app))
        self._choices = [
            *self._keys(self.screen, self.app),
            ("Theme", "shown while you choose, and remembered", themes),
            *self._shortlists(),
            *(self._keys(self.focused) if self.focused else ()),
        ]
        self._themes: list[Choice] = [
            (f"Theme {name}, {shade(theme)}", "use it", partial(setattr, self.app, "theme", name))
            for name, theme in sorted(self.app.available_themes.items())
        ]

    def _keys(self, *nodes: DOMNode) -> Iterator[Choice]:
        for command in commands(nodes, self.app):
            act = partial(self.app.run_action, command.binding.action, command.node)
            yield command.binding.description, "  ".join(command.keys), act

    def _shortlists(self) -> list[Choice]:
        app = cast(Host, self.app)
        try:
            listed = names(app.home.shortlists)
        except ModeldexError as error:
            app.tell(str(error), severity="error")
            return []
        return [
            (f"Shortlist {clean(one.name)}", "show it", partial(app.show_shortlists, one.name))
            for one in listed
        ]

    async def discover(self) -> Hits:
        """Yield every command, in the order of the keys; the themes have a list of their own."""
        for shown, beside, act in self._choices:
            yield DiscoveryHit(_prompt(shown, beside), act, text=shown)

    async def search(self, query: str) -> Hits:
        """Yield the commands that match what was typed."""
        matcher = self.matcher(query)
        for shown, beside, act in (*self._choices, *self._themes):
            score = matcher.match(shown)
            if score > 0:
                yield Hit(score, _prompt(shown, beside), act, text=shown)


def _prompt(shown: str, beside: str) -> Content:
    return Content.assemble(shown, "  ", (beside, "not bold $foreground 70%"))


def shade(theme: Theme) -> str:
    """Return the word by which themes are told apart whose names do not say it."""
    return "dark" if theme.dark else "light"


class Palette(CommandPalette):
    """Textual's palette, which falls over a page key before its list has been laid out."""

    def _action_command_list(self, action: str) -> None:
        """Pass a key on to the list once the list has lines to move over."""
        listed = self.query_one(CommandList)
        if listed.option_count and listed.scrollable_content_region.height:
            super()._action_command_list(action)


class Themes(ThemeProvider):
    """Every theme, the one in use first: the first is shown as soon as the list is there."""

    @property
    def commands(self) -> list[tuple[str, Callable[[], None]]]:
        """Return the names of the themes and what puts each in use."""
        return sorted(super().commands, key=lambda command: command[0] != self.app.theme)


class ThemePalette(Palette):
    """Every theme; the one under the cursor is shown at once, Esc brings the old one back."""

    def on_mount(self) -> None:
        """Remember which theme to go back to."""
        self._before = self.app.theme

    @on(OptionList.OptionHighlighted)
    def _preview(self, event: OptionList.OptionHighlighted) -> None:
        hit = getattr(event.option, "hit", None)
        if hit is not None and hit.text in self.app.available_themes:
            self.app.theme = hit.text

    def _action_escape(self) -> None:
        self.app.theme = self._before
        super()._action_escape()


def show_palette(app: Host) -> None:
    """Open the palette over the screen that is shown, once."""
    if not isinstance(app.screen, CommandPalette):
        app.push_screen(Palette(providers=[Choices], id=PALETTE_ID))


def show_themes(app: Host) -> None:
    """Open the list of themes."""
    app.push_screen(ThemePalette(providers=[Themes], placeholder="Search for themes…"))
