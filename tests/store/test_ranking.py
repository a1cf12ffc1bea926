"""The order in which entries are listed."""

from datetime import date
from pathlib import Path

import pytest

from modeldex.entry import Entry
from modeldex.fields import FIELDS
from modeldex.store import Layer, Order, Store
from tests.store.catalogues import ask, filled, hub, ids, vendor

NEW, OLD = date(2026, 9, 1), date(2024, 1, 1)


def test_exact_then_prefix_then_word_start_then_inside(tmp_path: Path) -> None:
    """However often the later ones were downloaded."""
    catalogue = [
        hub("a/codellama", downloads=9_000),
        hub("a/tiny-llama", downloads=8_000),
        hub("a/llava-tinyllama", downloads=7_500),
        hub("a/llama-2", downloads=7_000),
        hub("llama/zero", downloads=6_000),
        hub("a/llama", downloads=5),
        vendor("b/x", "Llama"),
        vendor("b/y", "Other", aliases=("llama",)),
    ]
    with filled(tmp_path, catalogue) as store:
        found = ids(store.reader(), "llama")
    assert set(found[:3]) == {"a/llama", "b/x", "b/y"}
    assert found[3:5] == ["a/llama-2", "llama/zero"]
    assert found[5:] == ["a/tiny-llama", "a/codellama", "a/llava-tinyllama"]


def test_several_words_rank_by_their_worst_place(tmp_path: Path) -> None:
    """All in a row is exact; then the first at the front and the others at word starts."""
    catalogue = [
        hub("a/mini-llama-x8b", downloads=9_000),
        hub("a/mini-llama-8b", downloads=8_000),
        hub("a/llama-3-8b", downloads=7_000),
        hub("a/llama-8b", downloads=6),
        vendor("b/x", "Llama 8B"),
    ]
    with filled(tmp_path, catalogue) as store:
        found = ids(store.reader(), "llama 8b")
    assert found == ["b/x", "a/llama-8b", "a/llama-3-8b", "a/mini-llama-x8b", "a/mini-llama-8b"]


def test_within_a_class_both_worlds_take_turns(tmp_path: Path) -> None:
    """Vendors' newest first and retired last, the Hub's by downloads and the unknown last."""
    catalogue = [
        hub("a/q-unknown"),
        hub("a/q-zero", downloads=0),
        hub("a/q-many", downloads=10),
        vendor("v/q-old", "q old", released=OLD),
        vendor("v/q-retired", "q retired", released=NEW, status="retired"),
        vendor("v/q-new", "q new", released=NEW),
        vendor("v/q-undated", "q undated"),
    ]
    with filled(tmp_path, catalogue) as store:
        found = ids(store.reader(), "q")
    names = [id_.partition("-")[2] for id_ in found]
    assert names == ["new", "many", "old", "zero", "undated", "unknown", "retired"]


def test_without_words_both_worlds_take_turns(tmp_path: Path) -> None:
    """Until one runs out; a condition changes nothing in that."""
    catalogue = [
        *(hub(f"h/{likes}", likes=likes) for likes in range(5)),
        hub("h/unknown"),
        vendor("v/old", "v", released=OLD),
        vendor("v/new", "v", released=NEW),
    ]
    with filled(tmp_path, catalogue) as store:
        reader = store.reader()
        whole = ["v/new", "h/4", "v/old", "h/3", "h/2", "h/1", "h/0", "h/unknown"]
        assert ids(reader, "") == whole
        assert ids(reader, "likes<4") == ["h/3", "h/2", "h/1", "h/0"]
        assert ids(reader, "source:vendor") == ["v/new", "v/old"]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("ctx", [hub("a/2", context_tokens=2), hub("a/1", context_tokens=1)]),
        ("released", [hub("a/2", released=NEW), hub("a/1", released=OLD)]),
        ("lang", [hub("a/2", languages=("fr", "de")), hub("a/1", languages=("en", "zh"))]),
        ("tools", [hub("a/2", tools=True), hub("a/1", tools=False)]),
        ("mem.q8", [hub("a/2", parameters=2), hub("a/1", parameters=1)]),
    ],
)
def test_a_key_sorts_both_ways_with_the_unknown_last(
    tmp_path: Path, key: str, rows: list[Entry], *, descending: bool
) -> None:
    """A word sorts by the first of several."""
    with filled(tmp_path, [hub("a/unknown"), *rows]) as store:
        found = ids(store.reader(), "", Order(key=key, descending=descending))
    assert found == [*(["a/2", "a/1"] if descending else ["a/1", "a/2"]), "a/unknown"]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("key", ["ctx", "released", "likes"])
def test_equals_stand_by_downloads_on_every_page(
    tmp_path: Path, key: str, *, descending: bool
) -> None:
    """However the index is cut up, and wherever a page begins."""
    facts = ({"context_tokens": 1, "released": OLD}, {"context_tokens": 2, "released": NEW})
    catalogue = [hub(f"a/{n}", downloads=n * 7 % 20, **facts[n % 2]) for n in range(20)]
    with Store(tmp_path) as store:
        for at in range(0, 20, 5):
            store.save(catalogue[at : at + 5], layer=Layer.SHIPPED)
            store.catch_up()
        reader = store.reader()
        found = ask(reader, "", Order(key=key, descending=descending))
        rows = [reader.window(found, at, at + 3) for at in range(0, 20, 3)]
    expected = sorted(catalogue, key=lambda entry: -(entry.downloads or 0))
    if key != "likes":
        expected.sort(key=lambda entry: entry.context_tokens or 0, reverse=descending)
    assert [entry.id for page in rows for entry in page] == [entry.id for entry in expected]


@pytest.mark.parametrize("key", FIELDS)
def test_every_field_can_be_sorted_by(tmp_path: Path, key: str) -> None:
    """Whatever its kind, and with no entry at all."""
    with Store(tmp_path) as store:
        assert ask(store.reader(), "", Order(key=key)).total == 0
