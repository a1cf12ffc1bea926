"""The lines of bills."""

from hypothesis import given
from hypothesis import strategies as st

from modeldex import cost
from modeldex.comparison import statements
from modeldex.cost import Mix, SelfHosting, Share
from modeldex.entry import changed
from modeldex.text import cells
from tests.cost.worked import CARD, CHAT, MIXTURE, offer

SOLD = changed(
    MIXTURE, id=f"acme/{'long-' * 16}name", offers=(offer(1, 4), offer(None, 4, provider="mute"))
)
HOSTINGS = (SelfHosting(device=CARD),)


@given(st.integers(statements.LEAST_WIDTH, 200))
def test_no_line_is_wider_than_asked(width: int) -> None:
    """Whatever the width, and nothing is cut: it is wrapped."""
    found = cost.overview(SOLD, CHAT, HOSTINGS)
    mix = Mix(parts=(Share(id=SOLD.id, share=1),))
    lines = [
        *statements.overview_lines(found, width),
        *statements.break_even_lines(cost.comparisons([found], CHAT), width),
        *statements.mix_lines(*cost.mixed(mix, {SOLD.id: SOLD}, CHAT, HOSTINGS), width),
        *statements.workload_lines(CHAT, width),
    ]
    assert max(cells(text) for text, _ in lines) <= width
    joined = "".join(text.strip() for text, _ in lines)
    assert joined.count(SOLD.id) >= 3


def test_what_is_missing_stands_beside_the_bill() -> None:
    """An offer without a price of input has no sum, and says so."""
    lines = [text for text, _ in statements.overview_lines(cost.overview(SOLD, CHAT), 80)]
    mute = next(line for line in lines if line.strip().startswith("mute"))
    assert mute.split("?")[1].strip() == "unknown: price of input"
