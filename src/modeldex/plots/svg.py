"""A figure as one SVG picture that needs nothing else and reads on light and on dark."""

from collections.abc import Iterator
from html import escape
from itertools import cycle

from modeldex.plots.figure import Figure
from modeldex.plots.labels import Box
from modeldex.plots.layout import Layout, Sheet
from modeldex.text import UNCUT, cells, clean

_CELL, _LINE = 7.2, 16.0
"""Pixels that a character of 12 pixels takes: what browsers' monospaced fonts have, or more."""

_RADIUS = 4.5
_TOP, _BOTTOM, _RIGHT = 64.0, 60.0, 24.0
"""Pixels around the points: title and upper axis title; numbers, axis title and key; the rest."""

_DASHES = ("none", "7 4", "2 3", "9 3 2 3")
"""Tell four lines apart without colour."""

_STYLE = """\
.modeldex-plot{--ink:#1f2328;--faint:#59636e;--paper:#ffffff;--mark:#0550ae;--line:#953800}
@media(prefers-color-scheme:dark){
.modeldex-plot{--ink:#f0f6fc;--faint:#9198a1;--paper:#0d1117;--mark:#79c0ff;--line:#ffa657}}
.modeldex-plot text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:var(--ink);
stroke:var(--paper);stroke-width:4px;paint-order:stroke}
.modeldex-plot .title{font-weight:bold}
.modeldex-plot .axis{stroke:var(--faint);fill:none}
.modeldex-plot text.faint{fill:var(--faint)}
.modeldex-plot .line{stroke:var(--line);stroke-width:2;fill:none}
.modeldex-plot circle{stroke:var(--mark);stroke-width:2;fill:var(--mark)}
.modeldex-plot circle.hollow{fill:var(--paper)}
"""


def to_svg(figure: Figure, width: int = 800, height: int = 480) -> str:
    """Return the picture, `width` pixels wide and `height` high and more for a legend."""
    sheet = Sheet(
        width=width,
        top=_TOP,
        up=height - _TOP - _BOTTOM,
        margin=24,
        right=_RIGHT,
        fit=clean,
        size=lambda text: (cells(text) * _CELL, _LINE),
        marker=lambda x, y: Box(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS),
        gap=4,
        step=_RADIUS,
    )
    layout = Layout(figure, sheet)
    names, legend = layout.names(Box(layout.left, _TOP - 8, width - layout.left, sheet.up + 8))
    high = height + _LINE * (len(legend) + 1 if legend else 0)
    size = f'viewBox="0 0 {width} {high:g}" width="{width}" height="{high:g}"'
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="modeldex-plot" role="img" {size}>',
        f"<title>{_safe(figure.title)}</title>",
        f"<desc>{escape(clean(figure.about, UNCUT))}</desc>",
        f"<style>{_STYLE}</style>",
        '<rect width="100%" height="100%" style="fill:var(--paper)"/>',
        *_axes(figure, layout, sheet),
        *_lines(figure, layout),
        *_points(figure, layout),
        *(_text(box.x, box.y + 12, text) for box, text in names),
        *(_text(16, height + _LINE * row, text) for row, text in enumerate(legend, 1)),
        "</svg>\n",
    )
    return "\n".join(lines)


def _axes(figure: Figure, layout: Layout, sheet: Sheet) -> Iterator[str]:
    left, foot = layout.left, _TOP + sheet.up
    yield _text(16, 22, figure.title, "title")
    yield _text(16, 48, figure.y.title, "faint")
    yield f'<path class="axis" d="M{left:.1f} {_TOP}V{foot:.1f}h{layout.across:.1f}"/>'
    for at, text in layout.y_ticks:
        yield f'<path class="axis" d="M{left:.1f} {foot - at:.1f}h-5"/>'
        yield _text(left - 9, foot - at + 4, text, "faint", "end")
    for at, text in layout.x_ticks:
        yield f'<path class="axis" d="M{left + at:.1f} {foot:.1f}v5"/>'
        yield _text(left + at, foot + 19, text, "faint", "middle")
    yield _text(sheet.width - _RIGHT, foot + 40, figure.x.title, "faint", "end")
    x = 16.0
    for kind, look in zip(figure.kinds, ("full", "hollow"), strict=True):
        if kind:
            yield f'<circle class="{look}" cx="{x + 5:.1f}" cy="{foot + 36:.1f}" r="{_RADIUS}"/>'
            yield _text(x + 14, foot + 40, kind)
            x += 14 + _CELL * (cells(clean(kind)) + 2)


def _lines(figure: Figure, layout: Layout) -> Iterator[str]:
    for line, dash in zip(figure.lines, cycle(_DASHES), strict=False):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (layout.at(*at) for at in line.points))
        yield (
            f'<polyline class="line" stroke-dasharray="{dash}" points="{points}">'
            f"<title>{_safe(line.name)}</title></polyline>"
        )


def _points(figure: Figure, layout: Layout) -> Iterator[str]:
    for point in figure.points:
        x, y = layout.at(point.x, point.y)
        said = f"{point.name}: {figure.x.label(point.x)}, {figure.y.label(point.y)}"
        yield (
            f'<circle class="{"hollow" if point.hollow else "full"}" '
            f'cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}"><title>{_safe(said)}</title></circle>'
        )


def _safe(text: str) -> str:
    """Return text from outside as XML: what XML has no characters for is made visible."""
    return escape(clean(text))


def _text(x: float, y: float, text: str, look: str = "", anchor: str = "start") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{look}" {place}>{_safe(text)}</text>' if text else ""
