"""Kinds of attention: what a model keeps of a text, and how its layers look back at it."""

from functools import lru_cache

from modeldex.attention import architectures
from modeldex.attention.architectures import KINDS, by_heads
from modeldex.entry import Entry

_TABLES = (
    (architectures.FULL, architectures.MULTI_HEAD),
    (architectures.LATENT, architectures.LATENT_NAMES),
    (architectures.SLIDING, architectures.SLIDING_NAMES),
    (architectures.STATE_SPACE, architectures.STATE_SPACE_NAMES),
)


def kinds(entry: Entry) -> tuple[str, ...] | None:
    """Return the kinds of attention of `entry` that are sure, in the order of KINDS.

    Worked out from its architecture, layers and heads. None where nothing is sure; a kind that is
    not named may be there all the same: Mistral 7B has a window in its first version only.
    """
    if entry.architecture is None:
        return None
    heads = entry.attention_heads, entry.key_value_heads
    return _kinds(entry.architecture, entry.layers, *heads, entry.head_size)


@lru_cache(maxsize=1 << 12)
def _kinds(
    architecture: str,
    layers: int | None,
    heads: int | None,
    key_value_heads: int | None,
    head_size: int | None,
) -> tuple[str, ...] | None:
    """Return what `kinds` does, worked out once for each of some thousand shapes."""
    name = architecture.lower()
    found = {kind for kind, names in _TABLES if name in names}
    if heads and key_value_heads:
        if name in architectures.HEADED:
            found.add(by_heads(heads, key_value_heads))
        elif layers and name in architectures.BY_SIZE:
            from modeldex.attention.forms import kinds_of  # late: the forms take 4 ms

            found |= kinds_of((name, layers, heads, key_value_heads), head_size)
    return tuple(kind for kind in KINDS if kind in found) or None
