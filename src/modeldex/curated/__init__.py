"""The only room that reads the catalogue's files: shipped data and a person's own entries."""

from importlib import import_module
from typing import TYPE_CHECKING

from modeldex.curated.fingerprint import fingerprint

if TYPE_CHECKING:
    from modeldex.curated.shelf import Shelf, domain_table, license_of, licenses, own, shipped
    from modeldex.curated.tables import CatalogError

__all__ = [
    "CatalogError",
    "Shelf",
    "domain_table",
    "fingerprint",
    "license_of",
    "licenses",
    "own",
    "shipped",
]


def __getattr__(name: str) -> object:
    """Import what reads files when it is needed: a later start only asks for the fingerprint."""
    if name not in __all__:
        raise AttributeError(name)
    file = "tables" if name == "CatalogError" else "shelf"
    return getattr(import_module(f"modeldex.curated.{file}"), name)
