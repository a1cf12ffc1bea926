"""TOML files of a person, edited in place: what an edit does not name stays byte for byte."""

from modeldex.toml.changes import Append, Change, Delete, Path, Set, difference
from modeldex.toml.edit import LosslessError, edit

__all__ = ["Append", "Change", "Delete", "LosslessError", "Path", "Set", "difference", "edit"]
