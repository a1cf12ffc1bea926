"""The page in a real browser: what it shows, what it asks for, how it prints."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from modeldex import report
from modeldex.text import clean
from tests.report import chromium
from tests.report.pages import Page
from tests.report.review import HOSTILE, evidence

WIDTH, HEIGHT = 1280, 900


@pytest.fixture(scope="module")
def program() -> str:
    """Return the browser; skip where there is none."""
    program = chromium.found()
    if program is None:
        pytest.skip(f"no browser: none of {', '.join(chromium.NAMES)} is on the path")
    return program


@pytest.fixture(params=[False, True], ids=["plain", "hostile"])
def opened(
    request: pytest.FixtureRequest, program: str, tmp_path: Path
) -> Iterator[tuple[chromium.Tab, str]]:
    """Show the page of either shortlist; return the browser and the page."""
    html = report.write(evidence(hostile=request.param), "html")
    path = tmp_path / "report.html"
    path.write_text(html, encoding="utf-8")
    with chromium.browser(program, tmp_path / "profile") as tab:
        size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        tab.ask("Emulation.setDeviceMetricsOverride", **size)
        tab.load(path)
        yield tab, html


def test_a_browser_shows_the_page_and_asks_for_nothing(opened: tuple[chromium.Tab, str]) -> None:
    """No fault, no request but the file itself, every table, and nothing beside the window."""
    tab, html = opened
    hostile = "&lt;script&gt;" in html
    name = clean(HOSTILE) if hostile else "support bot"
    assert tab.value("document.title") == f"Choosing a language model: {name}"
    assert tab.value("document.querySelectorAll('table').length") == len(Page(html).tags("table"))
    assert tab.value("document.querySelectorAll('svg circle').length") > 5
    assert tab.value("document.scripts.length + document.images.length") == 0
    for width in (WIDTH, 400):
        size = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        tab.ask("Emulation.setDeviceMetricsOverride", **size)
        assert tab.value("document.documentElement.scrollWidth") <= width
    assert [one["request"]["url"] for one in tab.named("Network.requestWillBeSent")] == [
        tab.value("location.href")
    ]
    assert not tab.named("Log.entryAdded")
    assert not tab.named("Runtime.consoleAPICalled")
    assert not tab.named("Runtime.exceptionThrown")


@pytest.mark.parametrize("opened", [False], ids=["plain"], indirect=True)
def test_the_page_reads_on_dark_and_on_paper(opened: tuple[chromium.Tab, str]) -> None:
    """Other colours at night; on paper what is folded is there too."""
    tab, _ = opened
    paper = "getComputedStyle(document.body).backgroundColor"
    assert tab.value(paper) == "rgb(255, 255, 255)"
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    tab.ask("Emulation.setEmulatedMedia", features=dark)
    assert tab.value(paper) == "rgb(13, 17, 23)"
    tab.ask("Emulation.setEmulatedMedia", media="print", features=[])
    assert tab.value("document.querySelector('details table').getBoundingClientRect().height") > 0
    printed = base64.b64decode(tab.ask("Page.printToPDF")["data"])
    assert printed.startswith(b"%PDF-")
