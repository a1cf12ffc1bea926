"""Figures that hypothesis makes up."""

from hypothesis import strategies as st

from modeldex.plots import Axis, Figure, Line, Point, stairs

HOSTILE = 'x"><script>alert(1)</script>&\x1b]52;c;aA==\x07\ud800\u202e漢字'
"""Would end an attribute, run a program, set the clipboard; and holds what XML has no sign for."""

names = st.one_of(
    st.text(max_size=30), st.sampled_from([HOSTILE, "GPT-6 Luna", "漢字" * 30, "e\u0301" * 9])
)
values = st.one_of(st.just(0.0), st.floats(1e-6, 1e12), st.integers(1, 2_000).map(float))
places = st.lists(st.tuples(values, values), min_size=1, max_size=12)
axes = st.builds(Axis, title=names, log=st.booleans())


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Return points with a front, or several lines that cross."""
    found = draw(places)
    points = tuple(Point(name=draw(names), x=x, y=y, hollow=draw(st.booleans())) for x, y in found)
    lines = (
        (stairs(found, "front"),)
        if draw(st.booleans())
        else tuple(
            Line(name=draw(names), points=tuple(draw(places)))
            for _ in range(draw(st.integers(0, 5)))
        )
    )
    kinds = draw(st.sampled_from([("", ""), ("open weights", "proprietary")]))
    title, about = draw(names), draw(names)
    x, y = draw(axes), draw(axes)
    return Figure(title=title, about=about, x=x, y=y, points=points, lines=lines, kinds=kinds)
