"""What an entry takes of memory, and what fits which machine; pure arithmetic."""

from modeldex.memory.fitting import (
    STANDARD,
    Copy,
    Fitting,
    assumptions,
    copies,
    fittings,
)
from modeldex.memory.needs import (
    OVERHEAD,
    UNIFIED_SHARE,
    devices_needed,
    fits,
    holding,
    need,
    room,
    usable,
)
from modeldex.memory.records import GIB, Device, Machine, Need, keys_named
from modeldex.memory.weights import BITS, form, native, weights_bytes

__all__ = [
    "BITS",
    "GIB",
    "OVERHEAD",
    "STANDARD",
    "UNIFIED_SHARE",
    "Copy",
    "Device",
    "Fitting",
    "Machine",
    "Need",
    "assumptions",
    "copies",
    "devices_needed",
    "fits",
    "fittings",
    "form",
    "holding",
    "keys_named",
    "native",
    "need",
    "room",
    "usable",
    "weights_bytes",
]
