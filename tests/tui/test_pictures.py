"""The screens look as they did when somebody last looked at them."""

import pytest

from modeldex.paths import Home
from tests.tui.pictures import PICTURES, Picture, draw, words


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_screen_shows_what_its_picture_shows(picture: Picture, home: Home) -> None:
    """Every text stands where it stood; `poe screenshots` draws the pictures anew."""
    assert words(await draw(picture, home)) == words(picture.path.read_text(encoding="utf-8"))
