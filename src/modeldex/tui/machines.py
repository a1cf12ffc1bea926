"""Machines by name, for a filter."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from modeldex import paths
from modeldex.criteria import RoomOf

if TYPE_CHECKING:
    from modeldex.memory import Device


def rooms(home: paths.Home) -> RoomOf:
    """Return what looks up how much memory a machine has; nothing is imported or asked before."""

    def look_up(name: str) -> int:
        from modeldex.machine import room_of

        return room_of(name, home.machines, _devices())

    return look_up


@cache
def _devices() -> "Mapping[str, Device]":
    """Read once, 6 ms: a filter is looked at again with every key."""
    from modeldex.curated.hardware import hardware

    return hardware(paths.catalog())
