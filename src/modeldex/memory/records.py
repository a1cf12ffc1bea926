"""A device one can buy or rent, a machine that stands somewhere, and what a model asks of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from modeldex.entry import Source

GIB = 1024**3
"""Bytes; the unit in which memory is sold: an H100 of 80 GB has 80 of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Device:
    """One accelerator, or one computer whose processors share their memory."""

    key: str
    """The word for it in filters and on command lines: `h100-80gb`, `m4-max-128gb`."""

    name: str
    maker: str
    """`nvidia`, `amd`, `apple` or `intel`."""

    memory_bytes: int
    """As sold, which is a multiple of GIB."""

    unified: bool
    """Whether the memory is also the computer's own."""

    source: Source
    tflops: float | None = None
    """10**12 operations a second, to compare devices of one maker by.

    The source gives NVIDIA's and AMD's on numbers of 16 bits, mostly without tensor cores, and
    Apple's on 32 bits.
    """

    matrix_tflops: float | None = None
    """10**12 operations a second of its matrix units on dense numbers of 16 bits; None where no
    source was seen, and where it has none."""

    matrix_source: Source | None = None
    """Where `matrix_tflops` was read; None exactly where there is none."""

    bandwidth_gb_per_second: float | None = None
    """10**9 bytes a second between memory and processor; None where no source was seen."""

    bandwidth_source: Source | None = None
    """Where the bandwidth was read; None exactly where there is none."""

    watts: float | None = None
    """Most power it draws."""

    list_price_usd: float | None = None
    """USD for one, when it was new."""

    rent_usd_per_hour: float | None = None
    """USD for one for an hour, on demand; None where no public price was seen."""

    rent_source: Source | None = None
    """Where the rent was read; None exactly where there is none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """One computer on which a model might run."""

    name: str
    accelerators_bytes: tuple[int, ...] = ()
    """Bytes of memory of each GPU; empty where there is none.

    Of a unified machine: how much of main memory the GPU may take, where the system says so.
    """

    ram_bytes: int | None = None
    """Bytes of main memory; None where it is not known."""

    unified: bool = False
    """Whether the GPU works in main memory, so that both are one and the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """The memory that one entry takes in one form and under one load, all in bytes."""

    quantization: str
    context_tokens: int
    """Tokens of each sequence, of input and output together."""

    batch: int
    """Sequences worked on at once."""

    weights_bytes: int
    cache_bytes: int | None
    """Keys and values of all tokens of all sequences; None where no formula is sure."""

    overhead_bytes: int
    """Room for everything else, see OVERHEAD; while the cache is unknown, that of the weights."""

    cache_note: str | None = None
    """Why `cache_bytes` is None, or what it rests on; None where the plain formula holds."""

    @property
    def total_bytes(self) -> int | None:
        """All of it; None where the cache is unknown."""
        if self.cache_bytes is None:
            return None
        return self.weights_bytes + self.cache_bytes + self.overhead_bytes

    @property
    def least_bytes(self) -> int:
        """What it takes at the least: all that is known."""
        return self.weights_bytes + (self.cache_bytes or 0) + self.overhead_bytes


def keys_named(name: str, devices: Iterable[str]) -> tuple[str, ...]:
    """Return which of the keys `devices` a person means by `name`, in any case.

    The memory may be left off: `h100` is `h100-80gb`, and `m4-max` each of its sizes.
    """
    folded = name.lower()
    return tuple(key for key in devices if folded in {key, key.rpartition("-")[0] or key})
