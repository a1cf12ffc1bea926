"""Which source a table means."""

from datetime import date

import pytest

from modeldex.curated.sources import read_sources
from modeldex.curated.tables import CatalogError, Table
from modeldex.entry import Source

LIST = Source(name="list", as_of=date(2026, 9, 30), url="https://list.test")
PAGE = Source(name="page", as_of=date(2026, 11, 1), url="https://page.test")
SOURCES = read_sources(
    Table(
        {
            "source": "list",
            "as_of": LIST.as_of,
            "url": LIST.url,
            "sources": {"page": {"as_of": PAGE.as_of, "url": PAGE.url}},
        },
        "acme.toml",
    )
)


@pytest.mark.parametrize(
    ("values", "source"),
    [
        ({}, LIST),
        ({"source": "list"}, LIST),
        ({"source": "page"}, PAGE),
        ({"as_of": date(2026, 10, 1)}, Source(name="list", as_of=date(2026, 10, 1), url=LIST.url)),
        ({"source": "page", "url": "https://page.test/2"},
         Source(name="page", as_of=PAGE.as_of, url="https://page.test/2")),
        ({"source": "talk"}, Source(name="talk", as_of=LIST.as_of)),
    ],
)  # fmt: skip
def test_a_table_names_its_source(values: dict[str, object], source: Source) -> None:
    """What a table leaves out comes from the head; another source never inherits a page."""
    assert SOURCES.of(Table(values, "acme.toml")) == source


def test_the_source_of_the_file_is_known_below_another_one() -> None:
    """Inside a model with its own source, the file's source keeps its day and page."""
    below = SOURCES.below(Table({"source": "page"}, "acme.toml"))
    assert below.of(Table({}, "acme.toml")) == PAGE
    assert below.of(Table({"source": "list"}, "acme.toml")) == LIST


def test_the_head_must_say_source_and_day() -> None:
    """A shipped file without a source or a day is refused."""
    with pytest.raises(CatalogError, match=r"^acme\.toml: as_of: missing$"):
        read_sources(Table({"source": "list"}, "acme.toml"))
    with pytest.raises(CatalogError, match=r"^acme\.toml: source: missing$"):
        read_sources(Table({"as_of": LIST.as_of}, "acme.toml"))
    with pytest.raises(CatalogError, match=r"^acme\.toml: sources\.page\.as_of: missing$"):
        read_sources(Table({"sources": {"page": {}}}, "acme.toml"), LIST)
