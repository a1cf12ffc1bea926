"""Traffic shared between several entries: what it costs together, and where it is weakest."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from modeldex.cost.money import Bill, Part, total
from modeldex.cost.workload import Workload
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.fields import LICENSE_CLASSES
from modeldex.text import clean

_WHOLE = 1e-6
"""Thirds are written with a few digits: 33.3333, 33.3333 and 33.3334 % are 100 %."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """The part of the traffic that one entry gets."""

    id: str
    share: float
    """Above 0 and up to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mix:
    """Shares of all the traffic; raises UsageError unless they are all of it."""

    parts: tuple[Share, ...]

    def __post_init__(self) -> None:
        """Refuse shares that are not 100 % together, and an entry that is named twice."""
        for part in self.parts:
            if not 0 < part.share <= 1:
                raise UsageError(
                    f"{clean(part.id)} has {part.share * 100:g}% of the mix; "
                    "a share is above 0% and up to 100%."
                )
        if len({part.id for part in self.parts}) < len(self.parts):
            raise UsageError("An entry is in the mix twice; add its shares up.")
        whole = sum(part.share for part in self.parts)
        if not math.isclose(whole, 1, abs_tol=_WHOLE):
            raise UsageError(f"The shares of the mix are {whole * 100:g}% together, not 100%.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Weakest:
    """The facts of a mix that are no better than those of its worst part."""

    retires: date | None
    """The earliest day of retirement that is known."""

    retires_id: str | None
    license_class: str | None
    """The strictest class in LICENSE_CLASSES; None where no class is known."""

    license_id: str | None
    """The entry with that licence, or the first of them."""

    context_tokens: int | None
    """The smallest context that is known."""

    context_id: str | None
    unknown: tuple[str, ...]
    """What is not known of which entry, and so may be weaker still."""


def parse_mix(text: str) -> Mix:
    """Return the mix written as `A=80,B=20`, in percent; raises UsageError that names the part."""
    parts = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        entry_id, _, percent = part.rpartition("=")
        number = percent.strip().removesuffix("%")
        if not entry_id or not number.replace(".", "", 1).isdecimal():
            raise UsageError(f"{clean(part)} is no share of a mix; write it like ID=80.")
        parts.append(Share(id=entry_id.strip(), share=float(number) / 100))
    return Mix(parts=tuple(parts))


def mix_text(mix: Mix) -> str:
    """Return the mix as `parse_mix` reads it."""
    return ",".join(f"{part.id}={round(part.share * 100, 10):g}" for part in mix.parts)


def blended(mix: Mix, workload: Workload, bill: Callable[[str, Workload], Bill]) -> Bill:
    """Return the bill of the whole mix.

    `bill` prices one entry for its own part of the requests, as machines of one's own do not cost
    half as much for half of the traffic. The sum is None when that of one part is.
    """
    priced = [
        (part, bill(part.id, replace(workload, requests_per_day=_requests(part, workload))))
        for part in mix.parts
    ]
    known = tuple(
        Part(label=f"{part.share * 100:.4g}% by {part.id}", money=one.per_month)
        for part, one in priced
        if one.per_month is not None
    )
    unknown = tuple(
        f"{part.id}: {what}"
        for part, one in priced
        for what in (*one.unknown, *filter(None, (one.refusal,)))
    )
    complete = len(known) == len(priced)
    return Bill(per_month=total(known) if complete else None, parts=known, unknown=unknown)


def weakest(mix: Mix, entries: Mapping[str, Entry]) -> Weakest:
    """Return the facts that are no better than the worst part's; `entries` by the ids of `mix`."""
    used = [entries[part.id] for part in mix.parts]
    retiring = [(one.retires, one.id) for one in used if one.retires is not None]
    contexts = [(one.context_tokens, one.id) for one in used if one.context_tokens is not None]
    classes = [
        (LICENSE_CLASSES.index(one.license_class), one.id)
        for one in used
        if one.license_class in LICENSE_CLASSES
    ]
    first = min(retiring, default=(None, None))
    strictest = max(classes, key=lambda found: found[0], default=(None, None))
    smallest = min(contexts, default=(None, None))
    unknown = [f"licence of {one.id}" for one in used if one.license_class not in LICENSE_CLASSES]
    unknown += [f"context of {one.id}" for one in used if one.context_tokens is None]
    return Weakest(
        retires=first[0],
        retires_id=first[1],
        license_class=None if strictest[0] is None else LICENSE_CLASSES[strictest[0]],
        license_id=strictest[1],
        context_tokens=smallest[0],
        context_id=smallest[1],
        unknown=tuple(unknown),
    )


def _requests(part: Share, workload: Workload) -> float:
    return workload.requests_per_day * part.share
