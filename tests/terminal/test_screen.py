"""The screen shows what a terminal would, and remembers what was switched on."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.terminal.screen import Screen

FRAME = (
    b"\x1b[?1049h\x1b[?25l\x1b[>25u\x1b]22;default\x07\x1b[?2026h\x1b[2;3H"
    b"\x1b[38;2;1;2;3mn\xc3\xa9 \xe6\xa8\xa1!\x1b[0m\x1b]52;c;aGk=\x1b\\\x1b[?2026l"
)


def screen_after(*pieces: bytes) -> Screen:
    """Return a screen of 12 by 3 that was fed `pieces`."""
    screen = Screen(12, 3)
    for piece in pieces:
        screen.feed(piece)
    return screen


def test_text_stands_where_it_was_put() -> None:
    """Position, accents, a wide character and a clipboard write come out as sent."""
    screen = screen_after(FRAME)
    assert screen.text == "\n  né 模!\n"
    assert screen.copied == [b"aGk="]
    assert screen.modes == {"alternate screen", "hidden cursor", "kitty keyboard"}


@given(st.lists(st.integers(0, len(FRAME)), max_size=6))
def test_bytes_may_be_cut_anywhere(cuts: list[int]) -> None:
    """However the bytes arrive, the screen ends the same."""
    edges = [0, *sorted(cuts), len(FRAME)]
    pieces = [FRAME[start:end] for start, end in pairwise(edges)]
    screen, whole = screen_after(*pieces), screen_after(FRAME)
    assert (screen.text, screen.modes, screen.copied) == (whole.text, whole.modes, whole.copied)


def test_leaving_the_alternate_screen_brings_the_shell_back() -> None:
    """What stood there before the program is there again, and no mode is left on."""
    end = b"\x1b[?2004l\x1b[<u\x1b[?1049l\x1b[?25h"
    screen = screen_after(b"$ run", FRAME, end)
    assert screen.text == "$ run\n\n"
    assert not screen.modes


def test_a_mode_that_stays_on_is_named() -> None:
    """Several modes in one sequence count one by one."""
    screen = screen_after(b"\x1b[?1000;1003;1016h\x1b[?1000;1003l")
    assert screen.modes == {"mouse pixels"}


def test_a_frame_is_being_painted_until_it_ends() -> None:
    """Between the two ends of a synchronized frame a person still sees the old one."""
    screen = screen_after(b"\x1b[?2026h")
    assert screen.painting
    screen.feed(b"text\x1b[?2026l")
    assert not screen.painting


def test_questions_get_a_terminal_s_answers() -> None:
    """Synchronized output is known, in-band resize is not; the cursor is where it is."""
    screen = Screen(12, 3)
    assert screen.feed(b"\x1b[?2026$p\x1b[?2048$p") == b"\x1b[?2026;2$y\x1b[?2048;0$y"
    assert screen.feed(b"ab\x1b[6n") == b"\x1b[1;3R"
    assert screen.feed(b"\x1b[c\x1b[?u\x1b[>q\x1b[14t") == b"\x1b[?62;22c"
    assert screen.text == "ab\n\n"
