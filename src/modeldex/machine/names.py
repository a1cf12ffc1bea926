"""The memory behind a name: this computer, one that was described, or a device on sale."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from modeldex.criteria import nearest
from modeldex.machine.detection import THIS, detect
from modeldex.machine.profiles import profiles
from modeldex.memory import Device, Machine, holding, keys_named, room

_LISTED = "`modeldex machine devices` lists"


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
    found = keys_named(name, devices)
    if len(found) != 1:
        raise LookupError(_advice(name, found, (THIS, *described), devices))
    return holding(devices[found[0]])


def device_of(name: str, devices: Mapping[str, Device]) -> Device:
    """Return the device whose key `name` is, with or without its memory, in any case.

    Raises LookupError that says what comes near, if anything does.
    """
    found = keys_named(name, devices)
    if len(found) != 1:
        raise LookupError(_advice(name, found, (), devices))
    return devices[found[0]]


def _advice(
    name: str, found: Sequence[str], machines: Sequence[str], devices: Iterable[str]
) -> str:
    """Return what `name` may have been meant to be, else what there is."""
    if found:
        return f"it may be {' or '.join(found)}"
    near = nearest(name, (*machines, *devices))
    if near:
        return f"the nearest is {near}"
    return f"there are {', '.join(machines)} and what {_LISTED}" if machines else f"{_LISTED} them"


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
