"""Tags of a model card, told apart: the Hub mixes eight kinds of facts in one list."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from modeldex.hub.languages import LANGUAGES
from modeldex.text import clean

_LONGEST_TAG = 60
"""Characters; longer ones are sentences or paths."""

_FORMATS = """
safetensors gguf ggml onnx pytorch tf jax openvino coreml mlx tflite litert executorch exl2 exl3
gptq awq autoround
"""
_PACKINGS = """
2-bit 3-bit 4-bit 5-bit 6-bit 8-bit int2 int4 int8 nf4 fp4 nvfp4 mxfp4 bitsandbytes gptq awq
gptqmodel autoround auto-round aqlm hqq exl2 exl3 eetq quanto torchao quark modelopt
compressed-tensors intel/auto-round bitnet vptq higgs spqr
"""
_BY_THE_HUB = """
endpoints_compatible autotrain_compatible text-generation-inference text-embeddings-inference
has_space model-index eval-results custom_code tensorboard
"""

FORMATS = frozenset(_FORMATS.split())
PACKINGS = frozenset(_PACKINGS.split())
"""Tags of weights that may be stored several to a number."""

_RELATIONS = frozenset({"finetune", "adapter", "quantized", "merge"})
_WORTHLESS = frozenset(_BY_THE_HUB.split())
"""Tags that the Hub adds by itself and that say nothing about the model."""

_ARXIV = re.compile(r"\d{4}\.\d{4,5}")


class _Kind(IntEnum):
    """What a tag is about; those that are kept come first, in the order of `Tags`."""

    WORD = 0
    FORMAT = 1
    LANGUAGE = 2
    LICENSE = 3
    PAPER = 4
    BASE = 5
    DATASET = 6
    PACKED = 7
    NOTHING = 8


_PREFIXES = {
    "license": _Kind.LICENSE,
    "arxiv": _Kind.PAPER,
    "base_model": _Kind.BASE,
    "dataset": _Kind.DATASET,
    "region": _Kind.NOTHING,
    "deploy": _Kind.NOTHING,
    "doi": _Kind.NOTHING,
    "diffusers": _Kind.NOTHING,
}


class Tags(NamedTuple):
    """The tags of one model, sorted by what they say."""

    words: list[str]
    """Those that say nothing a field says."""

    formats: list[str]
    languages: list[str]
    licenses: list[str]
    papers: list[str]
    bases: list[str]
    datasets: list[str]
    packed: list[str]
    """Words, formats or neither that mean weights which may be stored several to a number."""


def read_tags(tags: list[object]) -> Tags:
    """Return the tags told apart."""
    found = Tags([], [], [], [], [], [], [], [])
    for tag in tags:
        if isinstance(tag, str):
            # One model in 70,000 has tags by the thousand; this is the hottest loop of a sync.
            for kind, value in _told(tag):
                found[kind].append(value)
    return found


@lru_cache(maxsize=1 << 15)
def _told(tag: str) -> tuple[tuple[int, str], ...]:
    """Return what a tag is about, and what it says of that; nothing where it is worth nothing."""
    tag = tag.strip()
    lower = tag.lower()
    packed = ((int(_Kind.PACKED), lower),) if lower in PACKINGS else ()
    prefix, colon, rest = tag.partition(":")
    if lower in FORMATS:
        return ((int(_Kind.FORMAT), lower), *packed)
    if lower in LANGUAGES:
        return ((int(_Kind.LANGUAGE), lower),)
    if colon and prefix in _PREFIXES:
        kind, value = _prefixed(_PREFIXES[prefix], clean(rest))
        return () if kind is _Kind.NOTHING else ((int(kind), value),)
    if not lower or len(lower) > _LONGEST_TAG or lower in _WORTHLESS:
        return packed
    return ((int(_Kind.WORD), clean(tag)), *packed)


def _prefixed(kind: _Kind, rest: str) -> tuple[_Kind, str]:
    if kind is _Kind.PAPER and not _ARXIV.fullmatch(rest):
        return _Kind.NOTHING, ""
    relation, colon, _ = rest.partition(":")
    if kind is _Kind.BASE and colon and relation in _RELATIONS:
        # Each base stands there twice, once with what the model did to it.
        return _Kind.NOTHING, ""
    return kind, rest
