"""The memory of a model's context: keys and values of every token."""

import re
from dataclasses import dataclass

from modeldex.attention.architectures import ENCODERS, PLAIN
from modeldex.attention.forms import (
    FORMS,
    MISTRAL_7B,
    MISTRAL_WINDOW,
    PHI3_MINI,
    PHI3_WINDOW,
    Form,
    Layers,
    Shape,
)
from modeldex.entry import Entry
from modeldex.text import clean

_NUMBER_BYTES = 2
"""Keys and values are kept in 16 bits unless one asks for fewer."""

_LATER_MISTRAL = re.compile(r"mistral-7b-(?:instruct-)?v0\.[23]\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cache:
    """What the context of a load takes."""

    size_bytes: int | None
    """None where no formula is sure."""

    note: str | None = None
    """Why it is None, or what is unlike plain attention."""


def cache(entry: Entry, *, context_tokens: int, batch: int) -> Cache:
    """Return the bytes of the KV cache of `batch` sequences, or why they are not known.

    2 x layers x KV heads x head size x 2 bytes x tokens in plain attention, multi-head or
    grouped (Ainslie and others, 2023, arXiv:2305.13245); a compressed vector in place of keys and
    values in latent attention (DeepSeek-V2, arXiv:2405.04434); min(tokens, window) in layers with
    a window. The architecture decides; where it was not reviewed, nothing is assumed.
    """
    found = _form(entry, context_tokens)
    if isinstance(found, str):
        return Cache(size_bytes=None, note=found)
    numbers = [_numbers(entry, layers, context_tokens) for layers in found.layers]
    kept = [number for number in numbers if number is not None]
    if len(kept) < len(numbers):
        return Cache(size_bytes=None, note="its KV heads or their size are not published here")
    size = (sum(kept) * _NUMBER_BYTES + found.state_bytes) * batch
    return Cache(size_bytes=size, note=found.note)


def _form(entry: Entry, context_tokens: int) -> Form | str:
    """Return how `entry` keeps its context, or why that is not known."""
    if entry.architecture is None:
        return "its architecture is unknown, and that decides the formula"
    name = entry.architecture.lower()
    if name in ENCODERS:
        return Form(layers=(), note="an encoder keeps no cache")
    if entry.layers is None:
        return "its number of layers is unknown"
    if name in PLAIN:
        return Form(layers=(Layers(count=entry.layers),))
    return _reviewed(entry, name, entry.layers, context_tokens)


def _reviewed(entry: Entry, name: str, layers: int, context_tokens: int) -> Form | str:
    """Return the form of one of the reviewed sizes of an architecture."""
    if entry.attention_heads is None or entry.key_value_heads is None:
        return f"its heads are unknown, and {clean(name)} comes in several forms"
    shape = (name, layers, entry.attention_heads, entry.key_value_heads)
    form = FORMS.get(shape)
    if form is None or form.head_size not in {None, entry.head_size}:
        return f"how {clean(name)} with {layers} layers keeps its context was not reviewed"
    if (entry.context_tokens or 0) < form.least_context:
        return _older(entry, shape, form, context_tokens)
    return form


def _older(entry: Entry, shape: Shape, form: Form, context_tokens: int) -> Form | str:
    """Return the form of a model that shares its shape with one that has a window."""
    if shape == MISTRAL_7B:
        if context_tokens <= MISTRAL_WINDOW or _LATER_MISTRAL.search(entry.id):
            return form
        return "beyond 4,096 tokens Mistral 7B v0.1 keeps no more and v0.2 all: which is it?"
    if shape == PHI3_MINI and context_tokens <= PHI3_WINDOW:
        return form
    return f"beyond {PHI3_WINDOW:,} tokens it keeps a window, and run times differ"


def _numbers(entry: Entry, layers: Layers, context_tokens: int) -> int | None:
    """Return how many numbers `layers` keep of one sequence."""
    tokens = context_tokens if layers.window is None else min(context_tokens, layers.window)
    each = layers.numbers
    if each is None and entry.key_value_heads is not None and entry.head_size is not None:
        each = 2 * entry.key_value_heads * entry.head_size
    return None if each is None else layers.count * each * tokens
