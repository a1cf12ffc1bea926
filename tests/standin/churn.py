"""What happens to the models from epoch to epoch, and where that leaves each of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.standin.dice import dice
from tests.standin.models import OPENING, Models
from tests.standin.popularity import LAWS

EPOCH_SECONDS = 6 * 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """How many models each epoch touches, of each kind."""

    added: int = 0
    changed: int = 0
    """New commits: `lastModified`, `sha` and the body move."""

    popular: int = 0
    """Downloads, likes and trending move; `lastModified` does not."""

    gated: int = 0
    """Closed behind a form, or opened again; `lastModified` does not move."""

    removed: int = 0
    returned: int = 0
    renamed: int = 0
    """Same `_id`; the old id answers 307."""

    recreated: int = 0
    """Deleted and made again: same id, new `_id`."""


def observed(count: int) -> Rates:
    """Return rates in the proportions seen on the real Hub, at least one of each kind."""
    part = max(1, count // 1_000)
    return Rates(
        added=4 * part,
        changed=8 * part,
        popular=8 * part,
        gated=part,
        removed=2 * part,
        returned=part,
        renamed=part,
        recreated=part,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """What sets a slot apart from its pure beginning; None where it does not."""

    visible: bool = True
    version: int = 0
    """How many commits it has had since epoch 0."""

    modified: int | None = None
    created: int | None = None
    name: str | None = None
    gated: str | None = None
    downloads: int | None = None
    likes: int | None = None
    trending: int | None = None


class World:
    """The Hub at its present epoch: the pure beginning and every touch since.

    The same seed, count, rates and calls give the same world in any process.
    """

    def __init__(self, models: Models, rates: Rates | None = None) -> None:
        self.models = models
        self.rates = observed(models.count) if rates is None else rates
        self.epoch = 0
        self.now = OPENING
        """The present in Unix seconds; each epoch and each second commit moves it on."""

        self.version = 0
        """Rises with every touch; whoever keeps an order of the slots looks at it."""

        self.end = models.count
        """The number of slots there have ever been."""

        self.touched: dict[int, Touch] = {}
        self._hidden: list[int] = []
        self._names: defaultdict[str, list[int]] = defaultdict(list)
        """Every id that was given by hand or given up, in lower case, to its slots."""

    def advance(self, epochs: int = 1) -> None:
        """Let time pass: each epoch touches as many models as `rates` says."""
        for _ in range(epochs):
            self.epoch += 1
            self.now += EPOCH_SECONDS
            chance = dice(self.models.seed, "epoch", self.epoch)
            acts = (
                (self.rates.returned, self._return_one),
                (self.rates.changed, self.change),
                (self.rates.popular, self._boost_one),
                (self.rates.gated, self.gate),
                (self.rates.renamed, self.rename),
                (self.rates.recreated, self.recreate),
                (self.rates.removed, self.remove),
            )
            for times, act in acts:
                for _ in range(times):
                    act(self._any_slot(chance))
            for _ in range(self.rates.added):
                self.add()

    def _any_slot(self, chance: Random) -> int:
        for _ in range(100):
            slot = chance.randrange(self.end)
            if self.visible(slot):
                return slot
        return 0

    def _touch(self, slot: int, **facts: object) -> None:
        self.touched[slot] = replace(self.touched.get(slot, Touch()), **facts)  # type: ignore[arg-type]
        self.version += 1

    def _moment(self) -> int:
        """Return the date of a commit: never before the last one, and two share a second."""
        self.now += self.version % 2
        return self.now

    def add(self, name: str | None = None) -> int:
        """Create a model, with the next free slot's own id or a given one; returns the slot."""
        slot = self.end
        self.end += 1
        moment = self._moment()
        self._touch(slot, created=moment, modified=moment, name=name)
        if name:
            self._names[name.lower()].append(slot)
        return slot

    def change(self, slot: int) -> None:
        """Push a commit."""
        version = self.touched.get(slot, Touch()).version + 1
        self._touch(slot, version=version, modified=self._moment())

    def boost(self, slot: int, downloads: int, likes: int, trending: int) -> None:
        """Set what people think of it."""
        self._touch(slot, downloads=downloads, likes=likes, trending=trending)

    def _boost_one(self, slot: int) -> None:
        downloads, likes, trending = (self.figure(name, slot) for name in LAWS)
        step = 1 + (slot * 7 + self.epoch) % 50
        self.boost(slot, downloads + 31 * step, likes + step, trending + step // 10)

    def gate(self, slot: int) -> None:
        """Ask for a form, or no longer."""
        self._touch(slot, gated="false" if self.gated(slot) != "false" else '"auto"')

    def remove(self, slot: int) -> None:
        """Delete it, or hide it: from outside one cannot tell."""
        if self.visible(slot):
            self._touch(slot, visible=False)
            self._hidden.append(slot)

    def restore(self, slot: int) -> None:
        """Bring a removed one back with the `_id` it had."""
        self._touch(slot, visible=True)
        self._hidden.remove(slot)

    def _return_one(self, slot: int) -> None:
        if self._hidden:
            self.restore(self._hidden[slot % len(self._hidden)])

    def rename(self, slot: int, name: str | None = None) -> None:
        """Move it to another name or author; the old id leads to the new one."""
        old = self.id(slot)
        new = name or f"{old.partition('/')[0]}-moved/{old.partition('/')[2]}-r{self.epoch}"
        self._names[old.lower()].append(slot)
        self._names[new.lower()].append(slot)
        self._touch(slot, name=new)

    def recreate(self, slot: int) -> int:
        """Delete it for good and make another with the same id; returns the new slot."""
        self._touch(slot, visible=False)
        return self.add(self.id(slot))

    def visible(self, slot: int) -> bool:
        """Return whether the Hub shows it."""
        return slot not in self.touched or self.touched[slot].visible

    def slots(self) -> Iterator[int]:
        """Yield the visible slots in the order of creation."""
        return filter(self.visible, range(self.end))

    def id(self, slot: int) -> str:
        """Return the present id."""
        touch = self.touched.get(slot)
        return touch.name if touch and touch.name else self.models.id(slot)

    def created(self, slot: int) -> int:
        """Return the date of creation in Unix seconds."""
        touch = self.touched.get(slot)
        return touch.created if touch and touch.created else self.models.created(slot)

    def modified(self, slot: int) -> int:
        """Return the date of the last commit in Unix seconds."""
        touch = self.touched.get(slot)
        return touch.modified if touch and touch.modified else self.models.modified(slot)

    def object_id(self, slot: int) -> str:
        """Return `_id`."""
        return self.models.object_id(slot, self.created(slot))

    def gated(self, slot: int) -> str:
        """Return the JSON of `gated`."""
        touch = self.touched.get(slot)
        return touch.gated if touch and touch.gated else self.models.gated(slot)

    def figure(self, name: str, slot: int) -> int:
        """Return one popularity: `downloads`, `likes` or `trendingScore`."""
        touch = self.touched.get(slot)
        if touch:
            value = {"likes": touch.likes, "downloads": touch.downloads}.get(name, touch.trending)
            if value is not None:
                return value
        return self.models.figure(name, slot)

    def find(self, id: str) -> int | None:  # noqa: A002  (the Hub's own word)
        """Return the visible slot of an id: the exact one, else by case, else a former one."""
        lowered = id.lower()
        slots = [*self.models.slots_named(lowered), *reversed(self._names.get(lowered, ()))]
        slots = [slot for slot in slots if slot < self.end and self.visible(slot)]
        slots.sort(key=lambda slot: (self.id(slot) != id, self.id(slot).lower() != lowered))
        return slots[0] if slots else None
