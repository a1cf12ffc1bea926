"""The names by which providers list open models: reviewed, complete, and of one meaning each."""

import re
import tomllib
from collections import Counter, defaultdict
from itertools import chain
from typing import NamedTuple

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.curated.prices import read_offers
from modeldex.entry import Entry, Origin

CATALOG = paths.catalog()


class Aliases(NamedTuple):
    """catalog/aliases.toml."""

    names: dict[str, str]
    """The id of an entry by the name that any provider may list it by."""

    only: dict[tuple[str, str], str]
    """The id of an entry by provider and the name that it alone means the entry by."""


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry by its id."""
    return {entry.id: entry for entry in chain.from_iterable(shipped(CATALOG))}


@pytest.fixture(scope="module", name="aliases")
def _aliases() -> Aliases:
    """Read the reviewed table, which no code looks up at run time."""
    file = tomllib.loads((CATALOG / "aliases.toml").read_text(encoding="utf-8"))
    assert set(file) == {"names", "only"}
    listed = [(name, model) for model, names in file["names"].items() for name in names]
    assert [name for name, times in Counter(n for n, _ in listed).items() if times > 1] == []
    only = [((row["provider"], row["name"]), row["model"]) for row in file["only"]]
    assert len(dict(only)) == len(only)
    return Aliases(names=dict(listed), only=dict(only))


def plain(name: str) -> str:
    """Return the last part of a name, as it compares: lower case, one sign for all separators."""
    return re.sub(r"[._ ]", "-", name.rpartition("/")[2].lower())


def test_an_offer_joins_an_open_model_by_its_id_or_by_a_reviewed_name(
    entries: dict[str, Entry], aliases: Aliases
) -> None:
    """Nothing is joined because two names look alike."""
    unknown = []
    for path in sorted((CATALOG / "offers").glob("*.toml")):
        for model, offer, _ in read_offers(path, path.name):
            name = offer.provider_model_id.lower()
            known = aliases.only.get((offer.provider, name)) or aliases.names.get(name)
            own = entries[model].origin is Origin.VENDOR or name == model.lower()
            if not (known == model or (own and known is None)):
                unknown.append((offer.provider, name, model))
    assert unknown == []


def bare(name: str) -> str:
    """Return a provider's name of a closed model without region, maker and condition."""
    name = re.sub(r"^(us-gov|us|eu|apac|ap|jp|au|ca|in|global)\.", "", name.lower())
    name = re.sub(
        r"^(amazon|anthropic|openai|writer|xai)\.|^(databricks|openai|anthropic)-", "", name
    )
    name = re.sub(r"@.*$|-v1(:\d+)?$", "", name)
    condition = (
        r"[:-](batch|fast|ultrafast|priority|flex|highspeed|ultraspeed|spot|tee|contributor)$"
    )
    return plain(re.sub(condition, "", name))


def test_an_offer_joins_a_closed_model_by_its_name_alone(
    entries: dict[str, Entry], aliases: Aliases
) -> None:
    """After region, maker and condition the name is the model's own, or was looked at."""
    unknown = []
    for path in sorted((CATALOG / "offers").glob("*.toml")):
        for model, offer, _ in read_offers(path, path.name):
            entry, name = entries[model], offer.provider_model_id
            if entry.origin is not Origin.VENDOR:
                continue
            known = aliases.only.get((offer.provider, name.lower())) or aliases.names.get(
                name.lower()
            )
            own = {bare(other.partition("/")[2]) for other in (entry.id, *entry.aliases)}
            if known != model and bare(name) not in own:
                unknown.append((offer.provider, name, model))
    assert unknown == []


def test_every_name_means_an_entry_and_every_name_is_used(
    entries: dict[str, Entry], aliases: Aliases
) -> None:
    """No row of the table leads nowhere."""
    assert {*aliases.names.values(), *aliases.only.values()} <= entries.keys()
    files = sorted((CATALOG / "offers").glob("*.toml"))
    used = {
        (offer.provider, offer.provider_model_id.lower())
        for path in files
        for _, offer, _ in read_offers(path, path.name)
    }
    assert aliases.only.keys() <= used
    assert aliases.names.keys() <= {name for _, name in used}


def test_a_name_that_could_mean_two_models_is_refused(
    entries: dict[str, Entry], aliases: Aliases
) -> None:
    """A name is neither the id of another model nor the name of another maker's model.

    Makers are the organisations of the table. The same name below one maker is one model in
    several precisions, of which the table names one.
    """
    assert {name for name in aliases.names if name in {e.lower() for e in entries}} == set()
    makers = {model.partition("/")[0] for model in aliases.names.values()}
    called = defaultdict(set)
    for model in entries:
        if model.partition("/")[0] in makers:
            called[plain(model)].add(model)
    faults = [
        (name, model, others)
        for name, model in aliases.names.items()
        if (others := called[plain(name)] - {model}) and model not in called[plain(name)]
    ]
    assert faults == []
    shared = [
        (name, model)
        for name, model in aliases.names.items()
        if len({other.partition("/")[0] for other in called[plain(name)]}) > 1 and "/" not in name
    ]
    assert shared == []


def test_what_is_sold_for_chat_is_not_joined_to_the_model_before_its_training_for_chat(
    entries: dict[str, Entry],
) -> None:
    """Hosts leave `-Instruct` and `-it` out of their names; the Hub means another model then."""
    ids = {model.lower() for model in entries}
    faults = [
        entry.id
        for entry in entries.values()
        for suffix in ("-instruct", "-it", "-chat")
        if entry.offers and f"{entry.id.lower()}{suffix}" in ids
    ]
    assert faults == []
