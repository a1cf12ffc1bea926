"""What syncs have found to be different, on a screen."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Static

from modeldex.entry import changed
from modeldex.paths import Home
from modeldex.store import KINDS, Change, Held, Store
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.changes import ChangesScreen
from modeldex.tui.details import DetailsScreen
from modeldex.tui.syncline import SyncLine
from tests.examples import OPEN, VENDOR
from tests.tui.few import HOSTILE, few, press, running, said
from tests.tui.stage import shown

SIZES = ((120, 40), (80, 24))


def change(day: int, kind: str, id_: str, old: str | None, new: str | None) -> Change:
    """Return a change of noon of a day in November."""
    return Change(at=f"2026-11-{day:02}T12:00:00Z", id=id_, kind=kind, old=old, new=new)


def held(id_: str, *, provider: str = "acme", new: str | None = "25 / 200") -> Held:
    """Return a price that waits for a look."""
    return Held(
        at="2026-11-09T12:00:00Z",
        id=id_,
        provider=provider,
        model="swift-2",
        region="",
        old="0.25 / 2",
        new=new,
    )


def home_with(folder: Path, *changes: Change, waiting: tuple[Held, ...] = ()) -> Home:
    """Return a home in which that was found to be different."""
    home = few(folder, marked=False)
    with Store(home.data) as store:
        store.note(changes)
        store.hold(waiting)
    return home


SOME = (
    change(3, "updated", OPEN.id, "2026-07-26", "2026-11-02"),
    change(3, "license", OPEN.id, "apache-2.0", "llama3"),
    change(7, "price", VENDOR.id, "0.50 / 4", "0.25 / 2"),
    change(8, "gone", "acme/lost", None, None),
    change(8, "new", "", None, "1,234"),
)


def under_cursor(app: object) -> str:
    """Return the line that tells the change under the cursor whole."""
    return str(app.screen.query_one("#change", Static).content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_the_newest_come_first_and_held_prices_say_so(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """What most models have after every sync is left for last."""
    home = home_with(tmp_path, *SOME, waiting=(held(VENDOR.id),))
    async with running(home, "h", size=size) as (app, pilot):
        assert isinstance(app.screen, ChangesScreen)
        lines = shown(app).splitlines()
        kinds = [line.split()[1] for line in lines if line.lstrip().startswith("2026-11-")]
        assert kinds[:5] == ["price", "new", "gone", "price", "licence"]
        assert "updated" not in kinds
        assert "0.25 / 2 → 25 / 200" in lines[3]
        assert "Held for review: acme" in under_cursor(app)
        assert "1,234 new models" in shown(app)
        await press(app, pilot, "j")
        assert "Held" not in under_cursor(app)


async def test_left_and_right_choose_the_kind(tmp_path: Path) -> None:
    """Only the kinds that there are, and all of them."""
    async with running(home_with(tmp_path, *SOME), "h") as (app, pilot):
        seen = []
        for _ in range(7):
            seen.append(app.screen._kind)  # type: ignore[attr-defined]
            await press(app, pilot, "right")
        assert seen == ["all but updated", "gone", "licence", "new", "price", "updated", "all"]
        await press(app, pilot, "left", "left")
        assert "2026-07-26 → 2026-11-02" in shown(app)
        assert "llama3" not in shown(app)


async def test_the_chosen_kind_is_in_sight_however_many_there_are(tmp_path: Path) -> None:
    """On a narrow screen the first ones make room."""
    home = home_with(tmp_path, *(change(3, kind, OPEN.id, "1", "2") for kind in KINDS))
    async with running(home, "h", "left", size=(80, 24)) as (app, pilot):
        assert "all 13" in shown(app).splitlines()[1]
        assert "← Kind" in shown(app).splitlines()[-1]
        await press(app, pilot, "right")
        assert "all but updated 12" in shown(app).splitlines()[1]


async def test_enter_opens_space_marks_and_escape_goes_back(tmp_path: Path) -> None:
    """The entry of the change, as everywhere."""
    async with running(home_with(tmp_path, *SOME), "h", "j", "j") as (app, pilot):
        await press(app, pilot, "space")
        assert app.marks == (VENDOR.id,)
        assert "●" in shown(app)
        await press(app, pilot, "k", "enter")
        assert isinstance(app.screen, DetailsScreen)
        assert VENDOR.id in shown(app)
        await press(app, pilot, "escape", "g", "enter", "space")
        assert isinstance(app.screen, ChangesScreen)  # the sum of a sync is no entry
        await press(app, pilot, "j", "enter")
        assert "acme/lost is no longer in the catalogue" in said(app)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_without_changes_the_next_key_is_named(tmp_path: Path, size: tuple[int, int]) -> None:
    """And it works from here."""
    async with running(home_with(tmp_path), "h", size=size) as (app, pilot):
        assert "Nothing has changed yet; r syncs." in shown(app)
        await press(app, pilot, "right", "left", "space", "enter", "y", "a", "x")
        assert isinstance(app.screen, ChangesScreen)
        app.sync_plan = None
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("modeldex.tui.syncer.Syncer", lambda *_a, **_k: None)
            await press(app, pilot, "r")
        assert isinstance(app.screen, ChangesScreen)
        assert "Syncing connecting" in shown(app)
        assert app.browse.query_one(SyncLine).display


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_and_never_obeyed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """In ids, values, providers."""
    home = home_with(
        tmp_path,
        change(9, "license", HOSTILE, HOSTILE, HOSTILE),
        waiting=(held(HOSTILE, provider=HOSTILE, new=None),),
    )
    async with running(home, "h", size=size) as (app, pilot):
        for key in ("j", "right", "right", "space", "enter", "y"):
            await press(app, pilot, key)
            assert all(sign not in shown(app) for sign in "\x1b\x07\u202e")
        assert "[/]" in shown(app)
        assert app.return_code is None


async def test_one_kind_alone_is_shown_whichever_way_one_turns(tmp_path: Path) -> None:
    """There is no other kind to turn to."""
    home = home_with(tmp_path, change(3, "gone", "acme/lost", None, None))
    async with running(home, "h", "right", "left", "left") as (app, _pilot):
        assert "acme/lost" in shown(app)


async def test_a_price_that_waits_is_accepted_with_a_key(tmp_path: Path) -> None:
    """It is a change like any other from then on, and the cursor stays where it was."""
    (offer,) = VENDOR.offers
    dearer = changed(offer, input_usd_per_million_tokens=25.0)
    waiting = replace(held(VENDOR.id, new="25 / 2"), offer=dearer)
    home = home_with(tmp_path, *SOME, waiting=(waiting,))
    async with running(home, "h") as (app, pilot):
        assert "a Accept price" in shown(app).splitlines()[-1]
        await press(app, pilot, "j")
        assert "Accept" not in shown(app).splitlines()[-1]
        await press(app, pilot, "a", "k", "a")
        assert "price held" not in shown(app)
        assert "$0.25 / $2.00 → $25.00 / $2.00" in shown(app)
        await press(app, pilot, "escape")
        found = app.searcher.get([VENDOR.id])[VENDOR.id]
        assert found.offers == (dearer,)


async def test_a_price_that_waits_is_rejected_with_a_key(tmp_path: Path) -> None:
    """Then it no longer waits, and the old one stays."""
    home = home_with(tmp_path, *SOME, waiting=(held(VENDOR.id),))
    async with running(home, "h", "x") as (app, _pilot):
        assert "price held" not in shown(app)
        assert app.searcher.get([VENDOR.id])[VENDOR.id].offers == VENDOR.offers


async def test_what_a_sync_brings_is_shown_at_once(tmp_path: Path) -> None:
    """The kind that was chosen and the change under the cursor stay."""
    async with running(home_with(tmp_path, *SOME), "h", "right", "right") as (app, pilot):
        assert "llama3" in under_cursor(app)
        newer = change(9, "license", VENDOR.id, None, "other")
        app.searcher.do(lambda store: store.note([newer]))
        app.news.publish(None)
        await press(app, pilot, "f1")
        assert "? → other" in shown(app)
        assert "llama3" in under_cursor(app)
