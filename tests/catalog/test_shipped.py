"""The catalogue that is shipped: complete, unambiguous, and true to the rows it was made from."""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from modeldex import paths
from modeldex.curated import licenses, shipped
from modeldex.curated.prices import read_offers
from modeldex.entry import Entry, Offer, Openness, Origin
from modeldex.errors import ModeldexError

CATALOG = paths.catalog()
STARTER_IDS = "f04f7630d2d5a3f6215db3bc2ddc9e6d590a5f1a9226ab3917e274a5d3ff17bb"
"""SHA-256 of the 17,555 ids of the source, sorted, one a line."""

ROWS_READ = {"proprietary_models": 235, "provider_prices": 1773}
LAST_READ = date(2026, 11, 21)


class Row(NamedTuple):
    """One row of a source, and what became of it."""

    file: str
    provider: str
    row: str
    fate: str
    target: str
    """The id of an entry, or the reason for leaving the row out."""

    @property
    def model(self) -> str:
        """The provider's own name of the model."""
        return self.row.partition(":")[2] if self.file == "provider_prices" else self.row


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry by its id."""
    return {entry.id: entry for entry in chain.from_iterable(shipped(CATALOG))}


@pytest.fixture(scope="module", name="rows")
def _rows() -> list[Row]:
    """Read what became of every row of the two sources of prices."""
    with (Path(__file__).parent / "rows.tsv").open(encoding="utf-8", newline="") as lines:
        return [Row(*row) for row in csv.reader(lines, delimiter="\t")][1:]


def offers(entries: dict[str, Entry]) -> Iterator[tuple[Entry, Offer]]:
    """Yield each offer with its entry."""
    for entry in entries.values():
        for offer in entry.offers:
            yield entry, offer


def test_every_open_model_of_the_source_is_there(entries: dict[str, Entry]) -> None:
    """All 17,555 ids, also the three that differ from another one only by case."""
    read = {"llmfit 1.1.17", "mteb 2.26.24"}
    ids = sorted(entry.id for entry in entries.values() if entry.source.name in read)
    assert len(ids) == 17_555
    assert len({model.lower() for model in ids}) == 17_552
    assert hashlib.sha256("\n".join(ids).encode()).hexdigest() == STARTER_IDS


def test_there_are_two_hundred_distinct_proprietary_models(entries: dict[str, Entry]) -> None:
    """Models behind an API alone, each counted once."""
    closed = [entry for entry in entries.values() if entry.openness is Openness.PROPRIETARY]
    assert len(closed) >= 200
    assert len({entry.organization for entry in closed}) >= 18


def test_no_id_occurs_twice_and_no_alias_means_two_models() -> None:
    """A name leads to one entry, whatever its case, but for the Hub's own three pairs."""
    names: Counter[str] = Counter()
    for entry in chain.from_iterable(shipped(CATALOG)):
        names.update({entry.id, *entry.aliases})
    assert [name for name, times in names.items() if times > 1] == []
    lower = Counter(name.lower() for name in names)
    assert sum(times - 1 for times in lower.values()) == 3


def test_every_row_of_the_sources_is_accounted_for(rows: list[Row]) -> None:
    """Each row has one fate, and a row that was left out has a reason."""
    assert Counter(row.file for row in rows) == ROWS_READ
    assert max(Counter(row[:3] for row in rows).values()) == 1
    assert {row.fate for row in rows} == {"entry", "alias", "offer", "left out"}
    assert all(row.target for row in rows)


def test_every_row_became_what_it_says(entries: dict[str, Entry], rows: list[Row]) -> None:
    """An entry or an alias can be found by the row's name, an offer has its provider's name."""
    faults = []
    for row in rows:
        if row.fate == "left out":
            continue
        entry = entries[row.target]
        names = {name.partition("/")[2] for name in (entry.id, *entry.aliases)}
        if row.fate == "offer":
            names = {offer.provider_model_id for offer in entry.offers}
        if row.model.lower() not in {name.lower() for name in names}:
            faults.append(row)
    assert faults == []


def test_every_offer_is_for_an_entry(entries: dict[str, Entry]) -> None:
    """No price is shipped that nobody can see."""
    files = sorted((CATALOG / "offers").glob("*.toml"))
    models = [model for path in files for model, _, _ in read_offers(path, path.name)]
    assert [model for model in models if model not in entries] == []


def test_every_licence_that_the_starter_names_often_is_known(entries: dict[str, Entry]) -> None:
    """An id that five models or more state is in licenses.toml, and so are the Hub's own 83."""
    known = licenses(CATALOG)
    stated = Counter(entry.license for entry in entries.values() if entry.license)
    assert [name for name, times in stated.items() if times >= 5 and name not in known] == []
    assert len(known) >= 83
    assert all(name == name.lower() for name in known)


def test_what_an_osi_approved_licence_allows_is_not_held_back() -> None:
    """The Open Source Initiative approves no licence that limits who may do what."""
    approved = [known for known in licenses(CATALOG).values() if known.osi]
    assert {known.license_class for known in approved} == {"permissive", "copyleft"}


def test_figures_are_of_a_size_that_exists(entries: dict[str, Entry]) -> None:
    """No context above 20 million, no model above 3.5 trillion parameters, nothing from later."""
    faults = [
        entry.id
        for entry in entries.values()
        if (entry.context_tokens or 0) > 20_000_000
        or not 1_000 <= (entry.parameters or 1_000) <= 3.5e12
        or (entry.released or LAST_READ) > LAST_READ
        or (entry.cutoff and entry.released and entry.cutoff > entry.released)
        or (entry.active_experts or 0) > (entry.experts or 10**9)
        or entry.source.as_of > LAST_READ
    ]
    assert faults == []


def test_counts_are_whole_numbers_above_nothing(entries: dict[str, Entry]) -> None:
    """0 never stands for unknown, and no row holds text where a number belongs."""
    counts = (
        *("parameters", "experts", "active_experts", "layers", "attention_heads"),
        *("key_value_heads", "head_size", "embedding_size", "context_tokens", "output_tokens"),
    )
    faults = [
        (entry.id, field)
        for entry in entries.values()
        for field in counts
        if (value := getattr(entry, field)) is not None and not (type(value) is int and value > 0)
    ]
    assert faults == []


def test_prices_make_sense(entries: dict[str, Entry]) -> None:
    """Output costs as much as input or more, reading a cache less, long requests no less."""
    faults = []
    for entry, offer in offers(entries):
        price = offer.input_usd_per_million_tokens or 0
        dear = [offer.output_usd_per_million_tokens] + [
            tier.input_usd_per_million_tokens for tier in offer.tiers
        ]
        cheap = [offer.cached_input_usd_per_million_tokens]
        if any(p is not None and p < price for p in dear) or any(p and p > price for p in cheap):
            faults.append((entry.id, offer.provider, offer.provider_model_id))
        if price == 0 or offer.context_tokens in {tier.above_tokens for tier in offer.tiers}:
            faults.append((entry.id, offer.provider, offer.provider_model_id))
    assert faults == []


def test_a_model_that_is_retired_has_a_day_and_one_that_retires_is_on_sale(
    entries: dict[str, Entry],
) -> None:
    """A day that has passed makes a model retired; one that another source denies is contested."""
    for entry in entries.values():
        passed = entry.retires is not None and entry.retires <= LAST_READ
        assert (entry.status == "retired") == passed


def test_whatever_is_contested_names_another_source(entries: dict[str, Entry]) -> None:
    """A claim that differs comes from elsewhere than the fact, and says when it was made."""
    claims = [(entry, claim) for entry in entries.values() for claim in entry.contested]
    assert len(claims) >= 15
    for entry, claim in claims:
        if claim.field.startswith("price at "):
            continue
        known = entry.source_of(claim.field)
        assert claim.source != known or claim.field in {"retires", "cutoff"}, entry.id


@pytest.mark.parametrize(
    ("model", "price_in", "price_out", "context"),
    [
        ("openai/gpt-5.4", 2.5, 15, 1_050_000),
        ("openai/gpt-6.1-terra", 1, 5, 1_050_000),
        ("anthropic/claude-opus-5-5", 4, 20, 1_000_000),
        ("anthropic/claude-sonnet-4-5", 3, 15, 200_000),
        ("google/gemini-2.5-pro", 1.25, 10, 1_048_576),
        ("amazon/nova-lite", 0.06, 0.24, 300_000),
        ("meta/muse-spark-1.3", 1.25, 4.25, 1_048_576),
        ("mistral/mistral-medium-2508", 0.4, 2, 262_144),
        ("xai/grok-4.7", 2, 6, 500_000),
        ("bytedance/doubao-seed-2-1-turbo-260628", 0.4453, 2.22651, 256_000),
    ],
)
def test_headline_prices_and_contexts_are_the_makers_own(
    entries: dict[str, Entry], model: str, price_in: float, price_out: float, context: int
) -> None:
    """The plain price, neither regional nor batch, and the whole context, not the cheap tier."""
    offer = entries[model].headline_offer
    assert offer is not None
    assert offer.first_party
    assert offer.region is offer.condition is None
    assert offer.input_usd_per_million_tokens == price_in
    assert offer.output_usd_per_million_tokens == price_out
    assert entries[model].context_tokens == context


@pytest.mark.parametrize(
    ("alias", "model"),
    [
        ("anthropic/claude-opus-4-5-20251101", "anthropic/claude-opus-4-5"),
        ("sakana/fugu-ultra-20260615", "sakana/fugu-ultra"),
        ("openai/gpt-5.6", "openai/gpt-5.6-sol"),
        ("google/gemini-flash-latest", "google/gemini-3.7-flash"),
        ("amazon/eu.amazon.nova-pro-v1:0", "amazon/nova-pro"),
    ],
)
def test_other_names_of_a_model_are_aliases(
    entries: dict[str, Entry], alias: str, model: str
) -> None:
    """Dated, moving and regional names lead to the one entry of the model."""
    assert alias in entries[model].aliases
    assert alias not in entries


@pytest.mark.parametrize("family", ["gpt-4", "claude", "gemini", "llama", "mistral", "gemma"])
def test_the_families_that_people_look_for_are_there(
    entries: dict[str, Entry], family: str
) -> None:
    """Each family has several members."""
    assert sum(family in entry.id.lower() for entry in entries.values()) >= 5


def test_the_first_batch_is_small_and_of_both_worlds() -> None:
    """What is shown first is the most liked open models and the best-known vendors' own."""
    first = next(shipped(CATALOG))
    assert len(first) <= 200
    assert {entry.origin for entry in first} == {Origin.HUB, Origin.VENDOR}
    likes = [entry.likes or 0 for entry in first if entry.origin is Origin.HUB]
    assert likes == sorted(likes, reverse=True)
    assert likes[-1] > 1_000


def test_the_starter_is_small_enough_for_a_repository() -> None:
    """Less than 900 kB, as it is downloaded by everybody and stored in every version."""
    assert (CATALOG / "hub-starter.jsonl.xz").stat().st_size < 900_000


def test_every_file_says_where_it_comes_from() -> None:
    """SOURCES.md names each kind of file, its source and its licence."""
    text = (CATALOG / "SOURCES.md").read_text(encoding="utf-8")
    for name in ("hub-starter.jsonl.xz", "proprietary/", "offers/", "licenses.toml"):
        assert f"`{name}" in text
    for source in {entry.source.name for batch in shipped(CATALOG) for entry in batch}:
        assert source in text


def test_the_catalogue_of_a_wheel_is_inside_the_package(tmp_path: Path) -> None:
    """The package's own folder is taken where there is one, else the repository's."""
    package = tmp_path / "src" / "modeldex"
    inside, outside = package / "catalog", tmp_path / "catalog"
    outside.mkdir(parents=True)
    (outside / "licenses.toml").touch()
    assert paths.catalog(package) == outside
    inside.mkdir(parents=True)
    (inside / "licenses.toml").touch()
    assert paths.catalog(package) == inside


def test_a_missing_catalogue_says_to_install_again(tmp_path: Path) -> None:
    """Without either folder the message names the place and the way out."""
    with pytest.raises(ModeldexError, match=r"^The catalogue is missing beside .*; install"):
        paths.catalog(tmp_path / "src" / "modeldex")
