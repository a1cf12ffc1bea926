"""The quota of requests in a fixed window, and the headers that tell of it."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.standin.answers import Answer, page_of_html


@dataclass(kw_only=True, slots=True)
class Quota:
    """Counts requests by token; the anonymous ones are one caller, as if from one address."""

    anonymous: int = 500
    free: int = 1_000
    pro: int = 2_500
    window: float = 300.0
    """Seconds; windows start at whole multiples of it."""

    html: bool = False
    """Whether a 429 comes as a page of HTML; else as plain text."""

    retry_after: bool = False
    """Whether a 429 carries Retry-After, wrongly 1; the Hub's cannot be relied upon."""

    clock: Callable[[], float] = time.monotonic
    _window: int = -1
    _used: Counter[str] = field(default_factory=Counter)

    def take(self, caller: str, plan: str) -> tuple[dict[str, str], Answer | None]:
        """Count a request; returns the headers of its answer, and the 429 if it is one too many."""
        size = {"free": self.free, "pro": self.pro}.get(plan, self.anonymous)
        number, past = divmod(self.clock(), self.window)
        if number != self._window:
            self._window = int(number)
            self._used.clear()
        self._used[caller] += 1
        left = size - self._used[caller]
        headers = {
            "RateLimit": f'"api";r={max(0, left)};t={max(1, round(self.window - past))}',
            "RateLimit-Policy": f'"fixed window";"api";q={size};w={max(1, round(self.window))}',
        }
        return headers, self._refusal() if left < 0 else None

    def _refusal(self) -> Answer:
        if self.html:
            return page_of_html(429, "429 Too Many Requests")
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        if self.retry_after:
            headers["Retry-After"] = "1"
        text = "You have been rate-limited. Slow down, or use a token for a larger quota."
        return Answer(status=429, body=text.encode(), headers=headers)


UNLIMITED = 10**9
"""A quota that no walk uses up; the headers are sent all the same."""
