"""What is made of an entry beforehand is all that database and index need."""

import json
import math
import pickle
from pathlib import Path

import pytest

from modeldex import curated, paths
from modeldex.entry import Entry, changed
from modeldex.fields import FIELDS
from modeldex.store import draft
from modeldex.store.documents import HAS, RANK, RID, SEQ
from tests.examples import OPEN, VENDOR
from tests.store.catalogues import filled, hub, ids


def shipped() -> list[Entry]:
    """Return every vendor's entry and a thousand of the Hub's."""
    entries: list[Entry] = []
    for batch in curated.shipped(paths.catalog()):
        entries += batch
        if len(entries) > 1_000:
            break
    return entries


def test_every_known_fact_is_in_the_document() -> None:
    """Only those readers are asked that can find something, and none of them is missed."""
    for entry in (*shipped(), OPEN, VENDOR):
        known = {f.key for f in FIELDS.values() if f.per_parameter is None and _knows(f.key, entry)}
        assert set(json.loads(draft(entry).document)[HAS].split()) == known


def _knows(key: str, entry: Entry) -> bool:
    return FIELDS[key].read(entry) is not None


@pytest.mark.parametrize("entry", [OPEN, VENDOR])
def test_a_draft_goes_to_another_process_unchanged(entry: Entry) -> None:
    """Its entry too, which is made anew from the row."""
    sent = pickle.loads(pickle.dumps(draft(entry)))  # noqa: S301 - just made
    assert sent == draft(entry)
    assert sent.entry == entry


def test_the_numbers_of_a_row_complete_the_document() -> None:
    """Of two that are equally popular the one saved first comes first."""
    first, second = (json.loads(draft(OPEN).indexed(rid, 9)) for rid in (4, 5))
    assert (first[RID], first[SEQ]) == (4, 9)
    assert first[RANK] > second[RANK]


def test_a_number_without_end_comes_after_all_others(tmp_path: Path) -> None:
    """And one that is none is nowhere among them."""
    numbers = {"none": math.nan, "endless": math.inf, "least": -math.inf, "some": 1e300}
    with filled(
        tmp_path, [hub(f"a/{n}", trending=number) for n, number in numbers.items()]
    ) as store:
        assert ids(store.reader(), "trending>=0") == ["a/endless", "a/some"]


def test_a_text_that_is_no_text_can_be_indexed() -> None:
    """A lone surrogate, written out."""
    document = json.loads(draft(changed(OPEN, tags=("a\udc00",))).document)
    assert document["tag"] == ["a\\udc00"]
