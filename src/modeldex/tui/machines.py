"""Machines by name, for a filter."""

from modeldex import paths
from modeldex.criteria import RoomOf


def rooms(home: paths.Home) -> RoomOf:
    """Return what looks up how much memory a machine has; nothing is imported or asked before."""

    def look_up(name: str) -> int:
        from modeldex.curated.hardware import hardware
        from modeldex.machine import room_of

        return room_of(name, home.machines, hardware(paths.catalog()))

    return look_up
