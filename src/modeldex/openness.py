"""How open a model is, and the evidence for it.

`open-source`: weights under an OSI-approved licence, training data and training code disclosed.
`open-weights`: weights under a licence that binds no field of use (permissive or copyleft).
`restricted`: weights that must be asked for, or whose licence limits who may use them for what.
`proprietary`: an API and no weights. `unknown`: not enough is stated to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypedDict

from modeldex.entry import Entry, Openness, Origin
from modeldex.fields import counted
from modeldex.licences import License, Licenses, find
from modeldex.text import clean

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


class Rights(TypedDict):
    """The facts of `Entry` that a licence decides."""

    license: str | None
    license_class: str | None
    commercial_use: bool | None
    openness: Openness


def rights(licenses: Licenses, license_id: str | None, facts: Facts) -> Rights:
    """Return what an entry may say that names the licence `license_id` and has these facts.

    `facts.license` is looked up here. Weights that are kept back are under the terms of an API.
    """
    found = find(licenses, license_id)
    openness = classify(replace(facts, license=found))
    closed = "proprietary" if openness is Openness.PROPRIETARY else None
    return Rights(
        license=None if license_id is None else clean(license_id.lower()),
        license_class=closed if found is None else found.license_class,
        commercial_use=None if found is None else found.commercial,
        openness=openness,
    )


def evidence(entry: Entry) -> tuple[str, ...]:
    """Return the sentences that lead to the openness class of `entry`, weights first."""
    weights = published(entry)
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
        *_further(entry),
    )


def published(entry: Entry) -> bool | None:
    """Return whether the weights of `entry` can be downloaded, if need be after asking.

    None when no source says.
    """
    if entry.openness is Openness.PROPRIETARY:
        return False
    if entry.origin is Origin.HUB or entry.openness is not Openness.UNKNOWN:
        return True
    return None


def _further(entry: Entry) -> Iterator[str]:
    """Yield what else is known; it does not change the class, so what is not known is not said."""
    if entry.hub_id is not None:
        yield _card(entry)
    if entry.paper is not None:
        yield f"A paper describes it: {entry.paper}"
    independent = sum(score.independent for score in entry.scores)
    proposed = sum(score.unmerged for score in entry.scores)
    if independent:
        yield f"{_results(independent)} measured by others."
    if reported := len(entry.scores) - independent - proposed:
        yield f"{_results(reported)} reported by its maker."
    if proposed:
        yield f"{_results(proposed)} only proposed, which anyone can do."
    if entry.formats:
        yield f"The weights come as {', '.join(entry.formats)}."


def _card(entry: Entry) -> str:
    """Return what the head of the card states, as a sync has read it.

    The Hub lists the head alone: limits and intended use stand in the text below it.
    """
    facts = (
        ("licence", "license", entry.license),
        ("languages", "lang", entry.languages),
        ("base model", "base", entry.base_models),
        ("training data", "data", entry.training_data),
        ("paper", "paper", entry.paper),
    )
    stated = [name for name, key, value in facts if value and _on_the_card(entry, key)]
    if not stated:
        return "Its card states no licence, language, base model, training data or paper."
    return f"Its card states: {', '.join(stated)}."


def _on_the_card(entry: Entry, key: str) -> bool:
    """Return whether the fact came with the listing, and not from an older catalogue."""
    return entry.source_of(key).name == entry.source.name


def _results(count: int) -> str:
    return f"{counted(count, 'result')} {'is' if count == 1 else 'are'}"


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
