"""Text from outside, made safe to show."""

SHOWN_LIMIT = 300
"""Characters; the longest id on the Hub has 116 and the longest tag seen has 147."""

UNCUT = 2**31
"""A limit for what has to be complete: a path in a message, a person's own words."""


def clean(text: str, limit: int = SHOWN_LIMIT) -> str:
    """Return `text` as one line that no terminal can mistake for a command.

    White space collapses to single spaces. Characters that are not printable (controls,
    bidirectional overrides, zero-width and private-use characters, lone surrogates) are shown
    as `<U+XXXX>`, so that two names that look alike cannot pass for each other. What is longer
    than `limit` characters ends in an ellipsis.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(map(_visible, text))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


_OBEYED = frozenset(
    "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""What changes the direction or the line of the text around it."""


def editable(text: str) -> str:
    """Return one line for a box in which a person edits it: what a terminal obeys is made visible.

    Unlike `clean` it keeps all that is text: joiners, tabs, blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"<U+{ord(c):04X}>" if _is_obeyed(c) else c for c in text)


def _is_obeyed(character: str) -> bool:
    from unicodedata import category  # not needed for the first frame

    return (category(character) in {"Cc", "Cs"} and character != "\t") or character in _OBEYED


def cells(text: str) -> int:
    """Return how many character cells a terminal gives to `text`, which `clean` has seen."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    from unicodedata import combining, east_asian_width  # not needed for the first frame

    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _visible(character: str) -> str:
    if character.isprintable() or character.isspace():
        return character
    return f"<U+{ord(character):04X}>"
