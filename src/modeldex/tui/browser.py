"""Opening a page in a browser that has a window of its own."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from modeldex.tui import programs

SECONDS = 3.0
"""After which a browser that still runs is taken to have opened the page."""

_IN_TERMINAL = frozenset(
    {"w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "chawan", "cha", "netrik"}
)
"""Browsers that draw in the terminal, which is in use."""

_GRAPHICAL = (
    ("wslview",),
    ("xdg-open",),
    ("gio", "open"),
    ("x-www-browser",),
    ("firefox",),
    ("chromium",),
    ("google-chrome",),
)
"""What opens a page on a desktop, in the order in which it is tried."""


def show(
    url: str,
    environ: Mapping[str, str] = os.environ,
    seconds: float = SECONDS,
    platform: str = sys.platform,
) -> str:
    """Have a browser open `url`; return a sentence that says which, or shows the address.

    Blocks for up to `seconds` for each browser that fails. One in the terminal is never started.
    """
    if not url.startswith(("https://", "http://")):
        return f"The page is at {url}"
    if platform == "win32":
        with suppress(OSError, AttributeError):
            os.startfile(url)  # type: ignore[attr-defined, unused-ignore]  # noqa: S606
            return f"Asked Windows to open {url}"
    # `xdg-open` would start the browser that was passed over here.
    inherited = {name: value for name, value in environ.items() if name != "BROWSER"}
    for command in _commands(url, environ, platform):
        if programs.start(command, inherited, seconds):
            return f"Asked {Path(command[0]).name} to open {url}"
    return f"No browser with a window of its own was found. The page is at {url}"


def _commands(url: str, environ: Mapping[str, str], platform: str) -> Iterator[list[str]]:
    """Yield whole commands, those of $BROWSER first."""
    for words in _chosen(environ):
        command = [word.replace("%s", url) for word in words]
        yield _found(command if command != words else [*words, url], environ)
    if platform == "darwin":
        yield ["open", url]
    elif environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or "WSL_DISTRO_NAME" in environ:
        for program in _GRAPHICAL:
            if _is_graphical(program[0], environ):
                yield _found([*program, url], environ)


def _chosen(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the commands in $BROWSER that can be run and do not draw in the terminal."""
    for command in environ.get("BROWSER", "").split(os.pathsep):
        with suppress(ValueError):  # a quotation mark without its partner
            words = shlex.split(command.removesuffix("&"))
            if words and _is_graphical(words[0], environ):
                yield words


def _is_graphical(program: str, environ: Mapping[str, str]) -> bool:
    """Whether there is such a program, and neither it nor what it links to draws in a terminal."""
    path = shutil.which(program, path=environ.get("PATH"))
    if path is None:
        return False
    names = {Path(program).name, Path(os.path.realpath(path)).name}
    # `www-browser` is Debian's name for a browser in the terminal.
    return not names & (_IN_TERMINAL | {"www-browser"})


def _found(command: list[str], environ: Mapping[str, str]) -> list[str]:
    return [shutil.which(command[0], path=environ.get("PATH")) or command[0], *command[1:]]
