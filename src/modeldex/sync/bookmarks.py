"""Where the walks of one server stand, kept in the store beside the pages they brought."""

import json
from dataclasses import asdict, dataclass

PREFIX = "sync:"
"""With which the state keys of all servers begin; the address follows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bookmarks:
    """What the next sync with this server needs to know."""

    watermark: str | None = None
    """Everything modified before this moment, as the server writes it, is in the store; None
    before the first sync."""

    walk: str | None = None
    """The bookmark of an unfinished walk of everything; None when there is none."""

    after: str | None = None
    """The `_id` with which that walk's last page ended, empty at its start; None when the server
    does not list in this order, so that it cannot be told what is missing."""

    listed: int = 0
    """Models that the walk has brought so far."""

    began: str | None = None
    """The newest modification when that walk began."""

    modified: str | None = None
    """The bookmark of an unfinished walk of what was modified."""

    newest: str | None = None
    """The newest modification when that one began."""

    total: int | None = None
    """Models that the last finished walk brought."""

    created: str | None = None
    """The `createdAt` with which the walk's last page ended, empty at its start; None when the
    server does not list in this order, so that the walk may have missed models."""

    incomplete: str | None = None
    """Why the walk of everything that is under way, or else the last one, is not complete."""

    unlisted: int = 0
    """Models that this walk should have listed and did not, kept because they are in doubt."""

    at: str | None = None
    """When the last sync ended."""

    walked: str | None = None
    """When the last walk of everything ended."""

    takes_facts: bool | None = None
    """Whether the person wants this server's facts to replace those of other servers."""

    def text(self) -> str:
        """Return the bookmarks as `read` takes them."""
        return json.dumps({key: value for key, value in asdict(self).items() if value is not None})


def key(endpoint: str) -> str:
    """Return the state key of the bookmarks of one server."""
    return f"{PREFIX}{endpoint}"


def read(text: str | None) -> Bookmarks:
    """Return the bookmarks that `text` holds; empty ones when it holds none that can be used."""
    try:
        found = json.loads(text or "{}")
        known = {k: v for k, v in found.items() if k in Bookmarks.__dataclass_fields__}
        return Bookmarks(**known)
    except (ValueError, AttributeError):
        return Bookmarks()
