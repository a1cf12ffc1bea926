"""The orders in which the Hub lists its models, each resumable from any record.

No order of all slots is ever held. A popularity deals slots onto ranks, creation is the order of
the slots, and the last commit is that too but for the sixteenth that was revised; what churn has
touched is sorted apart, and the parts are merged as they are read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from heapq import merge
from typing import NamedTuple

from tests.standin.churn import World
from tests.standin.models import Models
from tests.standin.popularity import LAWS

SORTS = ("createdAt", "lastModified", *LAWS)

Place = tuple[int, int]
"""Where a slot stands in an order: the lower comes first, and no two are equal."""


class Spot(NamedTuple):
    """The last record of a page: the value it was sorted by, and its `_id`."""

    value: int
    object_id: str


class Orders:
    """Every order of one world, whatever happens to it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._touched: dict[str, tuple[int, list[tuple[Place, int]]]] = {}

    def value(self, sort: str, slot: int) -> int:
        """Return what the slot is sorted by."""
        if sort == "createdAt":
            return self._world.created(slot)
        if sort == "lastModified":
            return self._world.modified(slot)
        return self._world.figure(sort, slot)

    def after(self, sort: str, spot: Spot | None, *, ascending: bool = False) -> Iterator[int]:
        """Yield the visible slots that come after a spot, or all of them.

        The spot's record may have moved, changed or vanished since: its place is its old value's.
        """
        if sort == "createdAt":
            found = self._by_creation(spot, ascending=ascending)
        else:
            place = None
            if spot is not None:
                slot = self._world.models.slot_of(spot.object_id)
                place = self._place(sort, spot.value, slot)
            parts = [self._touched_after(sort, place)]
            if sort == "lastModified":
                parts += [self._revised_after(place), self._settled_after(place)]
            else:
                parts.append(self._ranked_after(sort, place))
            found = (slot for _, slot in merge(*parts))
        return filter(self._world.visible, found)

    def _by_creation(self, spot: Spot | None, *, ascending: bool) -> Iterator[int]:
        slots = range(self._world.end)
        if spot is None:
            return iter(slots if ascending else reversed(slots))
        ids = self._world.object_id  # ascending, and comparable to any 24 hexadecimal digits
        if ascending:
            return iter(slots[bisect_right(slots, spot.object_id, key=ids) :])
        return reversed(slots[: bisect_left(slots, spot.object_id, key=ids)])

    def _place(self, sort: str, value: int, slot: int) -> Place:
        if sort == "lastModified":
            return -value, -slot
        return -value, self._world.models.rankings[sort].rank(slot)

    def _touched_after(self, sort: str, place: Place | None) -> Iterator[tuple[Place, int]]:
        """Yield touched slots; they are sorted again after each touch, at 1 µs a slot."""
        version, found = self._touched.get(sort, (-1, []))
        if version != self._world.version:
            slots = self._world.touched
            found = sorted(
                (self._place(sort, self.value(sort, slot), slot), slot) for slot in slots
            )
            self._touched[sort] = self._world.version, found
        start = bisect_right(found, place, key=_first) if place else 0
        return iter(found[start:])

    def _ranked_after(self, sort: str, place: Place | None) -> Iterator[tuple[Place, int]]:
        touched, ranking = self._world.touched, self._world.models.rankings[sort]
        ranks = range(ranking.count)

        def placed(rank: int) -> Place:
            return -ranking.figure(rank), rank

        for rank in ranks[bisect_right(ranks, place, key=placed) if place else 0 :]:
            slot = ranking.slot(rank)
            if slot not in touched:
                yield placed(rank), slot

    def _settled_after(self, place: Place | None) -> Iterator[tuple[Place, int]]:
        models, touched = self._world.models, self._world.touched
        slots = range(models.count - 1, -1, -1)

        def placed(slot: int) -> Place:
            return -(models.created(slot) + 40), -slot

        for slot in slots[bisect_right(slots, place, key=placed) if place else 0 :]:
            if not models.revised(slot) and slot not in touched:
                yield placed(slot), slot

    def _revised_after(self, place: Place | None) -> Iterator[tuple[Place, int]]:
        found = revised(self._world.models)
        for each in found[bisect_right(found, place, key=_first) if place else 0 :]:
            if each[1] not in self._world.touched:
                yield each


def _first(item: tuple[Place, int]) -> Place:
    return item[0]


_KEPT: dict[tuple[int, int], list[tuple[Place, int]]] = {}


def revised(models: Models) -> list[tuple[Place, int]]:
    """Return the revised slots, newest commit first: 1.5 s and 40 MB for three million models."""
    key = models.seed, models.count
    if key not in _KEPT:
        _KEPT.clear()
        slots = filter(models.revised, range(models.count))
        _KEPT[key] = sorted(((-models.modified(slot), -slot), slot) for slot in slots)
    return _KEPT[key]
