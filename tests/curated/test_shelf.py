"""The whole catalogue: order, own entries, and noticing that a file has changed."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modeldex.curated import CatalogError, fingerprint, license_of, licenses, own, shipped
from modeldex.entry import Openness, Origin, changed
from tests.curated.files import HEAD, write, write_catalog
from tests.examples import OPEN


def test_every_entry_is_yielded_once_with_its_offers(tmp_path: Path) -> None:
    """Hub and vendors are both there, and a host's offer reaches the entry it is for."""
    entries = [entry for batch in shipped(write_catalog(tmp_path / "catalog")) for entry in batch]
    ids = [entry.id for entry in entries]
    assert ids == ["org/big-7b", "org/small", "acme/swift", "maker/FinBERT"]
    assert [offer.provider for offer in entries[2].offers] == ["host"]
    assert entries[0].license_class == "permissive"


@pytest.mark.parametrize(
    "name",
    [
        "licenses.toml",
        "domains.toml",
        "essentials.toml",
        "proprietary/acme.toml",
        "offers/host.toml",
    ],
)
def test_a_broken_file_is_named_as_a_person_would(tmp_path: Path, name: str) -> None:
    """The path in the message begins at the catalogue, wherever that is installed."""
    catalog = write_catalog(tmp_path / "elsewhere")
    write(catalog / name, "x = = 1\n")
    with pytest.raises(CatalogError) as caught:
        list(shipped(catalog))
    assert str(caught.value) == f"catalog/{name}: line 1, column 5: not valid TOML: invalid value"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('id = "mit"\nname = "MIT"\nosi = 1', "osi: expected true or false, got 1"),
        ('id = "mit"', "name: missing"),
        ('id = "other"\nname = "x"', 'id: "other" is in the file twice'),
        ('id = "mit"\nname = "MIT"\nwhy = "nice"', "why: unknown key"),
        (
            'id = "mit"\nname = "MIT"\nclass = "permissive"\ncommercial = true',
            "commercial: the class permissive says it already; leave it out",
        ),
    ],
)
def test_a_wrong_licence_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    """licenses.toml is held to its form like any other file."""
    path = write_catalog(tmp_path) / "licenses.toml"
    write(path, path.read_text(encoding="utf-8") + f"[[licenses]]\n{text}\n")
    with pytest.raises(CatalogError) as caught:
        licenses(tmp_path)
    assert str(caught.value) == f"catalog/licenses.toml: licenses[2].{sentence}"


def test_the_licence_of_an_entry_is_looked_up_with_its_condition(tmp_path: Path) -> None:
    """In the file of the catalogue in hand; a licence that it does not have is none."""
    catalog = write_catalog(tmp_path)
    text = 'id = "acme"\nname = "A"\nclass = "community"\ncondition = "Say so."\n'
    path = catalog / "licenses.toml"
    write(path, f"{path.read_text(encoding='utf-8')}[[licenses]]\n{text}")
    found = license_of(catalog, changed(OPEN, license="ACME"))
    assert found is not None
    assert (found.terms, found.commercial) == ("Say so.", None)
    assert license_of(catalog, changed(OPEN, license="odd")) is None


def test_own_entries_need_no_source(tmp_path: Path) -> None:
    """A person's own file is its own source, of the day on which it was saved."""
    text = 'vendor = "me"\n[[models]]\nid = "tuned"\nweights = "open"\nlicense = "mit"\n'
    path = write(tmp_path / "mine.toml", text)
    noon = datetime(2026, 11, 5, 12, tzinfo=UTC)
    os.utime(path, (noon.timestamp(), noon.timestamp()))
    (entry,) = own(tmp_path).entries
    assert (entry.id, entry.origin) == ("me/tuned", Origin.USER)
    assert (entry.openness, entry.license_class) == (Openness.OPEN_WEIGHTS, "permissive")
    assert (entry.source.name, entry.source.as_of) == ("mine.toml", noon.date())


def test_own_entries_say_nothing_about_weights_unless_told(tmp_path: Path) -> None:
    """Nobody has said whether the weights of a person's own entry can be downloaded."""
    write(tmp_path / "mine.toml", HEAD + '[[models]]\nid = "tuned"\n')
    (entry,) = own(tmp_path).entries
    assert (entry.openness, entry.license_class) == (Openness.UNKNOWN, None)


def test_a_folder_of_own_entries_need_not_exist(tmp_path: Path) -> None:
    """Nobody has to have own entries."""
    assert own(tmp_path / "entries").entries == ()


def test_a_faulty_own_file_is_left_out_and_hides_no_other(tmp_path: Path) -> None:
    """The person can open the file that the sentence names."""
    path = write(tmp_path / "bad.toml", HEAD + "[[models]]\n")
    torn = write(tmp_path / "torn.toml", "[[models]")
    write(tmp_path / "good.toml", HEAD + '[[models]]\nid = "mine"\n')
    found = own(tmp_path)
    assert [entry.id for entry in found.entries] == ["acme/mine"]
    assert found.faults[0] == f"{path}: models[0].id: missing"
    assert found.faults[1].startswith(f"{torn}: line 1, column ")
    assert len(found.faults) == 2


def test_the_fingerprint_changes_with_every_file(tmp_path: Path) -> None:
    """A file that is written, added or taken away in either folder changes it."""
    catalog, entries = write_catalog(tmp_path / "catalog"), tmp_path / "entries"
    seen = [fingerprint(catalog, entries)]
    assert fingerprint(catalog, entries) == seen[0]
    changes = (
        lambda: write(catalog / "proprietary" / "acme.toml", HEAD),
        lambda: write(catalog / "proprietary" / "new.toml", HEAD),
        lambda: write(entries / "mine.toml", HEAD),
        lambda: os.utime(catalog / "hub-starter.jsonl.xz", (1, 1)),
        (entries / "mine.toml").unlink,
    )
    for change in changes:
        change()
        seen.append(fingerprint(catalog, entries))
    assert len(set(seen)) == len(seen)
