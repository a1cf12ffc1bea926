"""The page: complete, readable by machines for people, and harmless."""

import re
from itertools import pairwise

import pytest

from modeldex import report
from modeldex.text import clean
from tests.report.pages import Page
from tests.report.review import HOSTILE, evidence

ELEMENTS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "nav",
        "ul",
        "li",
        "a",
        "main",
        "section",
        "p",
        "strong",
        "blockquote",
        "br",
        "dl",
        "dt",
        "dd",
        "pre",
        "code",
        "figure",
        "figcaption",
        "details",
        "summary",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "span",
        "i",
        "svg",
        "desc",
        "rect",
        "path",
        "text",
        "circle",
        "polyline",
    ]
)


@pytest.fixture(params=[False, True], ids=["plain", "hostile"])
def html(request: pytest.FixtureRequest) -> str:
    """Return the page of either shortlist."""
    return report.write(evidence(hostile=request.param), "html")


def test_the_page_is_one_file_that_loads_and_runs_nothing(html: str) -> None:
    """No element that could, no address but where a person may go, and a policy that says so."""
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    names = {name for _, own in page.elements for name in own}
    assert not {name for name in names if name.startswith("on") or name in {"src", "srcset"}}
    links = [own["href"] for _, own in page.tags("a")]
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    policy = next(own for _, own in page.tags("meta") if "http-equiv" in own)
    assert policy["content"].startswith("default-src 'none';")
    assert "script" not in policy["content"]
    assert not re.search(r"@import|url\(", html)


def test_a_reader_without_eyes_gets_along(html: str) -> None:
    """A language, headings in order, tables with captions and scopes, pictures in words."""
    page = Page(html)
    assert page.elements[0] == ("html", {"lang": "en"})
    levels = [int(tag[1]) for tag, _ in page.tags("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.tags("caption")) == len(page.tags("table")) > 5
    assert all("scope" in own for _, own in page.tags("th"))
    assert len(page.tags("figcaption")) == len(page.tags("svg")) == len(page.tags("desc")) == 3
    keys = [own["id"] for _, own in page.elements if "id" in own]
    assert len(set(keys)) == len(keys)
    asked = {own["href"][1:] for _, own in page.tags("a") if own["href"].startswith("#")}
    asked |= {own["aria-labelledby"] for _, own in page.elements if "aria-labelledby" in own}
    assert asked <= set(keys)


def test_every_row_is_as_wide_as_its_table(html: str) -> None:
    """Rows of headings span all columns."""
    widths = [sum(span for _, span in row) for row in Page(html).rows]
    heads = [i for i, row in enumerate(Page(html).rows) if all(tag == "th" for tag, _ in row)]
    tables = [i for i in heads if len(Page(html).rows[i]) > 1]
    for start, stop in pairwise([*tables, len(widths)]):
        assert len(set(widths[start:stop])) == 1


def test_hostile_text_is_shown_and_never_obeyed() -> None:
    """Whatever its signs would do in a page, in a terminal or to the order of reading."""
    html = report.write(evidence(hostile=True), "html")
    page = Page(html)
    assert html.encode()
    assert not {sign for sign in html if not sign.isprintable()} - {"\n"}
    shown = [text for tag, text in page.texts if tag in {"h1", "th", "td", "p", "dd"}]
    assert f"Choosing a language model: {clean(HOSTILE)}" in shown
    assert clean(HOSTILE) in shown
    assert "</blockquote><img src=x onerror=alert(1)>" in shown


def test_the_verdict_stands_first_and_equal_facts_are_folded() -> None:
    """With the person's words, line by line."""
    html = report.write(evidence(), "html")
    titles = [text for tag, text in Page(html).texts if tag == "h2"]
    assert titles == [
        "Verdict",
        "Models",
        "Drift",
        "Comparison",
        "Costs",
        "Scorecard",
        "Pictures",
        "Sources",
        "How to reproduce this",
    ]
    assert "Ada knows it.<br>So do we." in html
    folded = [text for tag, text in Page(html).texts if tag == "summary"]
    assert any(text.startswith("The same for all 3: ") for text in folded)
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html
