"""The models before any churn: slot i of seed s is a pure function, so millions cost no memory.

Slots stand in the order of creation. A slot's date, `_id` and id can each be computed from its
number, and the number be found again from the `_id` or the id.
"""

import time
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from tests.standin.bodies import BODIES
from tests.standin.dice import mixed
from tests.standin.oddities import HEAVY, ODDITIES
from tests.standin.popularity import LAWS, Ranking, ranking
from tests.standin.words import FAMILIES, FIRST, LAST, SIZES, TAILS

OLDEST = 0x621FFDC0
"""2022-03-02T23:29:04Z in Unix seconds: the date that everything older carries."""

OPENING = 1_790_985_600
"""2026-10-03T00:00:00Z: the date of epoch 0."""

_MACHINE = "36468d709f"
_ODD_EVERY = 23
"""Among the first thousand slots each 23rd is odd, so that a small Hub has every light oddity."""


def iso(seconds: int) -> str:
    """Return a date as the Hub writes it."""
    day, second = divmod(seconds, 86_400)
    minute, second = divmod(second, 60)
    return f"{_day(day)}{_MINUTES[minute]}{_SECONDS[second]}"


_MINUTES = tuple(f"T{minute // 60:02}:{minute % 60:02}:" for minute in range(1_440))
_SECONDS = tuple(f"{second:02}.000Z" for second in range(60))


@lru_cache(maxsize=4096)
def _day(number: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(number * 86_400))


@dataclass(frozen=True)
class Models:
    """The Hub at epoch 0; also the names of what is added later."""

    seed: int
    count: int
    rankings: dict[str, Ranking] = field(init=False, default_factory=dict)
    """By the Hub's name of the figure."""

    def __post_init__(self) -> None:
        self.rankings.update((name, ranking(name, self.count)) for name in LAWS)

    @cached_property
    def ancient(self) -> int:
        """How many carry the oldest date: over a thousand where that is a quarter at most."""
        return max(self.count // 90, min(self.count // 4, 1_100))

    @cached_property
    def _first(self) -> int:
        return 0x100000 + self.seed * 7919 % 0x80000

    def created(self, slot: int) -> int:
        """Return the date of creation in Unix seconds; every eighth sixteen share a second."""
        late = slot - self.ancient
        if late < 0:
            return OLDEST
        if (late >> 4) % 8 == 0:
            late &= ~15
        return OLDEST + 1 + late * (OPENING - OLDEST - 60) // (self.count - self.ancient)

    def object_id(self, slot: int, created: int) -> str:
        """Return `_id`; ascending within a second."""
        return f"{created:08x}{_MACHINE}{self._first + slot:06x}"

    def slot_of(self, object_id: str) -> int:
        """Return the slot that an `_id` belongs to; no check that there is one."""
        return int(object_id[18:], 16) - self._first

    def id(self, slot: int) -> str:
        """Return `author/name`; some differ from the one before by case alone."""
        if slot % 4_999 == 24:
            author, name = self.id(slot - 1).split("/")
            return f"{author}/{name.upper() if name.upper() != name else name.lower()}"
        bits = mixed(self.seed, slot)
        family = FAMILIES[(bits >> 20) % len(FAMILIES)]
        size = SIZES[(bits >> 28) % len(SIZES)]
        tail = TAILS[(bits >> 36) % len(TAILS)]
        text = f"{self._author(bits)}/{family}-{size}{tail}"
        if slot % 200_003 == 77:
            text = f"{text}{'-very-long-name' * 8}"[: 115 - len(f"{slot:x}")]
        return f"{text}-{slot:x}"

    def _author(self, bits: int) -> str:
        """Return who owns it: 3.7 models each, 1 % of them own 37 %, the first some 2,700.

        Three in four models fall on authors by a law of 1 / rank, one in four on anybody.
        """
        authors, share = self.count / 2.6, (bits >> 44) / (1 << 20)
        knee = authors / 8_900
        number = int(knee * 8_901**share - knee if bits & 3 else share * authors)
        first, last = FIRST[number % len(FIRST)], LAST[number // len(FIRST) % len(LAST)]
        rest = number // len(FIRST) // len(LAST)
        return f"{first}{last}{rest or ''}"

    def slots_named(self, lowered: str) -> list[int]:
        """Return the slots whose id equals a lower-case one but for case: none, one or two."""
        suffix = lowered.rpartition("-")[2]
        try:
            slot = int(suffix, 16)
        except ValueError:
            return []
        return [each for each in (slot, slot + 1) if self.id(each).lower() == lowered]

    def body_number(self, slot: int, version: int) -> int:
        """Return which body the slot has; a commit gives it another one."""
        odd = self._oddity(slot)
        bits = mixed(self.seed + version, slot)
        return (bits >> 8) % BODIES if odd is None else BODIES + odd

    def _oddity(self, slot: int) -> int | None:
        if slot < 1_000:
            number = slot // _ODD_EVERY
            light = slot % _ODD_EVERY == 5 and number < len(ODDITIES) - HEAVY
            return number if light else None
        if slot % 100_003 == 1_019:
            return len(ODDITIES) - 1 - slot // 100_003 % HEAVY
        if slot % 211 == 7:
            return slot // 211 % (len(ODDITIES) - HEAVY)
        return None

    def figure(self, name: str, slot: int) -> int:
        """Return one popularity: `downloads`, `likes` or `trendingScore`."""
        return self.rankings[name].of(slot)

    def revised(self, slot: int) -> bool:
        """Return whether its last commit is long after its creation."""
        return slot % 16 == 3

    def modified(self, slot: int) -> int:
        """Return the date of the last commit: 40 s after creation, or any time until epoch 0."""
        created = self.created(slot)
        if not self.revised(slot):
            return created + 40
        share = (mixed(self.seed, slot) >> 20 & 0xFFFF) / 0x10000
        return created + int((OPENING - created) * share**2)

    def parameters(self, slot: int) -> int:
        """Return the number of weights, for those whose body tells it."""
        return 1_000_000 << (mixed(self.seed, slot) >> 30) % 18 | slot % 1_000_003

    def gated(self, slot: int) -> str:
        """Return the JSON of `gated`: 2.9 % are."""
        share = (mixed(self.seed, slot) >> 12) % 1_000
        return ('"auto"' if share < 20 else '"manual"') if share < 29 else "false"
