"""Text in character cells."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from modeldex.comparison.plain import pad, row, wrap
from modeldex.text import cells, clean


def test_ids_break_after_a_sign() -> None:
    """A part of an id stays whole where it can."""
    assert wrap("Qwen/Qwen3-30B-A3B-Instruct-2507", 12) == [
        "Qwen/Qwen3-",
        "30B-A3B-",
        "Instruct-",
        "2507",
    ]


def test_a_part_that_is_too_long_breaks_anywhere() -> None:
    """Nothing is cut off."""
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]


def test_wide_characters_count_twice() -> None:
    """A terminal gives two cells to each."""
    assert cells("模型a") == 5
    assert wrap("模型模型", 4) == ["模型", "模型"]
    assert pad("模", 4) == "模  "
    assert pad("1.5", 5, right=True) == "  1.5"


def test_a_row_is_as_high_as_its_highest_column() -> None:
    """Shorter columns are filled, and no line ends in spaces."""
    assert list(row([["a"], ["b", "c"]], [3, 2])) == ["a    b", "     c"]


_shown = st.text().map(clean)


@given(_shown, st.integers(2, 30))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    """All but the spaces at the ends of lines is there, and no line is too wide."""
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x9FFF)))
def test_cells_are_counted_as_the_screen_counts_them(text: str) -> None:
    """The plain table and the screen agree on letters, digits and signs."""
    assert cells(clean(text)) == cell_len(clean(text))
