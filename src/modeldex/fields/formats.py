"""Facts as a person reads them."""

from datetime import date

from modeldex.fields.kinds import Field, Unit, Value

UNKNOWN = "?"
"""What stands where a fact is not known."""

_KIBI = 1024
_MINUTE = 60
_THOUSANDS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
_BYTES = ((1e12, " TB"), (1e9, " GB"), (1e6, " MB"), (1e3, " kB"))


def show(field: Field, value: Value | None) -> str:
    """Return `value` in the unit of its field, and UNKNOWN for None."""
    match value:
        case None:
            return UNKNOWN
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return show_number(value, field.unit)
        case date():
            return f"{value:%Y-%m}" if field.key == "cutoff" else value.isoformat()
        case str():
            return value
        case _:
            return ", ".join(value)


def show_number(value: float | None, unit: Unit | None) -> str:
    """Return `value` in at most five characters and its unit, such as `7.24B` or `$0.15`.

    None is UNKNOWN.
    """
    if value is None:
        return UNKNOWN
    match unit:
        case Unit.USD:
            return _dollars(value)
        case Unit.TOKENS:
            return _tokens(round(value))
        case Unit.BYTES:
            return _scaled(value, _BYTES)
        case Unit.RATING:
            return f"{value:.0f}"
        case _:
            return _scaled(value, _THOUSANDS)


def show_prices(*usd_per_million_tokens: float | None) -> str:
    """Return the prices of input and output, in this order, as `$0.15 / $0.60`."""
    return " / ".join(show_number(price, Unit.USD) for price in usd_per_million_tokens)


def show_interval(low: float | None, high: float | None, unit: Unit) -> str:
    """Return what stands behind a value, such as ` (1390 to 1410)`; nothing without both ends."""
    if low is None or high is None:
        return ""
    return f" ({show_number(low, unit)} to {show_number(high, unit)})"


def counted(count: int, noun: str) -> str:
    """Return a count and the noun that goes with it: `1 price`, `2,000 prices`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def show_duration(seconds: float) -> str:
    """Return a time as `2 min 05 s`, or below a minute as `5 s`."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _tokens(tokens: int) -> str:
    """Return a number of tokens as vendors write it: 131,072 and 128,000 are both `128k`."""
    for base in (1000, _KIBI):
        if tokens >= base**2 and tokens % base**2 == 0:
            return f"{tokens // base**2}M"
        if tokens % base == 0 and base <= tokens < 1000 * base:
            return f"{tokens // base}k"
    return _scaled(tokens, _THOUSANDS)


def _dollars(value: float) -> str:
    if value == 0:
        return "free"
    return f"${value:.2f}" if value >= 1 or round(value, 2) == value else f"${value:.3g}"


def _scaled(value: float, scales: tuple[tuple[float, str], ...]) -> str:
    for size, letter in scales:
        scaled = float(f"{value / size:.3g}")  # first, so that 999.9 million is 1B, not 1000M
        if scaled >= 1:
            return f"{scaled:.0f}{letter}" if scaled >= 100 else f"{scaled:.3g}{letter}"  # noqa: PLR2004
    return f"{value:g}"
