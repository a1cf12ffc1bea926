"""The wheel, installed in an empty environment elsewhere, behaves the same as the checkout."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import modeldex

ROOT = Path(__file__).parents[1]


def output_of(*command: str | Path, cwd: Path = ROOT) -> str:
    """Return what a command prints; raises CalledProcessError when it fails."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what is installed here, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    alone = ("--no-deps", "--no-build-isolation", "--no-index")
    output_of(*_pip(), "wheel", *alone, "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("modeldex-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return `modeldex` of an environment that has the wheel, and this one's dependencies."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    builder = venv.EnvBuilder(with_pip=False)
    builder.create(folder)
    place = builder.ensure_directories(folder)
    output_of(*_pip(), "--python", place.env_exe, "install", "--no-deps", "--no-index", wheel)
    # A folder named in a .pth is searched, but its own .pth files are not read: the dependencies
    # are seen and the editable checkout is not.
    packages = output_of(place.env_exe, "-c", "import sysconfig as s; print(s.get_path('purelib'))")
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(packages.strip(), "dependencies.pth").write_text("\n".join(sorted(here)))
    return Path(place.bin_path) / "modeldex"


def _pip() -> tuple[str, ...]:
    return (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


def test_the_wheel_carries_the_whole_catalogue(wheel: Path) -> None:
    """Every tracked catalogue file is inside the package, and no test is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"modeldex/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "catalog").rglob("*")
        if path.is_file()
    }
    assert shipped
    assert shipped <= names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_wheel_carries_every_file_of_the_package(wheel: Path) -> None:
    """Style sheets too, not only Python."""
    folder = ROOT / "src"
    files = {
        path.relative_to(folder).as_posix()
        for path in (folder / "modeldex").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert files <= set(zipfile.ZipFile(wheel).namelist())


def test_the_installed_program_is_the_wheel_and_not_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    """It runs from another folder and imports its own files."""
    version = output_of(installed, "--version", cwd=tmp_path)
    assert version == f"modeldex {modeldex.__version__}\n"
    python = installed.parent / "python"
    code = "import modeldex, modeldex.paths as p; print(modeldex.__file__); print(p.catalog())"
    for path in output_of(python, "-c", code, cwd=tmp_path).splitlines():
        assert Path(path).is_relative_to(installed.parents[1].resolve())


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two data folders, one for each installation, so that the catalogue is read twice."""
    return tmp_path_factory.mktemp("wheel-data"), tmp_path_factory.mktemp("checkout-data")


@pytest.mark.parametrize(
    "criteria", ["gpt-4", "open:proprietary", "license:permissive params<=9b ctx>=128k lang:de"]
)
def test_both_find_the_same(
    installed: Path, folders: tuple[Path, Path], tmp_path: Path, criteria: str
) -> None:
    """The same criteria give the same entries with the same facts.

    Their order is left out: entries of equal rank stand as they were indexed.
    """
    question = ("list", criteria, "--json", "--data-dir")
    checkout = (sys.executable, "-m", "modeldex")
    from_wheel = output_of(installed, *question, folders[0], cwd=tmp_path).splitlines()
    from_checkout = output_of(*checkout, *question, folders[1], cwd=tmp_path).splitlines()
    assert len(from_wheel) > 1
    assert sorted(from_wheel) == sorted(from_checkout)
