"""No test reaches the network or a real home, whatever it calls."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from tests import conftest

ELSEWHERE = "192.0.2.1"  # set aside for examples by RFC 5737: nobody answers there


@pytest.fixture
def reached() -> Iterator[list[str]]:
    """Return what was reached for, and forget it: here it is done on purpose."""
    yield conftest.reached
    conftest.reached.clear()


def test_a_connection_is_refused_and_remembered(reached: list[str]) -> None:
    """It fails before a packet leaves; a caught error still fails the test at its end."""
    with socket.socket() as way_out, pytest.raises(pytest.fail.Exception, match=ELSEWHERE):
        way_out.connect((ELSEWHERE, 443))
    assert reached == [ELSEWHERE]


def test_a_name_is_not_looked_up(reached: list[str]) -> None:
    """Nobody hears that the tests run."""
    with pytest.raises(pytest.fail.Exception, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)
    assert reached == ["example.org"]


def test_this_machine_may_be_connected_to() -> None:
    """A test can have a server of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        socket.create_connection((host, port)).close()
        assert conftest.reached == []


def test_every_folder_of_a_person_is_an_empty_one() -> None:
    """Home and all that the platform derives from it lie in the folder of this test run."""
    home = Path.home()
    assert list(home.iterdir()) == []
    dirs = platformdirs.PlatformDirs("modeldex")
    for folder in (dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path):
        assert folder.is_relative_to(home)
    assert Path(os.environ["MODELDEX_HOME"]).is_relative_to(home)


def test_programs_started_here_have_the_same_language_and_time() -> None:
    """A child sees UTC and UTF-8 as this process does."""
    code = "import sys, time; print(time.tzname[0], sys.stdout.encoding)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "UTC utf-8\n"
    assert time.tzname[0] == "UTC"
