"""A starter made of a catalogue, and what is read back of it."""

import json
import lzma
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex import curated, paths
from modeldex.curated.fingerprint import STARTER
from modeldex.curated.notables import write_starter
from modeldex.curated.published import FILE as PUBLISHED
from modeldex.curated.published import sources_of
from modeldex.curated.shelf import beside_starter
from modeldex.curated.starter import read_starter
from modeldex.curated.tables import CatalogError
from modeldex.entry import Entry, Openness, Origin, Source, changed
from modeldex.paths import Home
from modeldex.store import Store
from tests.examples import OPEN, VENDOR

SHIPPED = paths.catalog() / STARTER
LICENSES = curated.licenses(paths.catalog())
HUB = Source(name="huggingface.co", as_of=date(2026, 11, 22))
BOOK = Source(name="a book", as_of=date(2026, 1, 2), url="https://book.test")


def made(folder: Path, entries: Iterable[Entry], most: int = 100) -> list[Entry]:
    """Return what is read back of a starter of these entries."""
    target, listed = folder / "starter.xz", tuple(entries)
    count = write_starter(
        target, lambda: listed, most=most, elsewhere={"org/elsewhere"}, beside=(), model=SHIPPED
    )
    read = list(read_starter(target, "starter", LICENSES, {}))
    assert len(read) == count
    return read


def listed(id_: str, **facts: object) -> Entry:
    """Return an entry as a starter knows it."""
    name = id_.partition("/")[2]
    return Entry(id=id_, name=name, origin=Origin.HUB, source=HUB, **facts)  # type: ignore[arg-type]


def test_the_shipped_starter_is_what_the_export_makes_of_it(home: Home, tmp_path: Path) -> None:
    """Of a catalogue built from nothing else the export gives the same file, to the byte."""
    catalog = paths.catalog()
    with Store(home.data) as store:
        write_starter(
            tmp_path / "again.xz",
            store.reader().all,
            most=20_000,
            elsewhere=beside_starter(catalog),
            beside=sources_of(catalog / PUBLISHED, PUBLISHED),
            model=SHIPPED,
        )
    again, shipped = (lzma.decompress(p.read_bytes()) for p in (tmp_path / "again.xz", SHIPPED))
    assert again.splitlines() == shipped.splitlines()


counts = st.none() | st.integers(0, 10**12)
words = st.none() | st.text("abcXYZ-7é漢", min_size=1, max_size=8)
lists = st.lists(st.text("abc-7", min_size=1, max_size=5), max_size=3, unique=True).map(tuple)
days = st.none() | st.dates(date(2018, 1, 1), date(2027, 1, 1))


@given(
    number=st.fixed_dictionaries(
        dict.fromkeys(
            ("parameters", "experts", "active_experts", "layers", "attention_heads",
             "key_value_heads", "head_size", "embedding_size", "context_tokens", "downloads",
             "likes", "size_bytes"), counts)
    ),
    word=st.fixed_dictionaries(
        dict.fromkeys(("family", "architecture", "task", "library", "gated", "training_data",
                       "training_code"), words)
    ),
    several=st.fixed_dictionaries(
        dict.fromkeys(("formats", "languages", "quantized", "base_models"), lists)
    ),
    day=st.fixed_dictionaries(dict.fromkeys(("released", "updated"), days)),
    cited=st.lists(st.sampled_from(["ctx", "params", "license"]), unique=True),
)  # fmt: skip
def test_every_fact_and_its_source_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    number: dict[str, object],
    word: dict[str, object],
    several: dict[str, object],
    day: dict[str, object],
    cited: list[str],
) -> None:
    """What is unknown stays unknown, and each fact cites whom it cited."""
    sources = tuple((key, BOOK) for key in cited)
    entry = listed("org/a", **number, **word, **several, **day, fact_sources=sources)
    (found,) = made(tmp_path_factory.mktemp("made"), [entry])
    assert found == entry


def test_what_another_file_says_of_a_model_is_not_written(tmp_path: Path) -> None:
    """It is added again when the starter is read; a synced fact of the same kind is kept."""
    sources = (("layers", BOOK), ("paper", BOOK), ("ctx", HUB))
    entry = listed("org/a", layers=2, context_tokens=9, paper="x", fact_sources=sources)
    target = tmp_path / "starter.xz"
    write_starter(target, lambda: [entry], most=1, elsewhere=(), beside=(BOOK,), model=SHIPPED)
    (found,) = read_starter(target, "starter", LICENSES, {})
    assert (found.layers, found.paper, found.context_tokens) == (None, None, 9)
    assert BOOK not in dict(found.fact_sources).values()


def test_what_a_licence_and_a_gate_decide_is_decided_again(tmp_path: Path) -> None:
    """It is not written."""
    (found,) = made(tmp_path, [listed("org/a", license="apache-2.0", gated="manual")])
    assert (found.openness, found.license_class) == (Openness.RESTRICTED, "permissive")
    (found,) = made(tmp_path, [listed("org/a", task="text-generation", inputs=("text", "audio"))])
    assert (found.inputs, found.outputs) == (("text", "audio"), ("text",))


def test_the_most_liked_and_the_most_downloaded_are_chosen(tmp_path: Path) -> None:
    """In the order of likes; others' models, disabled ones and vendors' are left out."""
    entries = [
        listed("org/unknown"),
        listed("org/loved", likes=9, downloads=1),
        listed("org/used", likes=1, downloads=9),
        listed("org/neither", likes=2, downloads=2),
        changed(listed("org/disabled", likes=99), notes=("The Hub has disabled it.",)),
        listed("Org/Elsewhere", likes=99),
        VENDOR,
    ]
    assert [e.id for e in made(tmp_path, entries, most=1)] == ["org/loved", "org/used"]
    order = ["org/loved", "org/neither", "org/used", "org/unknown"]
    assert [e.id for e in made(tmp_path, reversed(entries))] == order


def test_the_source_of_most_rows_is_named_once(tmp_path: Path) -> None:
    """And with the licence that the shipped starter states for it."""
    llmfit = Source(name="llmfit 1.1.17", as_of=date(2026, 10, 5), url="https://pypi.org/")
    made(tmp_path, [OPEN, *(changed(OPEN, id=f"org/{n}", source=llmfit) for n in range(2))])
    with lzma.open(tmp_path / "starter.xz", "rt", encoding="utf-8") as lines:
        head, *rows = map(json.loads, lines)
    assert [source["name"] for source in head["sources"]] == ["llmfit 1.1.17", "huggingface.co"]
    assert [source.get("license") for source in head["sources"]] == ["MIT", None]
    assert [row.get("from") for row in rows] == [1, None, None]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Nothing half-made is left."""
    with pytest.raises(CatalogError, match=r"starter\.xz cannot be written"):
        made(tmp_path / "nowhere", [OPEN])
    with pytest.raises(CatalogError, match="is no starter snapshot"):
        write_starter(
            tmp_path / "x", list, most=1, elsewhere=(), beside=(), model=tmp_path / "nothing"
        )
