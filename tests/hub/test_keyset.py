"""A cursor that can be moved."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.hub.keyset import Search, read_keyset
from modeldex.hub.position import Position

_ID = "621ffdc036468d709f17438a"
_TIME = "2022-03-02T23:29:04.000Z"
_LATER = "63c0a1f0" + "0" * 16


def _cursor(query: object) -> Position:
    text = json.dumps(query, separators=(",", ":"))
    return (("cursor", base64.b64encode(text.encode()).decode()),)


def _query(position: Position) -> object:
    return json.loads(base64.b64decode(position[0][1]))


@pytest.mark.parametrize(
    ("query", "moved"),
    [
        ({"_id": {"$gt": _ID}}, {"_id": {"$gt": _LATER}}),
        (
            {"$or": [{"createdAt": _TIME, "_id": {"$gt": _ID}}, {"createdAt": {"$gt": _TIME}}]},
            {
                "$or": [
                    {"createdAt": "2023-01-13T00:12:32.000Z", "_id": {"$gt": _LATER}},
                    {"createdAt": {"$gt": "2023-01-13T00:12:32.000Z"}},
                ]
            },
        ),
        ({"createdAt": 1646263744, "_id": _ID}, {"createdAt": 1673568752, "_id": _LATER}),
    ],
)
def test_a_cursor_in_the_order_of_creation_can_be_moved(query: object, moved: object) -> None:
    """Its `_id` and the time that belongs to it change together."""
    keyset = read_keyset(_cursor(query))
    assert keyset is not None
    assert keyset.key == int(_ID, 16)
    assert _query(keyset.at(int(_LATER, 16))) == moved


@pytest.mark.parametrize(
    "position",
    [
        (),
        (("offset", "30"),),
        (("cursor", "opaque!"),),
        (("cursor", "b3BhcXVl"),),
        _cursor({"likes": 7, "_id": {"$gt": _ID}}),
        _cursor({"$or": [{"_id": {"$gt": _ID}}, {"_id": {"$lt": _LATER}}]}),
        _cursor({"createdAt": "yesterday", "_id": {"$gt": _ID}}),
    ],
)
def test_other_cursors_are_left_alone(position: Position) -> None:
    """What is not understood is not changed."""
    assert read_keyset(position) is None


@given(start=st.integers(0, 2**95), gap=st.integers(1, 2**86))
def test_a_search_finds_the_one_record_that_cannot_be_read(start: int, gap: int) -> None:
    """Whatever stands behind it, and in few enough steps."""
    bad = start + gap
    search = Search(start)
    for _ in range(200):
        search.narrow(readable=search.key >= bad)
        if search.found is not None:
            break
    assert search.found == bad


def test_a_search_in_which_nothing_can_be_read_is_vain() -> None:
    """Then it is the server, after seven requests."""
    search = Search(int(_ID, 16))
    steps = 0
    while not search.is_vain:
        search.narrow(readable=False)
        steps += 1
    assert steps == 7
    assert search.found is None
