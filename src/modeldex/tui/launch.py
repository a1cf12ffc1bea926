"""The way into the app, written so that the first frame comes soon."""

import gc
import os
import traceback
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.criteria import parse
from modeldex.tui.machines import rooms

if TYPE_CHECKING:
    from modeldex.tui.app import ModeldexApp


def launch(home: paths.Home, filter_text: str = "") -> int:
    """Run the app until it is left; return the exit code.

    The store opens and answers its first question in a thread while Textual, 85 % of the
    start-up, is being imported. Raises CriteriaError for a filter that is wrong, StoreError when
    the catalogue cannot be opened.
    """
    from modeldex.tui.searcher import Question, Searcher

    catalog = paths.catalog()
    criteria = parse(filter_text, room_of=rooms(home))
    searcher = Searcher(home, catalog, Question(criteria=criteria))
    # A frame at 60 a second comes up to 17 ms after its key, at 240 up to 4 ms.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    os.environ.setdefault("ESCDELAY", "40")
    gc.disable()
    from modeldex.tui.app import ModeldexApp

    gc.freeze()
    # Looking for cycles takes up to 30 ms, so it is done when nobody waits: see `BrowseScreen`.
    gc.set_threshold(50_000, 10, 10)
    gc.enable()
    return _run(ModeldexApp(home, catalog, searcher, filter_text))


def _run(app: "ModeldexApp") -> int:
    """Run the app until it is left; return the exit code, not 0 after a crash."""
    from modeldex.tui import crash
    from modeldex.tui.terminal import Terminal

    terminal = Terminal()
    with crash.last_words(app.home.data, terminal):
        try:
            app.run()
        except Exception:  # noqa: BLE001 - whatever it is, the terminal has to be usable
            terminal.restore()
            app.fault = app.fault or traceback.format_exc()
        terminal.write("\x1b[?1016l")  # Textual leaves pixel mouse reports switched on
        if app.fault:
            terminal.write(crash.told(app.home.data, app.fault))
            return app.return_code or 1
        app.syncing.close()
        app.searcher.close()
    return app.return_code or 0
