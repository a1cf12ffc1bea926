"""`modeldex cost`."""

import json

import pytest

from modeldex import cost
from modeldex.entry import changed
from modeldex.paths import Home
from modeldex.text import cells
from tests import examples
from tests.cli.conftest import HOSTILE, Run, fill
from tests.examples import VENDOR

DENSE = changed(
    examples.DENSE,
    offers=tuple(
        changed(examples.DENSE.offers[0], provider=name, doubtful=name == "odd")
        for name in ("odd", "host")
    ),
)
BOTH = (DENSE.id, VENDOR.id)
ARGUMENTS = ("--workload", "rag,requests=200k", "--device", "a100-40gb")


@pytest.fixture(autouse=True)
def _entries(home: Home) -> None:
    """Give the catalogue an entry with weights and offers, and one with offers alone."""
    fill(home, (DENSE, VENDOR))


def test_the_bills_of_each_entry_are_printed_in_80_columns(run: Run) -> None:
    """With the workload, the machines, the break-even and the mix."""
    answer = run("cost", *BOTH, "--workload", "rag", "--mix", f"{DENSE.id}=80,{VENDOR.id}=20")
    lines = answer.out.splitlines()
    assert (answer.code, answer.err) == (0, "")
    assert lines[0] == "Workload: rag"
    assert max(map(cells, lines)) <= 80
    heads = [index for index, line in enumerate(lines) if "USD a month" in line]
    assert [lines[index - 1] for index in heads[:2]] == list(BOTH)
    assert lines[heads[2]].startswith("Mix")
    assert "Break-even" in lines
    assert "  its weights are not to be had, so there is no machine to rent or own" in lines
    assert any(line.startswith("  first to retire: 2026-12-01, acme/swift-2") for line in lines)


def test_the_sum_is_that_of_the_room(run: Run) -> None:
    """5,000 * 30.4375 requests, each 4,800 tokens at 0.25 USD, 1,200 cached, and 400 at 2 USD.

    What is cached costs between 0.8 % of 0.25 USD and all of it.
    """
    entry = json.loads(run("cost", VENDOR.id, "--workload", "rag", "--json").out)["entries"][0]
    low, high = (0.0012 + usd + 0.0008 for usd in (0.0003 * 0.008, 0.0003))
    [offer] = entry["offers"]
    assert offer["low_usd_per_month"] == pytest.approx(152_187.5 * low)
    assert offer["high_usd_per_month"] == pytest.approx(152_187.5 * high)
    assert offer["unknown"] == ["price of cached input"]
    assert (entry["rented"], entry["owned"]) == (None, None)


def test_the_json_holds_every_pair_and_the_mix(run: Run) -> None:
    """Each way to host against each seller; a doubtful offer does not stand for its entry."""
    answer = run("cost", *BOTH, *ARGUMENTS, "--json", "--mix", f"{DENSE.id}=50,{VENDOR.id}=50")
    data = json.loads(answer.out)
    pairs = {(one["hosted"], one["way"], one["api"], one["provider"]) for one in data["break_even"]}
    assert pairs <= {
        (DENSE.id, way, seller, provider)
        for way in ("rented", "owned")
        for seller, provider in ((DENSE.id, "host"), (VENDOR.id, "acme"))
    }
    assert pairs
    assert data["mix"]["shares"] == {DENSE.id: 0.5, VENDOR.id: 0.5}
    assert data["mix"]["weakest"]["license_class"] == "permissive"
    assert data["mix"]["weakest"]["unknown"] == [f"licence of {VENDOR.id}"]
    assert data["workload"]["requests_per_day"] == 200_000


def test_a_mix_finds_entries_by_alias_and_in_any_case(run: Run) -> None:
    """They are printed by the id that the catalogue has."""
    mix = f"{DENSE.id.upper()}=30,acme/swift-latest=70"
    data = json.loads(run("cost", "--mix", mix, "--json").out)
    assert data["mix"]["shares"] == {DENSE.id: 0.3, VENDOR.id: 0.7}
    assert [entry["id"] for entry in data["entries"]] == [DENSE.id, VENDOR.id]


def test_one_provider_with_one_price_is_listed_once(home: Home, run: Run) -> None:
    """However many names it has for the model."""
    host = DENSE.offers[1]
    many = (host, changed(host, provider_model_id="another"), changed(host, region="eu"))
    fill(home, (changed(DENSE, offers=many),))
    table = run("cost", DENSE.id).out.partition("rented")[0].splitlines()
    lines = [line.split("  ")[1] for line in table if line.startswith("  host")]
    assert lines == ["host, by 2 names", "host, eu"]


def test_a_long_workload_is_wrapped(run: Run) -> None:
    """One of one's own names all of its figures."""
    lines = run("cost", VENDOR.id, "--workload", "input=2345,requests=123456").out.splitlines()
    assert max(map(cells, lines)) <= 80
    assert lines[0].startswith("Workload: input=2345 ")


def test_assumptions_about_machines_are_edited(run: Run) -> None:
    """A measured speed stands in for the estimate."""
    hosting = ("--hosting", "tokens=1000,batch=4,peak=1", "--quantization", "q4")
    shown = run("cost", DENSE.id, *ARGUMENTS, *hosting).out
    assert "1000 tokens of answers a second and device, as given" in shown
    assert "weights in q4, 4 x 16,000 tokens of context" in shown


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ((), "No entry is named; see `modeldex cost --help`."),
        ((DENSE.id, "--workload", "rga"), "rga is no workload; did you mean rag?"),
        ((DENSE.id, "--device", "a100-40g"), "a100-40g is no device; did you mean a100-40gb?"),
        ((DENSE.id, "--quantization", "q99"), "q99 is no "),
        ((DENSE.id, "--hosting", "kw=1"), "kw is no assumption about machines; did you mean kwh?"),
        (("--mix", f"{DENSE.id}=90"), "The shares of the mix are 90% together, not 100%."),
        (
            ("--mix", "acme/swift-3=100"),
            "There is no entry called acme/swift-3; did you mean acme/swift-2?",
        ),
    ],
)
def test_a_mistake_is_one_sentence(run: Run, argv: tuple[str, ...], sentence: str) -> None:
    """On stderr, with exit code 2."""
    answer = run("cost", *argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"modeldex: {sentence}")


def test_the_help_names_every_preset_and_edit(run: Run) -> None:
    """So that nobody has to guess."""
    shown = run("cost", "--help").out
    assert ", ".join(cost.PRESETS) in shown
    assert all(f"  {word}=" in shown for word in (*cost.KEYS, *cost.HOSTING_KEYS))


def test_nothing_raw_reaches_the_terminal(home: Home, run: Run) -> None:
    """Whatever the catalogue holds."""
    fill(home, (DENSE, changed(HOSTILE, offers=VENDOR.offers)))
    answer = run("cost", DENSE.id, HOSTILE.id)
    assert answer.code == 0
    assert all(line.isprintable() for line in answer.out.splitlines())
