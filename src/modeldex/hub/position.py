"""Where a walk stands, and the addresses and bookmarks made of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from modeldex.hub.walk import HubError, Walk

_TURNS = ("cursor", "offset", "skip", "page", "p")
"""Parameters by which servers say where the next page begins; the Hub's is the first."""

Position = tuple[tuple[str, str], ...]
"""Parameters of the next page; empty at the beginning."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bookmark:
    """Where to go on, and with what walk."""

    walk: Walk
    position: Position
    seen: int = 0
    """Records that the pages before it brought."""

    done: bool = False
    linked: bool = True
    """Whether the server says itself where the next page begins."""

    largest: int = 0
    """Records of the fullest page so far: what a server cuts a larger page to, without a word."""

    def text(self) -> str:
        """Return the bookmark as `read_bookmark` takes it."""
        walk = asdict(self.walk)
        # Neither moves the cursor, so a newer release may ask for more, or for smaller pages.
        del walk["expand"], walk["page_size"]
        turn = {"walk": walk, "position": self.position, "seen": self.seen}
        turn |= {"done": self.done, "linked": self.linked, "largest": self.largest}
        return json.dumps(turn, separators=(",", ":"))


def read_bookmark(text: str, walk: Walk) -> Bookmark:
    """Return the bookmark that `text` is. Raises HubError when it is none, or of another walk."""
    try:
        turn = json.loads(text)
        mark = Bookmark(
            walk=walk,
            position=tuple((str(key), str(value)) for key, value in turn["position"]),
            seen=int(turn["seen"]),
            done=bool(turn["done"]),
            linked=bool(turn["linked"]),
            largest=int(turn.get("largest", 0)),
        )
        same = json.loads(mark.text())["walk"] == turn["walk"]
    except (ValueError, KeyError, TypeError) as error:
        raise HubError("The bookmark of the last sync is damaged; start over.") from error
    if not same:
        raise HubError("The bookmark belongs to a sync with other filters; start over.")
    return mark


def address(endpoint: str, walk: Walk, position: Position, size: int) -> str:
    """Return the address of the page of `size` models at `position`, always on `endpoint`."""
    asked = {
        "author": walk.author,
        "pipeline_tag": walk.task,
        "search": walk.search,
        "sort": walk.sort,
        "direction": walk.sort and ("1" if walk.ascending else "-1"),
        "limit": str(size),
    }
    query = [(key, value) for key, value in asked.items() if value]
    query += [("filter", tag) for tag in walk.filters]
    query += [("expand[]", name) for name in walk.expand]
    return f"{endpoint}/api/models?{urlencode([*query, *position])}"


def onward_position(link: str | None) -> Position:
    """Return what a Link to the next page says of the place; empty when it says nothing.

    Nothing else of the Link is used: mirrors hand out links that lead to another server.
    """
    if not link:
        return ()
    query: Mapping[str, str] = dict(parse_qsl(urlsplit(link).query))
    return tuple((name, query[name]) for name in _TURNS if query.get(name))
