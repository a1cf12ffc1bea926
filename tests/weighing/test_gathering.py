"""What is given beside the entries: bills, machines, makers, fields of work."""

from dataclasses import replace
from pathlib import Path

import pytest

from modeldex import machine, paths
from modeldex.cost import PRESETS
from modeldex.entry import Entry, changed
from modeldex.errors import UsageError
from modeldex.memory import Machine
from modeldex.scorecard import Given
from modeldex.weighing import Wishes, domain_named, domains, gather, memory_of
from tests.examples import OPEN, TODAY, VENDOR
from tests.memory.models import LLAMA

CATALOG = paths.catalog()


def given_for(home: Path, *entries: Entry, **wishes: object) -> Given:
    """Return what some entries are scored by."""
    asked = Wishes(**wishes)  # type: ignore[arg-type]
    return gather(entries, asked, catalog=CATALOG, home=paths.home(home), today=TODAY)


def test_without_wishes_nothing_is_counted_that_nobody_asked_for(tmp_path: Path) -> None:
    """No machine, no field of work, and the blended price instead of a bill."""
    given = given_for(tmp_path, OPEN, VENDOR)
    assert (given.costs, given.fits, given.domain, given.board) == (None, None, None, "text")
    assert given.makers[OPEN.id].name == "Alibaba Cloud (Qwen)"
    assert VENDOR.id not in given.makers


def test_a_workload_gives_each_entry_the_bill_that_stands_for_it(tmp_path: Path) -> None:
    """By API where there is one, else on the cheapest machines; unknown where neither is known."""
    costs = given_for(tmp_path, OPEN, VENDOR, LLAMA, workload=PRESETS["support"]).costs
    assert costs is not None
    assert costs[OPEN.id] is None  # how large its cache is nobody says
    api, hosted = costs[VENDOR.id], costs[LLAMA.id]
    assert api is not None
    assert hosted is not None
    assert 0 < api[0] <= api[1]
    assert 0 < hosted[0] <= hosted[1]


@pytest.mark.parametrize(
    ("room", "context", "fit"),
    [(8, 8_192, True), (6, 8_192, False), (8, 100_000, False), (24, 100_000, True)],
)
def test_what_fits_is_told_by_weights_cache_and_overhead(
    tmp_path: Path,
    room: int,
    context: int,
    fit: bool,  # noqa: FBT001 - a parameter
) -> None:
    """4.91 GB of weights, 131,072 bytes of cache a token, and a ninth of both on top."""
    workload = replace(PRESETS["rag"], context_tokens=context)
    asked = {"machine": f"{room}gb", "workload": workload}
    assert given_for(tmp_path, LLAMA, **asked).fits == {LLAMA.id: fit}


def test_where_the_cache_is_unknown_the_rule_of_the_filter_decides(tmp_path: Path) -> None:
    """5.01 GB of weights and a fifth; without parameters nothing is known."""
    unknown = changed(OPEN, id="a/b", parameters=None)
    fits = [given_for(tmp_path, OPEN, unknown, machine=one).fits for one in ("6.1gb", "6gb")]
    assert fits == [{OPEN.id: True, "a/b": None}, {OPEN.id: False, "a/b": None}]


def test_a_machine_is_an_amount_a_device_or_one_that_was_described(tmp_path: Path) -> None:
    """As after `fits:`."""
    home = paths.home(tmp_path)
    machine.save(home.machines, Machine(name="rig", accelerators_bytes=(3, 4)))
    held = [memory_of(text, CATALOG, home) for text in ("24gb", "RIG", "h100-80gb")]
    assert held == [24 * 10**9, 7, 80 * 2**30]


@pytest.mark.parametrize("text", ["", "rigg", "24", "24gb tools", "no\x1bne"])
def test_what_is_no_machine_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    """It can be shown, and says what there is."""
    home = paths.home(tmp_path)
    machine.save(home.machines, Machine(name="rig", accelerators_bytes=(3, 4)))
    with pytest.raises(UsageError) as caught:
        memory_of(text, CATALOG, home)
    assert str(caught.value).isprintable()
    assert str(caught.value)[-1] in ".?"


def test_a_field_of_work_is_the_catalogues_or_an_entrys_own() -> None:
    """In any case; what is none is refused with the nearest."""
    own = changed(OPEN, domains=("Beekeeping",))
    assert {"health", "beekeeping"} <= set(domains([own], CATALOG))
    assert domain_named("BeeKeeping", [own], CATALOG) == "beekeeping"
    with pytest.raises(UsageError, match=r"did you mean health\?"):
        domain_named("helth", [own], CATALOG)
