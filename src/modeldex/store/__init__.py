"""The catalogue on disk: SQLite holds every entry, a search index that can be rebuilt finds them.

`Store` writes, one `Reader` for each thread reads.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from modeldex.store.drafts import Draft, draft
from modeldex.store.failures import StoreError
from modeldex.store.ranking import Order
from modeldex.store.saving import Layer
from modeldex.store.search import Found, Reader
from modeldex.store.store import Store

if TYPE_CHECKING:
    from modeldex.store.changes import KINDS, ROUTINE, Change, Decision, Held
    from modeldex.store.listing_page import Outcome, Page

__all__ = [
    "KINDS",
    "ROUTINE",
    "Change",
    "Decision",
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

_LATE = dict.fromkeys(("KINDS", "ROUTINE", "Change", "Decision", "Held"), "changes") | {
    "Outcome": "listing_page",
    "Page": "listing_page",
}
"""What only a sync needs, and the file it is in: every start would pay 5 ms for it."""


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(f"modeldex.store.{_LATE[name]}"), name)
