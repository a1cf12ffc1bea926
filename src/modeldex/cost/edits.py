"""Workloads as a person writes them: `rag`, or `rag,requests=50000,cached=30%`."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NoReturn

from modeldex.cost.hosting import SelfHosting
from modeldex.cost.workload import LATENCIES, PRESETS, Workload
from modeldex.criteria.quantities import amount_text, plain_text
from modeldex.criteria.spelling import instead
from modeldex.errors import UsageError
from modeldex.fields import Unit
from modeldex.text import clean

OWN = "own"
"""The name of a workload that no preset describes."""

BASE = "support"
"""The preset that edits without one begin with."""

_NUMBER = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,400})?)([km]?)")
_THOUSANDS = {"": 1, "k": 1_000, "m": 1_000_000}
_UNKNOWN = "unknown"
"""What is written for a share that nobody knows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """One word that an edit may begin with."""

    attribute: str
    """The field of a Workload it sets."""

    read: Callable[[str, str, str], Any]
    """Turn the text after the sign into the value; the whole part and an example are for errors."""

    write: Callable[[Any], str]
    example: str
    about: str
    """What it is, in a few words, for help and errors."""


def parse_workload(text: str) -> Workload:
    """Return the workload that `text` describes: a preset, edits of it, or both.

    Parts are separated by commas or spaces. Without a preset the edits change BASE and the result
    is called `own`. A context that is not given grows with input and output. Raises UsageError
    that names the part, and the nearest word there is.
    """
    parts = text.replace(",", " ").split()
    if not parts:
        _refuse("No workload is named", f"there are {', '.join(PRESETS)}.")
    if "=" in parts[0]:
        return edited(replace(PRESETS[BASE], name=OWN), text)
    preset = _known(parts[0].lower(), "workload", PRESETS)
    return edited(PRESETS[preset], " ".join(parts[1:]))


def edited(workload: Workload, text: str) -> Workload:
    """Return `workload` with the edits in `text`, such as `input=4k requests=20000 cached=60%`.

    Raises UsageError as `parse_workload` does.
    """
    values = _values(text, KEYS, "key of a workload")
    if "context_tokens" not in values:
        sent = values.get("input_tokens", workload.input_tokens)
        answered = values.get("output_tokens", workload.output_tokens)
        values["context_tokens"] = max(workload.context_tokens, sent + answered)
    return replace(workload, **values)


def edited_hosting(hosting: SelfHosting, text: str) -> SelfHosting:
    """Return `hosting` with the edits in `text`, such as `batch=16 kwh=0.3 years=4`.

    Raises UsageError as `parse_workload` does.
    """
    return replace(hosting, **_values(text, HOSTING_KEYS, "assumption about machines"))


def workload_text(workload: Workload) -> str:
    """Return the shortest text that `parse_workload` reads as exactly `workload`.

    The name is kept where it is a preset's; any other is read back as `own`.
    """
    base = PRESETS.get(workload.name)
    parts = [] if base is None else [base.name]
    for word, key in KEYS.items():
        value = getattr(workload, key.attribute)
        if base is None or value != getattr(base, key.attribute):
            parts.append(f"{word}={key.write(value)}")
    return " ".join(parts)


def share_text(share: float | None) -> str:
    """Return a share in percent where that loses nothing, as a fraction where it would."""
    if share is None:
        return _UNKNOWN
    percent = f"{plain_text(float(Decimal(repr(share)) * 100))}%"
    return percent if _share(percent, "", "") == share else plain_text(share)


def _values(text: str, keys: Mapping[str, Key], what: str) -> dict[str, Any]:
    """Return the values that `text` sets, by attribute."""
    values: dict[str, Any] = {}
    for part in text.replace(",", " ").split():
        word, _, value = part.lower().partition("=")
        key = keys[_known(word, what, keys)]
        if not value:
            _refuse(f"{word} has no value", f"write it like {word}={key.example}.")
        if key.attribute in values:
            _refuse(f"{word} is given twice", "keep one of them.")
        values[key.attribute] = key.read(value, f"{word}={value}", f"{word}={key.example}")
    return values


def _tokens_text(tokens: int) -> str:
    return amount_text(tokens, Unit.TOKENS)


def _number(text: str, part: str, example: str) -> float:
    found = _NUMBER.fullmatch(text.replace("_", ""))
    if found is None:
        _refuse(f"{part} is not a number", f"write it like {example}.")
    return float(Decimal(found[1]) * _THOUSANDS[found[2]])


def _tokens(text: str, part: str, example: str) -> int:
    number = _number(text, part, example)
    if number != int(number):
        _refuse(f"{part} is not a whole number", f"write it like {example}.")
    return int(number)


def _share(text: str, part: str, example: str) -> float:
    if text.endswith("%"):
        return float(Decimal(repr(_number(text[:-1], part, example))) / 100)
    share = _number(text, part, example)
    if share > 1:
        _refuse(f"{part} is more than all there is", f"write it like {example}.")
    return share


def _share_or_unknown(text: str, part: str, example: str) -> float | None:
    return None if text == _UNKNOWN else _share(text, part, example)


def _latency(text: str, _part: str, _example: str) -> str:
    return _known(text, "latency", LATENCIES)


def _known(word: str, what: str, words: Collection[str]) -> str:
    if word not in words:
        _refuse(f"{word} is no {what}", instead(word, words))
    return word


def _refuse(what: str, advice: str) -> NoReturn:
    raise UsageError(f"{clean(what)}; {advice}")


KEYS = {
    "input": Key(
        attribute="input_tokens",
        read=_tokens,
        write=_tokens_text,
        example="4k",
        about="tokens sent with a request",
    ),
    "output": Key(
        attribute="output_tokens",
        read=_tokens,
        write=_tokens_text,
        example="500",
        about="tokens of an answer",
    ),
    "requests": Key(
        attribute="requests_per_day",
        read=_number,
        write=plain_text,
        example="20k",
        about="requests a day",
    ),
    "cached": Key(
        attribute="cached_share",
        read=_share,
        write=share_text,
        example="60%",
        about="share of the input read from a cache",
    ),
    "written": Key(
        attribute="written_share",
        read=_share_or_unknown,
        write=share_text,
        example="5%",
        about="share of the input written to a cache",
    ),
    "batch": Key(
        attribute="batch_share",
        read=_share,
        write=share_text,
        example="50%",
        about="share of the requests that can wait",
    ),
    "context": Key(
        attribute="context_tokens",
        read=_tokens,
        write=_tokens_text,
        example="32k",
        about="longest input and output together",
    ),
    "latency": Key(
        attribute="latency",
        read=_latency,
        write=str,
        example="relaxed",
        about=", ".join(LATENCIES),
    ),
    "hours": Key(
        attribute="hours_per_day",
        read=_number,
        write=plain_text,
        example="12",
        about="hours of a day with requests",
    ),
}
"""Every word that an edit may begin with."""

HOSTING_KEYS = {
    "batch": Key(
        attribute="batch",
        read=_tokens,
        write=_tokens_text,
        example="16",
        about="requests worked on at once",
    ),
    "tokens": Key(
        attribute="tokens_per_second",
        read=_number,
        write=plain_text,
        example="40",
        about="measured answer tokens a second and device",
    ),
    "utilization": Key(
        attribute="utilization",
        read=_share,
        write=share_text,
        example="70%",
        about="share of the speed to plan on",
    ),
    "peak": Key(
        attribute="peak",
        read=_number,
        write=plain_text,
        example="2",
        about="busiest hour over the average one",
    ),
    "years": Key(
        attribute="years",
        read=_number,
        write=plain_text,
        example="3",
        about="years to pay a device off",
    ),
    "kwh": Key(
        attribute="usd_per_kwh",
        read=_number,
        write=plain_text,
        example="0.15",
        about="USD for a kWh",
    ),
}
"""Every assumption about machines that can be edited."""
