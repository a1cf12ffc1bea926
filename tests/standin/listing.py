"""GET /api/models: from a query to a page of records and the cursor of the next."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import parse_qsl, urlencode

from tests.standin.answers import Refusal
from tests.standin.churn import World
from tests.standin.cursors import cursor_at, spot_of
from tests.standin.manners import Manners
from tests.standin.orders import SORTS, Orders, Spot
from tests.standin.records import LISTED, PLAIN, Writer, body_of

_SCALE = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}

Test = Callable[[int], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of the listing."""

    slots: list[int]
    records: list[str]
    """JSON of each slot, in the same order."""

    following: str | None
    """The query string of the next page; None at the end."""


class Listing:
    """Answers listing queries about one world; holds nothing about the walks."""

    def __init__(self, world: World, manners: Manners) -> None:
        self.manners = manners
        self._world = world
        self._orders = Orders(world)
        self._writers: dict[tuple[str, ...], Writer] = {}

    def page(self, query: str) -> Page:
        """Return the page that a query string asks for.

        Raises:
            Refusal: the Hub would answer 400, or this server 401, 404 or 422.
        """
        asked = parse_qsl(query, keep_blank_values=True)
        asked = [(key, value) for key, value in asked if key not in self._ignored]
        first = dict(reversed(asked))
        if self.manners.listing != 200:
            raise Refusal(self.manners.listing, "Not Found")
        limit = self._limit(first.get("limit"))
        sort, ascending = self._order(first)
        test = self._test(asked, first)
        spot = spot_of(first["cursor"], sort) if "cursor" in first else None
        rows = self._orders.after(sort, spot, ascending=ascending)
        if spot and sort == "trendingScore" and self.manners.skips_on_trending:
            rows = _without_ties(rows, lambda slot: self._orders.value(sort, slot) == spot.value)
        offset = self._offset(first.get("offset", "0"))
        rows = self._shown(sort, rows, ascending=ascending)
        slots = list(islice(filter(test, rows), offset, offset + limit))
        write = self._writer(asked, first).write
        full = len(slots) == limit
        return Page(
            slots=slots,
            records=[write(slot) for slot in slots],
            following=self._following(asked, sort, slots[-1], offset + limit) if full else None,
        )

    @property
    def _ignored(self) -> frozenset[str]:
        ignored = self.manners.ignores
        return ignored | {"direction"} if "sort" in ignored else ignored

    def _shown(self, sort: str, rows: Iterator[int], *, ascending: bool) -> Iterator[int]:
        """Return the rows without those that this server leaves out of every listing."""
        if self.manners.stops_after is not None and ascending:
            everything = self._orders.after(sort, None, ascending=True)
            shown = set(islice(everything, self.manners.stops_after))
            rows = (slot for slot in rows if slot in shown)
        return (slot for slot in rows if slot not in self.manners.hides)

    def _limit(self, text: str | None) -> int:
        if text is None:
            return self.manners.plain_page
        if not text.isdigit() or int(text) == 0:
            raise Refusal(400, f"Invalid limit: {text}")
        return min(int(text), self.manners.largest_page)

    def _offset(self, text: str) -> int:
        if self.manners.paging != "offset":
            return 0
        if not text.isdigit():
            raise Refusal(400, f"Invalid offset: {text}")
        return int(text)

    def _order(self, first: dict[str, str]) -> tuple[str, bool]:
        sort = first.get("sort", "trendingScore")
        if sort in self.manners.refused_sorts:
            raise Refusal(422, f"Unprocessable sort: {sort}")
        if sort not in SORTS:
            raise Refusal(400, f"Invalid sort parameter: {sort}")
        direction = first.get("direction", "-1")
        if direction not in {"1", "-1"} or (direction == "1" and sort != "createdAt"):
            raise Refusal(400, f"Invalid direction for sort parameter {sort}: {direction}")
        return sort, direction == "1"

    def _following(self, asked: list[tuple[str, str]], sort: str, last: int, offset: int) -> str:
        kept = [(key, value) for key, value in asked if key not in {"cursor", "offset"}]
        if self.manners.paging == "offset":
            return urlencode([*kept, ("offset", str(offset))])
        ascending = ("direction", "1") in asked
        spot = Spot(self._orders.value(sort, last), self._world.object_id(last))
        return urlencode([*kept, ("cursor", cursor_at(spot, sort, ascending=ascending))])

    def _writer(self, asked: list[tuple[str, str]], first: dict[str, str]) -> Writer:
        expand = expanded(asked, LISTED, self.manners)
        properties = tuple(name for name in LISTED if name in expand)
        if not expand:
            properties = PLAIN
            if first.get("full", "").lower() in {"true", "1"}:
                properties += ("author", "sha", "lastModified", "gated", "disabled", "siblings")
            properties += tuple(
                key for key in ("cardData", "config") if first.get(key, "").lower() in {"true", "1"}
            )
        if properties not in self._writers:
            self._writers[properties] = Writer(self._world, properties)
        return self._writers[properties]

    def _test(self, asked: list[tuple[str, str]], first: dict[str, str]) -> Test:
        """Return whether a slot fits every filter of the query."""
        tests = [self._tagged(value) for key, value in asked if key == "filter"]
        if first.get("search") and not self.manners.ignores_search:
            search = first["search"].lower()
            tests.append(lambda slot: search in self._world.id(slot).lower())
        if "author" in first:
            tests.append(lambda slot: self._world.id(slot).startswith(f"{first['author']}/"))
        if "pipeline_tag" in first:
            tests.append(lambda slot: body_of(self._world, slot).task == first["pipeline_tag"])
        if "gated" in first:
            gated = first["gated"].lower() == "true"
            tests.append(lambda slot: (self._world.gated(slot) != "false") is gated)
        if "inference_provider" in first:
            wanted = set(first["inference_provider"].split(","))
            tests.append(lambda slot: bool(wanted & body_of(self._world, slot).providers))
        if "num_parameters" in first:
            tests.append(self._sized(first["num_parameters"]))
        return lambda slot: all(test(slot) for test in tests)

    def _tagged(self, tag: str) -> Test:
        if not tag.startswith("base_model:"):
            return lambda slot: tag in body_of(self._world, slot).tags
        write = Writer(self._world, ("tags",)).write
        return lambda slot: tag in json.loads(write(slot)).get("tags", ())

    def _sized(self, text: str) -> Test:
        write = Writer(self._world, ("safetensors",)).write
        least, most = 0.0, float("inf")
        for bound, number, scale in re.findall(r"(min|max):(\d+(?:\.\d+)?)([KMBT]?)", text):
            value = float(number) * _SCALE[scale]
            least, most = (value, most) if bound == "min" else (least, value)

        def sized(slot: int) -> bool:
            if not body_of(self._world, slot).sized:
                return False
            return bool(least <= json.loads(write(slot))["safetensors"]["total"] <= most)

        return sized


def expanded(
    asked: list[tuple[str, str]], valid: tuple[str, ...], manners: Manners
) -> frozenset[str]:
    """Return the properties of `expand` and `expand[]`; raises Refusal on an unknown one."""
    names = [value for key, value in asked if key in {"expand", "expand[]"}]
    known = [name for name in valid if name not in manners.unknown_expand]
    if names and manners.refuses_expand:
        raise Refusal(400, "Unknown parameter: expand")
    for place, name in enumerate(names):
        if name not in known:
            allowed = "|".join(f'"{each}"' for each in known)
            complaint = f"✖ Invalid option: expected one of {allowed}\n  → at expand[{place}]"
            raise Refusal(400, complaint)
    return frozenset(names)


def _without_ties(rows: Iterator[int], tied: Test) -> Iterator[int]:
    """Yield the rows without up to three at the start that tie with the page before."""
    for count, slot in enumerate(rows):
        if count >= 3 or not tied(slot):
            yield slot
