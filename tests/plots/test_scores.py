"""Which entries become points, which are left out, and why."""

from datetime import date

from modeldex.entry import Entry, Openness, Score, Source, changed
from modeldex.plots import boards, score_against
from tests.examples import OPEN, VENDOR

ARENA = Source(name="arena", as_of=date(2026, 10, 5))


def scored(entry: Entry, value: float, board: str = "text") -> Entry:
    """Return the entry with a rating."""
    score = Score(
        board=f"arena.{board}", value=value, unit="rating", source=ARENA, independent=True
    )
    return changed(entry, scores=(*entry.scores, score))


def test_a_board_counts_when_two_have_it() -> None:
    """In the order of the fields."""
    both = scored(scored(OPEN, 1400), 1390, "math"), scored(scored(VENDOR, 1450), 1, "coding")
    assert boards(both) == ("score.text",)
    assert boards((OPEN, VENDOR)) == ()


def test_what_is_unknown_is_left_out_and_named() -> None:
    """A price that nobody knows is not zero."""
    picture = score_against((scored(OPEN, 1400), VENDOR), "score.text", "price")
    assert picture.figure is None
    assert [(entry.id, why) for entry, why in picture.absent] == [
        (OPEN.id, "price unknown"),
        (VENDOR.id, "score unknown"),
    ]


def test_points_on_the_front_come_first_and_hollow_ones_are_not_open() -> None:
    """A ring says that nobody is sure to get the weights."""
    small = changed(scored(OPEN, 1400), id="a/small", name="small")
    beaten = changed(scored(OPEN, 1300), id="a/b", name="beaten", openness=Openness.UNKNOWN)
    large = changed(scored(OPEN, 1500), id="a/large", name="large", parameters=70_000_000_000)
    picture = score_against((beaten, large, small), "score.text", "params")
    assert picture.figure is not None
    assert [point.name for point in picture.figure.points] == ["small", "large", "beaten"]
    assert [point.hollow for point in picture.figure.points] == [False, False, True]
    assert picture.best == (small, large)
    assert picture.figure.x.title == "Parameters"
    assert "large: 1500 at 70B" in picture.figure.about


def test_entries_of_one_name_are_told_apart_by_their_ids() -> None:
    """Two publishers may use the same."""
    one, two = (changed(scored(OPEN, 1400), id=f"{org}/same", name="same") for org in ("a", "b"))
    figure = score_against((one, two), "score.text", "params").figure
    assert figure is not None
    assert [point.name for point in figure.points] == ["a/same", "b/same"]
