"""Where a free word occurs: inside words, but not inside numbers.

A word that begins with a digit does not match where a number goes on: `7b` is in `-7b` and
`qwen7b`, not in `17b` or `1.7b`. A word that begins with a dot and a digit is the opposite, the
end of a number: `.5` is in `qwen2.5`, not in `v.5`. Any other word may begin anywhere.

`marked` turns that rule into a plain substring test, so that an index of characters can follow it.
"""

import re

_MARK = "\x1f"
"""Stands before each word start; white space and so never in cleaned text nor in a word."""


def contains(text: str, word: str) -> bool:
    """Return whether `word` occurs in `text`, in any case and not from inside a number."""
    return query_form(word) in marked(text)


def marked(text: str) -> str:
    """Return `text` in lower case with a mark before every word start.

    A word start is a letter that follows no letter or digit, or a digit that does not go on with
    a number: one that follows neither a digit nor a dot after a digit.
    """
    return _mark(text.lower())


def query_form(word: str) -> str:
    """Return what must be a substring of `marked(text)` where `word` occurs in `text`.

    It is `marked(word)` but for the first letter, which may stand inside a word, and for the digit
    after a leading dot, which must stand inside a number. Both carry no mark.
    """
    lower = word.lower()
    if lower[:1] == "." and lower[1:2].isdecimal():
        return _mark("0" + lower)[len(_MARK + "0") :]
    form = _mark(lower)
    return form if lower[:1].isdecimal() else form.removeprefix(_MARK)


_RUNS = re.compile(r"(?:\d+(?:\.\d+)*[^\W\d_]*|[^\W\d_]+)[\W_]*|^[\W_]+")
"""A number with the letters behind it, or letters, up to the next; or what stands before all."""


def _mark(lower: str) -> str:
    runs = _RUNS.findall(lower)
    text = _MARK.join(runs)
    return _MARK + text if runs and lower[0].isalnum() else text
