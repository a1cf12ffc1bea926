"""A store of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from modeldex.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with Store(tmp_path / "home") as made:
        yield made
