"""The catalogue on disk: SQLite holds every entry, a search index that can be rebuilt finds them.

`Store` writes, one `Reader` for each thread reads.
"""

from modeldex.store.changes import Change, Held
from modeldex.store.drafts import Draft, draft
from modeldex.store.failures import StoreError
from modeldex.store.meeting import Outcome, Page
from modeldex.store.ranking import Order
from modeldex.store.saving import Layer
from modeldex.store.search import Found, Reader
from modeldex.store.store import Store

__all__ = [
    "Change",
    "Draft",
    "Found",
    "Held",
    "Layer",
    "Order",
    "Outcome",
    "Page",
    "Reader",
    "Store",
    "StoreError",
    "draft",
]
