"""Files of format 1 that earlier versions and people's editors wrote: they load for ever."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from modeldex.shortlist import FORMAT, Shortlist, drift, load, to_toml
from tests.examples import OPEN, VENDOR

FIXTURES = Path(__file__).parent / "fixtures"
FILES = sorted(FIXTURES.glob("*.toml"))


def read(name: str) -> Shortlist:
    """Return what a fixture says."""
    return load(FIXTURES / f"{name}.toml")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_old_file_loads_and_is_the_same_to_the_byte(path: Path) -> None:
    """Nothing was changed, so nothing is written otherwise."""
    loaded, _ = load(path)
    assert to_toml(loaded) == path.read_bytes()
    assert tomllib.loads(path.read_bytes().decode("utf-8-sig"))["format"] == FORMAT


def test_a_file_of_the_first_version_is_written_alike_today() -> None:
    """Nobody's review shows lines that nobody changed."""
    for name in ("written", "unknown", "empty"):
        assert (
            to_toml(replace(read(name), document=None)) == (FIXTURES / f"{name}.toml").read_bytes()
        )


def test_keys_that_have_got_a_meaning_since_stay_a_persons_own() -> None:
    """Where they plainly say something else."""
    shortlist = read("by-hand")
    assert shortlist.extra["verdict"] == "the small one, unless the price goes up"
    assert (shortlist.must, shortlist.weights, shortlist.verdict) == ("", {}, None)
    pinned = shortlist.members[0].pinned
    assert pinned.extra == {"unknown": "the rest", "ratings": "good", "status": 3, "gone": "no"}
    assert (pinned.unknown, pinned.ratings, pinned.status, pinned.gone) == ((), {}, None, False)


@pytest.mark.parametrize("name", ["written", "windows", "by-hand"])
def test_an_old_file_has_not_drifted_from_the_same_facts(name: str) -> None:
    """What it does not say was unknown, or nobody's question then."""
    found = {OPEN.id: OPEN, VENDOR.id: VENDOR}
    drifted = {(one.member_id, one.field) for one in drift(read(name), found)}
    assert drifted - {("nobody/knows", "gone")} == set()
