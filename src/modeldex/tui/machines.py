"""Machines by name, for a filter and for bills."""

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

        return room_of(name, home.machines, devices())

    return look_up


@cache
def devices() -> "Mapping[str, Device]":
    """Return every device by its key; read once, 6 ms, as a filter asks again with every key."""
    from modeldex.curated.hardware import hardware

    return hardware(paths.catalog())
