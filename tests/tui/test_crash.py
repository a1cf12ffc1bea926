"""Where the log of a crash goes, and what is said of it."""

import tempfile
from pathlib import Path

import pytest

from modeldex.tui import crash

FAULT = "Traceback (most recent call last):\n  File x\nValueError: \x1b]52;c;aGk=\x07 odd\n"


def test_the_log_is_in_the_folder_of_the_person(tmp_path: Path) -> None:
    """Whole, and what is said of it has no escape byte of the fault."""
    told = crash.told(tmp_path, FAULT)
    assert (tmp_path / crash.NAME).read_text(encoding="utf-8") == FAULT
    assert told.splitlines() == [
        "modeldex: ended by a bug: ValueError: <U+001B>]52;c;aGk=<U+0007> odd",
        f"the log is {tmp_path / crash.NAME}",
    ]


def test_without_the_folder_it_is_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name is what is said."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told = crash.told(tmp_path / "gone", FAULT)
    (log,) = tmp_path.iterdir()
    assert told.splitlines()[1] == f"the log is {log}"
    assert log.read_text(encoding="utf-8") == FAULT


def test_where_nothing_can_be_written_the_fault_itself_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be lost otherwise."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    told = crash.told(tmp_path / "gone", FAULT)
    assert told.splitlines()[1:3] == [
        "no log could be written.",
        "Traceback (most recent call last):",
    ]
    assert "\x1b" not in told
