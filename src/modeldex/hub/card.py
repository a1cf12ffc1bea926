"""What the head of a model card says: licence, languages, data and base models."""

import re
from collections.abc import Iterable, Iterator

from modeldex.fields import LICENSE_CLASSES
from modeldex.hub.languages import LANGUAGES
from modeldex.hub.tags import Tags
from modeldex.hub.values import texts, word
from modeldex.licences import Licenses, find

_LICENSE_KEYS = ("license", "licence", "License", "Licence", "LICENSE", "licenses", "lisence")
_PLACEHOLDERS = frozenset({"license", "licence", "none", "null", "n/a", "na", "tbd", "todo"})
"""What stands where a licence should: a training library writes `licence: license` by itself."""

_BASE_KEYS = ("base_model", "Base_model", "base-model", "base_models")
_LANGUAGE_KEYS = ("language", "languages", "Language", "lang")
_DATASET_KEYS = ("datasets", "dataset", "Datasets")
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8}){0,3}")
_MODEL_ID = re.compile(r"[\w.-]{1,96}(/[\w.-]{1,96})?")
_LONGEST_LICENSE = 60
_MOST_LANGUAGES = 128
_MOST_BASES = 16
"""Merges of more models are known; nobody filters by the seventeenth."""


def license_of(card: dict[str, object], tags: Tags, licenses: Licenses) -> tuple[str, ...]:
    """Return the licence ids that a card names, the one to go by first.

    Where it names several, the one that allows least leads, so that nothing is called more open
    than its strictest part. `other` gives way to a licence that the card names beside it.
    """
    named = [text for key in _LICENSE_KEYS if key in card for text in texts(card[key])]
    ids = list(_license_ids(named or tags.licenses)) or list(_license_ids(tags.licenses))
    if ids == ["other"]:
        own = [
            name for name in _license_ids(texts(card.get("license_name"))) if find(licenses, name)
        ]
        ids = own or ids
    if len(ids) > 1:
        ids.sort(key=lambda name: -_strictness(name, licenses))
    return tuple(ids)


def _license_ids(names: Iterable[str]) -> Iterator[str]:
    seen = set()
    for name in names:
        license_id = (word(name) or "").lower()
        fits = 0 < len(license_id) <= _LONGEST_LICENSE
        if fits and license_id not in _PLACEHOLDERS and license_id not in seen:
            seen.add(license_id)
            yield license_id


def _strictness(name: str, licenses: Licenses) -> int:
    found = find(licenses, name)
    if found is None or found.license_class is None:
        return len(LICENSE_CLASSES)
    return LICENSE_CLASSES.index(found.license_class)


def languages_of(card: dict[str, object], tags: Tags) -> tuple[str, ...]:
    """Return the language codes that card and tags name, each once, in lower case."""
    codes: dict[str, None] = {}
    for key in _LANGUAGE_KEYS:
        if key in card:
            for code in _codes(card[key]):
                codes[code] = None
    codes.update(dict.fromkeys(tags.languages))
    return tuple(codes)[:_MOST_LANGUAGES]


def _codes(value: object) -> Iterator[str]:
    # YAML reads the code of Norwegian as `false`.
    listed = (
        ["no" if item is False else item for item in value] if isinstance(value, list) else value
    )
    for text in texts("no" if listed is False else listed):
        code = text.strip().lower()
        if code in LANGUAGES or ("-" in code and _LANGUAGE.fullmatch(code)):
            yield code


def bases_of(
    base_models: object, card: dict[str, object], tags: Tags
) -> tuple[tuple[str, ...], str | None]:
    """Return the ids of what the model was made from, and how, such as `finetune`."""
    if isinstance(base_models, dict):
        listed = base_models.get("models")
        models = listed if isinstance(listed, list) else []
        ids = [model.get("id") for model in models if isinstance(model, dict)]
        relation = word(base_models.get("relation"))
    else:
        ids, relation = [], None
    named: Iterable[object] = ids or tags.bases
    if not named:
        named = [text for key in _BASE_KEYS if key in card for text in texts(card[key])]
    good = dict.fromkeys(
        base for base in named if isinstance(base, str) and _MODEL_ID.fullmatch(base)
    )
    return tuple(good)[:_MOST_BASES], relation


def names_data(card: dict[str, object], tags: Tags) -> bool:
    """Return whether the card names a dataset that the model was trained on."""
    return bool(tags.datasets) or any(
        text.strip() for key in _DATASET_KEYS if key in card for text in texts(card[key])
    )
