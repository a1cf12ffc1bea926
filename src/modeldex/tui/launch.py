"""The way into the app, written so that the first frame comes soon."""

import gc
import os

from modeldex import paths
from modeldex.criteria import parse
from modeldex.tui.machines import rooms


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
    from modeldex.tui.app import run

    gc.freeze()
    # Looking for cycles takes up to 30 ms, so it is done when nobody waits: see `BrowseScreen`.
    gc.set_threshold(50_000, 10, 10)
    gc.enable()
    return run(home, catalog, searcher, filter_text)
