"""Openness classes and the evidence for them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.entry import Openness, Score, changed
from modeldex.fields import LICENSE_CLASSES
from modeldex.licences import License
from modeldex.openness import Facts, classify, evidence, rights
from tests.examples import OPEN, PRICES, VENDOR


def licence(license_class: str | None, *, osi: bool = False) -> License:
    """Return a licence of one class."""
    return License(id="x", name="X", spdx=None, osi=osi, license_class=license_class)


PERMISSIVE, APPROVED = licence("permissive"), licence("permissive", osi=True)
CASES = [
    (Facts(weights=None, license=APPROVED), Openness.UNKNOWN),
    (Facts(weights=False), Openness.PROPRIETARY),
    (Facts(weights=False, license=APPROVED), Openness.PROPRIETARY),
    (Facts(weights=True), Openness.UNKNOWN),
    (Facts(weights=True, license=licence(None)), Openness.UNKNOWN),
    (Facts(weights=True, gated="manual"), Openness.RESTRICTED),
    (Facts(weights=True, license=APPROVED, gated="auto"), Openness.RESTRICTED),
    (Facts(weights=True, license=APPROVED, gated="no"), Openness.OPEN_WEIGHTS),
    (Facts(weights=True, license=PERMISSIVE), Openness.OPEN_WEIGHTS),
    (Facts(weights=True, license=licence("copyleft")), Openness.OPEN_WEIGHTS),
    (Facts(weights=True, license=licence("community")), Openness.RESTRICTED),
    (Facts(weights=True, license=licence("use-restricted")), Openness.RESTRICTED),
    (Facts(weights=True, license=licence("non-commercial")), Openness.RESTRICTED),
    (Facts(weights=True, license=APPROVED, training_data=True), Openness.OPEN_WEIGHTS),
    (
        Facts(weights=True, license=APPROVED, training_data=True, training_code=True),
        Openness.OPEN_SOURCE,
    ),
    (
        Facts(weights=True, license=PERMISSIVE, training_data=True, training_code=True),
        Openness.OPEN_WEIGHTS,
    ),
]


@pytest.mark.parametrize(("facts", "openness"), CASES)
def test_the_facts_decide_the_class(facts: Facts, openness: Openness) -> None:
    """Each combination that matters has the class that the definition gives it."""
    assert classify(facts) is openness


@given(
    license_class=st.sampled_from([*LICENSE_CLASSES, None]),
    osi=st.booleans(),
    gated=st.sampled_from([None, "no", "auto", "manual"]),
    disclosed=st.tuples(st.booleans(), st.booleans()),
)
def test_knowing_less_never_makes_a_model_more_open(
    license_class: str | None,
    osi: bool,  # noqa: FBT001 - given by hypothesis
    gated: str | None,
    disclosed: tuple[bool, bool],
) -> None:
    """Without data, code or licence the class is never nearer to open source than with them."""
    order = list(Openness)
    facts = Facts(
        weights=True,
        license=licence(license_class, osi=osi),
        gated=gated,
        training_data=disclosed[0],
        training_code=disclosed[1],
    )
    place = order.index(classify(facts))
    assert order.index(classify(replace(facts, training_data=False, training_code=False))) >= place
    less = classify(replace(facts, license=None))
    assert less is Openness.RESTRICTED if gated in {"auto", "manual"} else less is Openness.UNKNOWN


def test_evidence_of_open_weights_goes_through_every_point() -> None:
    """Weights, licence, gate, data and code each have their sentence."""
    assert evidence(OPEN) == (
        "The weights can be downloaded.",
        "The licence apache-2.0 is permissive.",
        "Nobody needs to ask for the weights.",
        "The training data is not known to be disclosed.",
        "The training code is not known to be disclosed.",
    )


def test_evidence_says_what_is_disclosed_and_who_keeps_the_gate() -> None:
    """Addresses are given, and a licence nobody has read is said to be that."""
    entry = changed(
        OPEN,
        license="odd",
        license_class=None,
        gated="manual",
        training_data="https://data.test",
        training_code="named",
    )
    assert evidence(entry)[1:] == (
        "What the licence odd allows is not known.",
        "A person decides who gets the weights.",
        "The training data is at https://data.test",
        "The training code is disclosed.",
    )
    bare = changed(OPEN, license=None, license_class=None, gated=None)
    assert evidence(bare)[1:3] == (
        "No licence is stated.",
        "Whether the weights must be asked for is not known.",
    )


def test_evidence_of_an_api_is_that_there_are_no_weights() -> None:
    """Nothing else matters then; and where nobody says, that is the evidence."""
    assert evidence(VENDOR) == ("The weights are not published; the model is used through an API.",)
    unknown = changed(VENDOR, openness=Openness.UNKNOWN)
    assert evidence(unknown) == ("Whether the weights can be downloaded is not known.",)


def test_evidence_ends_with_what_else_is_known() -> None:
    """Paper, results and file formats are told where they are known."""
    source = OPEN.source
    result = Score(board="arena.text", value=1, unit="rating", source=source, independent=True)
    own = changed(result, independent=False)
    entry = changed(
        OPEN,
        paper="https://paper.test",
        scores=(result, changed(result, board="arena.math"), own, changed(own, unmerged=True)),
        formats=("safetensors", "gguf"),
    )
    assert evidence(entry)[5:] == (
        "A paper describes it: https://paper.test",
        "2 results are measured by others.",
        "1 result is reported by its maker.",
        "1 result is only proposed, which anyone can do.",
        "The weights come as safetensors, gguf.",
    )


def test_rights_follow_from_the_licence() -> None:
    """What the catalogue does not know gives no right, and an API has terms of its own."""
    known = {"x": APPROVED}
    assert rights(known, "X", Facts(weights=True)) == {
        "license": "x",
        "license_class": "permissive",
        "commercial_use": True,
        "openness": Openness.OPEN_WEIGHTS,
    }
    assert rights(known, "odd", Facts(weights=True)) == {
        "license": "odd",
        "license_class": None,
        "commercial_use": None,
        "openness": Openness.UNKNOWN,
    }
    assert rights(known, None, Facts(weights=False)) == {
        "license": None,
        "license_class": "proprietary",
        "commercial_use": None,
        "openness": Openness.PROPRIETARY,
    }


def test_what_the_card_states_is_evidence_once_a_sync_has_read_it() -> None:
    """A fact that an older catalogue brought is not on the card."""
    seen = changed(OPEN, hub_id="0" * 24)
    assert "Its card states: licence, languages." in evidence(seen)
    assert not [line for line in evidence(OPEN) if line.startswith("Its card")]
    kept = changed(seen, fact_sources=(("license", PRICES),), base_models=("a/b",))
    assert "Its card states: languages, base model." in evidence(kept)
    bare = changed(seen, license=None, license_class=None, languages=())
    none = "Its card states no licence, language, base model, training data or paper."
    assert none in evidence(bare)
