"""The starter snapshot: what becomes of a row, and what happens to a damaged file."""

import lzma
from datetime import date
from pathlib import Path

import pytest

from modeldex.curated.joins import Joined, Joins
from modeldex.curated.starter import read_starter
from modeldex.curated.tables import CatalogError
from modeldex.entry import Entry, Offer, Openness, Origin, Source
from modeldex.licences import License
from tests.curated.files import ROWS, write_starter

LICENSES = {
    "apache-2.0": License(
        id="apache-2.0", name="Apache", spdx=None, osi=True, license_class="permissive"
    )
}
HOSTED = Offer(
    provider="host",
    provider_model_id="b",
    first_party=False,
    source=Source(name="host.test", as_of=date(2026, 11, 2)),
    input_usd_per_million_tokens=1,
)
_NONE: Joins = {}
_HOSTED: Joins = {"org/big-7b": Joined(offers=[HOSTED])}


def read(path: Path, joins: Joins = _NONE) -> list[Entry]:
    """Return every entry of the snapshot."""
    return list(read_starter(path, "starter", LICENSES, joins))


def test_every_key_reaches_the_entry(tmp_path: Path) -> None:
    """A row with every key in use becomes an entry that has every fact."""
    row = {
        "id": "org/big-7b", "params": 7, "downloads": 8, "likes": 9, "architecture": "llama",
        "task": "image-text-to-text", "license": "apache-2.0", "context": 10, "layers": 11,
        "heads": 12, "kv_heads": 13, "head_size": 14, "released": "2026-01-02", "experts": 15,
        "languages": ["en", "de"], "active_experts": 3, "formats": ["gguf"], "embedding": 16,
        "quantized": ["other/big"], "training_data": "https://data.test",
        "training_code": "named", "family": "big",
    }  # fmt: skip
    (entry,) = read(write_starter(tmp_path / "s.xz", (ROWS[0], row)), _HOSTED)
    assert entry == Entry(
        id="org/big-7b",
        name="big-7b",
        origin=Origin.HUB,
        source=Source(name="listing", as_of=date(2026, 10, 5), url="https://listing.test"),
        family="big",
        openness=Openness.OPEN_SOURCE,
        license="apache-2.0",
        license_class="permissive",
        commercial_use=True,
        parameters=7,
        downloads=8,
        likes=9,
        architecture="llama",
        task="image-text-to-text",
        inputs=("text", "image"),
        outputs=("text",),
        context_tokens=10,
        layers=11,
        attention_heads=12,
        key_value_heads=13,
        head_size=14,
        experts=15,
        active_experts=3,
        embedding_size=16,
        formats=("gguf",),
        languages=("en", "de"),
        released=date(2026, 1, 2),
        quantized=("other/big",),
        training_data="https://data.test",
        training_code="named",
        offers=(HOSTED,),
        fact_sources=tuple(
            (key, HOSTED.source) for key in ("price", "price.in", "price.out", "price.cached")
        ),
    )


def test_a_row_points_to_its_source_and_leaves_the_rest_unknown(tmp_path: Path) -> None:
    """A row with nothing but an id has no fact that nobody stated."""
    entry = read(write_starter(tmp_path / "s.xz"))[1]
    benchmark = Source(name="benchmark", as_of=date(2026, 10, 26), url="https://benchmark.test")
    assert entry == Entry(id="org/small", name="small", origin=Origin.HUB, source=benchmark)


def test_hostile_text_is_made_safe(tmp_path: Path) -> None:
    """Controls and bidirectional marks in a row are spelled out."""
    row = {"id": "org/\x1b[31mred", "license": "m\u202eit", "quantized": ["a\x07/b"]}
    (entry,) = read(write_starter(tmp_path / "s.xz", (ROWS[0], row)))
    assert entry.id == "org/<U+001B>[31mred"
    assert (entry.license, entry.quantized) == ("m<U+202E>it", ("a<U+0007>/b",))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (({"format": 2},), "line 1: not a row of the snapshot (ValueError: format 2, expected 1)"),
        (({"sources": []},), "line 1: not a row of the snapshot (KeyError: 'format')"),
        ((*ROWS, {"params": 1}), "line 4: not a row of the snapshot (KeyError: 'id')"),
        ((*ROWS, {"id": "a/b", "from": 2}),
         "line 4: not a row of the snapshot (IndexError: list index out of range)"),
        ((ROWS[0], {"id": "a/b", "released": "May"}),
         "line 2: not a row of the snapshot (ValueError: Invalid isoformat string: 'May')"),
        ((ROWS[0], 7),
         "line 2: not a row of the snapshot (AttributeError: 'int' object has no attribute 'get')"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_by_its_line(
    tmp_path: Path, rows: tuple[object, ...], sentence: str
) -> None:
    """The message names the line and what was wrong with it."""
    with pytest.raises(CatalogError) as caught:
        read(write_starter(tmp_path / "s.xz", rows))
    assert str(caught.value) == f"starter: {sentence}"


def test_a_damaged_file_says_to_install_again(tmp_path: Path) -> None:
    """A file that is cut off, empty, absent or something else cannot be unpacked."""
    path = write_starter(tmp_path / "s.xz")
    whole = path.read_bytes()
    for data in (whole[: len(whole) // 2], b"", b"not xz", lzma.compress(b"")):
        path.write_bytes(data)
        with pytest.raises(CatalogError, match=r"^starter: cannot be unpacked .*install modeldex"):
            read(path)
    path.unlink()
    with pytest.raises(CatalogError, match=r"^starter: cannot be unpacked beyond line 1"):
        read(path)
