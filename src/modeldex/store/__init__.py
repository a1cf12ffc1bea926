"""The catalogue on disk: SQLite holds every entry, a search index that can be rebuilt finds them.

`Store` writes, one `Reader` for each thread reads.
"""

from modeldex.store.changes import KINDS, ROUTINE, Change, Decision, Held
from modeldex.store.failures import StoreError
from modeldex.store.meeting import Outcome, Page
from modeldex.store.ranking import Order
from modeldex.store.saving import Layer
from modeldex.store.search import Found, Reader
from modeldex.store.store import Store

__all__ = [
    "KINDS",
    "ROUTINE",
    "Change",
    "Decision",
    "Found",
    "Held",
    "Layer",
    "Order",
    "Outcome",
    "Page",
    "Reader",
    "Store",
    "StoreError",
]
