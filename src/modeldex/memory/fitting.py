"""The forms in which an entry can be run, and which of them fit a machine."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modeldex.entry import Entry
from modeldex.fields import QUANTIZATION_BITS
from modeldex.memory.needs import OVERHEAD, UNIFIED_SHARE, fits, need
from modeldex.memory.records import Machine, Need
from modeldex.memory.weights import BITS, native

STANDARD = tuple(QUANTIZATION_BITS)
"""The forms that fields show, from the smallest."""

_GGUF = frozenset(BITS) - {"fp8", "bf16", "f32"}

_KINDS = {
    "gguf": re.compile(r"gguf", re.IGNORECASE),
    "awq": re.compile(r"awq", re.IGNORECASE),
    "gptq": re.compile(r"gptq", re.IGNORECASE),
    "exl": re.compile(r"exl[23]", re.IGNORECASE),
    "mlx": re.compile(r"mlx", re.IGNORECASE),
    "nvfp4": re.compile(r"nvfp4", re.IGNORECASE),
    "mxfp4": re.compile(r"mxfp4", re.IGNORECASE),
    "fp8": re.compile(r"fp8", re.IGNORECASE),
    "bnb": re.compile(r"bnb|bitsandbytes", re.IGNORECASE),
}
"""Kinds of quantised copies, by what their repositories call themselves."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """A repository with quantised weights of an entry."""

    id: str
    kind: str | None
    """A key of the table above; None where the id does not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitting:
    """One form of an entry, beside one machine."""

    need: Need
    fits: bool | None
    """None where too little is known, or where there is no machine to fit."""

    published: str | None
    """Where weights in this form are: the entry's own id, or a repository of copies of this kind.

    Which of the GGUF forms a repository holds is not listed. None: no copy is known.
    """


def copies(entry: Entry) -> tuple[Copy, ...]:
    """Return the known repositories with quantised copies, and of which kind each says it is."""
    return tuple(Copy(id=name, kind=_kind(name)) for name in entry.quantized)


def fittings(
    entry: Entry,
    machine: Machine | None,
    *,
    context_tokens: int,
    batch: int = 1,
    quantizations: Iterable[str] = STANDARD,
) -> tuple[Fitting, ...]:
    """Return each form of `entry` under a load, and whether it fits; nothing without parameters."""
    return tuple(_fittings(entry, machine, context_tokens, batch, quantizations))


def _fittings(
    entry: Entry,
    machine: Machine | None,
    context_tokens: int,
    batch: int,
    quantizations: Iterable[str],
) -> Iterator[Fitting]:
    for quantization in quantizations:
        found = need(entry, quantization=quantization, context_tokens=context_tokens, batch=batch)
        if found is not None:
            yield Fitting(
                need=found,
                fits=None if machine is None else fits(found, machine),
                published=_published(entry, found.quantization),
            )


def assumptions(machine: Machine | None) -> tuple[str, ...]:
    """Return what the figures of `fittings` rest on, one sentence each."""
    shared = f"A model may have {UNIFIED_SHARE:.0%} of shared memory, as macOS allows by default."
    return (
        (
            "Weights: parameters times the bits a weight takes on average in this form, or the "
            "published size where the files are in it."
        ),
        "Cache: keys and values in 16 bits, by the formula of the architecture.",
        (
            f"Overhead: {OVERHEAD:.0%} of both for activations, buffers and the run time; "
            "layers are spread over all GPUs."
        ),
        *((shared,) if machine is not None and machine.unified else ()),
    )


def _published(entry: Entry, quantization: str) -> str | None:
    if quantization == native(entry):
        return entry.id
    kind = "gguf" if quantization in _GGUF else quantization
    return next((copy.id for copy in copies(entry) if copy.kind == kind), None)


def _kind(name: str) -> str | None:
    last = name.rpartition("/")[2]
    return next((kind for kind, sign in _KINDS.items() if sign.search(last)), None)
