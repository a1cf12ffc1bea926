"""Pictures of numbers, as text in character cells and as SVG."""

from modeldex.plots.cells import Run, to_runs, to_text
from modeldex.plots.figure import Axis, Figure, Line, Point, front, stairs
from modeldex.plots.scores import AGAINST, Picture, boards, score_against
from modeldex.plots.svg import to_svg

__all__ = [
    "AGAINST",
    "Axis",
    "Figure",
    "Line",
    "Picture",
    "Point",
    "Run",
    "boards",
    "front",
    "score_against",
    "stairs",
    "to_runs",
    "to_svg",
    "to_text",
]
