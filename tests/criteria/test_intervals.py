"""Numbers and dates are read as what is shown that way, and printed back in the same words."""

from datetime import date

import pytest

from modeldex.criteria import Days, Interval, parse, to_text

NUMBERS = {
    "params:7b": Interval(low=6.5e9, high=7.5e9, includes_high=False),
    "params:1.7b": Interval(low=1.65e9, high=1.75e9, includes_high=False),
    "params:7.0b": Interval(low=6.95e9, high=7.05e9, includes_high=False),
    "params:350M": Interval(low=349.5e6, high=350.5e6, includes_high=False),
    "params:0b": Interval(low=0.0, high=0.5e9, includes_high=False),
    "params:7241748480": Interval(low=7241748480.0, high=7241748480.0),
    "params>=2.3b": Interval(low=2_300_000_000.0),
    "params>1.5t": Interval(low=1.5e12, includes_low=False),
    "params<.5b": Interval(high=0.5e9, includes_high=False),
    "params:7..9b": Interval(low=7e9, high=9e9),
    "params:2000..9b": Interval(low=2000.0, high=9e9),
    "params:1b..<4b": Interval(low=1e9, high=4e9, includes_high=False),
    "params:..4b": Interval(high=4e9),
    "params:..<4b": Interval(high=4e9, includes_high=False),
    "params:4b..": Interval(low=4e9),
    "params:>4b": Interval(low=4e9, includes_low=False),
    "ctx:128k": Interval(low=128_000.0, high=131_072.0),
    "ctx:1m": Interval(low=1_000_000.0, high=1_048_576.0),
    "ctx:131072": Interval(low=131_072.0, high=131_072.0),
    "ctx>=128k": Interval(low=128_000.0),
    "ctx:512..8k": Interval(low=512.0, high=8_000.0),
    "mem.q8:4gb": Interval(low=3.5e9, high=4.5e9, includes_high=False),
    "mem<=24gib": Interval(high=24.0 * 2**30),
    "price:0.15": Interval(low=0.15, high=0.15),
    "price<=$2.50": Interval(high=2.5),
    "downloads:10k": Interval(low=10_000.0, high=10_000.0),
    "likes>=0": Interval(low=0.0),
    "score.text:1300": Interval(low=1299.5, high=1300.5, includes_high=False),
}
"""One condition to the interval it stands for."""

DATES = {
    "released:2026": Interval(low=date(2026, 1, 1), high=date(2026, 12, 31)),
    "released:2024-02": Interval(low=date(2024, 2, 1), high=date(2024, 2, 29)),
    "released:2026-01-15": Interval(low=date(2026, 1, 15), high=date(2026, 1, 15)),
    "released>=2026-01": Interval(low=date(2026, 1, 1)),
    "released<=2026-01": Interval(high=date(2026, 1, 31)),
    "released>2026-01": Interval(low=date(2026, 1, 31), includes_low=False),
    "released<2026-01": Interval(high=date(2026, 1, 1), includes_high=False),
    "released:2025..2026-03": Interval(low=date(2025, 1, 1), high=date(2026, 3, 31)),
    "released:2025..<2026": Interval(
        low=date(2025, 1, 1), high=date(2026, 1, 1), includes_high=False
    ),
    "cutoff<=9999": Interval(high=date(9999, 12, 31)),
    "retires<=6w": Interval(high=Days(count=42)),
    "updated:30d..1y": Interval(low=Days(count=30), high=Days(count=365)),
}

PRINTED = {
    "params>=9000000000": "params>=9b",
    "params>=9000m": "params>=9b",
    "params>=7241748480": "params>=7241748480",
    "params>=7240m": "params>=7.24b",
    "params<.5b": "params<500m",
    "params<0.0001b": "params<100k",
    "params:7..9b": "params:7b..9b",
    "params:..4b": "params<=4b",
    "params:4b..,..1b": "params:>=4b,<=1b",
    "params=7b": "params:7b",
    "params:6.5b..<7.5b": "params:7b",
    "params:7b..7b": "params:7b..7b",
    "params:7.0b": "params:6.95b..<7.05b",
    "params:0b": "params:0..<500m",
    "ctx>=131072": "ctx>=131072",
    "ctx>=128000": "ctx>=128k",
    "ctx:128000..131072": "ctx:128k",
    "ctx:128000": "ctx:128000",
    "fits:1234567891kb": "fits:1234567891kb",
    "fits:25.769803776gb": "fits:24gib",
    "mem:24000mb..": "mem.q4>=24gb",
    "price<=$2.50": "price<=2.5",
    "price<1000000": "price<1000000",
    "price>0.000000001": "price>0.000000001",
    "downloads>1500": "downloads>1.5k",
    "downloads>12000": "downloads>12k",
    "released:2026-01-01..2026-12-31": "released:2026",
    "released<2026-01": "released<2026",
    "released>2026-01-31": "released>2026-01",
    "retires<84d": "retires<84d",
    "retires<365d": "retires<1y",
}
"""What is typed to what is printed."""


@pytest.mark.parametrize("text", [*NUMBERS, *DATES])
def test_a_value_stands_for_an_interval(text: str) -> None:
    """Units, precision, open ends and months become the bounds beside them."""
    assert parse(text).conditions[0].values == ((NUMBERS | DATES)[text],)


@pytest.mark.parametrize("thousands", range(1, 2_000, 37))
def test_a_thousand_tokens_may_be_1024(thousands: int) -> None:
    """`128k` is said of 128,000 and of 131,072 tokens; no rounding cuts off the upper one."""
    values = parse(f"ctx:{thousands}k").conditions[0].values
    assert values == (Interval(low=thousands * 1000, high=thousands * 1024),)


@pytest.mark.parametrize("text", PRINTED)
def test_an_interval_is_printed_in_the_shortest_exact_form(text: str) -> None:
    """No digit is lost, and what is printed is printed the same again."""
    printed = to_text(parse(text))
    assert printed == PRINTED[text]
    assert to_text(parse(printed)) == printed
