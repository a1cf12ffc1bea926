"""The parts of the README that are made from the program itself: `python -m tests.readme`."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode

from modeldex import paths
from modeldex.cli.browse import parser
from modeldex.cli.catalog_files import lines
from modeldex.comparison import coverage
from modeldex.curated import shipped
from modeldex.fields import FIELDS, Kind
from modeldex.scorecard import CRITERIA, RULES
from modeldex.tui.app import ModeldexApp
from modeldex.tui.browse import BrowseScreen
from modeldex.tui.compare import CompareScreen
from modeldex.tui.costs import CostsScreen
from modeldex.tui.plots import PlotsScreen
from modeldex.tui.sides import SideBySide
from modeldex.tui.table import MOVES, RowTable

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def made(text: str) -> str:
    """Return the README with every part between its marks as the program has it now."""
    return _BLOCK.sub(lambda match: match[1] + PARTS[match[2]]() + match[3], text)


def keys() -> str:
    """Return the keys of the browse screen as a table."""
    return _bound(BrowseScreen, RowTable, ModeldexApp)


def compare_keys() -> str:
    """Return the keys of the compare screen as a table, those of the table left out."""
    return _bound(CompareScreen, SideBySide)


def cost_keys() -> str:
    """Return the keys of the cost screen as a table."""
    return _bound(CostsScreen)


def plot_keys() -> str:
    """Return the keys of the plot screen as a table."""
    return _bound(PlotsScreen)


def _bound(*owners: type[DOMNode]) -> str:
    rows = ["| Key | What it does |", "|---|---|"]
    moves = () if RowTable in owners else MOVES
    bindings = (b for owner in owners for b in owner.BINDINGS if b not in moves)
    rows += [
        f"| {_keys(binding.key)} | {binding.description} |"
        for binding in bindings
        if isinstance(binding, Binding)
    ]
    return "\n".join(rows) + "\n"


def _keys(key: str) -> str:
    names = {
        "slash": "/",
        "question_mark": "?",
        "space": "Space",
        "less_than_sign": "<",
        "greater_than_sign": ">",
        "dollar_sign": "$",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
    }
    return ", ".join(f"`{names.get(part, part)}`" for part in key.split(","))


def fields() -> str:
    """Return the table of fields that filters know."""
    rows = ["| Key | Kind | What it is |", "|---|---|---|"]
    rows += [
        f"| `{_written(field.key, field.kind)}` | {_kind(field.key)} | {field.about} |"
        for field in FIELDS.values()
        if field.kind is not Kind.TEXT
    ]
    return "\n".join(rows) + "\n"


def _written(key: str, kind: Kind) -> str:
    return f"is:{key}" if kind is Kind.FLAG else key


def _kind(key: str) -> str:
    field = FIELDS[key]
    if field.closed:
        return ", ".join(field.choices)
    return field.unit.value if field.unit else field.kind.value


def commands() -> str:
    """Return what `modeldex --help` prints."""
    return f"```\n{parser().format_help()}```\n"


def stats() -> str:
    """Return what `modeldex catalog stats` prints before the first sync."""
    covered = coverage(chain.from_iterable(shipped(paths.catalog())))
    return "\n".join(["```", *lines(covered), "```", ""])


def weighed() -> str:
    """Return the table of criteria that a ranking knows, and how much each fact counts."""
    lines = ["| Criterion | All points mean | Facts, and how much each counts |", "|---|---|---|"]
    for key, criterion in CRITERIA.items():
        facts = ", ".join(f"{rule.heading} {rule.parts}" for rule in RULES[key])
        lines.append(f"| `{key}` | {criterion.about} | {facts} |")
    return "\n".join(lines) + "\n"


def codemap() -> str:
    """Return the first line of the docstring of every room, top first."""
    return "```\n" + "\n".join(_rooms()) + "\n```\n"


def _rooms() -> Iterator[str]:
    folder = ROOT / "src" / "modeldex"
    for name in _layers():
        path = folder / name / "__init__.py" if (folder / name).is_dir() else folder / f"{name}.py"
        shown = f"{name}/" if path.name == "__init__.py" else path.name
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        yield f"{shown:<14} {docstring.splitlines()[0]}"


def _layers() -> list[str]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^layers = \[(.*?)^\]", text, re.DOTALL | re.MULTILINE)
    return re.findall(r"\w+", block[1]) if block else []


PARTS = {
    "keys": keys,
    "compare_keys": compare_keys,
    "cost_keys": cost_keys,
    "plot_keys": plot_keys,
    "fields": fields,
    "commands": commands,
    "weighed": weighed,
    "stats": stats,
    "codemap": codemap,
}


if __name__ == "__main__":
    README.write_text(made(README.read_text(encoding="utf-8")), encoding="utf-8")
