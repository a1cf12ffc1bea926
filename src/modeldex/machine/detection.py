"""What memory this computer has, asked of its own tools, none of which is believed blindly."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from modeldex.machine.commands import output_of
from modeldex.memory import GIB, Machine

THIS = "this"
"""The name of the computer at hand."""

_MIB = 1024**2
_MOST_BYTES = 16 * 1024**4
"""Of one GPU or of main memory: the largest servers have 16 TiB; more is a tool's mistake."""

_MOST_GPUS = 64
_LEAST_AMD_BYTES = 3 * GIB
"""A processor with graphics sets less than this of main memory aside, and is no GPU to run on."""

_UNIFIED = re.compile(r"\bGB10\b")
"""The NVIDIA chip that has no memory of its own and says `[N/A]` where others name its size."""

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Probes:
    """Where to look; a command is looked for on the PATH."""

    nvidia: tuple[str, ...] = (
        "nvidia-smi",
        "--query-gpu=name,memory.total",
        "--format=csv,noheader,nounits",
    )
    apple: tuple[str, ...] = ("sysctl", "-n")
    """Followed by the name of what is asked."""

    drm: Path = Path("/sys/class/drm")
    """Where Linux lists graphics cards; AMD's driver says there how much memory they have."""

    memory_limit: Path = Path("/sys/fs/cgroup/memory.max")
    """Where Linux says how much a container may use."""

    system: str = sys.platform
    seconds: float = 3
    """How long a command may take; nvidia-smi needs up to 2 s to wake a sleeping card."""


def detect(probes: Probes | None = None) -> Machine:
    """Return what is known of this computer; what no tool tells is unknown or absent."""
    probes = probes or Probes()
    ram = _main_memory(probes)
    if probes.system == "darwin":
        return _mac(probes, ram)
    nvidia = list(_nvidia(probes))
    shared = any(size is None for size in nvidia)
    own = [size for size in nvidia if size is not None]
    found = tuple([*own, *_amd(probes)][:_MOST_GPUS])
    unified = shared and not found
    return Machine(name=THIS, accelerators_bytes=found, ram_bytes=ram, unified=unified)


def _nvidia(probes: Probes) -> Iterator[int | None]:
    """Yield the bytes of each card; None for a chip that works in main memory."""
    for line in (output_of(probes.nvidia, probes.seconds) or "").splitlines():
        name, _, stated = line.rpartition(",")
        size = _believed(stated, _MIB)
        if size is not None:
            yield size
        elif _UNIFIED.search(name):
            yield None


def _amd(probes: Probes) -> Iterator[int]:
    """Yield the bytes of each card; a folder such as `card0-DP-1` is a plug of one."""
    for folder in sorted(probes.drm.glob("card*")):
        if folder.name.removeprefix("card").isdecimal():
            size = _believed(_first_line(folder / "device" / "mem_info_vram_total"), 1)
            if size is not None and size >= _LEAST_AMD_BYTES:
                yield size


def _mac(probes: Probes, ram: int | None) -> Machine:
    """Return a Mac; those with Apple's own chips share their memory with the GPU.

    The limit is 0 unless the person has set one.
    """
    ram = _asked(probes, "hw.memsize") or ram
    unified = _asked(probes, "hw.optional.arm64") == 1
    limit = _asked(probes, "iogpu.wired_limit_mb", _MIB) if unified else None
    limited = (limit,) if limit is not None and (ram is None or limit <= ram) else ()
    return Machine(name=THIS, accelerators_bytes=limited, ram_bytes=ram, unified=unified)


def _asked(probes: Probes, name: str, unit: int = 1) -> int | None:
    return _believed(output_of((*probes.apple, name), probes.seconds) or "", unit)


def _main_memory(probes: Probes) -> int | None:
    """Return the bytes of main memory, or of what a container may use of it."""
    names = getattr(os, "sysconf_names", {})
    if "SC_PAGE_SIZE" not in names or "SC_PHYS_PAGES" not in names:
        return None  # Windows
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    whole = pages * size if pages > 0 and size > 0 else None
    limit = _believed(_first_line(probes.memory_limit), 1)
    known = [number for number in (whole, limit) if number is not None]
    return min(known, default=None)


def _believed(text: str, unit: int) -> int | None:
    """Return the bytes that a tool's number of `unit` means; None for anything else."""
    if not _NUMBER.fullmatch(text.strip()):
        return None
    size = int(text) * unit
    return size if size <= _MOST_BYTES else None


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(64).decode("ascii", "replace").partition("\n")[0]
    except OSError:  # no such card, or no leave to ask
        return ""
