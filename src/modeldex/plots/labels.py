"""Names beside points, where there is room for them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows downward. Cells in text, pixels in a picture."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Return whether the two share any area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Box") -> bool:
        """Return whether the other is inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """Where texts may stand."""

    inside: Box
    taken: Sequence[Box]
    """What no text may cover."""

    crossed: Collection[Box]
    """What a text covers only where there is no other place: the lines."""

    gap: float
    """Between a text and what it stands beside."""

    size: Callable[[str], tuple[float, float]]
    """Width and height of a text."""


Label = tuple[Box, str]


def place(names: Sequence[tuple[str, Sequence[Box]]], room: Room) -> tuple[list[Label], list[str]]:
    """Return names with their places, and the legend of those that have only a number there.

    Each name comes with the boxes beside which it may stand, the best first; first come, first
    served. No two texts overlap. Where there is no room for a number either, the legend alone
    has the name.
    """
    placed: list[Label] = []
    homeless: list[tuple[str, Sequence[Box]]] = []
    for name, beside in names:
        if not _put(name, beside, room, placed):
            homeless.append((name, beside))
    for number, (_, beside) in enumerate(homeless, 1):
        _put(str(number), beside, room, placed)
    return placed, [f"{number} {name}" for number, (name, _) in enumerate(homeless, 1)]


def _put(text: str, beside: Sequence[Box], room: Room, placed: list[Label]) -> bool:
    width, height = room.size(text)
    full = [*room.taken, *(box for box, _ in placed)]
    free = [
        box
        for one in beside
        for box in _around(width, height, one, room.gap)
        if room.inside.holds(box) and not any(box.meets(other) for other in full)
    ]
    clear = (box for box in free if not any(box.meets(line) for line in room.crossed))
    chosen = next(clear, free[0] if free else None)
    if chosen is not None:
        placed.append((chosen, text))
    return chosen is not None


def _around(width: float, height: float, beside: Box, gap: float) -> Iterator[Box]:
    right, left = beside.x + beside.width + gap, beside.x - gap - width
    above, below = beside.y - height, beside.y + beside.height
    middle = beside.x - width // 2
    level = beside.y + (beside.height - height) / 2
    for x, y in (
        (right, level),
        (left, level),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
        (middle, above),
        (middle, below),
    ):
        yield Box(x, y, width, height)
