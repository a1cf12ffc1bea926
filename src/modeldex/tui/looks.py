"""How component classes become the style of a piece of a line."""

from collections.abc import Iterable

from rich.style import Style
from textual.widget import Widget


def blended(widget: Widget, parts: Iterable[str]) -> Style:
    """Return the widget's own style under those of its component classes; the last one wins.

    Textual's partial Rich styles leave out transparency and automatic contrast.
    """
    _, _, background, text = widget.colors
    style = widget.rich_style
    for part in parts:
        rules = widget.get_component_styles(part)
        if rules.has_rule("background"):
            background = background + rules.background
        if rules.has_rule("color") or rules.has_rule("auto_color"):
            automatic = background.get_contrast_text(rules.color.a)
            text = automatic if rules.auto_color else rules.color
        style += Style(
            bold=rules.text_style.bold,
            reverse=rules.text_style.reverse,
            underline=rules.text_style.underline,
        )
    return style + Style(color=(background + text).rich_color, bgcolor=background.rich_color)
