"""Shortlist files: whole or not at all, and never over somebody else's change."""

import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from modeldex.errors import ModeldexError
from modeldex.shortlist import (
    Shortlist,
    ShortlistChangedError,
    ShortlistError,
    add,
    fingerprint,
    load,
    save,
)
from tests.examples import OPEN, TODAY, VENDOR

TRIP = add(Shortlist(name="trip", created=TODAY, updated=TODAY), [OPEN], TODAY)
LONGER = add(TRIP, [VENDOR], TODAY)

WRITER = """
import sys
from pathlib import Path
from modeldex.shortlist import load, save
from dataclasses import replace
path = Path(sys.argv[1])
shortlist, fingerprint = load(path)
while True:
    shortlist = replace(shortlist, criteria=str(int(shortlist.criteria) + 1))
    fingerprint = save(path, shortlist, expected=fingerprint)
    print(shortlist.criteria, flush=True)
"""
"""Saves again and again, and says after each save what is on disk now."""

DYING_WRITER = """
import resource, signal, sys
from pathlib import Path
from modeldex.shortlist import load, save
from dataclasses import replace
shortlist, fingerprint = load(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
save(Path(sys.argv[1]), replace(shortlist, criteria="new"), expected=fingerprint)
"""
"""Saves once; the system kills it when it has written so many bytes to a file."""


def test_a_saved_shortlist_loads_with_its_fingerprint(tmp_path: Path) -> None:
    """The fingerprint that `save` returns is the one that `load` finds."""
    path = tmp_path / "new" / "trip.toml"
    written = save(path, TRIP, expected=None)
    assert load(path) == (TRIP, written)
    assert written == fingerprint(path.read_bytes())
    assert [p.name for p in path.parent.iterdir()] == ["trip.toml"]


def test_a_chain_of_saves_needs_no_load_between(tmp_path: Path) -> None:
    """Each save gives the fingerprint that the next one expects."""
    path = tmp_path / "trip.toml"
    first = save(path, TRIP, expected=None)
    second = save(path, LONGER, expected=first)
    assert load(path) == (LONGER, second)


def test_a_change_made_by_hand_is_not_overwritten(tmp_path: Path) -> None:
    """The hand-made change stays, and the sentence says how to keep both."""
    path = tmp_path / "trip.toml"
    read = save(path, TRIP, expected=None)
    by_hand = path.read_bytes() + b"\n# mine\n"
    path.write_bytes(by_hand)
    with pytest.raises(ShortlistChangedError) as caught:
        save(path, LONGER, expected=read)
    assert path.read_bytes() == by_hand
    assert str(caught.value) == (
        f"{path}: was changed by someone else meanwhile, and was left as it is; "
        "open it again to see that change, or save under a new name to keep both."
    )


def test_a_file_that_was_deleted_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    """Deleting a file is a change too."""
    path = tmp_path / "trip.toml"
    read = save(path, TRIP, expected=None)
    path.unlink()
    with pytest.raises(ShortlistChangedError, match="was moved or deleted meanwhile"):
        save(path, LONGER, expected=read)
    assert not path.exists()


def test_a_new_shortlist_does_not_replace_a_file(tmp_path: Path) -> None:
    """What is there already is left as it is."""
    path = tmp_path / "trip.toml"
    path.write_text("mine")
    with pytest.raises(ShortlistChangedError, match="exists already, and was left as it is"):
        save(path, TRIP, expected=None)
    assert path.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX matters")
def test_a_link_stays_a_link_and_a_mode_stays_a_mode(tmp_path: Path) -> None:
    """Shortlists live in repositories and dotfile folders."""
    real = tmp_path / "repository" / "trip.toml"
    written = save(real, TRIP, expected=None)
    real.chmod(0o640)
    link = tmp_path / "trip.toml"
    link.symlink_to(real)
    save(link, LONGER, expected=written)
    assert link.is_symlink()
    assert load(real)[0] == LONGER
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The sentence is about the file that was asked for."""
    with pytest.raises(ShortlistError) as caught:
        load(tmp_path / "no.toml")
    assert str(caught.value) == f"{tmp_path / 'no.toml'}: there is no such file."
    assert isinstance(caught.value, ModeldexError)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file where a folder should be stands for every refusal of the disk."""
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "trip.toml"
    with pytest.raises(ShortlistError, match=r"trip\.toml: cannot be written: .*--data-dir\.$"):
        save(path, TRIP, expected=None)
    with pytest.raises(ShortlistError, match=r"trip\.toml: cannot be read: "):
        load(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """The temporary file takes the blow."""
    path = tmp_path / "trip.toml"
    written = save(path, TRIP, expected=None)
    (tmp_path / ".trip.toml.tmp").symlink_to("/dev/full")
    with pytest.raises(ShortlistError, match="No space left on device"):
        save(path, LONGER, expected=written)
    assert load(path) == (TRIP, written)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limit")
def test_a_death_amid_a_write_leaves_the_old_file(tmp_path: Path) -> None:
    """Twenty deaths, each after some more bytes; the next save works as if nothing had been."""
    path = tmp_path / "trip.toml"
    written = save(path, TRIP, expected=None)
    size = path.stat().st_size
    for number in range(20):
        command = [sys.executable, "-c", DYING_WRITER, str(path), str(size * number // 20)]
        died = subprocess.run(command, check=False)
        assert died.returncode == -signal.SIGXFSZ
        assert load(path) == (TRIP, written)
    save(path, LONGER, expected=written)
    assert [file.name for file in tmp_path.iterdir()] == ["trip.toml"]


def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Twenty kills at random moments: what was reported saved is there, and nothing is half."""
    path = tmp_path / "trip.toml"
    save(path, replace(TRIP, criteria="0"), expected=None)
    moments = random.Random(7)  # noqa: S311 - any spread of moments will do
    command = [sys.executable, "-c", WRITER, str(path)]
    for _ in range(20):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            reported = writer.stdout.readline()
            time.sleep(moments.uniform(0, 0.03))
            writer.kill()
            reported = (writer.stdout.read().split() or [reported])[-1]
        kept, _ = load(path)
        assert int(kept.criteria) - int(reported) in {0, 1}
        assert kept.members == TRIP.members


def test_two_writers_lose_no_save_of_each_other(tmp_path: Path) -> None:
    """Four processes count in one file; a save that was not refused is in the count."""
    path = tmp_path / "count.toml"
    save(path, replace(TRIP, criteria="0"), expected=None)
    program = """
import sys
from dataclasses import replace
from pathlib import Path
from modeldex.shortlist import ShortlistChangedError, load, save
path, saved = Path(sys.argv[1]), 0
while saved < 25:
    shortlist, fingerprint = load(path)
    try:
        save(path, replace(shortlist, criteria=str(int(shortlist.criteria) + 1)),
             expected=fingerprint)
    except ShortlistChangedError:
        continue
    saved += 1
"""
    writers = [subprocess.Popen([sys.executable, "-c", program, str(path)]) for _ in range(4)]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * 4
    assert load(path)[0].criteria == "100"
    assert [file.name for file in tmp_path.iterdir()] == ["count.toml"]
