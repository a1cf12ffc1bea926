"""The report as CSV."""

import csv
import io

import pytest

from modeldex import report
from modeldex.report.flat import COLUMNS
from modeldex.text import clean
from tests.report.review import DENSE, EARLIER, HOSTILE, SOLD, evidence


def lines(*, hostile: bool = False) -> list[dict[str, str]]:
    """Return what a reader of CSV makes of either shortlist."""
    text = io.StringIO(report.write(evidence(hostile=hostile), "csv"), newline="")
    return list(csv.DictReader(text, strict=True))


@pytest.mark.parametrize("hostile", [False, True])
def test_every_line_has_every_column(hostile: bool) -> None:  # noqa: FBT001 - of a test
    """Whatever signs the texts hold."""
    found = lines(hostile=hostile)
    assert len(found) > 100
    assert all(tuple(line) == COLUMNS for line in found)
    assert all(None not in line.values() for line in found)


def test_a_fact_has_its_value_unit_source_and_day() -> None:
    """A number is one that a spreadsheet can count with; unknown is empty."""
    found = {(line["entry"], line["fact"]): line for line in lines()}
    assert found[DENSE.id, "Context"] == {
        "entry": DENSE.id,
        "group": "Capability",
        "fact": "Context",
        "value": "131072",
        "unit": "tokens",
        "source": "huggingface.co",
        "as_of": "2026-09-30",
    }
    assert found[SOLD.id, "Downloads"]["value"] == ""
    assert found[SOLD.id, "Chosen"]["as_of"] == str(EARLIER)
    assert found["", "Reason"]["value"] == "Ada knows it. So do we."
    low, high = (found[SOLD.id, f"API, acme, at {word}"] for word in ("least", "most"))
    assert float(low["value"]) < float(high["value"])
    assert low["unit"] == "USD per month"
    assert 0 < float(found[DENSE.id, "Points, halfway"]["value"]) < 100


def test_no_text_is_taken_for_a_formula_or_a_command() -> None:
    """A spreadsheet runs what begins like one, a terminal what holds controls."""
    found = lines(hostile=True)
    cells = [cell for line in found for cell in line.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    assert all(cell.isprintable() for cell in cells)
    assert clean(HOSTILE) in {line["entry"] for line in found}
