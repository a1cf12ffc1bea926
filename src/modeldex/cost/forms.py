"""Money and volumes as text, for every face of the program."""

from modeldex.cost.breakeven import BreakEven
from modeldex.cost.edits import share_text
from modeldex.cost.money import Money
from modeldex.cost.workload import Workload
from modeldex.fields import UNKNOWN

_CENTS_BELOW = 10_000
"""USD; nobody plans a larger bill to the cent."""


def money_text(money: Money | None) -> str:
    """Return USD per month, such as `1,013.57` or `428.56 to 730.50`; UNKNOWN for None."""
    if money is None:
        return UNKNOWN
    low, high = map(_usd, (money.low_usd_per_month, money.high_usd_per_month))
    return low if low == high else f"{low} to {high}"


def break_even_text(found: BreakEven) -> str:
    """Return the volume as a sentence without its end."""
    low, high = found.low_requests_per_day, found.high_requests_per_day
    if low is None or high is None:
        joint = "; " if low else ": "
        return f"{volume_text(found)}{joint}{found.reason}"
    if found.always_requests_per_day is None:
        return f"{volume_text(found)}; the next machine makes the API cheaper again"
    if found.always_requests_per_day > high:
        return f"{volume_text(found)}, and for good from {found.always_requests_per_day:,.0f}"
    return volume_text(found)


def volume_text(found: BreakEven) -> str:
    """Return the volume alone, such as `8,267 requests a day`; `none` where there is none."""
    low, high = found.low_requests_per_day, found.high_requests_per_day
    if low is None:
        return "none"
    if high is None:
        return f"{low:,.0f} requests a day or more"
    texts = f"{low:,.0f}", f"{high:,.0f}"
    return f"{texts[0] if texts[0] == texts[1] else ' to '.join(texts)} requests a day"


def workload_facts(workload: Workload) -> tuple[tuple[str, str], ...]:
    """Return what the workload assumes, as pairs of a word and a text."""
    return (
        ("input", f"{workload.input_tokens:,} tokens a request"),
        ("output", f"{workload.output_tokens:,} tokens a request"),
        ("requests", f"{workload.requests_per_day:,.10g} a day"),
        ("cached", f"{share_text(workload.cached_share)} of the input"),
        ("written", f"{share_text(workload.written_share)} of the input, to the cache"),
        ("batch", f"{share_text(workload.batch_share)} of the requests may wait"),
        ("context", f"{workload.context_tokens:,} tokens have to fit"),
        ("latency", workload.latency),
        ("hours", f"{workload.hours_per_day:g} a day"),
    )


def _usd(usd: float) -> str:
    if 0 < usd < 0.01:  # noqa: PLR2004 - half a cent is not nothing
        return f"{usd:.2g}"
    return f"{usd:,.2f}" if usd < _CENTS_BELOW else f"{usd:,.0f}"
