"""How far the other entries are from the one that is pinned."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.comparison import against, compare, difference, to_markdown, to_text
from modeldex.entry import Entry, changed
from modeldex.fields import FIELDS, Value
from tests.examples import OPEN, TODAY, VENDOR


@pytest.mark.parametrize(
    ("key", "value", "base", "said"),
    [
        ("ctx", 200_000, 131_072, "+53 %"),
        ("ctx", 128_000, 131_072, "-2.3 %"),
        ("price", 12.5, 0.5, "+2,400 %"),
        ("price", 0, 0.5, "-100 %"),
        ("price", 0.5, 0, "+$0.50"),
        ("price", 0, 0, "+0"),
        ("mem.q4", 5.0e9, 1.0e10, "-50 %"),
        ("score.text", 1412.4, 1400.0, "+12"),
        ("score.text", 1388.0, 1400.0, "-12"),
        ("released", date(2026, 7, 26), date(2026, 6, 21), "+35 d"),
        ("cutoff", date(2025, 11, 1), date(2026, 2, 1), "-3 mo"),
        ("ctx", None, 131_072, ""),
        ("ctx", 131_072, None, ""),
        ("tools", True, False, ""),
        ("lang", ("en",), ("de",), ""),
    ],
)
def test_a_difference_is_said_in_what_has_a_meaning(
    key: str, value: Value | None, base: Value | None, said: str
) -> None:
    """Percent of amounts, points of ratings, days of dates, and nothing about the unknown."""
    assert difference(FIELDS[key], value, base) == said


@given(st.floats(0.001, 1e12), st.floats(0.001, 1e12))
def test_a_difference_has_the_sign_of_what_is_more(value: float, base: float) -> None:
    """More is plus, less is minus, in percent as in points."""
    for key in ("price", "score.text", "params"):
        said = difference(FIELDS[key], value, base)
        assert said.startswith("-" if value < base else "+")


def _said(entries: list[Entry], baseline: int, key: str) -> list[str]:
    comparison = against(compare(entries, today=TODAY), baseline)
    rows = [row for section in comparison.sections for row in section.rows]
    return [cell.said for cell in next(row for row in rows if row.field.key == key).cells]


def test_the_others_are_measured_against_the_baseline() -> None:
    """The baseline itself has no difference, and unknown stays unknown."""
    third = changed(VENDOR, id="acme/third", context_tokens=128_000)
    assert _said([OPEN, VENDOR, third], 0, "ctx") == ["128k", "200k (+53 %)", "128k"]
    assert _said([OPEN, VENDOR, third], 1, "ctx") == ["128k (-34 %)", "200k", "128k (-36 %)"]
    assert _said([OPEN, VENDOR, third], 0, "price") == ["?", "$0.688", "$0.688"]
    assert _said([OPEN, VENDOR, third], 1, "params") == ["8.19B", "?", "?"]


def test_what_leaves_the_program_names_the_baseline_and_has_the_differences() -> None:
    """A person who opens the file sees what was on the screen."""
    comparison = against(compare([VENDOR, OPEN], today=TODAY), 1)
    markdown = to_markdown(comparison)
    assert markdown.startswith("| Fact | acme/swift-2 | Qwen/Qwen3-8B (baseline) |")
    assert "| Context | **200k (+53 %)** ! | 128k |" in markdown
    assert "200k (+53 %) *!" in to_text(comparison, 80)
