"""The computer at hand and others that a person has described: what memory they have."""

from modeldex.machine.detection import THIS, Probes, detect
from modeldex.machine.names import device_of, machine_of, room_of
from modeldex.machine.profiles import MachineError, Profiles, load, profiles, remove, save

__all__ = [
    "THIS",
    "MachineError",
    "Probes",
    "Profiles",
    "detect",
    "device_of",
    "load",
    "machine_of",
    "profiles",
    "remove",
    "room_of",
    "save",
]
