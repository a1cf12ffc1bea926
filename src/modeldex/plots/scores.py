"""Entries as points: what they score against what they cost, or how large they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from modeldex.entry import Entry, Openness
from modeldex.fields import FIELDS, Field, show_number
from modeldex.plots.figure import Axis, Figure, Point, front, stairs

AGAINST = {"price": "price", "params": "parameters"}
"""Fields that a score can be drawn against, and what to call them; less is better of both."""

_FEWEST = 2
"""Entries that a board needs: one point alone compares nothing."""


_CLOSED = frozenset({Openness.PROPRIETARY, Openness.UNKNOWN})
"""Openness classes whose weights nobody is sure to get."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A figure of some entries, and those that could not be put into it."""

    figure: Figure | None
    """None where no entry has both facts."""

    entries: tuple[Entry, ...]
    """The entries of the figure's points, in their order."""

    best: tuple[Entry, ...]
    """Those on the Pareto front: no other is better in one of the two and as good in the other."""

    absent: tuple[tuple[Entry, str], ...]
    """(entry, why it is not shown), such as `price unknown`."""


def boards(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the keys of the scores that at least two of the entries have, as fields are sorted."""
    scores = (field for key, field in FIELDS.items() if key.startswith("score."))
    return tuple(
        field.key
        for field in scores
        if sum(field.read(entry) is not None for entry in entries) >= _FEWEST
    )


def score_against(entries: Sequence[Entry], board: str, against: str) -> Picture:
    """Return the score on one board, a key of `boards`, against one field of AGAINST.

    The points of the Pareto front come first, the least x first of all.
    """
    across, up = FIELDS[against], FIELDS[board]
    absent: list[tuple[Entry, str]] = []
    found: list[tuple[Entry, float, float]] = []
    for entry in entries:
        x, y = across.read(entry), up.read(entry)
        if isinstance(x, int | float) and isinstance(y, int | float):
            found.append((entry, x, y))
        else:
            facts = ((AGAINST[against], x), ("score", y))
            unknown = " and ".join(fact for fact, value in facts if value is None)
            absent.append((entry, f"{unknown} unknown"))
    places = [(x, y) for _, x, y in found]
    ahead = front(places)
    found = [*(found[i] for i in ahead), *(f for i, f in enumerate(found) if i not in ahead)]
    return Picture(
        figure=_figure(found, across, up) if found else None,
        entries=tuple(entry for entry, _, _ in found),
        best=tuple(entry for entry, _, _ in found[: len(ahead)]),
        absent=tuple(absent),
    )


def _figure(found: Sequence[tuple[Entry, float, float]], across: Field, up: Field) -> Figure:
    names = [entry.name for entry, _, _ in found]
    told_apart = len(set(names)) == len(names)
    title = f"{up.heading} against {AGAINST[across.key]}"
    points = tuple(
        Point(
            name=entry.name if told_apart else entry.id,
            x=x,
            y=y,
            hollow=entry.openness in _CLOSED,
        )
        for entry, x, y in found
    )
    told = (f"{p.name}: {_label(up)(p.y)} at {_label(across)(p.x)}" for p in points)
    return Figure(
        title=title,
        about=f"{'; '.join(told)}. The line is the best score to be had at each x.",
        x=_axis(across, log=True),
        y=_axis(up),
        points=points,
        lines=(stairs([(x, y) for _, x, y in found], "Pareto front"),),
        kinds=("weights to download", "proprietary or unknown"),
    )


def _axis(field: Field, *, log: bool = False) -> Axis:
    measured = field.unit.value if field.unit else ""
    named = field.heading.lower() == measured or not measured
    title = field.heading if named else f"{field.heading} ({measured})"
    return Axis(title=title, label=_label(field), log=log)


def _label(field: Field) -> Callable[[float], str]:
    return partial(show_number, unit=field.unit)
