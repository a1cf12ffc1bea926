"""What the word at the cursor can become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.criteria import KEYS, complete, parse, word_at
from tests.criteria.strategies import texts

COMPLETED = {
    "lic": ("license:",),
    "LIC": ("license:",),
    "x para": ("params>=",),
    "-rel": ("-released>=",),
    "ope": ("open:", "open:open-source", "open:open-weights"),
    "dep": ("status:deprecated", "is:deprecated"),
    "pap": ("has:paper",),
    "fi": ("fits:",),
    "score.m": ("score.math>=",),
    "open:op": ("open:open-source", "open:open-weights"),
    "license:mit,per": ("license:mit,permissive",),
    "license:permissive,per": (),
    "license:comm": ("license:community", "license:commercial-ok"),
    "source:hub,": ("source:hub,vendor", "source:hub,user"),
    "is:to": ("is:tools",),
    "has:price.c": ("has:price.cached",),
    "params:7": (),
    "params>=": (),
    "foo:x": (),
    'x "lic': (),
    "qwen": (),
}


@pytest.mark.parametrize("text", COMPLETED)
def test_a_word_is_completed(text: str) -> None:
    """Keys come first, then closed choices, then flags, each as the whole word."""
    assert complete(text, len(text)) == COMPLETED[text]


def test_nothing_typed_offers_every_key() -> None:
    """An empty box lists what can be asked for."""
    assert [text.rstrip(":>=") for text in complete("", 0)] == list(KEYS)


def test_the_word_at_the_cursor_is_replaced_whole() -> None:
    """What stands left of the cursor decides, what touches it is replaced."""
    text = "qwen lic -gguf"
    assert word_at(text, 7) == (5, 8)
    assert complete(text, 7) == ("license:", "lib:", "likes>=")


@given(texts(), st.integers(-3, 30))
def test_every_completion_begins_with_what_was_typed_or_ends_in_it(text: str, cursor: int) -> None:
    """Completing never loses what stands left of the cursor."""
    start, end = word_at(text, cursor)
    assert 0 <= start <= end <= len(text)
    typed = text[start : max(cursor, 0)].lower().removeprefix("-")
    assert all(typed in completed for completed in complete(text, cursor))


@pytest.mark.parametrize("text", ["open:", "is:", "has:", "status:", "license:", "source:"])
def test_every_completed_value_is_accepted(text: str) -> None:
    """What is offered after a colon is a whole condition."""
    offered = complete(text, len(text))
    assert offered
    assert all(parse(completed).conditions for completed in offered)
