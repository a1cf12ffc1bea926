"""What a person, or another room, says beside the entries themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Maker:
    """What is known of whoever makes and sells a model; None is unknown throughout."""

    name: str
    docs: str | None = None
    """Address of its documentation."""

    status: str | None = None
    """Address where outages are announced."""

    support: str | None = None
    """Address where customers are helped."""

    trains: bool | None = None
    """Whether it trains on what customers send, unless they object."""

    days: int | None = None
    """Days for which requests are kept; 0 is not at all."""

    transparency: int | None = None
    """Points of 100 in the Foundation Model Transparency Index."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What entries are scored by that they do not hold themselves; ids are as in `Entry.id`."""

    today: date
    costs: Mapping[str, tuple[float, float] | None] | None = None
    """Id to the least and most USD a month for the person's own workload; a missing id and None
    are unknown. Without any workload the blended price counts instead."""

    fits: Mapping[str, bool | None] | None = None
    """Id to whether it runs on the person's machine; None when no machine was named."""

    makers: Mapping[str, Maker] = field(default_factory=dict)
    """Id to who makes the model; a missing one is unknown."""

    board: str = "text"
    """The Arena leaderboard that counts; ratings of different boards are never compared."""

    domain: str | None = None
    """The field of work, such as `health`; None when none was named."""

    cached: frozenset[str] = frozenset()
    """Ids on this disk, in lower case, for the must-have `is:cached`."""
