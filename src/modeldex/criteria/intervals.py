"""What may follow the key of a number or a date: `7b`, `lo..hi`, `lo..<hi`, `>=n`."""

from datetime import date

from modeldex.criteria.dates import distance_text, first_day_text, last_day_text, read_date
from modeldex.criteria.pieces import CriteriaError, Piece
from modeldex.criteria.quantities import amount_text, lacks_unit, plain_text, read_amount, unit_of
from modeldex.criteria.terms import Days, Interval
from modeldex.fields import Field, Kind, Unit

COMPARISONS = (">=", "<=", ">", "<")
"""Longer ones first, so that each is found whole."""

_ROUNDED = {Unit.PARAMETERS, Unit.BYTES, Unit.RATING}
"""Units whose numbers are shown rounded; money and counts are meant exactly."""

_End = float | date | Days


def read_interval(piece: Piece, field: Field) -> Interval:
    """Return what one value after a colon stands for."""
    for comparison in COMPARISONS:
        if piece.text.startswith(comparison):
            end = piece.cut(len(comparison))
            if not end.text:
                piece.refuse("is followed by nothing", hint="write a value", unfinished=True)
            return read_comparison(comparison, end, field)
    if ".." in piece.text:
        return _read_range(piece, field)
    return _read_single(piece, field)


def read_comparison(comparison: str, piece: Piece, field: Field) -> Interval:
    """Return what lies on one side of a number, or of the first or last day of a date."""
    first, last = _read_ends(piece, field)
    match comparison:
        case ">=":
            return Interval(low=first)
        case ">":
            return Interval(low=last, includes_low=False)
        case "<=":
            return Interval(high=last)
        case _:
            return Interval(high=first, includes_high=False)


def _read_ends(piece: Piece, field: Field, borrowed: str = "") -> tuple[_End, _End]:
    if field.kind is Kind.DATE:
        return read_date(piece)
    value = read_amount(piece, field.unit, borrowed=borrowed).value
    return value, value


def _read_single(piece: Piece, field: Field) -> Interval:
    """Return everything that is shown as the one number or date that `piece` is."""
    if field.kind is Kind.DATE:
        first, last = read_date(piece)
        if isinstance(first, Days):
            piece.refuse("is a distance, not a date", suggestion=f"<{piece.text}")
        return Interval(low=first, high=last)
    amount = read_amount(piece, field.unit)
    exact = Interval(low=amount.value, high=amount.value)
    if field.unit is Unit.TOKENS and amount.unit:
        return Interval(low=amount.value, high=amount.binary_value)
    whole = not amount.unit and not amount.places and field.unit is not Unit.RATING
    if whole or field.unit not in _ROUNDED:
        return exact
    low, high = amount.rounded_from
    return Interval(low=low, high=high, includes_high=False) if low < high else exact


def _read_range(piece: Piece, field: Field) -> Interval:
    """Return the interval of `lo..hi`; in `7..9b` the low end takes the unit of the high end."""
    left, _, right = piece.text.partition("..")
    includes_high = not right.startswith("<")
    low_piece = piece.cut(0, len(left))
    high_piece = piece.cut(len(left) + (2 if includes_high else 3))
    if not left and not high_piece.text:
        piece.refuse("has neither end", hint="write a value before or after it", unfinished=True)
    low = high = None
    if left:
        low = _read_ends(low_piece, field, unit_of(high_piece.text))[0]
    if high_piece.text:
        high = _read_ends(high_piece, field)[1 if includes_high else 0]
    elif not includes_high:
        piece.refuse("has no high end", hint="write a value after it", unfinished=True)
    interval = Interval(low=low, high=high, includes_high=includes_high)
    unit = unit_of(high_piece.text) if lacks_unit(left, field.unit) else ""
    _check(piece, interval, turned=f"{high_piece.text}..{left}{unit}")
    return interval


def _check(piece: Piece, interval: Interval, turned: str) -> None:
    low, high = interval.low, interval.high
    if low is None or high is None:
        return
    if isinstance(low, Days) != isinstance(high, Days):
        piece.refuse("mixes a date with a number of days", hint="write both ends alike")
    order = _position(low) - _position(high)
    if order > 0:
        piece.refuse("runs from high to low", suggestion=turned, unfinished=True)
    if order == 0 and not interval.includes_high:
        piece.refuse("leaves nothing between its ends", hint="write .. in place of ..<")


def _position(end: _End) -> float:
    if isinstance(end, Days):
        return end.count
    return end.toordinal() if isinstance(end, date) else end


def interval_text(interval: Interval, field: Field) -> str:
    """Return the shortest text that `read_interval` takes for `interval`, which has an end."""
    low, high = interval.low, interval.high
    if low is None and high is not None:
        comparison = "<=" if interval.includes_high else "<"
        return comparison + _end_text(high, field, last=interval.includes_high)
    if low is not None and high is None:
        comparison = ">=" if interval.includes_low else ">"
        return comparison + _end_text(low, field, last=not interval.includes_low)
    if low is None or high is None:
        raise ValueError("an interval without an end has no text")
    dots = ".." if interval.includes_high else "..<"
    high_text = _end_text(high, field, last=interval.includes_high)
    both = _end_text(low, field, last=False) + dots + high_text
    single = _single_text(interval, field)
    return both if single is None else min(single, both, key=len)


def _end_text(end: _End, field: Field, *, last: bool) -> str:
    """Return the shortest text of one end; of a date, one whose first or last day it is."""
    if isinstance(end, Days):
        return distance_text(end)
    if isinstance(end, date):
        return last_day_text(end) if last else first_day_text(end)
    return amount_text(end, field.unit)


def _single_text(interval: Interval, field: Field) -> str | None:
    """Return the one number or date that stands for the whole interval; None if there is none."""
    low, high = interval.low, interval.high
    if isinstance(low, date) and isinstance(high, date):
        texts: tuple[str, ...] = (last_day_text(high), first_day_text(low), low.isoformat())
    elif isinstance(low, float | int) and isinstance(high, float | int):
        middle = amount_text((low + high) / 2, field.unit)
        texts = (middle, amount_text(low, field.unit), plain_text(low))
    else:
        return None
    for text in texts:
        if _reads_as(text, interval, field):
            return text
    return None


def _reads_as(text: str, interval: Interval, field: Field) -> bool:
    try:
        return _read_single(Piece.whole(text), field) == interval
    except CriteriaError:
        return False
