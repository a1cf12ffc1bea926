"""A figure as SVG: well formed whatever the names hold, and complete for who cannot see it."""

from xml.etree import ElementTree as ET

from hypothesis import given

from modeldex.plots import Axis, Figure, Point, to_svg
from modeldex.text import clean
from tests.plots.figures import HOSTILE, figures
from tests.plots.test_cells import FIGURE, NAMES

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {"svg", "title", "desc", "style", "rect", "path", "text", "circle", "polyline"}


@given(figures())
def test_any_figure_is_one_well_formed_picture(figure: Figure) -> None:
    """It holds nothing but shapes and text, and every point is inside."""
    root = ET.fromstring(to_svg(figure))  # noqa: S314 - made here
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    marks = root.findall(f"{SVG}circle")
    assert len(marks) == len(figure.points) + sum(map(bool, figure.kinds))
    for mark in marks:
        assert 0 < float(mark.attrib["cx"]) < width
        assert 0 < float(mark.attrib["cy"]) < height


def test_names_are_text_and_nothing_else() -> None:
    """A name that would run a program or end the picture is shown as it is written."""
    point = Point(name=HOSTILE, x=1, y=1)
    axis = Axis(title=HOSTILE, label=lambda _: HOSTILE)
    svg = to_svg(Figure(title=HOSTILE, about=HOSTILE, x=axis, y=axis, points=(point,)))
    root = ET.fromstring(svg)  # noqa: S314 - made here
    assert "<script" not in svg
    assert root.findtext(f"{SVG}title") == clean(HOSTILE)
    assert clean(HOSTILE) in [element.text for element in root.iter(f"{SVG}text")]


def test_the_picture_says_what_it_shows_and_reads_on_light_and_on_dark() -> None:
    """A title, a description, a value behind each point, colours for both."""
    svg = to_svg(FIGURE)
    root = ET.fromstring(svg)  # noqa: S314 - made here
    assert root.findtext(f"{SVG}title") == "Score against price"
    assert root.find(f"{SVG}desc") is not None
    assert "prefers-color-scheme:dark" in svg
    told = [mark.findtext(f"{SVG}title") for mark in root.iter(f"{SVG}circle")]
    assert "Qwen3.8-27B: $0.4, 1390" in told
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert set(NAMES) <= set(texts)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
