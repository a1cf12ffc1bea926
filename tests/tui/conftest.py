"""The real app over the real catalogue, on a day that does not change."""

import shutil
from pathlib import Path

import pytest

from modeldex import paths, sync
from modeldex.paths import Home
from modeldex.store import Store


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the whole shipped catalogue, built once a test run."""
    folder = tmp_path_factory.mktemp("built")
    home = paths.home(folder)
    with Store(home.data) as store:
        for _progress in sync.build(store, home, paths.catalog()):
            pass
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Home:
    """Return a home of the test's own with the whole shipped catalogue in it."""
    return paths.home(Path(shutil.copytree(built, tmp_path / "modeldex")))
