"""How many parameters a repository's files hold, and how much room they take."""

from dataclasses import dataclass

from modeldex.hub.values import count, table

_FEWEST = 100
_MOST = 10**14
"""Parameters that are believed: 1, 2 and 19,980,000,000,000,000 are on the Hub; the largest
published model has some 3 * 10**12."""

_LONGEST_CONTEXT = 1 << 28
"""Tokens; configurations write 10**30 for `no limit`, and the longest published is 10**8."""

_BYTES = {
    **dict.fromkeys(("F64", "I64", "U64"), 8),
    **dict.fromkeys(("F32", "I32", "U32"), 4),
    **dict.fromkeys(("BF16", "F16", "I16", "U16"), 2),
    **dict.fromkeys(("F8_E4M3", "F8_E5M2", "F8_E8M0", "I8", "U8", "BOOL"), 1),
}
_PACKS = frozenset({"I8", "U8", "I16", "U16", "I32", "U32", "I64", "U64"})
"""Types in which quantised repositories store several weights to a number.

The Hub counts some of them unpacked and some not, by the method, so they cannot be converted.
"""

_BUFFERS = _PACKS | {"BOOL"}
"""Types of masks and positions, where they are the lesser part: attention masks make up a
quarter of the smallest Pythia."""

_LESSER_PART = 0.5
_TRACE = 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """What the files say."""

    parameters: int | None = None
    size_bytes: int | None = None
    stated: int | None = None
    """The total as the Hub states it, where it is not the sum of its parts."""


NOTHING = Weights()


def read_weights(safetensors: object, *, packed: bool) -> Weights:
    """Return what the Hub's `safetensors` says; None where it cannot mean parameters.

    `packed`: whether tags or configuration speak of quantised weights.
    """
    if safetensors is None:
        return NOTHING
    facts = table(safetensors)
    parts = {kind: n for kind, n in table(facts.get("parameters")).items() if count(n)}
    sizes: dict[str, int] = {kind: n for kind, n in parts.items() if isinstance(n, int)}
    stated = count(facts.get("total"))
    everything = sum(sizes.values())
    if not sizes:
        return Weights(parameters=None if packed else believed(stated))
    whole = sum(n for kind, n in sizes.items() if kind in _PACKS)
    if whole > _LESSER_PART * everything or (packed and whole > _TRACE * everything):
        return NOTHING
    size = (
        sum(n * _BYTES[kind] for kind, n in sizes.items()) if sizes.keys() <= _BYTES.keys() else 0
    )
    weights = sum(n for kind, n in sizes.items() if kind not in _BUFFERS)
    parameters = believed(weights)
    return Weights(
        parameters=parameters,
        size_bytes=size or None if parameters else None,
        stated=stated if stated != everything and parameters else None,
    )


def believed(parameters: object) -> int | None:
    """Return a number of parameters that a model can have; None for anything else."""
    number = count(parameters)
    return number if number is not None and _FEWEST <= number <= _MOST else None


def context_of(gguf: dict[str, object], config: dict[str, object]) -> int | None:
    """Return the longest context in tokens that the files state; None when they state none."""
    nested = table(config.get("text_config"))
    stated = (
        gguf.get("context_length"),
        config.get("max_position_embeddings"),
        nested.get("max_position_embeddings"),
    )
    numbers = (count(number) for number in stated)
    return next((n for n in numbers if n is not None and 1 < n <= _LONGEST_CONTEXT), None)
