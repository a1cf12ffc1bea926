"""The only room that reads the catalogue's files: shipped data and a person's own entries."""

from modeldex.curated.shelf import domain_table, fingerprint, license_of, licenses, own, shipped
from modeldex.curated.tables import CatalogError

__all__ = [
    "CatalogError",
    "domain_table",
    "fingerprint",
    "license_of",
    "licenses",
    "own",
    "shipped",
]
