"""How facts of whoever makes and sells a model become points."""

from collections.abc import Callable

from modeldex.entry import Entry
from modeldex.scorecard.findings import UNKNOWN_FACT, Finding, between, exactly
from modeldex.scorecard.given import Maker
from modeldex.scorecard.readers import Read
from modeldex.scorecard.scene import Scene


def of_maker(read: Callable[[Maker], Finding]) -> Read:
    """Return a reader of one fact of whoever makes the model."""

    def read_maker(entry: Entry, scene: Scene) -> Finding:
        maker = scene.given.makers.get(entry.id)
        return UNKNOWN_FACT if maker is None else read(maker)

    return read_maker


def page(name: str) -> Read:
    """Return a reader that gives all points where the maker has a page; `name` is its field."""

    def read(maker: Maker) -> Finding:
        address = getattr(maker, name)
        return UNKNOWN_FACT if address is None else exactly(address, 1)

    return of_maker(read)


def kept_apart(maker: Maker) -> Finding:
    """Return all points where a vendor does not train on what it is sent."""
    if maker.trains is None:
        return UNKNOWN_FACT
    return exactly("trained on", 0) if maker.trains else exactly("not trained on", 1)


def kept(worst_days: int) -> Callable[[Maker], Finding]:
    """Return a reader of how long a vendor keeps requests: none from `worst_days` on."""

    def read(maker: Maker) -> Finding:
        if maker.days is None:
            return UNKNOWN_FACT
        return exactly(f"kept {maker.days} days", between(maker.days, worst_days, 0))

    return read


def index(maker: Maker) -> Finding:
    """Return the share of the points that the maker has in the transparency index."""
    if maker.transparency is None:
        return UNKNOWN_FACT
    return exactly(f"{maker.transparency} of 100", maker.transparency / 100)
