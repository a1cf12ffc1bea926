"""Stand-ins for the programs of a desktop: real ones, in a folder of their own."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest


def program(folder: Path, name: str, script: str) -> Path:
    """Write a shell script that can be run as `name`; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def recording_browser(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make $BROWSER one that writes the address it gets; return the file it appears in."""
    opened = folder / "opened"
    script = f'printf %s "$1" > "{opened}.tmp" && mv "{opened}.tmp" "{opened}"'
    patch.setenv("BROWSER", str(program(folder / "programs", "window", script)))
    return opened


async def until(holds: Callable[[], object]) -> None:
    """Let the app go on until something holds. Raises TimeoutError after 20 s."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - what is waited for is another process
            await asyncio.sleep(0.01)
