"""Machines in files."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modeldex.errors import UsageError
from modeldex.machine import MachineError, load, profiles, remove, save
from modeldex.memory import Machine

_GIB = 2**30
RIG = Machine(name="rig", accelerators_bytes=(24 * _GIB, 16 * _GIB), ram_bytes=64 * _GIB)


def test_a_machine_is_written_read_and_forgotten(tmp_path: Path) -> None:
    """In any case of its name; a folder that is not there holds none."""
    folder = tmp_path / "config" / "machines"
    assert profiles(folder).machines == {}
    path = save(folder, Machine(name="Mac", ram_bytes=128 * _GIB, unified=True))
    assert path == folder / "mac.toml"
    save(folder, RIG)
    mac = Machine(name="mac", ram_bytes=128 * _GIB, unified=True)
    assert dict(profiles(folder).machines) == {"mac": mac, "rig": RIG}
    remove(folder, "RIG")
    assert list(profiles(folder).machines) == ["mac"]
    assert [file.name for file in folder.iterdir()] == ["mac.toml"]


def test_a_file_looks_like_this(tmp_path: Path) -> None:
    """So that a person can write one; files of this format load forever."""
    text = (
        'format = 1\nname = "rig"\naccelerators_bytes = [\n    25769803776,\n    17179869184,\n]\n'
        "unified = false\nram_bytes = 68719476736\n"
    )
    assert save(tmp_path, RIG).read_text() == text
    (tmp_path / "least.toml").write_text("format = 1\n")
    assert load(tmp_path / "least.toml") == Machine(name="least")


names = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True).filter(lambda name: name != "this")
sizes = st.integers(1, 2**60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names, st.lists(sizes, max_size=8), st.none() | sizes, st.booleans())
def test_what_is_saved_is_what_is_loaded(
    tmp_path: Path,
    name: str,
    cards: list[int],
    ram: int | None,
    unified: bool,  # noqa: FBT001
) -> None:
    """What is unknown stays unknown."""
    one = Machine(name=name, accelerators_bytes=tuple(cards), ram_bytes=ram, unified=unified)
    assert load(save(tmp_path, one)) == one


@pytest.mark.parametrize("name", ["", "this", "THIS", "24gb", "../x", "a/b", "a.b", "ä", "a" * 61])
def test_a_name_that_could_be_mistaken_is_refused(tmp_path: Path, name: str) -> None:
    """For a size, a path, or this computer; for saving and for removing alike."""
    with pytest.raises(UsageError, match="cannot be a machine's name: it begins with a letter"):
        save(tmp_path, Machine(name=name))
    with pytest.raises(UsageError, match="cannot be a machine's name"):
        remove(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_removing_what_is_not_there_names_what_is(tmp_path: Path) -> None:
    """And nothing is lost."""
    with pytest.raises(UsageError) as caught:
        remove(tmp_path, "mac")
    assert str(caught.value) == "There is no machine called mac; there is none yet."
    save(tmp_path, RIG)
    with pytest.raises(UsageError, match="there is rig"):
        remove(tmp_path, "mac")
    assert list(profiles(tmp_path).machines) == ["rig"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "format: expected 1, got None; update modeldex."),
        ("format = 2", "format: expected 1, got 2; update modeldex."),
        ("format = 1\nram = 3", "ram: unknown key; there are accelerators_bytes, format, name, "),
        ("format = 1\nram_bytes = 0", "ram_bytes: expected a whole number > 0."),
        ("format = 1\nram_bytes = true", "ram_bytes: expected a whole number > 0."),
        ('format = 1\nram_bytes = "64gb"', "ram_bytes: expected a whole number > 0."),
        (
            "format = 1\naccelerators_bytes = [1, -1]",
            "accelerators_bytes: expected a list of whole numbers > 0.",
        ),
        ("format = 1\nunified = 1", "unified: expected true or false."),
        ("format = [", "not valid TOML: "),
        ("\x00", "not valid TOML: "),
    ],
)
def test_a_broken_file_says_where_and_hides_no_other(
    tmp_path: Path, text: str, sentence: str
) -> None:
    """With its path and its key."""
    (tmp_path / "bad.toml").write_text(text)
    save(tmp_path, RIG)
    with pytest.raises(MachineError) as caught:
        load(tmp_path / "bad.toml")
    assert str(caught.value).startswith(f"{tmp_path / 'bad.toml'}: {sentence}")
    found = profiles(tmp_path)
    assert dict(found.machines) == {"rig": RIG}
    assert found.faults == (str(caught.value),)


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    """The folder is a file here."""
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineError, match="cannot be written"):
        save(tmp_path / "file", RIG)
    with pytest.raises(MachineError, match="cannot be read"):
        profiles(tmp_path / "file")
    with pytest.raises(MachineError, match="cannot be read"):
        load(tmp_path / "nothing.toml")


def test_a_machine_is_described_anew_in_place(tmp_path: Path) -> None:
    """Comments and layout stay; one value is another."""
    path = save(tmp_path, Machine(name="box", ram_bytes=2**30))
    by_hand = "# in the cellar\n" + path.read_text().replace("unified = ", "unified   = ")
    path.write_text(by_hand)
    save(tmp_path, Machine(name="box", ram_bytes=2**31))
    assert path.read_text() == by_hand.replace(str(2**30), str(2**31))
