"""What a person asks of a ranking, and the part of it that a shortlist keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from modeldex.cost import Workload
from modeldex.scorecard import DEFAULT
from modeldex.shortlist import Shortlist


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """What a person asks of a ranking."""

    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    """Criterion to weight; one that is left out has the default."""

    must: str = ""
    """The filter that an entry has to pass, as typed; empty is none."""

    workload: Workload | None = None
    """What the model is for; None: the blended price stands for the cost."""

    board: str = "text"
    machine: str | None = None
    """An amount of memory or the name of a machine, as after `fits:`; None when none is named."""

    domain: str | None = None
    """The field of work, lower case; None when none is named."""

    def of(self, shortlist: Shortlist) -> "Wishes":
        """Return these wishes with the weights, the must-haves and the workload of a shortlist."""
        return replace(
            self, weights=shortlist.weights, must=shortlist.must, workload=shortlist.workload
        )


def keep(shortlist: Shortlist, wishes: Wishes, today: date) -> Shortlist:
    """Return the shortlist with the weights and must-haves of `wishes`, or itself if it has them.

    Only weights that are not the default are written.
    """
    weights = _uneven(wishes.weights)
    if (weights, wishes.must) == (_uneven(shortlist.weights), shortlist.must):
        return shortlist
    return replace(shortlist, weights=weights, must=wishes.must, updated=today)


def _uneven(weights: Mapping[str, float]) -> dict[str, float]:
    return {key: weight for key, weight in weights.items() if weight != DEFAULT}
