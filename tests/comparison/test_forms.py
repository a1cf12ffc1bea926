"""A comparison as text, Markdown and JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.comparison import compare, escaped, plain_value, to_json, to_markdown, to_text
from modeldex.entry import changed
from modeldex.fields import FIELDS
from modeldex.text import cells
from tests.examples import OPEN, TODAY, VENDOR

BOTH = compare([OPEN, VENDOR], today=TODAY)

TEXT = """\
                       Qwen/Qwen3-8B            acme/swift-2

Access and licence
Organisation           qwen                     acme
Source                 hub                      vendor
Openness               open-weights             proprietary
Licence                permissive, apache-2.0   ?
Gated                  no                       ?

Capability
Takes                  text                     text, image
Context                128k                     200k *!
Parameters             8.19B                    ?
Vision                 no                       yes
Languages              en, zh                   ?

Cost
Price, blended         ?                        $0.688
Price, input           ?                        $0.25
Price, output          ?                        $2.00
Free                   ?                        no

Fit for a machine
Weights at Q2          3.23 GB                  ?
Weights at Q3          4.09 GB                  ?
Weights at Q4          5.01 GB                  ?
Weights at Q5          5.84 GB                  ?
Weights at Q6          6.72 GB                  ?
Weights at Q8          8.7 GB                   ?
Weights at FP8         8.19 GB                  ?
Weights at BF16        16.4 GB                  ?

Community and support
Downloads              2.5M                     ?

Lock-in and risk
Updated                2026-07-26               ?
Retires                ?                        2026-12-01 (in 10 days)
Status                 ?                        deprecated
Deprecated             ?                        yes
Hosts                  ?                        1

The same for all 2
Gives                  text
Tool calls             yes

* = best known; ! = sources differ; ? = unknown.
40 more facts are unknown for all of them.
Worked out from other facts: Openness, Vision, Price, blended, Free, Weights at
each precision, Deprecated.
Sources: huggingface.co 2026-09-30, models.dev 2026-11-10.
"""


def test_what_differs_comes_in_columns_and_what_is_equal_once() -> None:
    """The text itself, because it is what a person reads."""
    assert to_text(BOTH, 80) == TEXT


@given(st.integers(25, 200), st.integers(1, 8))
def test_text_keeps_to_the_width_and_cuts_no_id(width: int, count: int) -> None:
    """Columns wrap, and what does not fit beside the others goes below."""
    entries = [changed(OPEN, id=f"organisation-{n}/Some-Model-v{n}-Instruct") for n in range(count)]
    lines = to_text(compare(entries, today=TODAY), width).splitlines()
    assert max(map(cells, lines)) <= width
    if count == 1:
        assert "".join("".join(lines).split()).startswith(entries[0].id)


def test_many_entries_follow_in_tables_of_their_own() -> None:
    """At 80 characters there is room for three; each id heads one column."""
    entries = [changed(VENDOR, id=f"acme/m{n}", context_tokens=n + 1) for n in range(8)]
    text = to_text(compare(entries, today=TODAY), 80)
    heads = [line.split() for line in text.splitlines() if "acme/m" in line]
    assert heads == [
        ["acme/m0", "acme/m1", "acme/m2"],
        ["acme/m3", "acme/m4", "acme/m5"],
        ["acme/m6", "acme/m7"],
    ]
    assert text.count("The same for all 8") == 1


def test_without_a_width_every_entry_stands_beside_the_others() -> None:
    """A pipe has no width."""
    entries = [changed(VENDOR, id=f"acme/m{n}", context_tokens=n + 1) for n in range(8)]
    text = to_text(compare(entries, today=TODAY))
    assert text.splitlines()[0].split() == [entry.id for entry in entries]


def test_a_single_entry_is_shown_with_all_its_facts() -> None:
    """There is nothing to fold."""
    text = to_text(compare([VENDOR], today=TODAY), 80)
    assert "Tool calls             yes" in text
    assert "The same for all" not in text


def test_an_entry_that_is_gone_says_so() -> None:
    """A shortlist may hold what its source no longer lists."""
    gone = compare([OPEN, changed(VENDOR, gone=True)], today=TODAY)
    assert "acme/swift-2 (no longer listed) |" in to_markdown(gone)
    assert "(no longer" in to_text(gone, 80).split("Access")[0]


def test_markdown_is_tables_with_the_best_in_bold() -> None:
    """One table of what differs, one of what is the same."""
    lines = to_markdown(BOTH).splitlines()
    assert lines[0] == "| Fact | Qwen/Qwen3-8B | acme/swift-2 |"
    assert "| Context | 128k | **200k** ! |" in lines
    assert "| Gives | text |" in lines
    assert lines[-1] == "Sources: huggingface.co 2026-09-30, models.dev 2026-11-10.  "


def test_markdown_shows_signs_and_does_not_obey_them() -> None:
    """A pipe opens no column, and a tag is no tag."""
    hostile = changed(OPEN, license="a|b<img src=x>[x](y)", license_class=None)
    line = next(
        line
        for line in to_markdown(compare([hostile], today=TODAY)).splitlines()
        if line.startswith("| Licence")
    )
    assert line == "| Licence | a\\|b\\<img src=x\\>\\[x\\](y) |"


def test_no_form_lets_a_terminal_command_through() -> None:
    """Whatever the catalogue let in stays text."""
    hostile = changed(VENDOR, id="a/\x1b]52;c;eA==\x07", family="x", architecture="\u202e\x9b2J")
    comparison = compare([hostile, OPEN], today=TODAY)
    forms = to_text(comparison, 80), to_markdown(comparison), str(to_json(comparison))
    assert all(line.isprintable() for form in forms for line in form.splitlines())


def test_json_has_numbers_as_numbers_and_unknown_as_null() -> None:
    """A program computes with it."""
    data = json.loads(json.dumps(to_json(BOTH)))
    assert data["entries"][1] == {"id": "acme/swift-2", "name": "Swift 2", "gone": False}
    context = next(row for row in data["rows"] if row["key"] == "ctx")
    assert context["unit"] == "tokens"
    assert [cell["value"] for cell in context["cells"]] == [131_072, 200_000]
    assert context["cells"][1]["best"]
    assert context["cells"][1]["contested"]
    price = next(row for row in data["rows"] if row["key"] == "price.in")
    assert price["cells"] == [
        {"value": None, "best": False, "contested": False, "source": None},
        {
            "value": 0.25,
            "best": False,
            "contested": False,
            "source": {"name": "models.dev", "as_of": "2026-11-10"},
        },
    ]


def test_a_field_of_one_word_gives_a_word_and_one_of_many_a_list() -> None:
    """Every field has one type in JSON, whatever the entry."""
    kinds = {
        key: type(plain_value(field, value))
        for entry in (OPEN, VENDOR)
        for key, field in FIELDS.items()
        if (value := field.read(entry)) is not None
    }
    assert kinds["open"] is kinds["org"] is kinds["status"] is kinds["retires"] is str
    assert kinds["lang"] is kinds["license"] is kinds["in"] is list
    assert kinds["tools"] is bool
    assert kinds["ctx"] is int


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a_b|c*d", r"a\_b\|c\*d"),
        ("- item", r"\- item"),
        ("12. twelfth", r"12\. twelfth"),
        ("---", r"\---"),
        ("&lt;b>", r"\&lt;b\>"),
        ("gpt-4.1 - mini", "gpt-4.1 - mini"),
    ],
)
def test_what_has_a_meaning_in_markdown_loses_it(text: str, written: str) -> None:
    """Also where it has one at the beginning of a line only."""
    assert escaped(text) == written
