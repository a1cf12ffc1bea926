"""Bars that read the same without colour."""

from hypothesis import given
from hypothesis import strategies as st

from modeldex.scorecard import CRITERIA, MOST, Given, Judgement, Row, score
from modeldex.tui.scorerows import LETTERS, bar_of, slider, stacked, stepped
from tests.examples import OPEN, TODAY, VENDOR

WEIGHTS = dict.fromkeys(CRITERIA, 0.0) | {"access": 2, "cost": 1}


def _row() -> Row:
    """Return the open one of the two that tests/scorecard works by hand."""
    return score([OPEN, VENDOR], WEIGHTS, Given(today=TODAY)).rows[0]


def _judged(key: str) -> Judgement:
    return next(one for one in _row().judgements if one.criterion.key == key)


def test_every_criterion_has_a_letter_of_its_own_name() -> None:
    """Capital and small are told apart, so no letter stands for two."""
    assert list(LETTERS) == list(CRITERIA)
    assert len(set(LETTERS.values())) == len(LETTERS)
    for key, letter in LETTERS.items():
        assert letter.isupper()
        assert letter in CRITERIA[key].heading.upper()


def test_letters_tell_what_is_sure_and_half_of_what_is_not() -> None:
    """Of 42 cells access gives 12 to 28 and cost 0 to 14: 20 and 7 in the middle, 42 at most."""
    assert stacked(_row(), 42) == "A" * 12 + "a" * 8 + "s" * 7 + "·" * 15


def test_a_bar_of_one_criterion_is_as_long_as_what_it_could_give() -> None:
    """Sure, unknown and missed make up its share."""
    assert bar_of(_judged("access"), 42) == "█" * 12 + "▒" * 16
    assert bar_of(_judged("cost"), 42) == "▒" * 14


@given(st.floats(0, MOST), st.integers(-12, 12))
def test_a_step_lands_on_half_a_weight_between_nothing_and_the_most(
    weight: float, steps: int
) -> None:
    """However crooked it was before, and the slider shows where."""
    now = stepped(weight, steps)
    assert 0 <= now <= MOST
    assert (2 * now).is_integer()
    assert slider(now).index("●") == 2 * now
