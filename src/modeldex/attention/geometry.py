"""Layers and heads of well-known models whose configuration the catalogue could not read.

The repositories are gated, or their configuration has other keys. The figures are those of the
published `config.json`; for Llama also of "The Llama 3 Herd of Models" (arXiv:2407.21783, table 3)
and of Llama 2 (arXiv:2307.09288), for Gemma of its technical reports (arXiv:2408.00118, table 1;
arXiv:2503.19786), for GPT-2 of the paper by Radford and others, 2019, table 2.
"""

import re
from dataclasses import replace

from modeldex.entry import Entry

_TUNED = re.compile(r"-(?:instruct|chat|it|pt|hf|chat-hf)$")

_KNOWN = {
    "llama-2-7b": (32, 32, 32, 128),
    "llama-2-13b": (40, 40, 40, 128),
    "llama-2-70b": (80, 64, 8, 128),
    "meta-llama-3-8b": (32, 32, 8, 128),
    "meta-llama-3-70b": (80, 64, 8, 128),
    "llama-3.1-8b": (32, 32, 8, 128),
    "llama-3.1-70b": (80, 64, 8, 128),
    "llama-3.1-405b": (126, 128, 8, 128),
    "llama-3.2-1b": (16, 32, 8, 64),
    "llama-3.2-3b": (28, 24, 8, 128),
    "llama-3.3-70b": (80, 64, 8, 128),
    "gemma-2-2b": (26, 8, 4, 256),
    "gemma-2-9b": (42, 16, 8, 256),
    "gemma-2-27b": (46, 32, 16, 128),
    "gemma-3-270m": (18, 4, 1, 256),
    "gemma-3-1b": (26, 4, 1, 256),
    "gemma-3-4b": (34, 8, 4, 256),
    "gemma-3-12b": (48, 16, 8, 256),
    "gemma-3-27b": (62, 32, 16, 128),
    "gpt2": (12, 12, 12, 64),
    "gpt2-medium": (24, 16, 16, 64),
    "gpt2-large": (36, 20, 20, 64),
    "gpt2-xl": (48, 25, 25, 64),
}
"""Layers, attention heads, KV heads, head size, by the name without its maker and its tuning."""

_MAKERS = frozenset({"meta-llama", "google", "openai-community"})
"""Whose own repositories these are: a copy elsewhere may be anything."""


def completed(entry: Entry) -> Entry:
    """Return `entry` with its layers and heads, where they are known here and not there."""
    if entry.layers is not None or entry.organization.lower() not in _MAKERS:
        return entry
    name = entry.id.partition("/")[2].lower()
    found = _KNOWN.get(name) or _KNOWN.get(_TUNED.sub("", name))
    if found is None:
        return entry
    layers, heads, kv_heads, size = found
    return replace(
        entry, layers=layers, attention_heads=heads, key_value_heads=kv_heads, head_size=size
    )
