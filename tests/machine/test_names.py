"""Names of machines, and the memory behind them."""

from pathlib import Path

import pytest

from modeldex.machine import device_of, machine_of, room_of, save
from modeldex.memory import Machine
from tests.memory.test_needs import H100, MAC

_GIB = 2**30
DEVICES = {H100.key: H100, MAC.key: MAC, "m4-max-64gb": MAC}
HERE = Machine(name="this", ram_bytes=8 * _GIB)


def here() -> Machine:
    """Return a small computer."""
    return HERE


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("this", 8 * _GIB),
        ("THIS", 8 * _GIB),
        ("rig", 24 * _GIB),
        ("h100-80gb", 80 * _GIB),
        ("H100", 80 * _GIB),
        ("m4-max-128gb", 96 * _GIB),
    ],
)
def test_a_name_means_a_size(tmp_path: Path, name: str, held: int) -> None:
    """Of this computer, of one that was described, of a device with or without its memory."""
    save(tmp_path, Machine(name="rig", accelerators_bytes=(24 * _GIB,)))
    assert room_of(name, tmp_path, DEVICES, here) == held


def test_what_a_person_described_comes_before_a_device(tmp_path: Path) -> None:
    """Their h100 may be another one."""
    save(tmp_path, Machine(name="h100", accelerators_bytes=(94 * _GIB,)))
    assert room_of("h100", tmp_path, DEVICES, here) == 94 * _GIB
    assert machine_of("h100-80gb", tmp_path, DEVICES, here).name == "h100-80gb"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("rug", "the nearest is rig"),
        ("zzz", "there are this, rig and what `modeldex machine devices` lists"),
        ("m4-max", "it may be m4-max-128gb or m4-max-64gb"),
        ("h100-90gb", "the nearest is h100-80gb"),
        ("blank", "its memory is not known; `modeldex machine save NAME` describes it"),
    ],
)
def test_an_unknown_name_says_what_there_is(tmp_path: Path, name: str, sentence: str) -> None:
    """And the way to more."""
    save(tmp_path, Machine(name="rig", accelerators_bytes=(24 * _GIB,)))
    if name == "blank":
        save(tmp_path, Machine(name=name))
    with pytest.raises(LookupError) as caught:
        room_of(name, tmp_path, DEVICES, here)
    assert caught.value.args[0] == sentence


def test_a_device_is_found_by_its_key() -> None:
    """In any case."""
    assert device_of("M4-MAX-128GB", DEVICES) is MAC
    with pytest.raises(LookupError, match=r"^`modeldex machine devices` lists them$"):
        device_of("", DEVICES)
