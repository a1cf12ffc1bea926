"""The facet panel turns counts into conditions and back."""

from modeldex.criteria import Condition, Criteria, Interval
from modeldex.tui.facets import is_chosen, label, toggle

SMALL = Interval(high=1e9, includes_high=False)
MIDDLE = Interval(low=1e9, high=4e9, includes_high=False)


def test_values_of_one_facet_are_alternatives() -> None:
    """Two values of a facet are one condition, either of them is enough."""
    criteria = toggle(toggle(Criteria(), "open", "open-source"), "open", "open-weights")
    assert criteria.conditions == (Condition(key="open", values=("open-source", "open-weights")),)


def test_a_value_chosen_twice_is_taken_back() -> None:
    """Toggling is its own inverse, down to the empty filter."""
    once = toggle(Criteria(), "params", SMALL)
    assert is_chosen(once, "params", SMALL)
    assert not is_chosen(once, "params", MIDDLE)
    assert toggle(once, "params", SMALL) == Criteria()


def test_the_unknown_can_be_asked_for() -> None:
    """Entries whose fact is not known are a choice of their own."""
    criteria = toggle(Criteria(), "lang", None)
    assert criteria.conditions == (Condition(key="has", values=("lang",), negated=True),)
    assert is_chosen(criteria, "lang", None)
    assert toggle(criteria, "lang", None) == Criteria()


def test_a_condition_that_excludes_is_left_alone() -> None:
    """`-open:proprietary` stays when a value of the same facet is added."""
    excluded = Condition(key="open", values=("proprietary",), negated=True)
    criteria = toggle(Criteria(conditions=(excluded,)), "open", "restricted")
    assert criteria.conditions == (excluded, Condition(key="open", values=("restricted",)))


def test_ranges_are_named_as_people_say_them() -> None:
    """The ends of a range carry the unit of their field."""
    assert label("params", SMALL) == "under 1B"
    assert label("params", MIDDLE) == "1B to 4B"
    assert label("ctx", Interval(low=1_000_000.0)) == "1M and up"
    assert label("price", Interval(low=0.1, high=0.5)) == "$0.10 to $0.50"
    assert label("lang", None) == "unknown"
