"""Entries side by side, and the forms in which that leaves the program."""

from modeldex.comparison.baseline import against, difference
from modeldex.comparison.coverage import Coverage, coverage
from modeldex.comparison.forms import escaped, plain_value, to_json, to_markdown, to_text
from modeldex.comparison.results import result_json, results, said, standing
from modeldex.comparison.sides import (
    MOST_ENTRIES,
    Cell,
    Comparison,
    Row,
    Section,
    basis,
    compare,
    source_of,
)

__all__ = [
    "MOST_ENTRIES",
    "Cell",
    "Comparison",
    "Coverage",
    "Row",
    "Section",
    "against",
    "basis",
    "compare",
    "coverage",
    "difference",
    "escaped",
    "plain_value",
    "result_json",
    "results",
    "said",
    "source_of",
    "standing",
    "to_json",
    "to_markdown",
    "to_text",
]
