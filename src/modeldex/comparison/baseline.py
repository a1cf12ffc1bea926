"""How far entries are from one of them: in percent where that means something."""

from dataclasses import replace
from datetime import date
from typing import TypeGuard

from modeldex.comparison.sides import Comparison, Row
from modeldex.fields import Field, Unit, Value, show_number

_WHOLE = 10
"""Percent from which a decimal tells no more."""


def against(comparison: Comparison, baseline: int) -> Comparison:
    """Return the comparison with the difference to entry `baseline` in every other cell.

    What reads the same is no difference: 131,072 and 128,000 tokens are both `128k`.
    """
    sections = (
        replace(section, differing=tuple(_row(row, baseline) for row in section.differing))
        for section in comparison.sections
    )
    return replace(comparison, sections=tuple(sections), baseline=baseline)


def difference(field: Field, value: Value | None, base: Value | None) -> str:
    """Return how far `value` is from `base`, such as `+53 %`; empty where that cannot be said.

    In percent, except where a percentage has no meaning: a rating, whose zero is arbitrary, gives
    points; a date gives days, or months where it has no day; and beside a zero, such as a free
    model's price, the number itself is the difference. An unknown value has none.
    """
    if isinstance(value, date) and isinstance(base, date):
        if field.key == "cutoff":
            return f"{12 * (value.year - base.year) + value.month - base.month:+,d} mo"
        return f"{(value - base).days:+,d} d"
    if not _is_number(value) or not _is_number(base):
        return ""
    if base and field.unit is not Unit.RATING:
        return _percent(100 * (value - base) / abs(base))
    return f"{'-' if value < base else '+'}{_amount(abs(value - base), field.unit)}"


def _is_number(value: Value | None) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _amount(value: float, unit: Unit | None) -> str:
    return show_number(value, unit) if value else "0"


def _percent(percent: float) -> str:
    return f"{percent:+,.0f} %" if abs(percent) >= _WHOLE else f"{percent:+.1f} %"


def _row(row: Row, baseline: int) -> Row:
    base = row.cells[baseline]
    cells = (
        cell
        if cell.text == base.text
        else replace(cell, difference=difference(row.field, cell.value, base.value))
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))
