"""Records that are wrong in a way the Hub, a proxy or a third-party server has been, one a name."""

import json
from collections.abc import Callable
from typing import Any

Record = dict[str, Any]


def _with(**facts: object) -> Callable[[Record], str]:
    def change(record: Record) -> str:
        return json.dumps(record | facts)

    return change


def _without(*keys: str) -> Callable[[Record], str]:
    def change(record: Record) -> str:
        return json.dumps({key: value for key, value in record.items() if key not in keys})

    return change


def _saying(text: str) -> Callable[[Record], str]:
    def change(_record: Record) -> str:
        return text

    return change


def _infested(record: Record) -> str:
    """Return it with half of a surrogate pair, as an escape: JSON takes it, UTF-8 does not."""
    return json.dumps(record | {"tags": ["before", "half \ud83d", "after"], "sha": "\udfff"})


def _nested(record: Record) -> str:
    """Return it with lists in lists: the decoder of Python gives up at some thousand."""
    text = json.dumps(record | {"cardData": "here"})
    return text.replace('"here"', "[" * 100_000 + "]" * 100_000)


MALFORMED: dict[str, Callable[[Record], str]] = {
    "wrong types": _with(downloads="many", likes=[], tags=5, cardData=["a"], gated="perhaps"),
    "strange shapes": _with(safetensors=7, gguf="yes", baseModels=[], inferenceProviderMapping=3),
    "null everywhere": _with(tags=None, downloads=None, cardData=None, createdAt=None, gated=None),
    "bad dates": _with(createdAt="yesterday", lastModified=1_790_985_600),
    "negative": _with(downloads=-1, likes=-5, safetensors={"parameters": {"F32": -1}, "total": -1}),
    "fraction": _with(downloads=1.5, likes=1e3),
    "huge number": _with(downloads=10**40, likes=2**63, trendingScore=1e308),
    "nan": _with(downloads=float("nan"), likes=float("inf"), cardData={"x": float("-inf")}),
    "lone surrogate": _infested,
    "2,074 tags": _with(tags=[f"voice-{number}" for number in range(2_074)]),
    "312 kB card": _with(cardData={"license": "mit", "extra_gated_prompt": "x" * 312_000}),
    "20 MB card": _with(cardData={"license": "mit", "extra_gated_prompt": "y" * 20_000_000}),
    "no id": _without("id", "modelId"),
    "null id": _with(id=None, modelId=None),
    "number id": _with(id=12_345),
    "empty id": _with(id=""),
    "escapes in id": _with(id="evil\x1b[31m/na\u202eme\n\x00"),
    "no _id": _without("_id"),
    "null": _saying("null"),
    "text": _saying('"a model"'),
    "list": _saying("[1, 2]"),
    "empty object": _saying("{}"),
    "nested": _nested,
    "broken": _saying('{"_id":"6'),
}
"""Name to what it makes of a good record; the last two spoil the whole page for a JSON decoder."""


def malformed(name: str, record: str) -> str:
    """Return the record made wrong in the way of that name."""
    return MALFORMED[name](json.loads(record))
