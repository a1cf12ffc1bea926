"""The folder of shortlists."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.errors import UsageError
from modeldex.shortlist import create, delete, existing, load, names, path_of, rename, same_name
from modeldex.shortlist.folder import slug
from tests.examples import TODAY


def _names(folder: Path) -> list[str]:
    return [one.name for one in names(folder)]


def test_a_folder_that_does_not_exist_has_no_shortlists(tmp_path: Path) -> None:
    """Nothing is created by looking."""
    assert names(tmp_path / "none") == ()
    assert not (tmp_path / "none").exists()


def test_a_created_shortlist_is_found_by_its_name_in_any_case(tmp_path: Path) -> None:
    """The name stands in the file; the file's own name is made from it."""
    made, path = create(tmp_path, "Support bot", TODAY, criteria="tools:yes")
    assert path.name == "support-bot.toml"
    assert existing(tmp_path, "support BOT") == path
    assert load(path)[0] == made
    assert (made.name, made.criteria, made.created) == ("Support bot", "tools:yes", TODAY)


def test_shortlists_are_listed_by_name(tmp_path: Path) -> None:
    """Case does not matter for the order."""
    for name in ("zebra", "Äpfel", "alpha", "Beta"):
        create(tmp_path, name, TODAY)
    assert _names(tmp_path) == ["alpha", "Beta", "zebra", "Äpfel"]


def test_two_names_with_one_slug_have_two_files(tmp_path: Path) -> None:
    """Punctuation is no reason to lose a shortlist."""
    paths = [create(tmp_path, name, TODAY)[1] for name in ("a b", "a/b", "a-b")]
    assert [path.name for path in paths] == ["a-b.toml", "a-b-2.toml", "a-b-3.toml"]
    assert [path_of(tmp_path, name) for name in ("a b", "a/b", "a-b")] == paths


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    """Also in another case."""
    create(tmp_path, "Trip", TODAY)
    with pytest.raises(UsageError) as caught:
        create(tmp_path, "tRIP", TODAY)
    assert str(caught.value) == (
        "There is a shortlist called tRIP already, in trip.toml; choose another."
    )


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    """It is listed under the name of its file, with its fault, and its name stays taken."""
    create(tmp_path, "good", TODAY)
    (tmp_path / "bad.toml").write_text("format = 1\nname = 'x")
    bad, good = names(tmp_path)
    assert (bad.name, bad.shortlist) == ("bad", None)
    assert bad.fault
    assert bad.fault.startswith(f"{tmp_path / 'bad.toml'}: not valid TOML: ")
    assert (good.name, good.fault) == ("good", None)
    with pytest.raises(UsageError, match="There is a shortlist called bad already"):
        create(tmp_path, "bad", TODAY)


def test_two_files_with_one_name_are_not_told_apart_by_luck(tmp_path: Path) -> None:
    """A copy made by hand is listed, and asks to be renamed when its name is used."""
    _, path = create(tmp_path, "trip", TODAY)
    (tmp_path / "copy.toml").write_bytes(path.read_bytes())
    assert _names(tmp_path) == ["trip", "trip"]
    with pytest.raises(UsageError) as caught:
        path_of(tmp_path, "trip")
    assert str(caught.value) == (
        "copy.toml and trip.toml are both named trip; change the `name` line of one of them."
    )


def test_a_renamed_shortlist_keeps_everything_else(tmp_path: Path) -> None:
    """File name and name change together."""
    _, path = create(tmp_path, "old", TODAY, criteria="is:free")
    path.write_bytes(path.read_bytes() + b"\n[workload]\nrequests = 7\n")
    renamed = rename(tmp_path, "OLD", "New one", TODAY)
    assert renamed == tmp_path / "new-one.toml"
    assert _names(tmp_path) == ["New one"]
    shortlist, _ = load(renamed)
    assert (shortlist.criteria, shortlist.extra) == ("is:free", {"workload": {"requests": 7}})


def test_a_shortlist_can_be_renamed_to_another_case(tmp_path: Path) -> None:
    """It does not stand in its own way."""
    create(tmp_path, "trip", TODAY)
    assert rename(tmp_path, "trip", "Trip", TODAY).name == "trip.toml"
    assert _names(tmp_path) == ["Trip"]


def test_a_rename_takes_no_other_name(tmp_path: Path) -> None:
    """Both shortlists stay as they are."""
    create(tmp_path, "a", TODAY)
    create(tmp_path, "b", TODAY)
    with pytest.raises(UsageError, match="There is a shortlist called b already"):
        rename(tmp_path, "a", "b", TODAY)
    assert _names(tmp_path) == ["a", "b"]


def test_a_deleted_shortlist_can_be_brought_back(tmp_path: Path) -> None:
    """One key loses nothing, not even when it is pressed twice."""
    made, path = create(tmp_path, "trip", TODAY)
    backup = delete(tmp_path, "trip")
    assert (backup.name, names(tmp_path)) == ("trip.toml.deleted", ())
    create(tmp_path, "trip", TODAY, criteria="second")
    assert delete(tmp_path, "trip").name == "trip.toml.deleted-2"
    backup.rename(path)
    assert existing(tmp_path, "trip") == path
    assert load(path)[0] == made


def test_an_unknown_name_gets_the_known_ones(tmp_path: Path) -> None:
    """The sentence says what there is."""
    with pytest.raises(UsageError, match=r"no shortlist called x; there is none yet\.$"):
        existing(tmp_path, "x")
    create(tmp_path, "a", TODAY)
    create(tmp_path, "b", TODAY)
    with pytest.raises(UsageError, match=r"no shortlist called x; there are a, b\.$"):
        delete(tmp_path, "x")


@pytest.mark.parametrize("name", ["", " ", "\n\t"])
def test_a_shortlist_needs_a_name(tmp_path: Path, name: str) -> None:
    """White space is no name."""
    with pytest.raises(UsageError, match=r"^A shortlist needs a name\.$"):
        create(tmp_path, name, TODAY)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("/", "shortlist"),
        ("..", "shortlist"),
        ("CON", "con-"),
        ("com1", "com1-"),
        ("a:b*c?", "a-b-c"),
        ("旅行 2026", "旅行-2026"),
        ("Straße", "strasse"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(name: str, expected: str) -> None:
    """No separator, no device of Windows, no name too long."""
    assert slug(name) == expected


@given(st.text().filter(lambda name: bool(name.strip())))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    """Whatever is typed, the file lies in the folder and fits a directory entry."""
    path = Path("folder") / f"{slug(name)}.toml"
    assert path.parent == Path("folder")
    assert not path.name.startswith(".")
    assert len(path.name.encode()) < 250


def test_composed_and_decomposed_names_are_the_same() -> None:
    """A Mac writes é as two characters."""
    assert same_name("Cafe\u0301", "caf\u00e9")
    assert not same_name("a", "b")
