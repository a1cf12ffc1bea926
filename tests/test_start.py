"""What the second start touches before a model row stands on the screen."""

import json
import os
import re
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from modeldex import paths
from tests.terminal import Program

BANNED = {
    # Hello-world of Textual 8.2.8 loads none of these up to its first frame, and each costs from
    # one millisecond to hundreds. (`ssl` is not here: asyncio itself imports it.)
    *("argparse", "csv", "email", "html.parser", "http.client", "importlib.metadata", "statistics"),
    *(
        "tomllib",
        "tomli_w",
        "tomlkit",
        "unittest",
        "urllib.request",
        "webbrowser",
        "xml",
        "zipfile",
    ),
    *("huggingface_hub", "httpx", "httpx2", "numpy", "plotext", "textual_plotext"),
    *("markdown_it", "pygments", "rich.markdown", "rich.syntax", "rich.traceback"),
    *("modeldex.cost", "modeldex.memory", "modeldex.plots", "modeldex.comparison.bills"),
    *("textual.widgets._data_table", "textual.widgets._markdown", "textual.widgets._text_area"),
    "orjson",
    # Rooms and files of our own that no first frame shows: each record that one declares takes
    # a third of a millisecond. (The facts pane, drawn when the cursor rests, loads two more.)
    *("modeldex.attention", "modeldex.cost", "modeldex.hub", "modeldex.machine", "modeldex.memory"),
    *("modeldex.plots", "modeldex.report", "modeldex.scorecard", "modeldex.shortlist"),
    *(
        "modeldex.curated.tables",
        "modeldex.toml",
        "modeldex.store.changes",
        "modeldex.store.meeting",
        "modeldex.sync.merge",
    ),
    *("modeldex.tui.dialogs", "modeldex.tui.syncer"),
}


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return surroundings in which the catalogue has been read before.

    The folder is not given by --data-dir: only a command line with options loads argparse.
    """
    folder = tmp_path_factory.mktemp("second-start")
    environ = os.environ | {"MODELDEX_HOME": str(folder)}
    first = [sys.executable, "-m", "modeldex", "list", "gpt-4"]
    subprocess.run(first, check=True, capture_output=True, env=environ)
    return environ


@pytest.fixture(scope="module")
def touched(
    environ: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """Return what a second start has loaded, opened and sought when its first row is shown."""
    record = tmp_path_factory.mktemp("touched") / "record.json"
    program = [sys.executable, "-m", "tests.watched", str(record)]
    with Program(program, environ=environ) as second:
        second.wait_for(lambda text: bool(re.search(r"[\w.-]{2,}/[\w.-]{4,}", text)))
        second.signal(signal.SIGUSR1)
        for _ in range(1_000):
            if record.exists():
                break
            second.pause(0.01)
        second.press("ctrl+q")
        assert second.wait_for_exit() == 0
    told: dict[str, list[str]] = json.loads(record.read_text(encoding="utf-8"))
    return told


def test_nothing_heavy_is_loaded(touched: dict[str, list[str]]) -> None:
    """The first frame pays for no module that it does not show."""
    assert "modeldex.tui.app" in touched["modules"]
    assert sorted(BANNED & set(touched["modules"])) == []


@pytest.mark.parametrize("name", sorted(n for n in BANNED if n.startswith("modeldex.")))
def test_what_is_banned_of_our_own_is_there(name: str) -> None:
    """A file that has moved must not make the test above pass for nothing."""
    assert find_spec(name) is not None


def test_no_catalogue_file_is_read(touched: dict[str, list[str]]) -> None:
    """The store alone has everything that the first frame shows."""
    catalog = paths.catalog()
    assert touched["open"]
    assert [name for name in touched["open"] if Path(name).is_relative_to(catalog)] == []


def test_the_network_is_not_sought(touched: dict[str, list[str]]) -> None:
    """No address is looked up and none connected to."""
    assert (touched["socket.connect"], touched["socket.getaddrinfo"]) == ([], [])


@pytest.mark.parametrize("arguments", [["list", "gpt-4", "--json"], ["--version"], ["--help"]])
def test_the_command_line_loads_no_screen(environ: dict[str, str], arguments: list[str]) -> None:
    """Neither Textual nor anything else that only a screen or a network needs."""
    command = [sys.executable, "-X", "importtime", "-m", "modeldex", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environ).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "modeldex" in loaded
    # What a command line is parsed with, and what a printed fact may be worked out by.
    own = {"argparse", "modeldex.attention"}
    assert sorted((BANNED - own | {"asyncio", "rich", "ssl", "textual"}) & loaded) == []
