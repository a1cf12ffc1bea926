"""Files of a provider's offers, and whose price stands for an entry."""

from datetime import date
from pathlib import Path

import pytest

from modeldex.curated.prices import read_offers, with_offers
from modeldex.curated.tables import CatalogError
from modeldex.entry import Claim, Offer, Source
from tests.curated.files import write
from tests.examples import OPEN, VENDOR

HEAD = 'provider = "host"\nname = "Host"\nsource = "host.test"\nas_of = 2026-11-02\n'
HOST = Source(name="host.test", as_of=date(2026, 11, 2))


def test_offers_are_found_by_the_entry_they_are_for(tmp_path: Path) -> None:
    """Rows of one model keep their order, and the head says whom they are from."""
    rows = """
offers = [
  { model = "org/a", id = "a@host", input = 1, output = 2, context = 8192, max_output = 1024 },
  { model = "org/b", input = 3, output = 4, tiers = [{ above = 10, input = 6 }] },
  { model = "org/a", id = "a-batch", condition = "batch", input = 0.5, output = 1 },
]
"""
    found = list(read_offers(write(tmp_path / "host.toml", HEAD + rows), "host.toml"))
    assert [model for model, _, _ in found] == ["org/a", "org/b", "org/a"]
    first, second, third = (offer for _, offer, _ in found)
    assert third.provider_model_id == "a-batch"
    assert first == Offer(
        provider="host",
        provider_model_id="a@host",
        first_party=False,
        source=HOST,
        input_usd_per_million_tokens=1,
        output_usd_per_million_tokens=2,
        context_tokens=8192,
        output_tokens=1024,
    )
    assert second.provider_model_id == "org/b"
    assert second.tiers[0].input_usd_per_million_tokens == 6
    assert [claim for _, _, claim in found] == [None] * 3


def test_what_another_source_says_of_a_price_becomes_a_claim(tmp_path: Path) -> None:
    """The other figures, why they are not shown, and who gave them."""
    row = """
sources = { "older.test" = { as_of = 2026-09-30 } }

[[offers]]
model = "org/a"
region = "eu"
condition = "batch"
input = 3
output = 15
doubtful = true
contested = { input = 0.192, output = 16, reason = "alone", source = "older.test" }
"""
    ((_, offer, claim),) = read_offers(write(tmp_path / "host.toml", HEAD + row), "host.toml")
    assert offer.doubtful
    assert claim == Claim(
        field="price at host, eu, batch",
        value="$0.192 in, $16 out; alone",
        source=Source(name="older.test", as_of=date(2026, 9, 30)),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[offers]]\ninput = 1", "offers[0].model: missing"),
        ('[[offers]]\nmodel = "a/b"\nprice = 1', "offers[0].price: unknown key"),
        ('[[offers]]\nmodel = "a/b"\noutput = 0',
         "offers[0].output: a price of 0 needs free = true; leave it out if unknown"),
        ('[[offers]]\nmodel = "a/b"\ncontested = { reason = "alone" }',
         "offers[0].contested.input: missing"),
        ('[[offers]]\nmodel = "a/b"\ncontested = { input = 1 }',
         "offers[0].contested.reason: missing"),
        ("offers = 3", "offers: expected an array of tables, got 3"),
        ("offerss = []", "offerss: unknown key; did you mean offers?"),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    """The message names the file, the row and the key."""
    with pytest.raises(CatalogError) as caught:
        list(read_offers(write(tmp_path / "host.toml", f"{HEAD}{text}\n"), "host.toml"))
    assert str(caught.value) == f"host.toml: {sentence}"


def test_the_source_of_the_price_is_that_of_the_offer_that_stands_for_the_entry() -> None:
    """An open model's price comes from its host's list, and a maker's own price stays its own."""
    hosted = Offer(
        provider="host",
        provider_model_id="q",
        first_party=False,
        source=HOST,
        input_usd_per_million_tokens=0.01,
        output_usd_per_million_tokens=0.01,
    )
    priced = with_offers(OPEN, [hosted])
    assert priced.source_of("price") == priced.source_of("price.cached") == HOST
    assert priced.source_of("ctx") == OPEN.source
    assert with_offers(VENDOR, [hosted]).source_of("price") == VENDOR.source
    assert with_offers(OPEN, []) == OPEN
    assert with_offers(priced, []) == priced
