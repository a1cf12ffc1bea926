"""What holds in every test: no network, no home directory, one time zone, one language."""

import ipaddress
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from textual import _wait

from modeldex import paths, sync
from modeldex.paths import Home
from modeldex.store import Store

# Pilot looks every 20 ms whether the app is idle and needs 62 ms a key press; so it is 8 ms.
_wait.SLEEP_GRANULARITY = 0.002
_wait.SLEEP_IDLE = 0.001

# `pytest --hypothesis-profile=explore` looks for new faults; what runs by default never surprises.
settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=60, database=None, print_blob=True
)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("ci")

_DEAD_END = "http://127.0.0.1:9"  # discard: refuses at once

reached: list[str] = []


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """Fail on a connection or a name look-up that would leave this machine.

    An audit hook sees C code and threads too and cannot be patched around.
    """
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        address = arguments[1]
        if not isinstance(address, tuple) or _is_here(str(address[0])):
            return
        place = str(address[0])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        place = str(arguments[0])
        if arguments[0] is None or _is_here(place):
            return
    else:
        return
    reached.append(place)
    pytest.fail(f"a test reached for the network: {place}")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", ""}


sys.addaudithook(_refuse_the_network)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail the test that reached for the network even when something caught the first error."""
    reached.clear()
    yield
    if reached:
        pytest.fail(f"reached for the network: {', '.join(reached)}")


@pytest.fixture(scope="session", autouse=True)
def _same_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give every program the same language, time zone and terminal, and no way out.

    For the whole session, so that fixtures of a wider scope than one test have it too.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LANGUAGE", "HF_TOKEN"):
            patch.delenv(name, raising=False)
        for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
            patch.delenv(name, raising=False)  # no test opens a window or fills a clipboard
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.setenv(name, _DEAD_END)  # the hook above does not reach into other processes
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")  # where the tests' own servers are
        for name in ("LANG", "LC_ALL"):
            patch.setenv(name, "C.UTF-8")
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("COLORTERM", "truecolor")
        patch.setenv("TZ", "UTC")
        time.tzset()
        _move_home(patch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test, and each program it starts, an empty home."""
    _move_home(monkeypatch, tmp_path_factory.mktemp("home"))


def _move_home(patch: pytest.MonkeyPatch, home: Path) -> None:
    folders = {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "HF_HOME": home / "huggingface",
        "MODELDEX_HOME": home / "modeldex",
    }
    for name, folder in folders.items():
        patch.setenv(name, str(folder))


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
