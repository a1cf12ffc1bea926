"""Machines that a person has described: a folder of TOML files, one a machine."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from modeldex.criteria import instead
from modeldex.errors import ModeldexError, UsageError
from modeldex.machine.detection import THIS
from modeldex.memory import Machine
from modeldex.paths import write_whole
from modeldex.text import UNCUT, clean
from modeldex.toml import LosslessError, difference, edit

FORMAT = 1
"""Version of the layout; a file with a higher one was written by a newer modeldex."""

_SUFFIX = ".toml"
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")
"""Begins with a letter, so that `fits:24gb` is never a machine."""

_KEYS = {"format", "name", "accelerators_bytes", "ram_bytes", "unified"}
_MOST_FILE_BYTES = 64 * 1024


class MachineError(ModeldexError):
    """The file of a machine cannot be read or written; the message names the file and why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Profiles:
    """What a folder holds."""

    machines: Mapping[str, Machine]
    """By name, in order."""

    faults: tuple[str, ...] = ()
    """One sentence for each file that is broken; it hides no other."""


def profiles(folder: Path) -> Profiles:
    """Return the machines described in `folder`, which need not exist.

    Raises MachineError when the folder itself cannot be read.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == _SUFFIX)
    except FileNotFoundError:
        return Profiles(machines={})
    except OSError as error:
        message = f"{clean(str(folder), UNCUT)}: cannot be read: {error.strerror}."
        raise MachineError(message) from error
    found: dict[str, Machine] = {}
    faults = []
    for path in files:
        try:
            found[path.stem] = load(path)
        except MachineError as error:
            faults.append(str(error))
    return Profiles(machines=found, faults=tuple(faults))


def load(path: Path) -> Machine:
    """Return the machine a file describes; raises MachineError with the file and the key."""
    import tomllib

    shown = clean(str(path), UNCUT)
    try:
        with path.open("rb") as file:
            table = tomllib.loads(file.read(_MOST_FILE_BYTES).decode("utf-8-sig"))
    except OSError as error:
        message = f"{shown}: cannot be read: {error.strerror}."
        raise MachineError(message) from error
    except (ValueError, RecursionError) as error:
        message = f"{shown}: not valid TOML: {clean(str(error))}"
        raise MachineError(message) from None
    fault = next(_faults(path, table), None)
    if fault is not None:
        message = f"{shown}: {fault}."
        raise MachineError(message)
    return Machine(
        name=path.stem,
        accelerators_bytes=tuple(table.get("accelerators_bytes", ())),
        ram_bytes=table.get("ram_bytes"),
        unified=table.get("unified", False),
    )


def save(folder: Path, machine: Machine) -> Path:
    """Return the file that describes `machine` now, whole or, after a failure, as it was.

    Raises UsageError for a name that no file can have, MachineError when the disk refuses.
    """
    import tomli_w

    path = _path(folder, machine.name)
    table: dict[str, object] = {
        "format": FORMAT,
        "name": machine.name.lower(),
        "accelerators_bytes": list(machine.accelerators_bytes),
        "unified": machine.unified,
    }
    if machine.ram_bytes is not None:
        table["ram_bytes"] = machine.ram_bytes
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, _edited(path, table) or tomli_w.dumps(table).encode())
    except OSError as error:
        message = f"{clean(str(path), UNCUT)}: cannot be written: {error.strerror}."
        raise MachineError(message) from error
    return path


def _edited(path: Path, table: Mapping[str, object]) -> bytes | None:
    """Return the file with what differs changed in place; None where there is no good one."""
    import tomllib

    try:
        load(path)
        data = path.read_bytes()
        old = tomllib.loads(data.decode("utf-8-sig"))
        return edit(data, difference(old, table))
    except (MachineError, LosslessError):
        if path.exists():
            raise
        return None


def remove(folder: Path, name: str) -> None:
    """Delete the file of the machine called `name`.

    Raises UsageError that names those there are, MachineError when the disk refuses.
    """
    path = _path(folder, name)
    try:
        path.unlink()
    except FileNotFoundError:
        advice = instead(name, profiles(folder).machines)
        message = f"There is no machine called {clean(name)}; {advice}"
        raise UsageError(message) from None
    except OSError as error:
        message = f"{clean(str(path), UNCUT)}: cannot be removed: {error.strerror}."
        raise MachineError(message) from error


def _path(folder: Path, name: str) -> Path:
    if not _NAME.fullmatch(name.lower()) or name.lower() == THIS:
        message = (
            f"{clean(name) or 'An empty text'} cannot be a machine's name: it begins with a "
            f"letter, has letters, digits, - and _ only, 60 at most, and is not {THIS}."
        )
        raise UsageError(message)
    return folder / f"{name.lower()}{_SUFFIX}"


def _faults(path: Path, table: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with a file, in the order in which it matters."""
    written = table.get("format")
    if written != FORMAT:
        yield f"format: expected {FORMAT}, got {clean(str(written))}; update modeldex"
    if not _NAME.fullmatch(path.stem) or path.stem == THIS:
        yield "the file's name is no machine's name; rename it"
    for key in table:
        if key not in _KEYS:
            yield f"{clean(key)}: unknown key; there are {', '.join(sorted(_KEYS))}"
    sizes = table.get("accelerators_bytes", [])
    if not isinstance(sizes, list) or not all(map(_is_size, sizes)):
        yield "accelerators_bytes: expected a list of whole numbers > 0"
    if "ram_bytes" in table and not _is_size(table["ram_bytes"]):
        yield "ram_bytes: expected a whole number > 0"
    if not isinstance(table.get("unified", False), bool):
        yield "unified: expected true or false"


def _is_size(value: object) -> bool:
    """Return whether a value is a number of bytes that a computer can have."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63
