"""JSON and TOML: one structure, read back by the parsers that everybody has."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from modeldex import report
from modeldex.shortlist import from_toml
from modeldex.text import clean
from tests.examples import TODAY
from tests.report.review import DENSE, EARLIER, HOSTILE, SOLD, evidence, shortlist


def plain(value: Any) -> Any:  # noqa: ANN401 - a tree of anything
    """Return a tree as JSON would hold it, without what is unknown."""
    match value:
        case dict():
            return {key: plain(one) for key, one in value.items() if one is not None}
        case list():
            return [plain(one) for one in value if one is not None]
        case date():
            return str(value)
        case _:
            return value


def texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a tree of anything
    """Yield every text of a tree, keys too."""
    match value:
        case dict():
            yield from (text for item in value.items() for one in item for text in texts(one))
        case list():
            yield from (text for one in value for text in texts(one))
        case str():
            yield value


@pytest.mark.parametrize("hostile", [False, True])
def test_both_hold_the_same(hostile: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """But for what is unknown, which TOML leaves out, and dates, which JSON writes as text."""
    read = json.loads(report.write(evidence(hostile=hostile), "json"))
    assert plain(read) == plain(tomllib.loads(report.write(evidence(hostile=hostile), "toml")))


def test_numbers_are_numbers_and_unknown_is_null() -> None:
    """With the unit in the key."""
    read = json.loads(report.write(evidence(), "json"))
    assert read["format"] == 1
    assert read["written"] == str(TODAY)
    assert read["shortlist"]["verdict"] == {
        "chosen": [SOLD.id],
        "date": str(EARLIER),
        "reason": "Ada knows it.\nSo do we.",
    }
    dense, sold = read["costs"][:2]
    assert dense["id"] == DENSE.id
    assert isinstance(dense["rented"]["high_usd_per_month"], float)
    assert (sold["rented"], sold["owned"]) == (None, None)
    assert read["scorecard"]["weights"]["cost"] == 3
    assert read["mix"]["shares"] == {DENSE.id: 0.8, SOLD.id: 0.2}
    assert read["members"][3] == {"id": "acme/nowhere", "entry": None, "listed": False}
    assert {one["fact"] for one in read["drift"]} == {"license", "gone"}
    context = next(row for row in read["comparisons"][0]["rows"] if row["key"] == "ctx")
    assert [cell["value"] for cell in context["cells"]] == [131_072, 200_000, 131_072]


def test_the_pinned_facts_can_be_read_as_the_shortlist_they_are() -> None:
    """What stands below `shortlist` is the file itself."""
    read = tomllib.loads(report.write(evidence(), "toml"))["shortlist"]
    import tomli_w

    assert from_toml(tomli_w.dumps(read).encode(), "report") == shortlist()
    assert read["members"][0]["pinned"]["license"] == "llama3"


@pytest.mark.parametrize("form", ["json", "toml"])
def test_nothing_in_it_is_a_command_to_a_terminal(form: str) -> None:
    """Every text is safe to show, line by line."""
    text = report.write(evidence(hostile=True), form)
    read = json.loads(text) if form == "json" else tomllib.loads(text)
    assert not {sign for sign in text if not sign.isprintable()} - {"\n"}
    found = set(texts(read))
    assert clean(HOSTILE) in found
    assert all(line.isprintable() for one in found for line in one.split("\n"))
