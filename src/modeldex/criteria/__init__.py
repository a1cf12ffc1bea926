"""The filter language: one for the search box, the command line, saved views and TOML files."""

from modeldex.criteria.completion import complete, word_at
from modeldex.criteria.keys import ALIASES, CACHED, FLAGS, KEYS
from modeldex.criteria.parser import RoomOf, parse
from modeldex.criteria.pieces import CriteriaError, Piece
from modeldex.criteria.predicate import (
    matches,
    on_parameters,
    on_parameters_only,
    resolve,
    within,
)
from modeldex.criteria.printer import part_to_text, to_text
from modeldex.criteria.quantities import read_number
from modeldex.criteria.spelling import instead, nearest
from modeldex.criteria.terms import Condition, Criteria, Days, Interval, Special, Word
from modeldex.criteria.words import contains, marked, query_form

__all__ = [
    "ALIASES",
    "CACHED",
    "FLAGS",
    "KEYS",
    "Condition",
    "Criteria",
    "CriteriaError",
    "Days",
    "Interval",
    "Piece",
    "RoomOf",
    "Special",
    "Word",
    "complete",
    "contains",
    "instead",
    "marked",
    "matches",
    "nearest",
    "on_parameters",
    "on_parameters_only",
    "parse",
    "part_to_text",
    "query_form",
    "read_number",
    "resolve",
    "to_text",
    "within",
    "word_at",
]
