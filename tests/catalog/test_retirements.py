"""Days of retirement: every row of the source has one fate, and none was joined by likeness."""

import csv
from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.entry import Entry, Origin

ROWS_READ = 195
VENDORS = {"gemini": "google", "text-completion-openai": "openai"}
"""Our names of vendors that the source calls otherwise."""

REASONS = {
    "a name that moves from model to model",
    "another maker's model, which only this host gives up",
    "fine-tuned copies: their base has the day, or no entry",
    "no source of entries lists it",
    "speech alone: no source of entries lists it",
    "switched off before the sources of entries were read",
    "the API ends, the open weights of that name stay",
}


class Row(NamedTuple):
    """One row of the source, and what became of it."""

    provider: str
    row: str
    day: str
    fate: str
    target: str
    """The id of an entry, or the reason for leaving the row out."""

    @property
    def name(self) -> str:
        """The name that an entry would have; sizes and qualities before a slash are no model."""
        vendor = VENDORS.get(self.provider, self.provider)
        return f"{vendor}/{self.row.rpartition('/')[2]}".lower()


@pytest.fixture(scope="module", name="rows")
def _rows() -> list[Row]:
    """Read what became of every row."""
    path = Path(__file__).parent / "retirements.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [Row(*row) for row in csv.reader(lines, delimiter="\t")][1:]


@pytest.fixture(scope="module", name="named")
def _named() -> dict[str, Entry]:
    """Load every vendor's entry by all of its names, lower case."""
    every = chain.from_iterable(shipped(paths.catalog()))
    mine = (entry for entry in every if entry.origin is Origin.VENDOR)
    return {name.lower(): entry for entry in mine for name in (entry.id, *entry.aliases)}


def test_every_row_has_one_fate_and_a_row_without_an_entry_a_reason(rows: list[Row]) -> None:
    """Seven reasons are enough, and each is needed."""
    assert len({row[:2] for row in rows}) == len(rows) == ROWS_READ
    fates = Counter(row.fate for row in rows)
    assert fates == {"entry": 108, "contested": 5, "no entry": 82}
    assert {row.target for row in rows if row.fate == "no entry"} == REASONS


def test_a_row_belongs_to_the_entry_of_exactly_its_name(
    rows: list[Row], named: dict[str, Entry]
) -> None:
    """A row without an entry has none by its name, so that a new entry comes to be noticed."""
    wrong = []
    for row in rows:
        found = named.get(row.name)
        expected = None if row.fate == "no entry" else row.target
        if (found and found.id) != expected:
            wrong.append(row)
    assert wrong == []


def test_the_entry_has_the_day_or_says_who_gives_it(
    rows: list[Row], named: dict[str, Entry]
) -> None:
    """A day that another source contradicts is told as contested."""
    for row in rows:
        if row.fate == "entry":
            assert named[row.name].retires == date.fromisoformat(row.day), row
        if row.fate == "contested":
            claims = {(c.field, c.value) for c in named[row.name].contested}
            assert ("retires", row.day) in claims, row
