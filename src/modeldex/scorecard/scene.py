"""What rules read beside the entry: what was given, and the scales of all that is compared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from modeldex.criteria import instead
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.fields import BOARDS, FIELDS, Unit, show_number
from modeldex.fields.readers import shown_score
from modeldex.scorecard.given import Given
from modeldex.scorecard.scales import (
    COST_SPAN,
    LEAST_USD_PER_MILLION_TOKENS,
    LEAST_USD_PER_MONTH,
    RATING_SPAN,
    Scale,
    merit_of_cost,
)
from modeldex.text import clean

_DIGITS = 9
"""Digits after the point of a price that went through a logarithm and back."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """What rules read beside the entry."""

    given: Given
    costs: Scale
    ratings: Scale


def scene_of(entries: Sequence[Entry], given: Given) -> Scene:
    """Return the scene in which `entries` are compared.

    Raises UsageError for a board that there is not and for costs that are none.
    """
    if given.board not in BOARDS:
        advice = instead(given.board, BOARDS)
        raise UsageError(f"There is no board called {clean(given.board)}; {advice}")
    costs = {entry.id: _cost(entry, given) for entry in entries}
    ratings = {entry.id: _rating(entry, given.board) for entry in entries}
    return Scene(
        given=given,
        costs=Scale(merits=costs, span=COST_SPAN),
        ratings=Scale(merits=ratings, span=RATING_SPAN),
    )


def _cost(entry: Entry, given: Given) -> tuple[float, float] | None:
    if given.costs is None:
        price = FIELDS["price"].read(entry)
        if not isinstance(price, int | float):
            return None
        return merit_of_cost(price, price, LEAST_USD_PER_MILLION_TOKENS)
    bill = given.costs.get(entry.id)
    if bill is None:
        return None
    if not 0 <= bill[0] <= bill[1] < inf:
        message = f"{clean(entry.id)} cannot cost from {bill[0]:g} to {bill[1]:g} USD a month."
        raise UsageError(message)
    return merit_of_cost(*bill, LEAST_USD_PER_MONTH)


def _rating(entry: Entry, board: str) -> tuple[float, float] | None:
    shown = shown_score(entry, f"arena.{board}")
    if shown is None:
        return None
    low = shown.value if shown.low is None else min(shown.low, shown.value)
    high = shown.value if shown.high is None else max(shown.high, shown.value)
    return low, high


def notes(scene: Scene) -> Iterator[str]:
    """Yield sentences about where the two scales begin, and how much is unknown on them."""
    monthly = scene.given.costs is not None
    per, least = (
        ("a month", LEAST_USD_PER_MONTH)
        if monthly
        else ("per million tokens", LEAST_USD_PER_MILLION_TOKENS)
    )

    def money(merit: float) -> str:
        usd = round(10**-merit, _DIGITS)
        exactly = show_number(max(usd, least), Unit.USD)
        return f"{exactly} {per}{' or less' if usd <= least else ''}"

    board = scene.given.board
    yield _note(scene.costs, "cost", money, "a lower one")
    yield _note(scene.ratings, f"rating on the board {board}", "{:.0f}".format, "a higher one")


def _note(scale: Scale, what: str, shown: Callable[[float], str], better: str) -> str:
    best = scale.best()
    if best is None:
        return f"No {what} is known, so nobody is ahead by it."
    key, merit = best
    sentence = f"The best known {what} is {shown(merit)}, of {key}."
    unknown = sum(merit is None for merit in scale.merits.values())
    if not unknown:
        return sentence
    who = f"{unknown} of {len(scale.merits)}"
    return f"{sentence} It is unknown for {who}; {better} would move the scale."
