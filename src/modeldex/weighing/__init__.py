"""What a ranking rests on, gathered: the catalogue, a machine, the bills, a shortlist's wishes."""

from modeldex.weighing.gathering import domain_named, domains, gather, memory_of
from modeldex.weighing.sources import source_of
from modeldex.weighing.wishes import Wishes, keep

__all__ = [
    "Wishes",
    "domain_named",
    "domains",
    "gather",
    "keep",
    "memory_of",
    "source_of",
]
