"""The report as Markdown, read by a parser of Markdown."""

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from modeldex import report
from modeldex.text import clean
from tests.report.review import HOSTILE, evidence

PARSER = MarkdownIt("commonmark").enable("table")
ALLOWED = {
    *("text", "softbreak", "hardbreak", "inline", "fence"),
    *(
        f"{name}_{side}"
        for name in [
            "heading",
            "paragraph",
            "strong",
            "link",
            "blockquote",
            "bullet_list",
            "list_item",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ]
        for side in ("open", "close")
    ),
}


@pytest.fixture(params=[False, True], ids=["plain", "hostile"])
def markdown(request: pytest.FixtureRequest) -> str:
    """Return the text of either shortlist."""
    return report.write(evidence(hostile=request.param), "md")


def tokens(text: str) -> list[Token]:
    """Return what a parser makes of a text, the parts of its lines too."""
    found = PARSER.parse(text)
    return [one for token in found for one in (token, *(token.children or ()))]


def test_tables_have_the_same_columns_in_every_row(markdown: str) -> None:
    """A bar in a text does not begin a cell."""
    blocks = re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE)
    assert len(blocks) > 8
    for block in blocks:
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(counts) == 1


def test_text_from_outside_is_text_and_nothing_else(markdown: str) -> None:
    """No element of HTML, no picture, no code, no heading and no list that we did not write."""
    found = tokens(markdown)
    assert {one.type for one in found} <= ALLOWED
    assert not {sign for sign in markdown if not sign.isprintable()} - {"\n"}
    links = [str(one.attrGet("href")) for one in found if one.type == "link_open"]
    assert all(link.startswith("https://") for link in links)
    headings = [one for one in found if one.type == "heading_open"]
    assert [one.tag for one in headings].count("h1") == 1
    assert len(headings) == 13
    assert len([one for one in found if one.type == "fence"]) == 4


def test_hostile_words_are_shown_as_they_were_written() -> None:
    """After what is invisible was made visible."""
    found = tokens(report.write(evidence(hostile=True), "md"))
    lines = [
        "".join(child.content for child in token.children or ())
        for token in found
        if token.type == "inline"
    ]
    assert f"Choosing a language model: {clean(HOSTILE)}" in lines
    quoted = next(line for line in lines if "onerror" in line)
    for word in ("# heading", "- item", "1. one", "```", "</blockquote><img src=x onerror"):
        assert word in quoted


def test_pictures_are_drawn_in_text() -> None:
    """Below 80 columns, each with what it says."""
    found = tokens(report.write(evidence(), "md"))
    drawn = [one.content for one in found if one.type == "fence"][:3]
    assert all(len(line) <= 78 for text in drawn for line in text.splitlines())
    assert "Qwen3-8B" in drawn[1]
