"""The memory of a model's context: keys and values of every token."""

from dataclasses import dataclass

from modeldex.entry import Entry

_NUMBER_BYTES = 2
"""Keys and values are kept in 16 bits unless one asks for fewer."""

PLAIN = frozenset({"llama", "qwen2", "qwen3", "qwen3_moe", "mixtral"})
"""Architectures in which every layer keeps the keys and values of every token."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cache:
    """What the context of a load takes."""

    size_bytes: int | None
    note: str | None = None


def cache(entry: Entry, *, context_tokens: int, batch: int) -> Cache:
    """Return the bytes of the KV cache; None, with the reason, where no formula is sure."""
    if entry.architecture not in PLAIN:
        return Cache(size_bytes=None, note="no reviewed formula for this architecture")
    facts = (entry.layers, entry.key_value_heads, entry.head_size)
    if None in facts:
        return Cache(size_bytes=None, note="layers, KV heads or head size are unknown")
    layers, heads, size = (fact or 0 for fact in facts)
    return Cache(size_bytes=2 * layers * heads * size * _NUMBER_BYTES * context_tokens * batch)
