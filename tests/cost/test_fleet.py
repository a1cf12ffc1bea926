"""Which machines there are to choose from."""

import pytest

from modeldex.cost import fleet, ways
from modeldex.cost.overview import BATCHES
from modeldex.errors import UsageError
from tests.cost.worked import CARD, MAC

DEVICES = {"card": CARD, "mac": MAC}
SIZES = {"card-24gb": CARD, "card-80gb": CARD, "mac-64gb": MAC}


def test_every_device_is_tried_at_every_number_of_requests_at_once() -> None:
    """Unless one of both is given."""
    assert len(fleet(DEVICES)) == 2 * len(BATCHES)
    assert fleet(DEVICES, "device=MAC") == ways(fleet(DEVICES, "device=mac batch=1")[0])
    assert [one.batch for one in fleet(DEVICES, "batch=16")] == [16, 16]


def test_the_memory_may_be_left_off_a_device() -> None:
    """As everywhere else, where there is only one size."""
    assert {one.device for one in fleet(SIZES, "device=Mac")} == {MAC}
    with pytest.raises(
        UsageError, match=r"^card is no device; it may be card-24gb or card-80gb\.$"
    ):
        fleet(SIZES, "device=card")


def test_the_form_of_the_weights_and_other_edits_hold_for_all() -> None:
    """By any name of the form, separated by blanks or commas."""
    found = fleet(DEVICES, "quantization=Q4_K_M,years=4")
    assert {(one.quantization, one.years) for one in found} == {("q4", 4.0)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("device=crd", "crd is no device; did you mean card?"),
        ("quantization=q99", "q99 is no precision; "),
        ("yeers=4", "yeers is no assumption about machines; did you mean years?"),
        ("batch=0", "batch is 0; it has to be more than nothing."),
    ],
)
def test_what_cannot_be_is_named(text: str, sentence: str) -> None:
    """With the nearest word there is."""
    with pytest.raises(UsageError) as caught:
        fleet(DEVICES, text)
    assert str(caught.value).startswith(sentence)
