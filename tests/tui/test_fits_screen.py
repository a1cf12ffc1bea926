"""Which forms of a model there are, and which of them a machine holds, on a screen."""

from pathlib import Path

import pytest

from modeldex import machine
from modeldex.entry import Entry, changed
from modeldex.memory import Machine
from modeldex.tui.app import ModeldexApp
from modeldex.tui.details import DetailsScreen
from modeldex.tui.fits import FitsScreen
from modeldex.weighing import Wishes
from tests.examples import OPEN, VENDOR
from tests.tui.few import HOSTILE, few, press, running
from tests.tui.stage import shown

COPIES = ("bartowski/Qwen3-8B-GGUF", "Qwen/Qwen3-8B-AWQ")
MODEL = changed(
    OPEN,
    architecture="qwen3",
    layers=36,
    key_value_heads=8,
    head_size=128,
    quantized=COPIES,
)
FORMS = ("q3", "q4", "q5", "q6", "q8", "bf16")
RIG = Machine(name="rig", accelerators_bytes=(8 * 10**9,), ram_bytes=None, unified=False)


def forms(app: ModeldexApp) -> dict[str, list[str]]:
    """Return the words behind each form on the screen."""
    rows = (line.split() for line in shown(app).splitlines())
    return {row[0]: row[1:] for row in rows if row and row[0] in FORMS}


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_forms_that_exist_and_fit_are_told_for_a_machine_and_a_context(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Another machine and another context give other answers."""
    app_of = few(tmp_path, (MODEL,), marked=False)
    async with running(app_of, "enter", size=size) as (app, pilot):
        machine.save(app.home.machines, RIG)
        await press(app, pilot, "f")
        assert isinstance(app.screen, FitsScreen)
        assert "This computer: " in shown(app)
        await press(app, pilot, "m", "down", "enter")
        assert "rig: 8 GB for a model, 8k of context" in shown(app)
        found = forms(app)
        assert tuple(found) == FORMS
        fitting = [form for form, words in found.items() if words[-2] == "yes"]
        assert fitting == ["q3", "q4", "q5"]
        assert found["q5"][-1] == COPIES[0]
        assert f"awq     {COPIES[1]}" in shown(app)
        await press(app, pilot, "+")
        assert "16k of context" in shown(app)
        assert [form for form, words in forms(app).items() if words[-2] == "yes"] == ["q3"]
        await press(app, pilot, "minus")
        assert forms(app) == found
        await press(app, pilot, "escape")
        assert isinstance(app.screen, DetailsScreen)


async def test_the_machine_of_a_ranking_is_the_one_that_is_looked_at_first(tmp_path: Path) -> None:
    """A name that means nothing any more says so, and another can be taken."""
    async with running(few(tmp_path, (MODEL,), marked=False), "enter") as (app, pilot):
        app.wishes = Wishes(machine="h100-80gb")
        await press(app, pilot, "f")
        assert forms(app)["bf16"][-2] == "yes"
        await press(app, pilot, "escape")
        app.wishes = Wishes(machine="gone-rig")
        await press(app, pilot, "f")
        assert "gone-rig: " in shown(app)
        await press(app, pilot, "m", "enter")
        assert "This computer: " in shown(app)


async def test_an_amount_of_memory_can_be_named_too(tmp_path: Path) -> None:
    """As after `fits:` and as rankings take it."""
    async with running(few(tmp_path, (MODEL,), marked=False), "enter") as (app, pilot):
        app.wishes = Wishes(machine="8gb")
        await press(app, pilot, "f")
        assert "8gb: 8 GB for a model" in shown(app)
        assert forms(app)["q6"][-2] == "no"


@pytest.mark.parametrize("entry", [VENDOR, changed(MODEL, parameters=None)])
async def test_what_is_not_known_is_said_and_fits_nothing(tmp_path: Path, entry: Entry) -> None:
    """An API has no weights to count, nor has a model without parameters."""
    async with running(few(tmp_path, (entry,), marked=False), "enter", "f") as (app, _):
        assert "Its number of parameters is unknown" in shown(app)
        assert forms(app) == {}


async def test_names_from_outside_are_text_and_nothing_else(tmp_path: Path) -> None:
    """Whatever a repository is called."""
    odd = changed(MODEL, quantized=(HOSTILE, "[bold]x[/bold]-GGUF"))
    async with running(few(tmp_path, (odd,), marked=False), "enter", "f") as (app, _):
        assert "[bold]x[/bold]-GGUF" in shown(app)
        assert "\x1b" not in shown(app)
