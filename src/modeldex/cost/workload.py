"""What a model is to do, as far as money depends on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from modeldex.errors import UsageError

DAYS_PER_MONTH = 365.25 / 12
"""Days of a month as every bill counts it: a twelfth of a year of 365.25 days."""

LATENCIES = ("interactive", "relaxed", "batch")
"""How long an answer may take: somebody waits for it, nobody stares at it, or until tomorrow."""

_HOURS_PER_DAY = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class Workload:
    """One kind of request, and how many there are; raises UsageError where it cannot be."""

    name: str
    """The key in PRESETS that it was made from, or `own`."""

    input_tokens: int
    """Tokens sent with one request, those read from a cache included."""

    output_tokens: int
    """Tokens of one answer, those of its reasoning included."""

    requests_per_day: float
    """Requests of one day, all days alike."""

    cached_share: float
    """Share of `input_tokens` read from the provider's cache, 0 to 1."""

    batch_share: float
    """Share of the requests that may wait for a batch, 0 to 1."""

    context_tokens: int
    """Longest input and output together that has to be possible."""

    latency: str
    """One of LATENCIES."""

    hours_per_day: float
    """Hours of a day in which requests come, evenly but for the peak that hosting assumes."""

    written_share: float | None = None
    """Share of `input_tokens` written to the cache, 0 to 1; None: unknown, which gives a range."""

    def __post_init__(self) -> None:
        """Refuse what cannot be, with the key that an edit would have to change."""
        shares = {
            "cached": self.cached_share,
            "batch": self.batch_share,
            "written": self.written_share or 0,
        }
        for key, share in shares.items():
            if not 0 <= share <= 1:
                raise UsageError(f"{key} is {share * 100:g}%; a share is from 0% to 100%.")
        if self.cached_share + (self.written_share or 0) > 1 + 1e-9:
            raise UsageError("cached and written are more than 100% of the input together.")
        if self.input_tokens < 1 or self.output_tokens < 0 or not self.requests_per_day >= 0:
            raise UsageError("input is at least 1 token; output and requests are not below 0.")
        if self.context_tokens < self.input_tokens + self.output_tokens:
            needed = self.input_tokens + self.output_tokens
            raise UsageError(
                f"context is {self.context_tokens} tokens, but input and output are {needed}."
            )
        if self.latency not in LATENCIES:
            raise UsageError(f"latency is one of {', '.join(LATENCIES)}.")
        if not 0 < self.hours_per_day <= _HOURS_PER_DAY:
            raise UsageError(f"hours is {self.hours_per_day:g}; a day has from 1 to 24.")

    @property
    def requests_per_month(self) -> float:
        """Requests of a month of DAYS_PER_MONTH days."""
        return self.requests_per_day * DAYS_PER_MONTH


PRESETS: Mapping[str, Workload] = MappingProxyType(
    {
        "support": Workload(
            name="support",
            input_tokens=2_500,
            output_tokens=250,
            requests_per_day=10_000,
            cached_share=0.5,
            written_share=0.02,
            batch_share=0,
            context_tokens=8_000,
            latency="interactive",
            hours_per_day=24,
        ),
        "rag": Workload(
            name="rag",
            input_tokens=6_000,
            output_tokens=400,
            requests_per_day=5_000,
            cached_share=0.2,
            written_share=0.01,
            batch_share=0,
            context_tokens=16_000,
            latency="interactive",
            hours_per_day=12,
        ),
        "coding": Workload(
            name="coding",
            input_tokens=24_000,
            output_tokens=600,
            requests_per_day=4_000,
            cached_share=0.85,
            written_share=0.1,
            batch_share=0,
            context_tokens=128_000,
            latency="interactive",
            hours_per_day=10,
        ),
        "classification": Workload(
            name="classification",
            input_tokens=600,
            output_tokens=10,
            requests_per_day=200_000,
            cached_share=0,
            written_share=0,
            batch_share=1,
            context_tokens=4_000,
            latency="batch",
            hours_per_day=24,
        ),
        "summarisation": Workload(
            name="summarisation",
            input_tokens=8_000,
            output_tokens=500,
            requests_per_day=2_000,
            cached_share=0,
            written_share=0,
            batch_share=0.5,
            context_tokens=32_000,
            latency="relaxed",
            hours_per_day=24,
        ),
        "translation": Workload(
            name="translation",
            input_tokens=1_500,
            output_tokens=1_300,
            requests_per_day=5_000,
            cached_share=0,
            written_share=0,
            batch_share=0,
            context_tokens=8_000,
            latency="relaxed",
            hours_per_day=24,
        ),
    }
)
"""Six common kinds of work. They are assumptions to begin with, see REASONS, not measurements."""

REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "support": (
            "input: 1,250 tokens of instructions, cached; 750 of articles; 500 of conversation",
            "written: the instructions, once for every 25 requests",
        ),
        "rag": (
            "input: ten passages of 450 tokens; 1,200 of instructions, cached; 300 of question",
            "written: the instructions, once for every 20 requests",
        ),
        "coding": (
            "input: prompts about code often have more than 20,000 tokens",
            "cached: each step of an agent sends all earlier steps again",
            "written: what is new in a step, to be read in the next",
        ),
        "classification": (
            "input: 300 tokens of instructions and a text of 225 words, 4 tokens for 3 words",
            "cached: nothing, as caches begin at 1,024 tokens",
            "batch: all of it, as nobody waits for a label",
        ),
        "summarisation": (
            "input: a report of 6,000 words, 4 tokens for 3 words; output: a page of 375 words",
            "batch: half of it, a backlog beside what comes in",
        ),
        "translation": (
            "input: 200 tokens of instructions and a text of 975 words, 4 tokens for 3 words",
            "output: as long as the text",
        ),
    }
)
"""For each preset, why its figures are what they are; what is not listed is a round number.

Four tokens for three words is OpenAI's rule of thumb for English, and 1,024 tokens the least that
its prompt cache takes (developers.openai.com/api/docs, read 2026-11-22). The length of prompts
about code is from OpenRouter and a16z, State of AI, December 2025 (openrouter.ai/state-of-ai).
"""
