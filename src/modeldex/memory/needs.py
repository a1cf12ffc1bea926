"""How much memory an entry takes, and what holds that much."""

from math import ceil

from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.memory.caches import cache
from modeldex.memory.records import Device, Machine, Need
from modeldex.memory.weights import BITS, form, weights_bytes
from modeldex.text import clean

OVERHEAD = 1 / 9
"""Of weights and cache: vLLM plans with nine tenths of a GPU unless told otherwise, and leaves
the last one to activations, the run time and its buffers."""

UNIFIED_SHARE = 0.75
"""Of shared memory that a GPU may take: what macOS lets Metal use of 64 GB and more; the rest is
the system's."""


def need(entry: Entry, *, quantization: str, context_tokens: int, batch: int = 1) -> Need | None:
    """Return what `entry` takes with `batch` sequences of `context_tokens` tokens each.

    `quantization` is a key of BITS or one of its other names. None where the number of
    parameters is unknown. Raises UsageError for a form that nobody knows, and for fewer than one
    token or sequence.
    """
    known = form(quantization)
    if known is None:
        message = f"{clean(quantization)} is no precision; there are {', '.join(BITS)}."
        raise UsageError(message)
    if context_tokens < 1 or batch < 1:
        raise UsageError("Context and batch are at least 1.")
    weights = weights_bytes(entry, known)
    if weights is None:
        return None
    cached = cache(entry, context_tokens=context_tokens, batch=batch)
    return Need(
        quantization=known,
        context_tokens=context_tokens,
        batch=batch,
        weights_bytes=weights,
        cache_bytes=cached.size_bytes,
        overhead_bytes=ceil((weights + (cached.size_bytes or 0)) * OVERHEAD),
        cache_note=cached.note,
    )


def devices_needed(need: Need, device: Device) -> int | None:
    """Return the smallest number of devices that holds it; None where the cache is unknown.

    Cards work on one model in ones, twos, fours, eights: tensor parallelism divides the heads of
    every layer evenly, and their number is a power of two or a multiple of one.
    """
    if need.total_bytes is None:
        return None
    count = ceil(need.total_bytes / usable(device.memory_bytes, unified=device.unified))
    return count if device.unified else 1 << (count - 1).bit_length()


def fits(need: Need, machine: Machine) -> bool | None:
    """Return whether the machine holds it; None where too little of either is known to say."""
    held = room(machine)
    if held is None:
        return None
    if need.least_bytes > held:
        return False
    return None if need.total_bytes is None else True


def room(machine: Machine) -> int | None:
    """Return the bytes a machine has for a model; None where that is not known.

    That is the memory of all its GPUs, layers being spread over them; without one, main memory.
    Where both are the same, it is what the system lets the GPU take, or UNIFIED_SHARE of it.
    """
    if machine.accelerators_bytes:
        return sum(machine.accelerators_bytes)
    if machine.ram_bytes is None:
        return None
    return usable(machine.ram_bytes, unified=machine.unified)


def holding(device: Device, count: int = 1) -> Machine:
    """Return a machine with `count` of a device; of a whole computer there is only one."""
    if device.unified:
        return Machine(name=device.key, ram_bytes=device.memory_bytes, unified=True)
    return Machine(name=device.key, accelerators_bytes=(device.memory_bytes,) * count)


def usable(memory_bytes: int, *, unified: bool) -> int:
    """Return the bytes of a device's memory that a model may have."""
    return int(memory_bytes * UNIFIED_SHARE) if unified else memory_bytes
