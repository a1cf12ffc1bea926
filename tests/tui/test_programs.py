"""Clipboard programs and browsers of every kind of bad manners."""

import os
import threading
from pathlib import Path

import pytest

from modeldex.tui import browser, clipboard
from tests.examples import OPEN
from tests.tui.desktop import program, until
from tests.tui.few import few, press, running, said

URL = "https://example.org/a?b=c&d"

UNWILLING = {
    "hangs": "exec sleep 60",
    "hangs after it read": "cat > /dev/null; exec sleep 60",
    "fails": "echo no display >&2; exit 1",
    "does not read": "exec <&-; sleep 60",
}
"""Scripts of clipboard programs that do not take the text."""


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment whose programs are those of `folder` and the system's shell."""
    return {"PATH": f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin", "DISPLAY": ":9", **more}


@pytest.mark.parametrize("script", UNWILLING.values(), ids=UNWILLING)
def test_an_unwilling_clipboard_program_is_named_and_the_terminal_asked(
    tmp_path: Path, script: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """However it refuses, and although the text is larger than a pipe; nothing is printed."""
    program(tmp_path, "wl-copy", script)
    environ = surroundings(tmp_path, WAYLAND_DISPLAY="w")
    del environ["DISPLAY"]
    tried = clipboard.copy("x" * 200_000, environ, seconds=0.3)
    assert not tried.done
    assert tried.sentence.startswith("Asked the terminal to copy x")
    assert tried.sentence.endswith("wl-copy did not take it.")
    assert capfd.readouterr() == ("", "")


def test_a_clipboard_program_that_cannot_be_run_is_not_the_end(tmp_path: Path) -> None:
    """WSL's clip.exe without its Windows: a file of another machine's kind."""
    (tmp_path / "clip.exe").write_bytes(b"MZ\x90\0")
    (tmp_path / "clip.exe").chmod(0o755)
    tried = clipboard.copy("a/b", {"PATH": str(tmp_path)})
    assert tried == (False, "Asked the terminal to copy a/b; clip.exe did not take it.")


def test_a_clipboard_program_that_stays_in_the_background_is_let_live(tmp_path: Path) -> None:
    """It owns the selection, as xclip does, with every stream it was given still open."""
    kept = tmp_path / "kept"
    mine = program(tmp_path, "wl-copy", f'cat > "{kept}"; (sleep 60) & echo $! > "{kept}.pid"')
    environ = surroundings(mine.parent, WAYLAND_DISPLAY="w")
    assert clipboard.copy("a/b", environ, 5) == (True, "Copied a/b with wl-copy.")
    assert kept.read_text(encoding="utf-8") == "a/b"
    pid = int(Path(f"{kept}.pid").read_text(encoding="utf-8"))
    os.kill(pid, 0)  # raises where it is gone
    os.kill(pid, 9)


def test_over_ssh_no_program_is_tried(tmp_path: Path) -> None:
    """The clipboard that a person looks at is that of the terminal."""
    program(tmp_path, "wl-copy", "cat > /dev/null")
    environ = surroundings(tmp_path, WAYLAND_DISPLAY="w", SSH_CONNECTION="1")
    assert clipboard.copy("a/b", environ) == (False, "Asked the terminal to copy a/b.")


@pytest.mark.parametrize("name", ["w3m", "lynx", "links", "elinks", "www-browser"])
def test_a_browser_in_the_terminal_is_never_started(tmp_path: Path, name: str) -> None:
    """Not by $BROWSER, not by a link to it, not by the desktop's opener; the address is shown."""
    ran = tmp_path / "ran"
    text = program(tmp_path / "real", "w3m" if name == "www-browser" else name, f'touch "{ran}"')
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / name).symlink_to(text)
    (folder / "sensible").symlink_to(text)
    program(folder, "xdg-open", f'test -z "$BROWSER" || touch "{ran}"; exit 3')
    chosen = os.pathsep.join((name, f"{folder}/sensible -T %s", "'unbalanced"))
    environ = {"PATH": f"{folder}:/bin", "DISPLAY": ":9", "BROWSER": chosen}
    shown = browser.show(URL, environ, platform="linux")
    assert shown == f"No browser with a window of its own was found. The page is at {URL}"
    assert not ran.exists()


def test_a_browser_gets_the_address_whole_and_no_terminal(tmp_path: Path) -> None:
    """As $BROWSER says where; one that goes on is left running, one that fails is passed over."""
    seen = tmp_path / "seen"
    script = f'echo soil; echo soil >&2; (: < /dev/tty) 2>/dev/null && echo tty > "{seen}"\n'
    script += f'echo "$1 $2" >> "{seen}"; exec sleep 2'
    good = program(tmp_path, "window", script)
    bad = program(tmp_path, "broken", "exit 1")
    environ = surroundings(tmp_path, BROWSER=f"{bad}:{good} --at=%s new")
    assert browser.show(URL, environ, 0.5, "linux") == f"Asked window to open {URL}"
    assert seen.read_text(encoding="utf-8") == f"--at={URL} new\n"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "--version"])
def test_only_a_web_address_is_given_to_a_browser(tmp_path: Path, url: str) -> None:
    """The address of a source is outside text."""
    environ = surroundings(tmp_path, BROWSER=str(program(tmp_path, "window", "exit 0")))
    assert browser.show(url, environ) == f"The page is at {url}"


async def test_keys_are_answered_while_a_clipboard_program_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark is set before the program is given up."""
    started, release = tmp_path / "started", tmp_path / "release"
    waits = f'touch "{started}"; while ! test -e "{release}"; do sleep 0.02; done; exit 1'
    folder = program(tmp_path / "bin", "wl-copy", waits).parent
    for name, value in surroundings(folder, WAYLAND_DISPLAY="w").items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("DISPLAY")
    async with running(few(tmp_path, (OPEN,), marked=False), "y") as (app, pilot):
        await until(started.exists)
        assert "program" in {thread.name for thread in threading.enumerate()}
        await press(app, pilot, "space")
        assert app.marks == (OPEN.id,)
        assert "copy" not in said(app)
        release.touch()
        await until(lambda: "Asked the terminal to copy" in said(app))
