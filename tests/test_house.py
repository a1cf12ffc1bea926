"""The house rules that no linter knows: budgets, cycles, names, what lies where."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]

MODULE_LINES = 300
FUNCTION_LINES = 40

TOP_LEVEL = {"LICENSE", "README.md", "catalog", "pyproject.toml", "screenshots", "src", "tests"}

VAGUE_NAMES = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}

type_of_function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is tracked or about to be, relative to the root."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(Path(name) for name in names.split("\0") if name and (ROOT / name).is_file())


def functions(tree: ast.AST) -> Iterator[type_of_function]:
    """Yield every function and method, nested ones too."""
    for node in ast.walk(tree):
        if isinstance(node, type_of_function):
            yield node


def lines_without_docstring(function: type_of_function) -> int:
    """Return how many lines a function has from `def` to its end, its docstring left out."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        assert docstring.end_lineno is not None
        lines -= docstring.end_lineno - docstring.lineno + 1
    return lines


def test_modules_and_functions_keep_to_their_budgets() -> None:
    """No module passes 300 lines and no function 40, so that each is read at one sitting."""
    faults = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT)
        if (lines := source.count("\n")) > MODULE_LINES:
            faults.append(f"{name}: {lines} lines")
        faults += [
            f"{name}:{function.lineno} {function.name}: {lines} lines"
            for function in functions(ast.parse(source))
            if (lines := lines_without_docstring(function)) > FUNCTION_LINES
        ]
    assert not faults, "\n".join(faults)


def test_no_import_leads_back_to_where_it_started() -> None:
    """Modules form no cycle, inside the packages either, late imports counted.

    Only what a type checker alone reads is left out: a screen names the app that it belongs to.
    """
    graph = grimp.build_graph("modeldex", cache_dir=None, exclude_type_checking_imports=True)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the cycle
    assert "modeldex.entry" in imports


def test_no_python_file_has_a_name_that_says_nothing() -> None:
    """Files are named by what they hold."""
    vague = [
        str(path)
        for path in files()
        if path.suffix == ".py" and VAGUE_NAMES & set(re.split(r"[/_.]", str(path)))
    ]
    assert not vague


def test_the_top_level_holds_what_was_agreed() -> None:
    """Nothing lies at the top but the agreed names and dotfiles."""
    top = {path.parts[0] for path in files() if not path.parts[0].startswith(".")}
    assert top <= TOP_LEVEL


def test_no_file_names_a_place_on_one_machine() -> None:
    """What is shipped makes sense to a stranger: no path of the machine it was written on."""
    place = re.compile(r"(?<![\w./-])/(?:work|root|home/\w+)/|(?<![\w./-])/tmp/[w]\b")
    faults = []
    for path in files():
        if path.suffix in {".py", ".md", ".toml", ".tcss", ".svg", ".txt", ""}:
            text = (ROOT / path).read_text(encoding="utf-8")
            faults += [f"{path}: {match[0]}" for match in place.finditer(text)]
    assert not faults


def asserts_something(function: type_of_function) -> bool:
    """Return whether a test can fail by itself.

    By an assert, by pytest.raises, by waiting for a text on the screen, or by a function of its
    own called assert_... or check_...
    """
    for node in ast.walk(function):
        if isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant):
            return True
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in {"raises", "wait_for"} or name.startswith(("assert_", "check_")):
                return True
    return False


CLOCKS = {"time", "monotonic", "perf_counter", "process_time", "thread_time"}


def test_no_test_asserts_on_elapsed_time() -> None:
    """A busy machine may be slow; benchmarks, not tests, measure time."""
    faults = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assert):
                calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
                clocks = {ast.unparse(call.func).rpartition(".")[2] for call in calls} & CLOCKS
                if clocks:
                    faults.append(f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}")
    assert not faults, "\n".join(faults)


def test_an_assertion_of_a_constant_is_no_assertion() -> None:
    """`assert True` does not count."""
    constant = ast.parse("def test_nothing():\n    assert True")
    compared = ast.parse("def test_sum():\n    assert 1 + 1 == 2")
    assert [asserts_something(next(functions(tree))) for tree in (constant, compared)] == [
        False,
        True,
    ]


def test_every_test_says_what_it_shows_and_shows_it() -> None:
    """Each test function has a docstring and asserts something."""
    faults = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for function in functions(ast.parse(path.read_text(encoding="utf-8"))):
            if function.name.startswith("test_"):
                spot = f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
                if ast.get_docstring(function) is None:
                    faults.append(f"{spot}: no docstring")
                if not asserts_something(function):
                    faults.append(f"{spot}: asserts nothing")
    assert not faults, "\n".join(faults)
