"""A mistyped word finds the one that was meant, and a foreign word finds none."""

import pytest

from modeldex.cost import PRESETS
from modeldex.criteria import FLAGS, KEYS, instead, nearest
from modeldex.fields import BOARDS
from modeldex.scorecard import CRITERIA

WORDS = ("license", "params", "open-source", "open-weights", "in", "price.in", "hosts")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("licens", "license"),
        ("LICENSE", "license"),
        ("lic", "license"),
        ("prams", "params"),
        ("parmas", "params"),
        ("opn", "open-source"),
        ("open-weihgts", "open-weights"),
        ("price-in", "price.in"),
        ("hots", "hosts"),
        ("im", "in"),
    ],
)
def test_the_nearest_word_is_found(word: str, meant: str) -> None:
    """A missing, changed, added or swapped letter, or a mere beginning, is understood."""
    assert nearest(word, WORDS) == meant


@pytest.mark.parametrize("word", ["", "q", "https", "nova-lite-v1", "completely-else"])
def test_a_foreign_word_has_no_neighbour(word: str) -> None:
    """Nothing is suggested where nothing comes near."""
    assert nearest(word, WORDS) is None


@pytest.mark.parametrize("word", ["x", "xx", "foo", "bar", "zzz", "abc", "qux", "moon", "hello"])
@pytest.mark.parametrize("words", [KEYS, FLAGS, tuple(CRITERIA), tuple(BOARDS), tuple(PRESETS)])
def test_a_short_word_that_is_like_none_has_no_neighbour(word: str, words: tuple[str, ...]) -> None:
    """Of three letters that have one in common with a word, the word is no guess."""
    assert nearest(word, words) is None


@pytest.mark.parametrize("word", ["https", "http", "nova-lite-v1", "gpt-4", "meta"])
def test_the_beginnings_of_ids_and_addresses_are_near_no_key(word: str) -> None:
    """A pasted id with a colon is offered quotation marks, not a key."""
    assert nearest(word, KEYS) is None


def test_the_first_of_equals_wins() -> None:
    """The order of the candidates decides, so that the answer never changes by chance."""
    assert nearest("house", ("mouse", "horse")) == "mouse"


def test_a_refusal_names_the_nearest_word_or_all() -> None:
    """In the words that end a sentence."""
    assert instead("opn", ("open", "org")) == "did you mean open?"
    assert instead("xyz", ("open", "org")) == "there are open, org."
    assert instead("xyz", ("open",)) == "there is open."
    assert instead("xyz", ()) == "there is none yet."


def test_a_refusal_names_no_more_words_than_anyone_reads() -> None:
    """There are some forty devices, and more facts."""
    many = tuple(f"word-{number}" for number in range(100))
    assert instead("xyz", many).endswith("word-28, word-29, and 70 more.")
