"""The smallest Textual program: the floor under every start-up figure."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield Static("Hello, world")


if __name__ == "__main__":
    Hello().run()
