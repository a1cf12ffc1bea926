"""One bill stands once, whatever its seller calls the model."""

import pytest

from modeldex import cost
from modeldex.comparison.sellers import sellers
from modeldex.entry import Offer
from tests.cost.worked import CHAT, offer


def again(**facts: object) -> Offer:
    """Return an offer at one dollar and four, of a provider with several."""
    return offer(1, 4, provider="cloud", **facts)


@pytest.mark.parametrize(
    ("offers", "names"),
    [
        ((again(), again(provider_model_id="acme/model")), ["cloud, by 2 names"]),
        ((again(region="eu"), again(region="us")), ["cloud, eu, us"]),
        (
            (again(region="eu"), again(region="us"), again(region="us", provider_model_id="m")),
            ["cloud, eu, us, by 3 names"],
        ),
        ((again(), again(region="us")), ["cloud", "cloud, us"]),
        ((again(), again(condition="spot")), ["cloud", "cloud, spot"]),
        ((again(), again(doubtful=True)), ["cloud, model", "cloud, model"]),
        ((again(), offer(1, 4)), ["cloud", "acme"]),
        (
            (again(), offer(2, 4, provider="cloud", provider_model_id="m")),
            ["cloud, model", "cloud, m"],
        ),
    ],
)
def test_equal_bills_of_one_provider_are_one_and_others_are_told_apart(
    offers: tuple[Offer, ...], names: list[str]
) -> None:
    """By region and condition, and by the name of the model where nothing else differs."""
    found = sellers([(one, cost.api_bill(one, CHAT)) for one in offers])
    assert [name for name, _, _ in found] == names


def test_each_bill_is_one_of_those_it_stands_for() -> None:
    """In the order in which they came."""
    offers = (again(), offer(2, 4), again(provider_model_id="m"))
    priced = [(one, cost.api_bill(one, CHAT)) for one in offers]
    assert [(one, bill) for _, one, bill in sellers(priced)] == priced[:2]
