"""An id that there is not is answered alike, whichever command it was given to."""

import pytest

from tests.cli.conftest import Run
from tests.examples import OPEN

COMMANDS = (
    ("compare",),
    ("cost",),
    ("score",),
    ("machine", "fit"),
    ("shortlist", "add", "trip"),
)
"""What takes ids; but for the last each takes names of shortlists too."""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("acme/swift-3", "did you mean acme/swift-2?"),
        ("qwen3-8", "did you mean Qwen/Qwen3-8B?"),
        ("qwen38b", "did you mean Qwen/Qwen3-8B?"),
        ("x", "`modeldex list x` looks for it."),
        ("foo", "`modeldex list foo` looks for it."),
        ("foo/zzz-8b", "`modeldex list foo/zzz-8b` looks for it."),
        ("two words", "`modeldex list 'two words'` looks for it."),
    ],
)
def test_an_unknown_id_is_named_with_the_nearest_or_the_way_to_find_it(
    run: Run, command: tuple[str, ...], typed: str, advice: str
) -> None:
    """One sentence and exit code 2; what is like none gets no guess."""
    answer = run(*command, OPEN.id, typed)
    assert (answer.code, answer.out) == (2, "")
    kinds = "no entry" if "add" in command else "neither an entry nor a shortlist"
    assert answer.err == f"modeldex: There is {kinds} called {typed}; {advice}\n"


@pytest.mark.parametrize("command", COMMANDS[:-1], ids=" ".join)
def test_a_mistyped_shortlist_is_guessed_too(run: Run, command: tuple[str, ...]) -> None:
    """Where one may be given in place of an id."""
    run("shortlist", "add", "Support bot", OPEN.id)
    answer = run(*command, "suport-bot")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("called suport-bot; did you mean Support bot?\n")
