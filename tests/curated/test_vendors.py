"""Files of a vendor's models: what becomes of each key, and the sentence for each fault."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.curated.tables import CatalogError
from modeldex.curated.vendors import read_entries
from modeldex.entry import Claim, Entry, Offer, Openness, Origin, PriceTier, Source
from modeldex.licences import License
from tests.curated.files import HEAD, write

APACHE = License(
    id="apache-2.0", name="Apache", spdx="Apache-2.0", osi=True, license_class="permissive"
)
HERE = Source(name="acme.test", as_of=date(2026, 11, 1))
PAGE = Source(name="prices", as_of=date(2026, 11, 10), url="https://prices.test")


def read(folder: Path, text: str, origin: Origin = Origin.VENDOR) -> list[Entry]:
    """Return the entries of a file with the usual head and `text`."""
    path = write(folder / "acme.toml", HEAD + text)
    return list(read_entries(path, "acme.toml", {"apache-2.0": APACHE}, origin=origin))


FULL = """
name = "Acme"
provider = "acme-cloud"

[sources.prices]
as_of = 2026-11-10
url = "https://prices.test"

[[models]]
id = "swift-2"
name = "Swift 2"
family = "swift"
released = 2026-05-01
cutoff = "2025-12"
status = "deprecated"
retires = 2027-01-31
context = 200_000
output = 64_000
inputs = ["text", "image"]
outputs = ["text"]
tools = true
reasoning = false
structured_output = true
aliases = ["swift-2-20260501"]
notes = ["Thinks before it answers."]

[models.facts.retires]
source = "prices"

[models.price]
input = 0.25
output = 2
cached_input = 0.025
cache_write = 0.3
audio_input = 1
audio_output = 4
source = "prices"

[[models.price.tiers]]
above = 128_000
input = 0.5
output = 4

[[models.offers]]
id = "eu.swift-2"
region = "eu"
condition = "batch"
status = "beta"
structured_output = false
input = 0.1
output = 1

[[models.contested]]
field = "ctx"
value = "1M"
source = "prices"
"""


def test_every_key_reaches_the_entry(tmp_path: Path) -> None:
    """A model with every key in use becomes an entry that has every fact and its source."""
    (entry,) = read(tmp_path, FULL)
    assert entry.id == "acme/swift-2"
    assert (entry.name, entry.family, entry.origin) == ("Swift 2", "swift", Origin.VENDOR)
    assert entry.aliases == ("acme/swift-2-20260501",)
    assert (entry.released, entry.cutoff) == (date(2026, 5, 1), date(2025, 12, 1))
    assert (entry.status, entry.retires) == ("deprecated", date(2027, 1, 31))
    assert (entry.context_tokens, entry.output_tokens) == (200_000, 64_000)
    assert (entry.inputs, entry.outputs) == (("text", "image"), ("text",))
    assert (entry.tools, entry.reasoning, entry.structured_output) == (True, False, True)
    assert (entry.openness, entry.license_class) == (Openness.PROPRIETARY, "proprietary")
    assert entry.notes == ("Thinks before it answers.",)
    assert entry.contested == (Claim(field="ctx", value="1M", source=PAGE),)
    assert entry.source_of("ctx") == HERE
    assert entry.source_of("retires") == entry.source_of("price.in") == PAGE


def test_prices_become_offers_of_the_vendor(tmp_path: Path) -> None:
    """The plain price comes first and stands for the entry; others keep region and condition.

    What the model can do, each offer can that says nothing of it.
    """
    (entry,) = read(tmp_path, FULL)
    plain, european = entry.offers
    assert entry.headline_offer is plain
    assert plain == Offer(
        provider="acme-cloud",
        provider_model_id="swift-2",
        first_party=True,
        source=PAGE,
        input_usd_per_million_tokens=0.25,
        output_usd_per_million_tokens=2,
        cached_input_usd_per_million_tokens=0.025,
        cache_write_usd_per_million_tokens=0.3,
        audio_input_usd_per_million_tokens=1,
        audio_output_usd_per_million_tokens=4,
        tools=True,
        structured_output=True,
        able_source=HERE,
        tiers=(
            PriceTier(
                above_tokens=128_000,
                input_usd_per_million_tokens=0.5,
                output_usd_per_million_tokens=4,
            ),
        ),
    )
    assert (european.provider_model_id, european.region) == ("eu.swift-2", "eu")
    assert (european.condition, european.source) == ("batch", HERE)
    assert (european.status, european.structured_output) == ("beta", False)
    assert (european.tools, european.able_source) == (None, None)


def test_what_a_file_leaves_out_is_unknown(tmp_path: Path) -> None:
    """A model with nothing but an id has no fact that nobody stated."""
    (entry,) = read(tmp_path, '[[models]]\nid = "swift"\n')
    assert entry == Entry(
        id="acme/swift",
        name="swift",
        origin=Origin.VENDOR,
        source=HERE,
        openness=Openness.PROPRIETARY,
        license_class="proprietary",
    )


@pytest.mark.parametrize(
    ("keys", "openness", "license_class"),
    [
        ("", Openness.PROPRIETARY, "proprietary"),
        ('weights = "unknown"', Openness.UNKNOWN, None),
        ('weights = "open"', Openness.UNKNOWN, None),
        ('weights = "open"\nlicense = "Apache-2.0"', Openness.OPEN_WEIGHTS, "permissive"),
    ],
)
def test_weights_and_licence_decide_openness(
    tmp_path: Path, keys: str, openness: Openness, license_class: str | None
) -> None:
    """A vendor's model keeps its weights back unless the file says otherwise."""
    (entry,) = read(tmp_path, f'[[models]]\nid = "swift"\n{keys}\n')
    assert (entry.openness, entry.license_class) == (openness, license_class)


def test_a_price_of_nothing_must_be_said_to_be_free(tmp_path: Path) -> None:
    """0 with `free` is a price; it makes the entry free."""
    text = '[[models]]\nid = "swift"\n[models.price]\ninput = 0\noutput = 0\nfree = true\n'
    (entry,) = read(tmp_path, text)
    assert entry.offers[0].input_usd_per_million_tokens == 0


FAULTS = """
contxt = 5 -> contxt: unknown key; did you mean context?
context = 0 -> context: expected a whole number > 0, got 0
released = "May" -> released: expected a date such as 2025-08-31 or "2025-08", got "May"
status = "new" -> status: expected one of active, beta, deprecated, retired, got "new"
inputs = ["smell"] -> inputs: expected a list of text, image, audio, video, pdf, got "smell"
tools = "yes" -> tools: expected true or false, got "yes"
weights = "none" -> weights: expected one of open, closed, unknown, got "none"
price.input = "2.5$" -> price.input: expected a number >= 0, got "2.5$"
price.input = 0 -> price.input: a price of 0 needs free = true; leave it out if unknown
price.per_image = 1 -> price.per_image: unknown key
price.tiers = [{ input = 1 }] -> price.tiers[0].above: missing
price.tiers = [{ above = 9 }, { above = 9 }] -> price.tiers[1].above: expected more than 9, got 9
offers = [{ output = -1 }] -> offers[0].output: expected a number >= 0, got -1
contested = [{ value = "1M" }] -> contested[0].field: missing
contested = [{ field = "ctx" }] -> contested[0].value: missing
facts.size = { source = "x" } -> facts.size: unknown key
facts.ctx = { sorce = "x" } -> facts.ctx.sorce: unknown key; did you mean source?
"""


@pytest.mark.parametrize("case", FAULTS.strip().splitlines())
def test_each_fault_has_its_sentence(tmp_path: Path, case: str) -> None:
    """The message names the file, the model, the key and what is wrong with it."""
    line, _, sentence = case.partition(" -> ")
    with pytest.raises(CatalogError) as caught:
        read(tmp_path, f'[[models]]\nid = "swift"\n{line}\n')
    assert str(caught.value) == f"acme.toml: models[0].{sentence}"


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ('id = "swift"', 'models[1].id: "swift" is in the file twice'),
        ('name = "Swift"', "models[1].id: missing"),
    ],
)
def test_each_model_has_an_id_of_its_own(tmp_path: Path, second: str, sentence: str) -> None:
    """Two models of one id, or one without, are refused."""
    with pytest.raises(CatalogError) as caught:
        read(tmp_path, f'[[models]]\nid = "swift"\n[[models]]\n{second}\n')
    assert str(caught.value) == f"acme.toml: {sentence}"


def test_a_claim_about_no_field_is_refused(tmp_path: Path) -> None:
    """A claim is about a fact that exists."""
    text = '[[models]]\nid = "swift"\ncontested = [{ field = "window", value = "1M" }]\n'
    with pytest.raises(CatalogError, match=r"contested\[0\]\.field: expected one of org, source"):
        read(tmp_path, text)


_LINES = (HEAD + FULL).splitlines()
_VALUES = ("0", "-1", "1.5", "nan", '""', '"x"', "true", "[]", '["x"]', "[{}]", "{}", "2026-01-01")


@given(
    number=st.sampled_from([n for n, line in enumerate(_LINES) if " = " in line]),
    value=st.sampled_from(_VALUES),
)
def test_one_wrong_value_is_read_or_refused_at_its_own_spot(
    tmp_path_factory: pytest.TempPathFactory, number: int, value: str
) -> None:
    """Whatever stands after a key, the file loads or the message names that key."""
    key = _LINES[number].partition(" = ")[0]
    lines = [*_LINES[:number], f"{key} = {value}", *_LINES[number + 1 :]]
    path = write(tmp_path_factory.getbasetemp() / "acme.toml", "\n".join(lines))
    try:
        spot, (entry, *_) = key, list(read_entries(path, "acme.toml", {}, origin=Origin.VENDOR))
    except CatalogError as error:
        spot = str(error).split(": ")[1].rpartition(".")[2]
    else:
        assert entry.name
    assert spot == key
