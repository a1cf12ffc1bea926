"""What an entry takes of memory, and what fits which machine; pure arithmetic."""

from modeldex.memory.needs import (
    OVERHEAD,
    UNIFIED_SHARE,
    devices_needed,
    fits,
    need,
    room,
    usable,
)
from modeldex.memory.records import Device, Machine, Need
from modeldex.memory.weights import BITS, form, native, weights_bytes

__all__ = [
    "BITS",
    "OVERHEAD",
    "UNIFIED_SHARE",
    "Device",
    "Machine",
    "Need",
    "devices_needed",
    "fits",
    "form",
    "native",
    "need",
    "room",
    "usable",
    "weights_bytes",
]
