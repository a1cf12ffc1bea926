"""The report on a shortlist, written from its screen."""

import json
from pathlib import Path

import pytest

from modeldex.tui.app import ModeldexApp
from tests.examples import OPEN, VENDOR
from tests.tui.few import asked, few, press, running, said
from tests.tui.test_shortlist_screens import listed


async def written(app: ModeldexApp) -> None:
    """Wait until what is worked out beside the screen is on disk."""
    await app.workers.wait_for_complete()


@pytest.mark.parametrize("where", [[], ["enter"]])
async def test_a_report_is_written_in_the_format_of_its_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: list[str]
) -> None:
    """From the lists and from the members; a page unless another ending is typed."""
    home = few(tmp_path)
    listed(home, "mine", OPEN, VENDOR)
    monkeypatch.chdir(tmp_path)
    async with running(home, "l", *where, "e") as (app, pilot):
        assert "Write the report (.html, .md, .csv, .json or .toml) to which file?" in asked(app)
        await press(app, pilot, "enter")
        await written(app)
        assert f"Wrote {tmp_path / 'mine.html'}" in said(app)
        assert (tmp_path / "mine.html").read_text().startswith("<!doctype html>")
        await press(app, pilot, "e", *"mine", "full_stop", *"json", "enter")
        await written(app)
        assert json.loads((tmp_path / "mine.json").read_text())["members"][1]["id"] == VENDOR.id


async def test_nothing_is_replaced_unasked_and_no_fault_is_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ending that is none, a folder that is none, a file that is there."""
    home = few(tmp_path)
    listed(home, "mine", OPEN, VENDOR)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.html").write_text("mine")
    async with running(home, "l", "e", "enter") as (app, pilot):
        assert "mine.html exists. Put the report" in asked(app)
        await press(app, pilot, "n")
        assert (tmp_path / "mine.html").read_text() == "mine"
        await press(app, pilot, "e", *"mine", "full_stop", *"pdf", "enter")
        assert "mine.pdf has none of the endings of a report" in said(app)
        await press(app, pilot, "e", *"no", "slash", *"a", "full_stop", *"md", "enter")
        await written(app)
        assert "could not be written: No such file or directory." in said(app)


async def test_there_is_nothing_to_write_about_without_a_shortlist(tmp_path: Path) -> None:
    """A sentence says so."""
    async with running(few(tmp_path), "l", "e") as (app, _pilot):
        assert "There is no shortlist to write about." in said(app)
