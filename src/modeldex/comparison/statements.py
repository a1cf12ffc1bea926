"""Bills as lines of text: one wording for the command line and for the screen."""

from collections.abc import Iterable, Iterator, Sequence

from modeldex import cost
from modeldex.comparison.plain import row, wrap
from modeldex.comparison.sellers import named, sellers
from modeldex.cost import Bill, Comparison, Hosted, Overview, Weakest, Workload
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.text import UNCUT, clean

Line = tuple[str, str]
"""A line and its look: `strong` is what a block is about, `muted` what a figure rests on."""

LEAST_WIDTH = 60
"""Cells below which the three columns of a bill cannot be read."""

_MONEY = 21
"""Cells of the column in the middle: `146,320 to 173,490` and some."""

_ALONE = 48
"""Cells of the first column where nothing stands to the right of the money: most ids fit."""

_GAPS = 4
_INDENT = 2


def workload_lines(workload: Workload, width: int) -> Iterator[Line]:
    """Yield what is to be done, each assumption on a line."""
    yield from _wrapped(f"Workload: {cost.workload_text(workload)}", width, 0, "strong")
    for word, text in cost.workload_facts(workload):
        yield f"  {word:10}{text}", ""
    if workload == cost.PRESETS.get(workload.name):
        for reason in cost.REASONS[workload.name]:
            yield from _wrapped(reason, width, look="muted")


def overview_lines(overview: Overview, width: int) -> Iterator[Line]:
    """Yield the bills of one entry, the cheapest offer first, and what they rest on."""
    yield from _wrapped(overview.entry.id, width, 0, "strong")
    yield from _cells(("  where", "USD a month", "what to know"), width, "muted")
    for seller, offer, bill in sellers(overview.offers):
        yield from _bill(seller, bill, ("doubtful",) if offer.doubtful else (), width)
    if not overview.offers:
        yield "  nobody is known to sell it by API", ""
    for word, hosted in _hosted(overview):
        yield from _bill(f"{word}, {hosted.hosting.device.name}", hosted.bill, (), width)
    if not cost.weights_available(overview.entry):
        closed = "its weights are not to be had, so there is no machine to rent or own"
        yield from _wrapped(closed, width)
    stands = overview.cheapest
    notes = [(named(stands[0]), stands[1])] if stands else []
    notes += [(word, hosted.bill) for word, hosted in _hosted(overview)]
    for word, bill in notes:
        yield from _explained(word, bill, width)


def break_even_lines(found: Iterable[Comparison], width: int) -> Iterator[Line]:
    """Yield the volume at which machines cost as much as an API, for each pair."""
    yield "Break-even", "strong"
    for one in found:
        hosting = one.hosted.hosting
        machines = f"{hosting.device.name}, {hosting.batch} at once"
        yield from _wrapped(f"{one.hosted_id}, {one.way}, {machines}", width)
        against = f"against {one.api_id} by {one.offer.provider}"
        yield from _wrapped(against, width, 2 * _INDENT, "muted")
        yield from _wrapped(cost.break_even_text(one.break_even), width, 2 * _INDENT)


def mix_lines(bill: Bill, weakest: Weakest, width: int) -> Iterator[Line]:
    """Yield the bill of the mix, and the facts of its weakest parts."""
    yield from _cells(("Mix", "USD a month"), width, "strong")
    for part in bill.parts:
        yield from _cells((f"  {part.label}", cost.money_text(part.money)), width)
    yield from _cells(("  together", cost.money_text(bill.per_month)), width, "strong")
    rests = "each at its cheapest offer, or on the cheapest machine where nobody sells it"
    yield from _wrapped(rests, width, look="muted")
    facts = (
        ("first to retire", weakest.retires, weakest.retires_id),
        ("strictest licence", weakest.license_class, weakest.license_id),
        ("smallest context", _tokens(weakest.context_tokens), weakest.context_id),
    )
    for heading, fact, owner in facts:
        told = UNKNOWN if fact is None else f"{fact}, {owner}"
        yield from _wrapped(f"{heading}: {told}", width)
    for what in (*bill.unknown, *weakest.unknown):
        yield from _wrapped(f"unknown: {what}", width)


def _tokens(tokens: int | None) -> str | None:
    return None if tokens is None else show_number(tokens, Unit.TOKENS)


def _hosted(overview: Overview) -> list[tuple[str, Hosted]]:
    ways = (("rented", overview.rented), ("owned", overview.owned))
    return [(word, hosted) for word, hosted in ways if hosted is not None]


def _bill(label: str, bill: Bill, marks: Sequence[str], width: int) -> Iterator[Line]:
    unknown = [f"unknown: {', '.join(bill.unknown)}"] if bill.unknown else []
    notes = [*marks, *filter(None, [bill.refusal]), *unknown]
    yield from _cells((f"  {label}", cost.money_text(bill.per_month), "; ".join(notes)), width)


def _explained(word: str, bill: Bill, width: int) -> Iterator[Line]:
    """Yield the parts of a bill, and what they rest on."""
    if not bill.assumptions:
        return
    parts = [f"{part.label.lower()} {cost.money_text(part.money)}" for part in bill.parts]
    yield from _wrapped(f"{word}: {', '.join(parts)}", width)
    for sentence in bill.assumptions:
        yield from _wrapped(sentence, width, 2 * _INDENT, "muted")


def _cells(texts: Sequence[str], width: int, look: str = "") -> Iterator[Line]:
    """Yield the lines of two or three columns, the indent of the first kept where it is wrapped."""
    room = max(width, LEAST_WIDTH) - _MONEY - _GAPS
    label, usd, *notes = (clean(text, UNCUT) for text in texts)
    place = room * 5 // 11 if notes else min(room, _ALONE)
    widths = (place, _MONEY, *(room - place for _ in notes))
    indent = len(texts[0]) - len(texts[0].lstrip())
    first = [" " * indent + line for line in wrap(label, widths[0] - indent)]
    money = [line.rjust(_MONEY) for line in wrap(usd, _MONEY)]
    beside = [wrap(note, widths[2]) for note in notes]
    for line in row([first, money, *beside], widths):
        yield line, look


def _wrapped(sentence: str, width: int, indent: int = _INDENT, look: str = "") -> Iterator[Line]:
    for line in wrap(clean(sentence, UNCUT), width - indent):
        yield " " * indent + line, look
