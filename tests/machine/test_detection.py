"""Detection, with real programs in place of the vendors' tools."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modeldex.machine import THIS, Probes, detect
from modeldex.memory import Machine

_MIB, _GIB = 2**20, 2**30

Tool = Callable[[str, str], None]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Return a function that puts a program of this name and these lines of shell on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def write(name: str, script: str) -> None:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    return write


@pytest.fixture
def probes(tmp_path: Path) -> Probes:
    """Return probes that find nothing of the computer the test runs on but its main memory."""
    return Probes(
        nvidia=("fake-nvidia-smi", "--query-gpu=name,memory.total"),
        apple=("fake-sysctl", "-n"),
        drm=tmp_path / "drm",
        memory_limit=tmp_path / "memory.max",
        system="linux",
    )


def found(probes: Probes) -> Machine:
    """Return what is detected, which is always called `this`."""
    machine = detect(probes)
    assert machine.name == THIS
    return machine


def test_a_computer_without_a_card_has_main_memory(probes: Probes) -> None:
    """This one: a gibibyte at least."""
    machine = found(probes)
    assert (machine.accelerators_bytes, machine.unified) == ((), False)
    assert machine.ram_bytes is not None
    assert machine.ram_bytes > _GIB


@pytest.mark.parametrize(
    ("limit", "holds"), [("1073741824\n", True), ("max\n", False), ("", False)]
)
def test_a_container_has_what_it_may_use(probes: Probes, limit: str, holds: bool) -> None:  # noqa: FBT001
    """`max` is no limit."""
    probes.memory_limit.write_text(limit)
    assert (found(probes).ram_bytes == _GIB) == holds


def test_cards_of_nvidia_are_asked_for(probes: Probes, tool: Tool) -> None:
    """Mebibytes, one card a line; the arguments reach the tool."""
    tool(
        "fake-nvidia-smi",
        '[ "$1" = --query-gpu=name,memory.total ] && '
        "printf 'NVIDIA GeForce RTX 4090, 24564\\nNVIDIA H100, 81559\\n'",
    )
    assert found(probes).accelerators_bytes == (24_564 * _MIB, 81_559 * _MIB)


def test_a_chip_without_memory_of_its_own_shares(probes: Probes, tool: Tool) -> None:
    """A DGX Spark says `[N/A]`; other cards that say so are left out."""
    tool("fake-nvidia-smi", "echo 'NVIDIA GB10, [N/A]'")
    assert found(probes).unified
    tool("fake-nvidia-smi", "echo 'NVIDIA H100 MIG, [N/A]'")
    assert not found(probes).unified


def test_cards_of_amd_are_read_from_the_kernel(probes: Probes) -> None:
    """Not the plugs of a card, and not the little that a processor with graphics sets aside."""
    sizes = {"card0": 512 * _MIB, "card1": 24 * _GIB, "card1-DP-1": 24 * _GIB, "card2": 16 * _GIB}
    for name, size in sizes.items():
        (probes.drm / name / "device").mkdir(parents=True)
        (probes.drm / name / "device" / "mem_info_vram_total").write_text(f"{size}\n")
    (probes.drm / "card3" / "device").mkdir(parents=True)
    assert found(probes).accelerators_bytes == (24 * _GIB, 16 * _GIB)


@pytest.mark.parametrize(
    ("limit", "own"), [("0", ()), ("98304", (96 * _GIB,)), ("999999999", ()), ("-1", ())]
)
def test_a_mac_shares_its_memory(
    probes: Probes, tool: Tool, limit: str, own: tuple[int, ...]
) -> None:
    """A limit that the person has set is the GPU's; 0 is none, and more than all is a mistake."""
    tool(
        "fake-sysctl",
        f"case $2 in hw.memsize) echo 137438953472;; hw.optional.arm64) echo 1;; "
        f"iogpu.wired_limit_mb) echo {limit};; esac",
    )
    machine = found(Probes(apple=probes.apple, system="darwin"))
    expected = Machine(name=THIS, accelerators_bytes=own, ram_bytes=128 * _GIB, unified=True)
    assert machine == expected


def test_a_mac_of_intel_does_not_share(probes: Probes, tool: Tool) -> None:
    """It does not know the question, which is no 1."""
    tool("fake-sysctl", "[ $2 = hw.memsize ] && echo 17179869184 || exit 1")
    machine = found(Probes(apple=probes.apple, system="darwin"))
    assert (machine.ram_bytes, machine.unified) == (16 * _GIB, False)


@pytest.mark.parametrize(
    "script",
    [
        "exit 9",
        "echo 'NVIDIA, 24564'; exit 9",
        "echo 'NVIDIA-SMI has failed because it could not communicate with the driver'",
        "printf 'x, -1\\nx, 0\\nx, 1e9\\nx, 007\\nx, 9999999999999999999999\\nx, \\n,\\n\\n'",
        "printf 'x, \\330\\271\\n\\377\\376\\000\\n'",
        "printf 'x, \\xd9\\xa1\\xd9\\xa2\\n'",
        "yes 'x, 24564'",
        "cat /dev/zero",
        "kill -9 $$",
    ],
)
def test_what_makes_no_sense_is_no_card(probes: Probes, tool: Tool, script: str) -> None:
    """Failures, nonsense, endless output: no card, no error, and no waiting."""
    tool("fake-nvidia-smi", script)
    assert found(probes).accelerators_bytes == ()


def test_a_tool_that_hangs_is_left_behind_with_its_children(
    probes: Probes, tool: Tool, tmp_path: Path
) -> None:
    """Also when a child of its holds the pipe open."""
    tool("fake-nvidia-smi", f"sleep 30 & echo $! > {tmp_path}/child; wait")
    machine = found(Probes(nvidia=probes.nvidia, drm=probes.drm, system="linux", seconds=0.3))
    assert machine.accelerators_bytes == ()
    child = int((tmp_path / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    for _ in range(100):
        if not state.exists() or ") Z " in state.read_text():
            break
        time.sleep(0.01)
    else:
        pytest.fail("the child is still there")
    assert machine.name == THIS


def test_a_file_that_is_no_program_is_none(probes: Probes, tool: Tool, tmp_path: Path) -> None:
    """It has the mode of one."""
    tool("fake-nvidia-smi", "")
    (tmp_path / "bin" / "fake-nvidia-smi").write_bytes(b"\x7fELF nothing")
    assert found(probes).accelerators_bytes == ()


def test_so_many_cards_are_no_computer(probes: Probes, tool: Tool) -> None:
    """The first 64 are taken."""
    tool("fake-nvidia-smi", "for i in $(seq 200); do echo 'x, 1024'; done")
    assert found(probes).accelerators_bytes == (_GIB,) * 64


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_any_bytes_of_a_tool_are_borne(
    probes: Probes, tool: Tool, tmp_path: Path, data: bytes
) -> None:
    """Whatever they are, what comes out is a size a computer can have."""
    (tmp_path / "said").write_bytes(data)
    tool("fake-nvidia-smi", f"cat {tmp_path}/said")
    for size in found(probes).accelerators_bytes:
        assert 0 < size <= 16 * 2**40
