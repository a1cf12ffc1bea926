"""Numbers with units on the command line, written as in a filter."""

from modeldex.criteria import read_number
from modeldex.errors import UsageError
from modeldex.fields import UNKNOWN, Unit
from modeldex.memory import GIB


def read_size(text: str, unit: Unit) -> int:
    """Return the whole number that `64gb` or `32k` means; raises UsageError for any other text."""
    number = round(read_number(text, unit))
    if number < 1:
        message = "A size is at least 1."
        raise UsageError(message)
    return number


def in_gib(size: int | None) -> str:
    """Return bytes as memory is sold, such as `80 GiB`; UNKNOWN for None."""
    return UNKNOWN if size is None else f"{size / GIB:.3g} GiB"
