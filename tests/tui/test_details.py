"""Every fact of an entry, and who says so, on a screen of its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from modeldex.entry import Claim, Source
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.details import DetailsScreen, sourced
from tests.examples import HUB, OPEN, PRICES, TODAY, VENDOR
from tests.tui.few import HOSTILE, LONG, few, press, running
from tests.tui.stage import shown

SIZES = ((120, 40), (80, 24))


def fact(screen: str, heading: str) -> str:
    """Return the line of a fact."""
    return next(text.strip() for text in screen.splitlines() if text.strip().startswith(heading))


@pytest.mark.parametrize("size", SIZES)
async def test_every_known_fact_names_its_source_and_its_age(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """A price comes from its offer, the rest from whoever keeps the entry."""
    priced = replace(OPEN, offers=VENDOR.offers)
    async with running(few(tmp_path, (priced,), marked=False), "enter", size=size) as (app, pilot):
        assert isinstance(app.screen, DetailsScreen)
        assert shown(app).splitlines()[0].strip() == f"modeldex · {OPEN.id}"
        seen = shown(app)
        await press(app, pilot, "pagedown")
        seen += "\n" + shown(app)
        await press(app, pilot, "pagedown")
        seen += "\n" + shown(app)
        assert fact(seen, "Context").split()[1:] == ["128k", "huggingface.co,", "52", "d"]
        assert fact(seen, "Price, input").split()[2:] == ["$0.25", "models.dev,", "11", "d"]
        assert fact(seen, "Retires").split()[1:] == ["unknown"]


def test_a_source_that_is_named_already_is_not_named_twice() -> None:
    """What the entry says of a single fact wins over what it says of all."""
    entry = replace(OPEN, fact_sources=(("ctx", PRICES),))
    from modeldex.tui.detail import sections

    lines = {
        line.heading: line.note
        for section in sections(entry, TODAY)
        for line in sourced(section, entry, TODAY)[1]
    }
    assert lines["Context"] == "models.dev, 11 d"
    assert lines["Downloads"] == "huggingface.co, 52 d"
    assert lines["Id"] == ""


async def test_space_marks_and_y_copies_and_o_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same keys as in the table."""
    opened: list[str] = []
    async with running(few(tmp_path, (OPEN,), marked=False), "enter", "space") as (app, pilot):
        assert "● marked" in shown(app)
        assert app.marks == (OPEN.id,)
        monkeypatch.setattr(app, "open_url", opened.append)
        await press(app, pilot, "y", "o", "space")
        assert app.clipboard == OPEN.id
        assert opened == [f"https://huggingface.co/{OPEN.id}"]
        assert not app.marks


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_one_key_goes_back(tmp_path: Path, key: str) -> None:
    """Enter opens and closes."""
    async with running(few(tmp_path), "enter", key) as (app, _pilot):
        assert isinstance(app.screen, BrowseScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_and_long_text_is_shown_whole_and_never_obeyed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Ids, licences, names of sources and the notes of editors."""
    source = Source(name=HOSTILE, as_of=HUB.as_of)
    evil = replace(
        OPEN,
        id=f"{HOSTILE}{LONG}",
        license=HOSTILE,
        source=source,
        notes=(HOSTILE,),
        contested=(Claim(field=HOSTILE, value=HOSTILE, source=source),),
    )
    async with running(few(tmp_path, (evil,)), "enter", size=size) as (app, pilot):
        seen = shown(app)
        for _ in range(6):
            await press(app, pilot, "pagedown")
            seen += shown(app)
        assert all(sign not in seen for sign in "\x1b\x07\u202e")
        assert "<U+001B>" in seen
        assert "[/]" in seen
        assert "part15" in seen
