"""Every fault of a file, not only the first."""

from pathlib import Path

import pytest

from modeldex import paths
from modeldex.curated import CatalogError
from modeldex.curated.faults import own_faults, shipped_faults
from modeldex.curated.tables import held, read_toml
from tests.curated.files import ACTIVE, HEAD, write, write_catalog

MANY = """
vendr = "me"
[[models]]
id = "a"
context = -5
inputs = ["smell"]
[models.price]
input = "2.5$"
output = 0
[[models]]
name = 3
[[models]]
id = "a"
released = "soon"
[[models.price.tiers]]
input = 1
"""


def test_every_fault_is_listed_with_its_spot(tmp_path: Path) -> None:
    """Wrong, unknown, missing and repeated keys, at any depth, each once and in its place."""
    path = write(tmp_path / "mine.toml", MANY)
    spots = [str(fault).removeprefix(f"{path}: ").split(": ")[0] for fault in own_faults(path)]
    assert spots == [
        "vendr",
        "vendor",
        "models[0].context",
        "models[0].inputs",
        "models[0].price.input",
        "models[0].price.output",
        "models[1].id",
        "models[1].name",
        "models[2].id",
        "models[2].released",
        "models[2].price.tiers[0].above",
    ]


def test_looking_for_faults_changes_no_file(tmp_path: Path) -> None:
    """Mending happens in memory, and ends with the check."""
    path = write(tmp_path / "mine.toml", MANY)
    assert list(own_faults(path))
    assert path.read_text(encoding="utf-8") == MANY
    assert "vendr" in read_toml(path, "mine.toml").values


@pytest.mark.parametrize("text", ["x = = 1\n", "\xff"])
def test_a_file_that_is_no_toml_has_one_fault(tmp_path: Path, text: str) -> None:
    """Nothing behind that place can be read."""
    path = tmp_path / "mine.toml"
    path.write_bytes(text.encode("latin-1"))
    (fault,) = own_faults(path)
    assert str(fault).startswith(f"{path}: ")


def test_a_folder_may_be_empty_and_a_file_may_be_missing(tmp_path: Path) -> None:
    """The one has no fault, the other cannot be read."""
    assert list(own_faults(tmp_path)) == []
    (fault,) = own_faults(tmp_path / "none.toml")
    assert "cannot be read" in str(fault)


def test_every_shipped_file_is_checked(tmp_path: Path) -> None:
    """A fault in each kind of file, and all of them are found."""
    catalog = write_catalog(tmp_path)
    write(catalog / "vendors.toml", 'source = "x"\nas_of = 2026-11-01\n')
    write(catalog / "hardware.toml", 'source = "x"\nas_of = 2026-11-01\n')
    assert list(shipped_faults(catalog)) == []
    broken = sorted(catalog.rglob("*.toml"))
    for path in broken:
        write(path, path.read_text(encoding="utf-8").replace("\n", "\nwhy = 1\n", 1))
    (catalog / "hub-starter.jsonl.xz").write_bytes(b"no archive")
    found = [str(fault) for fault in shipped_faults(catalog)]
    for path in broken:
        name = f"catalog/{path.relative_to(catalog).as_posix()}"
        assert [line for line in found if line.startswith(f"{name}: ")], name
    assert [line for line in found if line.startswith("catalog/hub-starter.jsonl.xz: ")]


def test_files_that_contradict_each_other_are_faults(tmp_path: Path) -> None:
    """A name of two entries, an offer for none, and a part larger than the whole."""
    catalog = write_catalog(tmp_path)
    write(catalog / "vendors.toml", 'source = "x"\nas_of = 2026-11-01\n')
    write(catalog / "hardware.toml", 'source = "x"\nas_of = 2026-11-01\n')
    twice = HEAD.replace("acme", "org", 1) + '[[models]]\nid = "small"\n'
    write(catalog / "proprietary" / "org.toml", twice)
    head = 'provider = "b"\nsource = "b.test"\nas_of = 2026-11-02\n'
    write(catalog / "offers" / "b.toml", head + '[[offers]]\nmodel = "acme/gone"\ninput = 1\n')
    write(catalog / "active.toml", ACTIVE.replace("1_500_000_000", "8_000_000_000"))
    assert sorted(map(str, shipped_faults(catalog))) == [
        "catalog: acme/gone: has facts in another file, and is no entry",
        "catalog: org/big-7b: more parameters are active than it has",
        "catalog: org/small: means org/small and org/small",
    ]


def test_the_shipped_catalogue_has_no_fault() -> None:
    """This is what `modeldex catalog check` runs."""
    assert [str(fault) for fault in shipped_faults(paths.catalog())] == []


def test_a_file_in_hand_is_let_go_of(tmp_path: Path) -> None:
    """Also when something goes wrong meanwhile."""
    path = write(tmp_path / "mine.toml", "x = 1\n")
    with pytest.raises(CatalogError), held(path):
        raise read_toml(path, "mine.toml").fault("x", "wrong")
    write(path, "x = 2\n")
    assert read_toml(path, "mine.toml").values == {"x": 2}
