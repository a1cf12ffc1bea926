"""Weights, and the text that states them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.criteria import CriteriaError
from modeldex.errors import UsageError
from modeldex.scorecard import (
    CRITERIA,
    DEFAULT,
    MOST,
    complete_weights,
    parse_weights,
    weights_text,
)

WEIGHTS = st.dictionaries(st.sampled_from(list(CRITERIA)), st.floats(0, MOST))


def test_commas_and_spaces_separate_and_case_does_not_count() -> None:
    """What is stated comes back, and nothing else."""
    assert parse_weights("cost=3, Access=2,risk=0 ") == {"cost": 3, "access": 2, "risk": 0}
    assert parse_weights("  ") == {}


def test_what_is_left_out_weighs_one() -> None:
    """Every criterion gets a weight."""
    whole = complete_weights({"cost": 3})
    assert list(whole) == list(CRITERIA)
    assert whole["cost"] == 3
    assert {whole[key] for key in CRITERIA if key != "cost"} == {DEFAULT}


def test_the_printed_text_has_the_order_of_the_criteria() -> None:
    """So that two equal choices are the same text, and whole numbers have no point."""
    assert weights_text({"risk": 0, "cost": 2.5, "access": 2.0}) == "access=2 cost=2.5 risk=0"


@given(WEIGHTS)
def test_printed_weights_are_read_as_they_were(weights: dict[str, float]) -> None:
    """However small or crooked they are."""
    assert parse_weights(weights_text(weights)) == weights


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("access=1 cots=3", "cots (character 10) is no criterion; did you mean cost?"),
        ("cost", "cost (character 1) has no weight; write it like cost=3."),
        (
            "cost=",
            "cost= (character 1) has no weight; write a number from 0 to 5, as in cost=3.",
        ),
        ("=3", "=3 (character 1) does not begin with a criterion; write it like cost=3."),
        (
            "risk=x",
            "x (character 6) is not a number; write a number from 0 to 5, as in risk=3.",
        ),
        (
            "risk=5.1",
            "5.1 (character 6) is no weight; write a number from 0 to 5, as in risk=3.",
        ),
        (
            "risk=nan",
            "nan (character 6) is no weight; write a number from 0 to 5, as in risk=3.",
        ),
        (
            "cost=1,COST=2",
            "COST=2 (character 8) is a second weight of the same criterion; keep one of the two.",
        ),
    ],
)
def test_what_cannot_be_read_is_one_sentence(text: str, sentence: str) -> None:
    """It names the place and the way out."""
    with pytest.raises(CriteriaError) as caught:
        parse_weights(text)
    assert str(caught.value) == sentence


def test_a_word_that_nothing_comes_near_is_told_all_criteria() -> None:
    """There are few enough to name."""
    with pytest.raises(CriteriaError) as caught:
        parse_weights("zzzzzzzzzz=1")
    assert str(caught.value).endswith(f"is no criterion; there are {', '.join(CRITERIA)}.")


@given(st.text("cost=risk ,-.059nae\x1b\u202e"))
def test_any_text_is_read_or_refused_in_plain_sight(text: str) -> None:
    """Nothing else is raised, and the sentence can be shown."""
    weights, sentence = _read(text)
    assert sentence.isprintable()
    assert all(0 <= weight <= MOST for weight in weights.values())


def _read(text: str) -> tuple[dict[str, float], str]:
    try:
        return parse_weights(text), ""
    except CriteriaError as error:
        return {}, str(error)


@pytest.mark.parametrize("weights", [{"cots": 1.0}, {"cost": -1.0}, {"cost": float("nan")}])
def test_weights_from_elsewhere_are_checked_too(weights: dict[str, float]) -> None:
    """A file may say anything."""
    with pytest.raises(UsageError, match=r"did you mean cost\?|from 0 to 5"):
        complete_weights(weights)
