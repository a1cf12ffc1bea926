"""The only room that knows HTTP: the Hub's listing, and the documents that hold hosted prices."""

from modeldex.hub.client import pages
from modeldex.hub.document import document
from modeldex.hub.endpoint import Endpoint, connect
from modeldex.hub.walk import (
    BACKFILL,
    Document,
    HubError,
    Page,
    Patience,
    Quota,
    Waiting,
    Walk,
)

__all__ = [
    "BACKFILL",
    "Document",
    "Endpoint",
    "HubError",
    "Page",
    "Patience",
    "Quota",
    "Waiting",
    "Walk",
    "connect",
    "document",
    "pages",
]
