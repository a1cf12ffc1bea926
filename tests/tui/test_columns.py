"""Columns give way by priority, and cells are exactly as wide as they are said to be."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from modeldex.tui.columns import GAP, Column, fit, padded
from modeldex.tui.listing import COLUMNS


@given(width=st.integers(30, 400))
def test_the_columns_fill_the_width_and_the_id_keeps_at_least_24(width: int) -> None:
    """At any width the id is readable and nothing stands past the edge."""
    fitted = fit(COLUMNS, width)
    assert sum(size + GAP for _, size in fitted) - GAP == width
    assert {column.key: size for column, size in fitted}["id"] >= 24


def test_the_least_important_columns_go_first() -> None:
    """Eighty cells keep what decides a choice: openness, price, context and size."""
    assert [column.key for column, _ in fit(COLUMNS, 78)] == [
        "mark",
        "id",
        "open",
        "params",
        "ctx",
        "price.in",
    ]


def test_of_equally_important_columns_the_one_to_the_right_goes_first() -> None:
    """A price of input alone can be read; one of output alone looks like it."""
    price_in, price_out = (
        Column(key=key, heading="", width=9, priority=1) for key in ("in", "out")
    )
    assert [column.key for column, _ in fit((price_in, price_out), 12)] == ["in"]


@given(text=st.text(), width=st.integers(2, 40), right=st.booleans())
def test_a_cell_is_as_wide_as_its_column_whatever_stands_in_it(
    text: str, width: int, *, right: bool
) -> None:
    """Wide characters, controls and long names cannot push the next column aside."""
    cell = padded(text, width, right=right)
    assert cell_len(cell) == width
    assert cell.isprintable()


def test_a_text_that_is_cut_says_so() -> None:
    """An ellipsis stands where something is missing."""
    assert padded("meta-llama/Llama-3.1-8B", 10, right=False) == "meta-llam…"
