"""What the head of a model card says: licence, languages, data and base models."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from modeldex.fields import LICENSE_CLASSES
from modeldex.hub.languages import LANGUAGES
from modeldex.hub.tags import Tags, read_tags
from modeldex.hub.values import table, word
from modeldex.licences import Licenses, find

_LICENSE_KEYS = ("license", "licence", "License", "Licence", "LICENSE", "licenses", "lisence")
_PLACEHOLDERS = frozenset({"license", "licence", "none", "null", "n/a", "na", "tbd", "todo"})
"""What stands where a licence should: a training library writes `licence: license` by itself."""

_BASE_KEYS = ("base_model", "Base_model", "base-model", "base_models")
_LANGUAGE_KEYS = ("language", "languages", "Language", "lang")
_DATASET_KEYS = ("datasets", "dataset", "Datasets")
_REGIONAL = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){1,3}")
_MODEL_ID = re.compile(r"\w[\w.-]{0,95}(/[\w.-]{1,96})?", re.ASCII)
_LONGEST_LICENSE = 60
_MOST_LANGUAGES = 128
_MOST_BASES = 16
"""Merges of more models are known; nobody filters by the seventeenth."""


class Card(NamedTuple):
    """What card and tags of one model say together."""

    tags: Tags
    licenses: tuple[str, ...]
    """Ids, the one to go by first."""

    languages: tuple[str, ...]
    bases: tuple[str, ...]
    relation: str | None
    """How the model was made from its bases: finetune, adapter, merge or quantized."""

    names_data: bool
    """Whether a dataset is named that it was trained on."""

    model_index: object
    """The `model-index`, as decoded."""


def read_card(record: dict[str, object], licenses: Licenses) -> Card:
    """Return what `cardData`, `tags` and `baseModels` of a record say."""
    get = record.get
    card, listed = table(get("cardData")), get("tags")
    tags = read_tags(listed if isinstance(listed, list) else [])
    bases, relation = _bases_of(get("baseModels"), card, tags)
    return Card(
        tags=tags,
        licenses=_licenses_of(card, tags, licenses),
        languages=_languages_of(card, tags),
        bases=bases,
        relation=relation,
        names_data=bool(tags.datasets) or any(map(str.strip, _named(card, _DATASET_KEYS))),
        model_index=card.get("model-index"),
    )


def _licenses_of(card: dict[str, object], tags: Tags, licenses: Licenses) -> tuple[str, ...]:
    """Return the licence ids that a card names, the one to go by first.

    Where it names several, the one that allows least leads, so that nothing is called more open
    than its strictest part. `other` gives way to a licence that the card names beside it.
    """
    ids = _license_ids(_named(card, _LICENSE_KEYS)) or _license_ids(tags.licenses)
    if ids == ["other"]:
        own = _license_ids(_named(card, ("license_name",)))
        ids = [name for name in own if find(licenses, name)] or ids
    if len(ids) > 1:
        ids.sort(key=lambda name: -_strictness(name, licenses))
    return tuple(ids)


def _named(card: dict[str, object], keys: Iterable[str]) -> list[str]:
    """Return the texts under the first of the keys that has any: one value or a list of them."""
    for key in keys:
        value = card.get(key)
        if isinstance(value, str):
            return [value]
        if isinstance(value, list):
            found = [item for item in value if isinstance(item, str)]
            if found:
                return found
    return []


def _license_ids(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_license_id, names))))


@lru_cache(maxsize=1 << 12)
def _license_id(name: str) -> str | None:
    license_id = (word(name) or "").lower()
    return None if len(license_id) > _LONGEST_LICENSE or license_id in _PLACEHOLDERS else license_id


def _strictness(name: str, licenses: Licenses) -> int:
    found = find(licenses, name)
    if found is None or found.license_class is None:
        return len(LICENSE_CLASSES)
    return LICENSE_CLASSES.index(found.license_class)


def _languages_of(card: dict[str, object], tags: Tags) -> tuple[str, ...]:
    """Return the language codes that card and tags name, each once, in lower case."""
    codes = [*filter(None, map(_code, _language_names(card))), *tags.languages]
    return tuple(dict.fromkeys(codes))[:_MOST_LANGUAGES]


def _language_names(card: dict[str, object]) -> list[str]:
    names = _named(card, _LANGUAGE_KEYS)
    stated = card.get("language")
    if stated is False or (isinstance(stated, list) and False in stated):
        names.append("no")  # YAML reads the code of Norwegian as `false`
    return names


@lru_cache(maxsize=1 << 12)
def _code(name: str) -> str | None:
    code = name.strip().lower()
    return code if code in LANGUAGES or _REGIONAL.fullmatch(code) else None


def _bases_of(
    base_models: object, card: dict[str, object], tags: Tags
) -> tuple[tuple[str, ...], str | None]:
    """Return the ids of what the model was made from, and how, such as `finetune`."""
    if not base_models and not card and not tags.bases:
        return (), None
    ids: list[object] = []
    relation = None
    if isinstance(base_models, dict):
        relation = word(base_models.get("relation"))
        models = base_models.get("models")
        if isinstance(models, list):
            ids = [model.get("id") for model in models if isinstance(model, dict)]
    named = ids or tags.bases or _named(card, _BASE_KEYS)
    good = {base: None for base in named if isinstance(base, str) and _MODEL_ID.fullmatch(base)}
    return tuple(good)[:_MOST_BASES], relation
