"""Numbers as a person reads them."""

import pytest

from modeldex.fields import Unit, counted, show_duration, show_interval, show_number, show_prices


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (512, "512"),
        (8_192, "8k"),
        (16_385, "16.4k"),
        (128_000, "128k"),
        (131_072, "128k"),
        (256_000, "256k"),
        (262_144, "256k"),
        (512_000, "512k"),
        (1_000_000, "1M"),
        (1_024_000, "1.02M"),
        (1_047_576, "1.05M"),
        (1_048_576, "1M"),
    ],
)
def test_a_number_of_tokens_is_written_as_vendors_write_it(tokens: int, text: str) -> None:
    """256,000 is also 250 times 1,024, and nobody calls it 250k."""
    assert show_number(tokens, Unit.TOKENS) == text


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        (999_885_952, "1B"),
        (999_400_000, "999M"),
        (7_241_732_096, "7.24B"),
        (99_990_000, "100M"),
        (999_960, "1M"),
        (999, "999"),
    ],
)
def test_a_number_that_rounds_up_to_the_next_letter_has_it(parameters: int, text: str) -> None:
    """1000M is nobody's way to say a billion."""
    assert show_number(parameters, Unit.COUNT) == text


def test_prices_stand_side_by_side() -> None:
    """What is unknown is neither left out nor nothing."""
    assert show_prices(0.15, 0.6) == "$0.15 / $0.60"
    assert show_prices(0, None) == "free / ?"


def test_an_interval_stands_behind_its_value() -> None:
    """One end alone is none."""
    assert show_interval(1390.4, 1410.0, Unit.RATING) == " (1390 to 1410)"
    assert show_interval(1390.4, None, Unit.RATING) == ""


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 prices"), (1, "1 price"), (2_000, "2,000 prices")]
)
def test_a_noun_goes_with_its_count(count: int, text: str) -> None:
    """Thousands are set apart."""
    assert counted(count, "price") == text


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0 s"), (59, "59 s"), (125, "2 min 05 s")])
def test_a_time_is_minutes_and_seconds(seconds: float, text: str) -> None:
    """Below a minute the seconds stand alone."""
    assert show_duration(seconds) == text
