"""How open a model is, and the evidence for it.

`open-source`: weights under an OSI-approved licence, training data and training code disclosed.
`open-weights`: weights under a licence that binds no field of use (permissive or copyleft).
`restricted`: weights that must be asked for, or whose licence limits who may use them for what.
`proprietary`: an API and no weights. `unknown`: not enough is stated to say.
"""

from dataclasses import dataclass

from modeldex.entry import Entry, Openness, Origin
from modeldex.licences import License

_FREE_CLASSES = frozenset({"permissive", "copyleft"})
_GATES = {
    "no": "Nobody needs to ask for the weights.",
    "auto": "The weights are handed out on request.",
    "manual": "A person decides who gets the weights.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the class is decided by."""

    weights: bool | None
    """Whether the weights can be downloaded; None when no source says."""

    license: License | None = None
    """None when none is stated, or the catalogue does not know the one that is."""

    gated: str | None = None
    """As in `Entry.gated`."""

    training_data: bool = False
    """Whether the training data is known to be disclosed."""

    training_code: bool = False


def classify(facts: Facts) -> Openness:
    """Return the class that the facts prove; what is not known never makes a model more open."""
    if not facts.weights:
        return Openness.UNKNOWN if facts.weights is None else Openness.PROPRIETARY
    if facts.gated in {"auto", "manual"}:
        return Openness.RESTRICTED
    if facts.license is None or facts.license.license_class is None:
        return Openness.UNKNOWN
    if facts.license.license_class not in _FREE_CLASSES:
        return Openness.RESTRICTED
    disclosed = facts.training_data and facts.training_code
    return Openness.OPEN_SOURCE if facts.license.osi and disclosed else Openness.OPEN_WEIGHTS


def evidence(entry: Entry) -> tuple[str, ...]:
    """Return the sentences that lead to the openness class of `entry`, weights first."""
    weights = _weights(entry)
    if weights is False:
        return ("The weights are not published; the model is used through an API.",)
    if weights is None:
        return ("Whether the weights can be downloaded is not known.",)
    return (
        "The weights can be downloaded.",
        _license(entry),
        _GATES.get(entry.gated or "", "Whether the weights must be asked for is not known."),
        _disclosed("training data", entry.training_data),
        _disclosed("training code", entry.training_code),
    )


def _weights(entry: Entry) -> bool | None:
    if entry.openness is Openness.PROPRIETARY:
        return False
    if entry.origin is Origin.HUB or entry.openness is not Openness.UNKNOWN:
        return True
    return None


def _license(entry: Entry) -> str:
    if entry.license is None:
        return "No licence is stated."
    if entry.license_class is None:
        return f"What the licence {entry.license} allows is not known."
    return f"The licence {entry.license} is {entry.license_class}."


def _disclosed(what: str, where: str | None) -> str:
    if where is None:
        return f"The {what} is not known to be disclosed."
    return f"The {what} is disclosed." if where == "named" else f"The {what} is at {where}"
