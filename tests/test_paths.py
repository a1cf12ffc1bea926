"""A file that appears whole or not at all."""

from pathlib import Path

import pytest

from modeldex.paths import write_whole


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"before")
    path.chmod(0o640)
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_replaced_stays_and_leaves_nothing(tmp_path: Path) -> None:
    """A folder is in the way."""
    path = tmp_path / "a.toml"
    (path / "kept").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        write_whole(path, b"x")
    assert (path / "kept").is_dir()
    assert list(tmp_path.iterdir()) == [path]
