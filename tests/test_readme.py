"""What the README says is what the program does."""

import re
import tomllib

import pytest

from modeldex.criteria import parse
from tests.readme import README, ROOT, made

TEXT = README.read_text(encoding="utf-8")


def test_every_made_part_is_up_to_date() -> None:
    """Keys, fields, commands and codemap are those of the program (`poe readme` writes them)."""
    assert made(TEXT) == TEXT


@pytest.mark.parametrize("criteria", re.findall(r"^\| `([^`]+)` \| [A-Za-z]", TEXT, re.MULTILINE))
def test_every_example_of_the_filter_language_can_be_read(criteria: str) -> None:
    """No example has a word the parser does not know."""
    assert parse(criteria.replace("\\|", "|"), strict=False, room_of=lambda _name: 1)


def test_the_second_command_is_what_ci_runs() -> None:
    """One command installs and passes all checks, for a person and for the machine alike."""
    commands = re.findall(r"```sh\n(.*?)\n```", TEXT, re.DOTALL)
    assert len(commands) >= 2
    assert commands[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_picture_exists() -> None:
    """No picture in the README is missing."""
    pictures = re.findall(r"\]\((screenshots/[^)]+)\)", TEXT)
    assert pictures
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


def test_the_version_of_python_is_the_one_that_is_checked() -> None:
    """The README promises no Python that the project does not ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')}" in TEXT
