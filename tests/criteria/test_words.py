"""A free word begins anywhere but inside a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.criteria import contains, marked, query_form

FOUND = [
    ("Qwen2.5-7B-Instruct", "7b"),
    ("qwen7b", "7b"),
    ("7b", "7B"),
    ("gpt-4o", "gpt-4"),
    ("gpt-4.1", "gpt-4"),
    ("gpt-4.1", "4.1"),
    ("gpt-4.1", "-4"),
    ("gpt-4.1", ".1"),
    ("Qwen2.5-7B", ".5"),
    ("Qwen2.5-7B", "wen2"),
    ("v.5", "5"),
    ("v.5", "v.5"),
    ("llama.cpp", ".cpp"),
    ("Claude Opus 4", "opus 4"),
    ("İstanbul", "i̇s"),
]

NOT_FOUND = [
    ("Monster-17B", "7b"),
    ("Qwen3-1.7B", "7b"),
    ("Qwen3-1.7B", "7"),
    ("gpt-4.1", "1"),
    ("v.5", ".5"),
    ("1..5", ".5"),
    ("gpt-4o", "gpt4"),
]

ALPHABET = "0177.ab-/ Qß²İ模"


@pytest.mark.parametrize(("text", "word"), FOUND)
def test_a_word_is_found(text: str, word: str) -> None:
    """It may begin a number, or lie anywhere outside one."""
    assert contains(text, word)


@pytest.mark.parametrize(("text", "word"), NOT_FOUND)
def test_a_number_is_not_found_inside_another(text: str, word: str) -> None:
    """What begins with a digit is not the rest of a longer number."""
    assert not contains(text, word)


def test_word_starts_are_marked() -> None:
    """Letters after anything else and numbers after anything else carry one mark each."""
    assert marked("Qwen2.5-7B, a.b").replace("\x1f", "^") == "^qwen^2.5-^7b, ^a.^b"


def test_a_first_letter_may_stand_inside_a_word_and_a_first_digit_may_not() -> None:
    """The form of a query differs from the marked text in its first characters only."""
    forms = {word: query_form(word).replace("\x1f", "^") for word in ("gpt-4", "7b", ".5", "-4")}
    assert forms == {"gpt-4": "gpt-^4", "7b": "^7b", ".5": ".5", "-4": "-^4"}


@given(st.text(ALPHABET, max_size=14), st.text(ALPHABET, min_size=1, max_size=4))
def test_the_marks_say_what_the_rule_says(text: str, word: str) -> None:
    """A substring test on marked text agrees with looking at what precedes each occurrence."""
    assert contains(text, word) == _contains_by_rule(text.lower(), word.lower())


@given(st.text(ALPHABET, min_size=1, max_size=14), st.data())
def test_a_whole_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    """Whatever is cut from a text from its start to anywhere is found there."""
    end = data.draw(st.integers(1, len(text)))
    word = text[:end]
    starts_a_decimal = word[:1] == "." and word[1:2].isdecimal()
    assert contains(text, word) != starts_a_decimal


def _contains_by_rule(text: str, word: str) -> bool:
    starts = (n for n in range(len(text)) if text.startswith(word, n))
    return any(_may_begin(text[:start], word) for start in starts)


def _may_begin(before: str, word: str) -> bool:
    follows_digit = before[-1:].isdecimal()
    if word[0].isdecimal():
        return not follows_digit and not (before[-1:] == "." and before[-2:-1].isdecimal())
    if word[0] == "." and word[1:2].isdecimal():
        return follows_digit
    return True
