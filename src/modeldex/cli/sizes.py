"""Numbers with units on the command line, written as in a filter."""

from modeldex.criteria import read_number
from modeldex.errors import UsageError
from modeldex.fields import UNKNOWN, Unit

_GIB = 1024**3


def read_size(text: str, unit: Unit) -> int:
    """Return the whole number that `64gb` or `32k` means; raises UsageError for any other text."""
    number = round(read_number(text, unit))
    if number < 1:
        message = "A size is at least 1."
        raise UsageError(message)
    return number


def in_gib(size: int | None) -> str:
    """Return bytes as memory is sold: an 80 GB card has 80 times 1024**3 of them."""
    return UNKNOWN if size is None else f"{size / _GIB:.3g} GiB"
