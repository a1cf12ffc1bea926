"""A figure in character cells: exact in size, whole in names, safe in every sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.plots import Axis, Figure, Line, Point, stairs, to_runs, to_text
from modeldex.plots.labels import Box, Room, place
from modeldex.text import cells, clean
from tests.plots.figures import HOSTILE, figures

PRICES = ((0.0, 1360.0), (0.4, 1390.0), (2.9, 1450.0), (3.0, 1455.0), (6.0, 1462.0))
NAMES = ("gpt-oss-120b", "Qwen3.8-27B", "Mistral 漢字", "GPT-6 Luna", "Claude Sonnet 5.5")
FIGURE = Figure(
    title="Score against price",
    about="",
    x=Axis(title="Price, USD", label="${:g}".format, log=True),
    y=Axis(title="Rating"),
    points=tuple(
        Point(name=name, x=x, y=y, hollow=x > 3) for name, (x, y) in zip(NAMES, PRICES, strict=True)
    ),
    lines=(stairs(PRICES, "Pareto front"),),
    kinds=("open", "closed"),
)


@given(figures(), st.integers(1, 130), st.integers(1, 45), st.integers(0, 9))
def test_every_line_has_exactly_the_width(
    figure: Figure, width: int, height: int, chosen: int
) -> None:
    """Whatever the names hold; in ASCII nothing else is written."""
    lines = to_text(figure, width, height)
    assert [cells(line) for line in lines] == [width] * height
    assert all(line.isprintable() for line in lines)
    runs = to_runs(figure, width, height, chosen=chosen)
    assert ["".join(text for text, _ in row) for row in runs] == lines
    plain = to_text(figure, width, height, ascii_only=True)
    assert [len(line) for line in plain] == [width] * height
    assert all(line.isascii() for line in plain)


@pytest.mark.parametrize("size", [(80, 20), (120, 34)])
def test_every_name_stands_in_the_picture_or_below_it(size: tuple[int, int]) -> None:
    """At the sizes people have, none is cut."""
    text = "\n".join(to_text(FIGURE, *size))
    assert [name for name in (*NAMES, "Pareto front") if name not in text] == []
    assert (text.count("●"), text.count("○")) == (4 + 1, 1 + 1)
    assert "● open  ○ closed" in text
    assert "$0" in text


def test_names_without_room_have_numbers_and_a_legend() -> None:
    """Points that stand close together are told apart all the same."""
    crowd = tuple(
        Point(name=f"organisation/some-model-with-a-long-name-{n}", x=1 + n / 1e3, y=1 + n / 1e3)
        for n in range(8)
    )
    figure = Figure(title="", about="", x=Axis(title="x"), y=Axis(title="y"), points=crowd)
    text = "\n".join(to_text(figure, 80, 24))
    assert [point.name for point in crowd if point.name not in text] == []
    tiny = to_text(figure, 40, 10, ascii_only=True)
    assert tiny[-1].strip() == "and more"
    assert "".join(tiny).isascii()


def test_all_points_are_inside_the_frame() -> None:
    """As many marks as points that do not share a cell, all right of and above the axes."""
    lines = to_text(FIGURE, 80, 22)
    foot = next(row for row, line in enumerate(lines) if "└" in line)
    left = lines[foot].index("└")
    spots = [
        (line.index(sign), row)
        for row, line in enumerate(lines[1:], 1)
        for sign in "●○"
        if sign in line
    ]
    assert len(spots) == 5
    assert all(column > left and row < foot for column, row in spots)


def test_lines_are_told_apart_at_their_ends_and_by_their_dashes() -> None:
    """The crossing is a point with a name; without colour each line has a pattern."""
    volumes = [10**power for power in (2.0, 3.0, 4.0, 5.0, 6.0)]
    figure = Figure(
        title="Cost against volume",
        about="",
        x=Axis(title="requests a day", log=True),
        y=Axis(title="USD a month", log=True),
        points=(Point(name="break-even 75000", x=75_000, y=1500),),
        lines=(
            Line(name="API", points=tuple((v, v / 50) for v in volumes)),
            Line(name="own machine", points=tuple((v, 1500.0) for v in volumes)),
        ),
    )
    lines = to_text(figure, 80, 20, ascii_only=True)
    assert any(line.endswith(" API" + " " * 10) or line.rstrip().endswith("API") for line in lines)
    machine = next(line for line in lines if "own machine" in line)
    assert machine.count("+") > 20
    assert sum("break-even 75000" in line for line in lines) == 1


boxes = st.builds(Box, *[st.integers(0, 40)] * 2, *[st.integers(1, 5)] * 2)


@given(st.lists(st.tuples(st.text("abc", min_size=1, max_size=12), boxes), max_size=14))
def test_no_two_names_overlap(wanted: list[tuple[str, Box]]) -> None:
    """Nor do they cover a point, nor leave the room; what has no place is in the legend."""
    inside = Box(0, 0, 40, 20)
    room = Room(
        inside=inside,
        taken=[box for _, box in wanted],
        crossed=[],
        gap=1,
        size=lambda text: (len(text), 1),
    )
    placed, legend = place([(text, [box]) for text, box in wanted], room)
    every = [box for box, _ in placed]
    assert all(inside.holds(box) for box in every)
    for index, box in enumerate(every):
        assert not any(box.meets(other) for other in (*every[:index], *room.taken))
    named = sorted(text for _, text in placed if not text.isdigit())
    assert sorted([*named, *(line.split()[1] for line in legend)]) == sorted(t for t, _ in wanted)


def test_hostile_names_are_shown_and_never_obeyed() -> None:
    """No command reaches the terminal."""
    point = Point(name=HOSTILE, x=1, y=1)
    figure = Figure(title="", about="", x=Axis(title="x"), y=Axis(title="y"), points=(point,))
    text = "\n".join(to_text(figure, 130, 12))
    assert clean(HOSTILE) in text
    assert "\x1b" not in text
