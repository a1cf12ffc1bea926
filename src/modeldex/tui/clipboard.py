"""Copying, and saying honestly how."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from modeldex.tui import programs

PROGRAMS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
)
"""Programs that own a local clipboard, and the variable without which they cannot work."""

SECONDS = 1.5
"""Given to each program."""

_ASCII_ONLY = "clip.exe"
"""Reads the code page of its console, which is not UTF-8."""


class Tried(NamedTuple):
    """What came of the programs that own a clipboard."""

    done: bool
    """Whether one of them took the text; if not, the terminal is to be asked."""

    sentence: str


def copy(text: str, environ: Mapping[str, str] = os.environ, seconds: float = SECONDS) -> Tried:
    """Give `text` to the first program that takes it; blocks for up to `seconds` a program.

    None is tried over SSH: its clipboard would be that of the other machine.
    """
    failed = []
    for command in () if "SSH_CONNECTION" in environ else _usable(environ):
        name = Path(command[0]).name
        if name == _ASCII_ONLY and not text.isascii():
            continue
        if programs.give(command, text.encode(errors="replace"), seconds):
            return Tried(done=True, sentence=f"Copied {text} with {name}.")
        failed.append(name)
    why = f"; {' and '.join(failed)} did not take it" if failed else ""
    return Tried(done=False, sentence=f"Asked the terminal to copy {text}{why}.")


def _usable(environ: Mapping[str, str]) -> list[Sequence[str]]:
    found = [
        (shutil.which(command[0], path=environ.get("PATH")), command)
        for variable, command in PROGRAMS
        if not variable or environ.get(variable)
    ]
    return [(path, *command[1:]) for path, command in found if path is not None]
