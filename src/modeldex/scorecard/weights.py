"""What people weigh when they choose, how much each of it counts, and the text that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import NoReturn

from modeldex.criteria import Piece, instead, nearest
from modeldex.errors import UsageError
from modeldex.text import clean

Weights = Mapping[str, float]
"""Criterion key to how much it counts, 0 to MOST; a criterion that is left out counts DEFAULT."""

DEFAULT = 1.0
MOST = 5.0
"""Five times the default is as much as `counts more than all the others together` needs where two
or three criteria are weighed, and few enough steps to press through on a screen."""

_EXAMPLE = "cost=3"


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """One thing that people weigh; more points are always better for the person who chooses."""

    key: str
    """The word used in weights."""

    heading: str
    about: str
    """What full points stand for, in one sentence."""


_ALL = (
    Criterion(
        key="access",
        heading="Access",
        about="Anybody can have the model, as weights and by API, and use it in a business.",
    ),
    Criterion(
        key="transparency",
        heading="Transparency",
        about="What the model is, what it learned from and how it was measured is disclosed.",
    ),
    Criterion(
        key="customisation",
        heading="Customisation",
        about="The model may be changed and passed on, and others have done so.",
    ),
    Criterion(
        key="capability",
        heading="Capability",
        about="The model does much, and people who judge answers blindly prefer its own.",
    ),
    Criterion(
        key="cost",
        heading="Low cost",
        about="The model is the cheapest of those compared.",
    ),
    Criterion(
        key="community",
        heading="Community",
        about="Many people use the model, and its maker documents and supports it.",
    ),
    Criterion(
        key="lock-in",
        heading="No lock-in",
        about="One can run the model oneself, or move between many hosts, for years.",
    ),
    Criterion(
        key="risk",
        heading="Low risk",
        about="Files cannot run code, the model is kept up, and data stays with its owner.",
    ),
    Criterion(
        key="fitness",
        heading="Fits machine",
        about="The model runs on the machine that was named.",
    ),
    Criterion(
        key="domain",
        heading="Domain",
        about="The model was made for the field of work that was named.",
    ),
)

CRITERIA: Mapping[str, Criterion] = MappingProxyType({one.key: one for one in _ALL})
"""Every criterion by its key, in the order in which they are shown."""


def complete_weights(weights: Weights) -> dict[str, float]:
    """Return the weight of every criterion, DEFAULT where `weights` has none.

    Raises UsageError for a key that is no criterion and for a weight outside 0 to MOST.
    """
    for key, weight in weights.items():
        if key not in CRITERIA:
            message = f"{clean(key)} is no criterion; {instead(key, CRITERIA)}"
            raise UsageError(message)
        if not (isfinite(weight) and 0 <= weight <= MOST):
            message = f"{key} weighs {weight:g}; a weight is a number from 0 to {MOST:g}."
            raise UsageError(message)
    return {key: weights.get(key, DEFAULT) for key in CRITERIA}


def parse_weights(text: str) -> dict[str, float]:
    """Return the weights that a text such as `cost=3 access=2 risk=0` states, and only those.

    Commas and spaces separate. Raises CriteriaError, which names the place and the nearest text
    that can be read.
    """
    weights: dict[str, float] = {}
    for piece in Piece.whole(text).split(lambda sign: sign == "," or sign.isspace()):
        if not piece.text:
            continue
        word, sign, _ = piece.text.partition("=")
        key = word.lower()
        if key not in CRITERIA:
            _refuse_key(piece, word)
        if not sign:
            piece.refuse("has no weight", hint=f"write it like {key}=3", unfinished=True)
        if key in weights:
            piece.refuse("is a second weight of the same criterion", hint="keep one of the two")
        weights[key] = _amount(piece.cut(len(word) + 1), key)
    return weights


def weights_text(weights: Weights) -> str:
    """Return the text that `parse_weights` takes for exactly `weights`, in the order of CRITERIA.

    Raises UsageError where `complete_weights` does.
    """
    complete_weights(weights)
    stated = ((key, float(weights[key])) for key in CRITERIA if key in weights)
    return " ".join(f"{key}={str(weight).removesuffix('.0')}" for key, weight in stated)


def _refuse_key(piece: Piece, word: str) -> NoReturn:
    if not word:
        piece.refuse("does not begin with a criterion", hint=f"write it like {_EXAMPLE}")
    suggestion = nearest(word, CRITERIA)
    hint = None if suggestion else f"there are {', '.join(CRITERIA)}"
    piece.cut(0, len(word)).refuse("is no criterion", suggestion=suggestion, hint=hint)


def _amount(piece: Piece, key: str) -> float:
    hint = f"write a number from 0 to {MOST:g}, as in {key}=3"
    if not piece.text:
        whole = piece.cut(-len(key) - 1)
        whole.refuse("has no weight", hint=hint, unfinished=True)
    try:
        weight = float(piece.text)
    except ValueError:
        piece.refuse("is not a number", hint=hint)
    if not (piece.text[0].isdigit() or piece.text[0] in ".-") or not 0 <= weight <= MOST:
        piece.refuse("is no weight", hint=hint)
    return weight + 0.0  # a minus zero is a zero
