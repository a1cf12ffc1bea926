"""Every fact of an entry, and who says so, on a screen of its own."""

from datetime import date
from pathlib import Path

import pytest

from modeldex.entry import Claim, Score, Source, changed
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.detail import HEADING_WIDTH, Line, draw, sections
from modeldex.tui.details import DetailsScreen, sourced
from tests.examples import HUB, OPEN, PRICES, TODAY, VENDOR
from tests.tui.desktop import recording_browser, until
from tests.tui.few import HOSTILE, LONG, few, paged, press, running
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
    priced = changed(OPEN, offers=VENDOR.offers)
    async with running(few(tmp_path, (priced,), marked=False), "enter", size=size) as (app, pilot):
        assert isinstance(app.screen, DetailsScreen)
        assert shown(app).splitlines()[0].strip() == f"modeldex · {OPEN.id}"
        seen = await paged(app, pilot)
        assert fact(seen, "Context").split()[1:] == ["128k", "huggingface.co,", "52", "d"]
        assert fact(seen, "Price, input").split()[2:] == ["$0.25", "models.dev,", "11", "d"]
        assert fact(seen, "Retires").split()[1:] == ["unknown"]


def test_an_offer_says_what_the_cache_costs_and_what_can_be_done_there() -> None:
    """Where somebody says so; hosts of one model differ in it most."""
    offer = changed(
        VENDOR.offers[0],
        provider="host",
        cached_input_usd_per_million_tokens=0.05,
        cache_write_usd_per_million_tokens=0.3,
    )
    bare = changed(
        offer,
        provider="bare",
        tools=True,
        structured_output=False,
        status="deprecated",
        cached_input_usd_per_million_tokens=None,
        cache_write_usd_per_million_tokens=None,
    )
    told = sections(changed(OPEN, offers=(offer, bare)), TODAY, whole=True)
    lines = {line.heading: line.text for _, found in told for line in found}
    assert lines["at host"].endswith("; cached $0.05; cache write $0.30")
    assert lines["at bare"].endswith(" deprecated; tools; no structured output")


def test_what_no_source_states_says_from_which_facts_it_was_worked_out() -> None:
    """In the pane in two words; what another source claims keeps its own note."""
    claim = Claim(field="open", value="restricted", source=PRICES)
    entry = changed(
        OPEN,
        architecture="qwen3",
        attention_heads=32,
        key_value_heads=8,
        fact_sources=(("arch", PRICES),),
        contested=(claim,),
    )
    brief = {line.heading: line.note for _, lines in sections(entry, TODAY) for line in lines}
    assert brief["Attention"] == "models.dev, 11 d"
    assert (brief["Vision"], brief["Weights at Q4"]) == ("worked out", "")
    whole = [sourced(section, entry, TODAY) for section in sections(entry, TODAY)]
    notes = [(line.heading, line.note) for _, lines in whole for line in lines]
    heads = "Architecture, Attention heads, KV heads"
    assert ("Attention", f"models.dev, 11 d; worked out from {heads}") in notes
    assert ("Weights at Q4", "huggingface.co, 52 d; worked out from Parameters") in notes
    assert ("Architecture", "models.dev, 11 d") in notes
    assert ("Openness", "says models.dev, 11 d") in notes


def test_a_note_that_is_too_long_goes_on_below_and_breaks_no_address() -> None:
    """At 40 cells a note has some 20."""
    address = f"https://example.test/{'page-' * 8}"
    lines = [Line(heading="Fact", text="8", note=f"worked out from one and another; {address}")]
    drawn = draw(("", lines), 40).plain.splitlines()
    assert [text.strip() for text in drawn] == [
        f"{'Fact':<{HEADING_WIDTH}}8",
        "worked out from one",
        "and another;",
        address,
    ]


def test_a_source_that_is_named_already_is_not_named_twice() -> None:
    """What the entry says of a single fact wins over what it says of all."""
    entry = changed(OPEN, fact_sources=(("ctx", PRICES),))
    lines = {
        line.heading: line.note
        for section in sections(entry, TODAY)
        for line in sourced(section, entry, TODAY)[1]
    }
    assert lines["Context"] == "models.dev, 11 d"
    assert lines["Downloads"] == "huggingface.co, 52 d"
    assert lines["Id"] == ""


@pytest.mark.parametrize("size", SIZES)
async def test_terms_scores_and_the_vendor_are_told_in_full(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """The licence's condition, the interval of a rating, where the vendor announces outages."""
    told = changed(
        OPEN,
        id="openai/told",
        license="llama3.1",
        license_class="community",
        scores=(
            Score(
                board="arena.text",
                value=1488.4,
                unit="rating",
                source=PRICES,
                independent=True,
                low=1483.6,
                high=1493.1,
                variant="max",
            ),
        ),
    )
    async with running(few(tmp_path, (told,)), "enter", size=size) as (app, pilot):
        seen = await paged(app, pilot)
        assert "Its terms" in seen
        assert "1488 (1484 to 1493), max" in seen
        assert fact(seen, "Status page").split()[2] == "https://status.openai.com"
        assert "Not used for training" in seen
        assert "your-data" in seen


@pytest.mark.parametrize("size", SIZES)
async def test_a_fact_leads_to_its_page_in_two_keystrokes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Enter shows every fact with its source, End the address of each source."""
    page = Source(name="vendor.test", as_of=PRICES.as_of, url="https://vendor.test/pricing")
    offer = changed(VENDOR.offers[0], source=page)
    end = Source(name="end.test", as_of=PRICES.as_of, url="https://vendor.test/deprecations")
    sold = changed(
        OPEN,
        offers=(offer,),
        license="llama3.1",
        license_class="community",
        retires=date(2027, 1, 1),
        fact_sources=(("retires", end),),
    )
    async with running(few(tmp_path, (sold,)), "enter", "end", size=size) as (app, pilot):
        seen = shown(app)
        lines = [line.split() for line in seen.splitlines()]
        assert ["2026-11-10", page.name, page.url] in lines
        assert ["2026-11-10", end.name, end.url] in lines
        assert fact(seen, "2026-09-30").split() == ["2026-09-30", "huggingface.co"]
        await press(app, pilot, "home")
        seen = await paged(app, pilot)
        assert "vendor.test, 11 d" in seen
        assert "https://www.llama.com/llama3_1/license/" in seen
        assert fact(seen, "Retires").split()[1:5] == ["2027-01-01", "end.test,", "11", "d"]


async def test_results_say_who_vouches_for_them(tmp_path: Path) -> None:
    """Verified, the maker's own, and somebody's claim are told apart, merged or not."""
    card = Source(name="model card", as_of=HUB.as_of)
    claim = Source(name="a leaderboard", as_of=HUB.as_of, url="https://board.test")
    measured = Score(board="gsm8k", value=91.5, unit="percent", source=card, independent=True)
    scores = (
        measured,
        changed(measured, board="mmlu", independent=False),
        changed(measured, board="gpqa", independent=False, source=claim),
        changed(measured, board="hle", independent=False, unmerged=True, unit="as stated"),
    )
    entry = changed(OPEN, scores=scores)
    async with running(few(tmp_path, (entry,)), "enter", size=(120, 40)) as (app, pilot):
        seen = await paged(app, pilot)
        assert "91.5 percent, verified" in fact(seen, "gsm8k")
        assert "91.5 percent, its maker's own figure" in fact(seen, "mmlu")
        assert "91.5 percent, claimed by a leaderboard, not verified" in fact(seen, "gpqa")
        assert "91.5, claimed in a pull request that nobody has merged" in " ".join(seen.split())
        assert fact(seen, "Benchmarks").split()[1:4] == ["gsm8k,", "mmlu,", "gpqa"]
        assert fact(seen, "Verified on").split()[2] == "gsm8k"


async def test_the_pane_tells_terms_and_no_vendor(tmp_path: Path) -> None:
    """What is slow to read is read only where a person asks for every fact."""
    told = changed(OPEN, id="openai/told", license="llama3.1", license_class="community")
    async with running(few(tmp_path, (told,)), size=(200, 60)) as (app, _pilot):
        assert "Its terms" in shown(app)
        assert "status.openai.com" not in shown(app)


async def test_space_marks_and_y_copies_and_o_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same keys as in the table."""
    opened = recording_browser(tmp_path, monkeypatch)
    async with running(few(tmp_path, (OPEN,), marked=False), "enter", "space") as (app, pilot):
        assert "● marked" in shown(app)
        assert app.marks == (OPEN.id,)
        await press(app, pilot, "y", "o", "space")
        assert app.clipboard == OPEN.id
        await until(opened.exists)
        assert opened.read_text(encoding="utf-8") == f"https://huggingface.co/{OPEN.id}"
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
    evil = changed(
        OPEN,
        id=f"{HOSTILE}{LONG}",
        license=HOSTILE,
        source=source,
        notes=(HOSTILE,),
        contested=(Claim(field=HOSTILE, value=HOSTILE, source=source),),
    )
    async with running(few(tmp_path, (evil,)), "enter", size=size) as (app, pilot):
        seen = await paged(app, pilot)
        assert all(sign not in seen for sign in "\x1b\x07\u202e")
        assert "<U+001B>" in seen
        assert "[/]" in seen
        assert "part15" in seen
