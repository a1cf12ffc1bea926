"""How fast to ask: the server's quota, and the waits that keep within it."""

import re
from collections.abc import Callable, Mapping

from modeldex.hub.walk import Patience, Quota

_LEFT = re.compile(r'"?\w+"?\s*;\s*r\s*=\s*(\d{1,9})\s*;\s*t\s*=\s*(\d{1,9})')
_POLICY = re.compile(r"q\s*=\s*(\d{1,9}).*?w\s*=\s*(\d{1,9})")


def read_quota(headers: Mapping[str, str], longest_seconds: float) -> Quota | None:
    """Return what the RateLimit headers say; None when there are none that can be read.

    Their form is that of draft-ietf-httpapi-ratelimit-headers-09. No window is believed to have
    more than `longest_seconds` left: a false header shall not stop the walk for a day.
    """
    left = _LEFT.search(headers.get("ratelimit", ""))
    if left is None:
        return None
    policy = _POLICY.search(headers.get("ratelimit-policy", ""))
    window = float(policy[2]) if policy else longest_seconds
    return Quota(
        left=int(left[1]),
        seconds_left=min(float(left[2]), window, longest_seconds),
        limit=int(policy[1]) if policy else None,
        window_seconds=window,
    )


def pause(quota: Quota | None, request_seconds: float, needed: int | None) -> float:
    """Return the seconds to rest before the next request so that no 429 is provoked.

    `request_seconds` is what the last request took, rest and use of it included; `needed` is
    the number of requests still to come, None when nobody knows. The rest is 0 as long as what
    is left lasts for them or until the window ends at this speed; beyond that, what is left is
    spread evenly.
    """
    if quota is None or quota.seconds_left <= 0:
        return 0
    if quota.left <= 0:
        return quota.seconds_left
    if needed is not None and needed <= quota.left:
        return 0
    if request_seconds * quota.left >= quota.seconds_left:
        return 0
    return quota.seconds_left / quota.left - request_seconds


def backoff(failures: int, patience: Patience, jitter: Callable[[], float]) -> float:
    """Return the seconds to wait after so many failures in a row, with full jitter.

    Evenly spread from 0 to a limit that doubles each time: clients that failed together do not
    come back together.
    """
    longest: float = patience.backoff_seconds * 2 ** min(failures - 1, 16)
    return jitter() * min(longest, patience.backoff_ceiling_seconds)


def stated_wait(headers: Mapping[str, str], longest_seconds: float) -> float | None:
    """Return the seconds that a refusing answer asks for, at most `longest_seconds`.

    None when it asks for none: then `backoff` decides. Retry-After as a date is not read,
    because it depends on two clocks.
    """
    quota = read_quota(headers, longest_seconds)
    if quota is not None and quota.left == 0:
        return quota.seconds_left
    after = headers.get("retry-after", "").strip()
    if after.isascii() and after.isdigit():
        return min(float(after[:9]), longest_seconds)
    return None
