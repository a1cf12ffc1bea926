"""No program is started with the terminal in its hands, or waited for without a limit."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"

STREAMS = {"stdin", "stdout", "stderr"}

RUNS = {"run", "call", "check_call", "check_output"}
"""What waits for the end of a program."""

OTHERWISE = {
    *("os.system", "os.popen", "pty.spawn", "pty.fork", "os.fork", "os.forkpty", "app.suspend"),
    *("subprocess.getoutput", "subprocess.getstatusoutput", "self.open_url", "app.open_url"),
    *("asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "self.suspend"),
}
"""Ways to start a program that cannot be held to the rule, or hand the terminal over."""

LIMITED = {
    "modeldex/machine/commands.py": "a timer ends it",
    "modeldex/sync/apart.py": "Python itself, which `close` kills; its answers come in a thread",
    "modeldex/tui/programs.py": "`communicate` and `wait` have limits",
}
"""Modules with a `Popen`, and what limits the wait for it."""


def faults(source: str, name: str) -> Iterator[str]:
    """Yield what in a module breaks the rule, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            imported = [getattr(node, "module", None), *(alias.name for alias in node.names)]
            if "webbrowser" in imported:
                yield f"{node.lineno}: webbrowser gives a browser the terminal"
            if imported[0] == "subprocess":
                yield f"{node.lineno}: write subprocess.{imported[1]}, so that it is found"
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            yield from (f"{node.lineno}: {fault}" for fault in _call_faults(node, called, name))


def _call_faults(node: ast.Call, called: str, name: str) -> Iterator[str]:
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    module, _, function = called.rpartition(".")
    if called in OTHERWISE or called.startswith(("os.exec", "os.spawn", "os.posix_spawn")):
        yield f"{called} is not to be used"
    if module != "subprocess" or function not in {*RUNS, "Popen"}:
        return
    redirected = STREAMS & {name for name, value in given.items() if value != "None"}
    redirected |= {"stdout", "stderr"} if given.get("capture_output") == "True" else set()
    redirected |= {"stdin"} if "input" in given else set()
    if redirected != STREAMS:
        yield f"{called} inherits {', '.join(sorted(STREAMS - redirected))}"
    if function in RUNS and given.get("timeout", "None") == "None":
        yield f"{called} has no timeout"
    if function == "Popen" and name not in LIMITED:
        yield f"{called}: nothing is known to limit the wait for it"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_every_program_has_a_limit_and_no_terminal(path: Path) -> None:
    """Its streams are its own, and what waits for it waits for so long and no longer."""
    name = path.relative_to(SOURCE).as_posix()
    assert list(faults(path.read_text(encoding="utf-8"), name)) == []


@pytest.mark.parametrize("name", LIMITED)
def test_every_wait_for_an_own_process_is_limited(name: str) -> None:
    """A module with a `Popen` kills it, and waits without a limit only for one that was killed."""
    tree = ast.parse((SOURCE / name).read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert "subprocess.Popen" in called
    assert {"process.kill", "os.killpg"} & called


def test_the_screens_start_programs_in_one_place() -> None:
    """That place blocks; it is called by what `Host` runs in a thread, and by nothing else."""
    users = {
        path.stem
        for path in (SOURCE / "modeldex" / "tui").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import)
        if {"programs", "subprocess"} & {alias.name for alias in node.names}
    }
    assert users == {"browser", "clipboard", "programs"}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("subprocess.run(['a'], stdin=0, capture_output=True)", "no timeout"),
        ("subprocess.run(['a'], input=b'', timeout=2)", "inherits stderr, stdout"),
        ("subprocess.run(['a'], input='', stdout=None, stderr=1, timeout=2)", "inherits stdout"),
        ("subprocess.Popen(['a'], stdin=0, stdout=1, stderr=2)", "nothing is known"),
        ("from subprocess import run", "write subprocess.run"),
        ("import webbrowser", "webbrowser"),
        ("os.system('a')", "not to be used"),
        ("os.execvp('a', [])", "not to be used"),
    ],
)
def test_the_rule_finds_what_breaks_it(source: str, fault: str) -> None:
    """Each way to break it, once."""
    assert [fault in found for found in faults(source, "a.py")] == [True]
