"""`modeldex score`."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from modeldex import paths, shortlist
from modeldex.cli.scoring import lines
from modeldex.cost import PRESETS
from modeldex.entry import changed
from modeldex.paths import Home
from modeldex.scorecard import CRITERIA, RULES, Given, score
from modeldex.text import cells
from tests.cli.conftest import HOSTILE, SMALL, Run, fill
from tests.examples import HUB, OPEN, TODAY, VENDOR

ACCESS_AND_COST = "access=2," + ",".join(
    f"{key}=0" for key in CRITERIA if key not in {"access", "cost"}
)

BY_HAND = """\
Points of 100. In the bars # is sure, + hangs on unknown facts, . is missed.

=1. Qwen/Qwen3-8B                                           64.3 (28.6 to 100.0)
    Access         x2     ########++++++++++  47.6 of 66.7, from 28.6 to 66.7
    Low cost       x1     +++++++++           16.7 of 33.3, from 0.0 to 33.3

=1. acme/swift-2                                             64.3 (52.4 to 76.2)
    Access         x2     #####+++++++......  31.0 of 66.7, from 19.0 to 42.9
    Low cost       x1     #########           33.3 of 33.3

First place is shared by Qwen/Qwen3-8B and acme/swift-2.
"""
"""The example that tests/scorecard works by hand, without the criteria that weigh nothing."""


def test_the_ranking_worked_by_hand_is_printed_with_bars(run: Run) -> None:
    """A bar is as long as what its criterion could give, and tells sure, possible and missed."""
    answer = run("score", OPEN.id, VENDOR.id, "--weights", ACCESS_AND_COST)
    assert (answer.code, answer.err) == (0, "")
    shown = [line for line in answer.out.splitlines() if " x0 " not in line]
    assert shown[: len(BY_HAND.splitlines())] == BY_HAND.splitlines()
    assert [line for line in shown if "access weighs" in line or "cost weighs" in line] == [
        "First place changes to acme/swift-2 if access weighs less than 2.",
        "First place changes to Qwen/Qwen3-8B if access weighs more than 2.",
        "First place changes to Qwen/Qwen3-8B if cost weighs less than 1.",
        "First place changes to acme/swift-2 if cost weighs more than 1.",
    ]


def test_sensitivity_notes_and_what_is_left_out_follow(run: Run) -> None:
    """As sentences, at the end."""
    out = run("score", OPEN.id, VENDOR.id, "--weights", "cost=3").out
    told = " ".join(out.split())
    assert "Fits machine is not counted: no machine is named. Domain is not counted" in told
    assert "It is unknown for 1 of 2; a lower one would move the scale." in told
    assert told.count("changes first place.") == 1


def test_every_score_prints_its_reasons(run: Run) -> None:
    """With --why, each rule of each criterion for each entry; without it, none."""
    plain = run("score", OPEN.id, VENDOR.id).out
    told = run("score", OPEN.id, VENDOR.id, "--why").out
    for key in CRITERIA:
        if key in {"fitness", "domain"}:
            continue
        for rule in RULES[key]:
            assert told.count(f"        {rule.heading}, ") >= 2
            assert f"        {rule.heading}, " not in plain
    sourced = "apache-2.0, permissive (huggingface.co, 2026-09-30), gives 100."
    assert f"Licence, 14% of it: {sourced}" in " ".join(told.split())


@pytest.mark.parametrize("catalog", [paths.catalog(), None])
def test_no_line_is_longer_than_eighty_cells(catalog: Path | None) -> None:
    """Neither with one criterion of all the weight, nor with long and wide names."""
    long = changed(OPEN, id="智谱/" + "模型-very-long-name" * 6)
    nothing = dict.fromkeys(CRITERIA, 0.0)
    for weights in ({}, nothing | {"cost": 0.123456}, nothing | {"transparency": 5}):
        ranking = score([long, OPEN, VENDOR], weights, Given(today=TODAY))
        assert max(map(cells, lines(ranking, 80, catalog))) <= 80


def test_a_shortlist_is_ranked_by_name(home: Home, run: Run) -> None:
    """Beside entries named one by one."""
    _, path = shortlist.create(home.shortlists, "Support bot", TODAY)
    old, fingerprint = shortlist.load(path)
    shortlist.save(path, shortlist.add(old, [OPEN, SMALL], TODAY), expected=fingerprint)
    told = json.loads(run("score", VENDOR.id, "--shortlist", "support BOT", "--json").out)
    assert {row["id"] for row in told["rows"]} == {OPEN.id, SMALL.id, VENDOR.id}


WISHES = {
    "weights": dict.fromkeys(CRITERIA, 0.0) | {"access": 2.0, "cost": 1.0},
    "must": "ctx>=100k",
    "workload": PRESETS["support"],
}


def _listed(home: Home) -> None:
    _, path = shortlist.create(home.shortlists, "bot", TODAY)
    old, fingerprint = shortlist.load(path)
    held = replace(shortlist.add(old, [OPEN, SMALL, VENDOR], TODAY), **WISHES)  # type: ignore[arg-type]
    shortlist.save(path, held, expected=fingerprint)


def test_a_shortlist_is_ranked_by_its_own_weights_must_haves_and_workload(
    home: Home, run: Run
) -> None:
    """What the command line states comes before what the file says, and only that."""
    _listed(home)
    told = json.loads(run("score", "--shortlist", "bot", "--json").out)
    assert (told["weights"]["access"], told["weights"]["risk"]) == (2, 0)
    assert len(told["rows"]) == 3
    assert "a month" in told["notes"][0]
    options = ("--weights", "risk=2", "--must", "has:price", "--workload", "rag")
    other = json.loads(run("score", "--shortlist", "bot", *options, "--json").out)
    assert (other["weights"]["access"], other["weights"]["risk"]) == (1, 2)
    assert [row["id"] for row in other["rows"]] == [VENDOR.id]
    assert other["notes"][0] != told["notes"][0]
    weighed = json.loads(run("score", "--shortlist", "bot", "--weights", "", "--json").out)
    assert weighed["weights"]["risk"] == 1


def test_a_workload_makes_the_cost_a_bill_by_the_month(run: Run) -> None:
    """What is unknown of it stays unknown."""
    told = json.loads(run("score", OPEN.id, VENDOR.id, "--workload", "support", "--json").out)
    facts = {row["id"]: row["criteria"]["cost"]["reasons"][0]["value"] for row in told["rows"]}
    assert facts[VENDOR.id].endswith(" a month")
    assert facts[OPEN.id] == "?"


def test_json_says_all_that_the_text_does(run: Run) -> None:
    """Points of 100, reasons, sensitivity, what is left out."""
    answer = run("score", OPEN.id, VENDOR.id, "--weights", ACCESS_AND_COST, "--json")
    told = json.loads(answer.out)
    first, second = told["rows"]
    assert (first["id"], first["place"], first["tied"]) == (OPEN.id, 1, True)
    assert (second["low"], second["high"]) == pytest.approx((1100 / 21, 1600 / 21))
    assert second["criteria"]["access"]["contribution"]["low"] == pytest.approx(400 / 21)
    reasons = {one["fact"]: one for one in first["criteria"]["access"]["reasons"]}
    assert (reasons["gated"]["value"], reasons["gated"]["low"]) == ("to everybody", 100)
    gate = {key: reasons["gated"][key] for key in ("source", "as_of", "url")}
    assert gate == {"source": HUB.name, "as_of": str(HUB.as_of), "url": HUB.url}
    unknown = {one["fact"]: one for one in first["criteria"]["cost"]["reasons"]}["price"]
    assert (unknown["value"], unknown["source"], unknown["as_of"]) == ("?", None, None)
    assert told["sensitivity"]["cost"]["below"] == {"weight": 1.0, "first": [OPEN.id]}
    assert told["left_out"] == {
        "fitness": "no machine is named",
        "domain": "no field of work is named",
    }
    assert told["removed"] == []


def test_what_a_must_have_removes_is_named_with_the_reason(run: Run) -> None:
    """And when nothing is left, that is no failure."""
    one = run("score", OPEN.id, VENDOR.id, "--must", "has:price")
    assert "Left out Qwen/Qwen3-8B: has:price fails (Price, blended: unknown).\n" in one.out
    none = run("score", OPEN.id, "--must", "has:price ctx>=1m")
    assert (none.code, none.err) == (0, "modeldex: none of them has all the must-haves.\n")
    assert none.out == (
        "Fits machine is not counted: no machine is named.\n"
        "Domain is not counted: no field of work is named.\n"
        "Left out Qwen/Qwen3-8B: has:price fails (Price, blended: unknown); ctx>=1m fails\n"
        "  (Context: 128k).\n"
    )


def test_a_must_have_may_begin_with_what_must_not_be(run: Run) -> None:
    """Though `-open:proprietary` begins like an option."""
    answer = run("score", OPEN.id, VENDOR.id, "--must", "-open:proprietary", "--json")
    assert [row["id"] for row in json.loads(answer.out)["rows"]] == [OPEN.id]


def test_a_field_of_work_is_a_criterion_once_it_is_named(home: Home, run: Run) -> None:
    """Made for it, made for another, and unknown."""
    fill(home, (changed(OPEN, domains=("law",)), changed(SMALL, domains=("code",)), VENDOR))
    told = json.loads(run("score", OPEN.id, SMALL.id, VENDOR.id, "--domain", "Law", "--json").out)
    domain = {row["id"]: row["criteria"]["domain"] for row in told["rows"]}
    ends = {one: (points["low"], points["high"]) for one, points in domain.items()}
    assert ends == {OPEN.id: (100, 100), SMALL.id: (0, 0), VENDOR.id: (0, 100)}


def test_a_machine_is_a_criterion_once_it_is_named(run: Run) -> None:
    """What fits by the filter `fits` has all points, and what cannot be had has none."""
    told = json.loads(run("score", OPEN.id, SMALL.id, VENDOR.id, "--fits", "4gb", "--json").out)
    fitness = {row["id"]: row["criteria"]["fitness"]["middle"] for row in told["rows"]}
    assert fitness == {OPEN.id: 0, SMALL.id: 100, VENDOR.id: 0}


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        ([], "Name at least one entry, or a shortlist with --shortlist."),
        (
            [OPEN.id, "--weights", "cots=3"],
            "cots (character 1) is no criterion; did you mean cost?",
        ),
        (
            [OPEN.id, "--must", "has:prise"],
            "prise (character 5) is not a field; did you mean price?",
        ),
        ([OPEN.id, "--board", "codng"], "There is no board called codng; did you mean coding?"),
        (
            [OPEN.id, "--fits", "rtx-4091"],
            "rtx-4091 is no known machine; the nearest is rtx-4090-24gb.",
        ),
        (
            [OPEN.id, "--fits", "24gb tools"],
            "24gb tools (character 1) is not a number; write it like 24gb.",
        ),
        (
            [OPEN.id, "--domain", "helth"],
            "There is no field of work called helth; did you mean health?",
        ),
        (["--shortlist", "x"], "There is no shortlist called x; there is none yet."),
        (
            [OPEN.id, "--weights", ",".join(f"{key}=0" for key in CRITERIA)],
            (
                "Every criterion that can be counted weighs 0; "
                "give at least one a weight, as in access=1."
            ),
        ),
    ],
)
def test_what_cannot_be_ranked_is_one_sentence(run: Run, argv: list[str], sentence: str) -> None:
    """It names the spot, and the way out."""
    answer = run("score", *argv)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[0] == f"modeldex: {sentence}"


@pytest.mark.parametrize("form", [[], ["--why"], ["--json"], ["--must", "has:price"]])
def test_nothing_raw_reaches_the_terminal(home: Home, run: Run, form: list[str]) -> None:
    """Whatever the catalogue holds."""
    fill(home, (OPEN, HOSTILE))
    answer = run("score", OPEN.id, HOSTILE.id, *form)
    assert answer.code == 0
    assert all(line.isprintable() for line in answer.out.splitlines())
