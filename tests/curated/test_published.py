"""Published facts: each cited, each from one row, and only where nothing else is known."""

from itertools import chain
from pathlib import Path

import pytest

from modeldex.curated import CatalogError, shipped
from modeldex.curated.published import read_published, sources_of
from modeldex.entry import Entry, Source
from tests.curated.files import PUBLISHED, ROWS, write, write_catalog, write_starter


def entries_of(folder: Path) -> dict[str, Entry]:
    """Return the entries of a catalogue by id."""
    catalog = write_catalog(folder)
    write_starter(catalog / "hub-starter.jsonl.xz", (ROWS[0], {"id": "org/small", "layers": 12}))
    return {entry.id: entry for entry in chain.from_iterable(shipped(catalog))}


def test_a_fact_that_is_missing_reaches_the_entry_with_its_source(tmp_path: Path) -> None:
    """And what the entry knows itself stays, with the source that it had."""
    small = entries_of(tmp_path)["org/small"]
    paper = Source(name="a paper", as_of=small.source_of("kv").as_of, url="https://paper.test")
    assert (small.layers, small.attention_heads, small.key_value_heads) == (12, 16, 4)
    assert small.source_of("heads") == small.source_of("kv") == small.source_of("paper") == paper
    assert small.paper == "https://paper.test"
    assert small.source_of("layers") == small.source != paper


def test_the_sources_of_the_file_are_told(tmp_path: Path) -> None:
    """By them an export knows which facts are not the starter's own."""
    path = write(tmp_path / "published.toml", PUBLISHED)
    assert {source.name for source in sources_of(path, "x")} == {"a paper"}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ('source = "b"\nlayers = 2\nmodels = ["a/b"]', "facts[1].url: missing"),
        ("layers = 0", "facts[1].layers: expected a whole number > 0, got 0"),
        ("lairs = 2", "facts[1].lairs: unknown key"),
        ('heads = 9\nmodels = ["org/small"]', 'facts[1].models: "org/small" has heads from'),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    """No figure stands without a page, and none twice."""
    text = f"{PUBLISHED}\n[[facts]]\n{row}\n"
    path = write(tmp_path / "published.toml", text)
    with pytest.raises(CatalogError) as caught:
        list(read_published(path, "published.toml"))
    assert str(caught.value).startswith(f"published.toml: {sentence}")
