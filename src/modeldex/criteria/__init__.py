"""The filter language: one for the search box, the command line, saved views and TOML files."""

from modeldex.criteria.terms import Condition, Criteria, Days, Interval, Special, Word

__all__ = ["Condition", "Criteria", "Days", "Interval", "Special", "Word"]
