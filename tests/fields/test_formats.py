"""Numbers as a person reads them."""

import pytest

from modeldex.fields import Unit, show_number


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
