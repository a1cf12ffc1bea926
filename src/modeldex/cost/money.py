"""Amounts of money, and the bills they add up to."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """USD per month, exact or between two limits.

    There is one currency and one period, so that no sum can mix two: whatever is priced by hour,
    year or token is turned into this before it is added. Adding anything else is a TypeError.
    """

    low_usd_per_month: float
    high_usd_per_month: float
    """The same as `low_usd_per_month` where the amount is exact."""

    def __post_init__(self) -> None:
        """Refuse limits in the wrong order, and less than nothing."""
        if not 0 <= self.low_usd_per_month <= self.high_usd_per_month:
            raise ValueError(f"no range of money: {self}")

    @classmethod
    def exactly(cls, usd_per_month: float) -> Self:
        """Return the amount without a range."""
        return cls(low_usd_per_month=usd_per_month, high_usd_per_month=usd_per_month)

    @property
    def exact(self) -> bool:
        """Whether both limits are the same."""
        return self.low_usd_per_month == self.high_usd_per_month

    def __add__(self, other: Self) -> "Money":
        """Return the sum: limits add up, as nothing says that they make up for each other."""
        if not isinstance(other, Money):
            return NotImplemented
        return Money(
            low_usd_per_month=self.low_usd_per_month + other.low_usd_per_month,
            high_usd_per_month=self.high_usd_per_month + other.high_usd_per_month,
        )


NOTHING = Money.exactly(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One line of a bill."""

    label: str
    money: Money


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What one machine costs that stays switched on, and how much work it does."""

    machine: Money
    """Of one machine, which may be several devices that work on one model together."""

    low_requests_per_day: float
    """Requests of the workload that one machine answers in a day, at the least."""

    high_requests_per_day: float
    """The same at the most; infinite where nothing limits it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bill:
    """What a workload costs in one place."""

    per_month: Money | None
    """Sum of `parts`; None where a part is unknown without limits, or nothing can be ordered."""

    parts: tuple[Part, ...] = ()
    """Parts that are known, also where the sum is not."""

    assumptions: tuple[str, ...] = ()
    """Sentences on what the sum rests on."""

    unknown: tuple[str, ...] = ()
    """What is missing, such as `the price of cached input`; empty for an exact bill."""

    refusal: str | None = None
    """Why the workload cannot be run here at all; None where it can, or may."""

    step: Step | None = None
    """For machines of one's own: the price of each further one. None for an API."""


def total(parts: tuple[Part, ...]) -> Money:
    """Return the sum of the parts."""
    return sum((part.money for part in parts), start=NOTHING)


def order(bill: Bill) -> tuple[bool, float, float]:
    """Return what puts the cheapest bill first, by its upper limit, and unknown ones last."""
    money = bill.per_month
    if money is None:
        return True, 0.0, 0.0
    return False, money.high_usd_per_month, money.low_usd_per_month
