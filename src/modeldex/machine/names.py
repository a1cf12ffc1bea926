"""The memory behind a name: this computer, one that was described, or a device on sale."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from modeldex.criteria import nearest
from modeldex.machine.detection import THIS, detect
from modeldex.machine.profiles import profiles
from modeldex.memory import Device, Machine, holding, room

_LISTED = "`modeldex machine devices` lists devices"


@cache
def _this() -> Machine:
    """Asked once: a filter is read at every key press, and nvidia-smi takes up to seconds."""
    return detect()


def machine_of(
    name: str,
    folder: Path,
    devices: Mapping[str, Device],
    this: Callable[[], Machine] = _this,
) -> Machine:
    """Return the machine that `name` means, in any case.

    It is this computer, else one described in `folder`, else one of `devices`, whose memory may
    be left off its key where there is only one size. Raises LookupError that says what there is.
    """
    name = name.lower()
    if name == THIS:
        return this()
    described = profiles(folder).machines
    if name in described:
        return described[name]
    try:
        return holding(device_of(name, devices))
    except LookupError as error:
        near = nearest(name, (THIS, *described))
        known = f"the nearest is {near}" if near else f"there are {', '.join((THIS, *described))}"
        raise LookupError(error.args[0] if error.args[1:] else f"{known}; {_LISTED}") from None


def device_of(name: str, devices: Mapping[str, Device]) -> Device:
    """Return the device whose key `name` is, with or without its memory, in any case.

    Raises LookupError that says what comes near, if anything does.
    """
    name = name.lower()
    found = [key for key in devices if name in {key, key.rpartition("-")[0]}]
    if len(found) == 1:
        return devices[found[0]]
    near = ", ".join(found) or nearest(name, devices)
    if near:
        raise LookupError(f"the nearest is {near}", near)
    raise LookupError(_LISTED)


def room_of(
    name: str,
    folder: Path,
    devices: Mapping[str, Device],
    this: Callable[[], Machine] = _this,
) -> int:
    """Return the bytes that the machine called `name` has for a model.

    Raises LookupError as `machine_of` does, and when a machine's memory is not known.
    """
    held = room(machine_of(name, folder, devices, this))
    if held is None:
        raise LookupError("its memory is not known; `modeldex machine save NAME` describes it")
    return held
