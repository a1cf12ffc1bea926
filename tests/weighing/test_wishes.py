"""What a shortlist keeps of a person's wishes."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from modeldex.cost import PRESETS
from modeldex.shortlist import Shortlist
from modeldex.weighing import Wishes, keep
from tests.examples import TODAY
from tests.scorecard.test_weights import WEIGHTS

EARLIER = date(2026, 10, 1)
LIST = Shortlist(name="bot", created=EARLIER, updated=EARLIER)


@given(WEIGHTS)
def test_what_is_kept_is_what_is_wished_for_again(weights: dict[str, float]) -> None:
    """A weight of 1 is the default and is left out; the day is that of the change."""
    kept = keep(LIST, Wishes(weights=weights, must="is:tools"), TODAY)
    again = Wishes(board="coding").of(kept)
    assert again.weights == {key: weight for key, weight in weights.items() if weight != 1}
    assert (again.must, again.board, kept.updated) == ("is:tools", "coding", TODAY)
    assert keep(kept, again, date.max) is kept


def test_wishes_that_a_shortlist_has_change_nothing_in_it() -> None:
    """A weight of 1 that somebody wrote down is left where it is."""
    held = replace(LIST, weights={"cost": 1.0, "risk": 2.0}, workload=PRESETS["rag"])
    wishes = Wishes().of(held)
    assert wishes.workload == PRESETS["rag"]
    assert keep(held, wishes, TODAY) is held
    assert keep(held, replace(wishes, weights={"risk": 2}), TODAY) is held
