"""The pictures of the screens: `python -m tests.tui.pictures` draws them into screenshots/.

They are what the README shows and what the tests compare with.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from modeldex import paths, sync
from modeldex.store import Store
from tests.tui.stage import settle, stage

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """One screen as a person reaches it."""

    name: str
    filter_text: str = ""
    keys: Sequence[str] = ()
    theme: str = "textual-dark"
    marks: tuple[str, ...] = ()
    shortlist: Path | None = None
    """The file of the one shortlist there is."""

    @property
    def size(self) -> tuple[int, int]:
        """Return the columns and lines that the name ends in."""
        columns, lines = self.name.rpartition("-")[2].split("x")
        return int(columns), int(lines)

    @property
    def path(self) -> Path:
        """Return the file of the picture."""
        return SCREENSHOTS / f"{self.name}.svg"


FOUR = (
    "openai/gpt-6-luna",
    "anthropic/claude-sonnet-5-5",
    "Qwen/Qwen3.8-27B",
    "openai/gpt-oss-120b",
)

EIGHT = (
    *FOUR,
    "xai/grok-4.7",
    "anthropic/claude-opus-5-5",
    "openai/gpt-oss-20b",
    "nvidia/Llama-3.1-Nemotron-70B-Instruct-HF",
)
HYBRID = Path(__file__).with_name("hybrid.toml")
SUPPORT = Path(__file__).with_name("support-bot.toml")

PICTURES = (
    Picture(name="browse-120x40", marks=FOUR),
    Picture(name="browse-80x24", filter_text="llama license:community"),
    Picture(name="browse-light-120x40", filter_text="is:vision ctx>=200k", theme="textual-light"),
    Picture(name="browse-200x50", filter_text="qwen"),
    Picture(name="nothing-120x40", filter_text="claude open:proprietary lang:de"),
    Picture(name="nothing-80x24", filter_text="claude open:proprietary lang:de"),
    Picture(name="compare-120x40", marks=FOUR, keys=("c",)),
    Picture(name="compare-80x24", marks=FOUR, keys=("c",)),
    Picture(name="baseline-120x40", marks=FOUR, keys=("c", "l", "b", "l")),
    Picture(name="plot-120x40", marks=EIGHT, keys=("c", "p")),
    Picture(name="plot-80x24", marks=EIGHT, keys=("c", "p")),
    Picture(name="costs-120x40", shortlist=HYBRID, keys=("l", "dollar_sign")),
    Picture(name="costs-80x24", shortlist=HYBRID, keys=("l", "dollar_sign", "h")),
    Picture(name="breakeven-120x40", shortlist=HYBRID, keys=("l", "dollar_sign", "p")),
    Picture(name="drift-120x40", shortlist=SUPPORT, keys=("l", "d")),
    Picture(name="drift-80x24", shortlist=SUPPORT, keys=("l", "d")),
    Picture(name="shortlists-120x40", shortlist=SUPPORT, keys=("l", "enter")),
    Picture(name="shortlists-80x24", shortlist=SUPPORT, keys=("l", "enter")),
)


async def draw(picture: Picture, home: paths.Home) -> str:
    """Return the SVG of a picture, drawn by the app over the catalogue in `home`."""
    with Store(home.data) as store:
        store.set_marks(picture.marks)
    shutil.rmtree(home.shortlists, ignore_errors=True)
    if picture.shortlist is not None:
        home.shortlists.mkdir()
        shutil.copy(picture.shortlist, home.shortlists)
    app = stage(home, picture.filter_text)
    app.theme = picture.theme
    app.animation_level = "none"
    async with app.run_test(size=picture.size) as pilot:
        await settle(app, pilot)
        for key in picture.keys:
            await pilot.press(key)
            await settle(app, pilot)
        svg = app.export_screenshot(title="modeldex")
    app.searcher.close()
    return svg


BLANKS = "\xa0 "
CELL = 12.2
"""Width of a character in a picture."""


def words(svg: str) -> list[str]:
    """Return the texts of a picture with their places: what is compared, whatever draws it."""
    found = re.findall(r'<text class="[^"]*" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)</text>', svg)
    texts = [(float(y), float(x), unescape(text).rstrip(BLANKS)) for x, y, text in found]
    return [
        f"{y} {x + (len(text) - len(text.lstrip(BLANKS))) * CELL:.1f} {text.lstrip(BLANKS)}"
        for y, x, text in texts
        if text
    ]


def main() -> None:
    """Draw every picture, or those that are named."""
    SCREENSHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = paths.home(Path(folder))
        with Store(home.data) as store:
            for _progress in sync.build(store, home, paths.catalog()):
                pass
        for picture in PICTURES:
            if len(sys.argv) == 1 or picture.name in sys.argv[1:]:
                picture.path.write_text(asyncio.run(draw(picture, home)), encoding="utf-8")


if __name__ == "__main__":
    main()
