"""Bills as lines of text that fit 80 columns."""

from collections.abc import Iterable, Iterator, Sequence

from modeldex import cost
from modeldex.comparison.plain import row, wrap
from modeldex.cost import Bill, Comparison, Hosted, Overview, Weakest, Workload
from modeldex.entry import Offer
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.text import UNCUT, clean

_WIDTHS = (25, 21, 30)
"""Cells of the three columns; with two gaps of two they are 80."""

_WIDTH = 80
_INDENT = 2


def workload_lines(workload: Workload) -> Iterator[str]:
    """Yield what is to be done, each assumption on a line."""
    yield from _wrapped(f"Workload: {cost.workload_text(workload)}", indent=0)
    for word, text in cost.workload_facts(workload):
        yield f"  {word:10}{text}"
    if workload == cost.PRESETS.get(workload.name):
        for reason in cost.REASONS[workload.name]:
            yield from _wrapped(reason)


def overview_lines(overview: Overview) -> Iterator[str]:
    """Yield the bills of one entry, the cheapest offer first, and what they rest on."""
    yield from _wrapped(overview.entry.id, indent=0)
    yield from _cells("  where", "USD a month", "what to know")
    for offer, bill in overview.offers:
        yield from _bill(_named(offer), bill, _marks(offer))
    if not overview.offers:
        yield "  nobody is known to sell it by API"
    for word, hosted in _hosted(overview):
        yield from _bill(f"{word}, {hosted.hosting.device.name}", hosted.bill, ())
    if not cost.weights_available(overview.entry):
        yield "  its weights are not to be had, so there is no machine to rent or own"
    stands = overview.cheapest
    notes = [(_named(stands[0]), stands[1])] if stands else []
    notes += [(word, hosted.bill) for word, hosted in _hosted(overview)]
    for word, bill in notes:
        yield from _explained(word, bill)


def break_even_lines(found: Iterable[Comparison]) -> Iterator[str]:
    """Yield the volume at which machines cost as much as an API, for each pair."""
    yield "Break-even"
    for one in found:
        hosting = one.hosted.hosting
        machines = f"{hosting.device.name}, {hosting.batch} at once"
        yield from _wrapped(f"{one.hosted_id}, {one.way}, {machines}")
        yield from _wrapped(f"against {one.api_id} by {one.offer.provider}", indent=2 * _INDENT)
        yield from _wrapped(cost.break_even_text(one.break_even), indent=2 * _INDENT)


def mix_lines(bill: Bill, weakest: Weakest) -> Iterator[str]:
    """Yield the bill of the mix, and the facts of its weakest parts."""
    yield from _cells("Mix", "USD a month", "what to know")
    for part in bill.parts:
        yield from _cells(f"  {part.label}", cost.money_text(part.money), "")
    yield from _cells("  together", cost.money_text(bill.per_month), "")
    yield "  each at its cheapest offer, or on the cheapest machine where nobody sells it"
    facts = (
        ("first to retire", weakest.retires, weakest.retires_id),
        ("strictest licence", weakest.license_class, weakest.license_id),
        ("smallest context", _tokens(weakest.context_tokens), weakest.context_id),
    )
    for heading, fact, owner in facts:
        named = UNKNOWN if fact is None else f"{fact}, {owner}"
        yield from _wrapped(f"{heading}: {named}")
    for what in (*bill.unknown, *weakest.unknown):
        yield from _wrapped(f"unknown: {what}")


def _tokens(tokens: int | None) -> str | None:
    return None if tokens is None else show_number(tokens, Unit.TOKENS)


def _hosted(overview: Overview) -> list[tuple[str, Hosted]]:
    ways = (("rented", overview.rented), ("owned", overview.owned))
    return [(word, hosted) for word, hosted in ways if hosted is not None]


def _named(offer: Offer) -> str:
    return ", ".join(filter(None, (offer.provider, offer.region, offer.condition)))


def _marks(offer: Offer) -> tuple[str, ...]:
    return ("doubtful",) if offer.doubtful else ()


def _bill(label: str, bill: Bill, marks: Sequence[str]) -> Iterator[str]:
    unknown = [f"unknown: {', '.join(bill.unknown)}"] if bill.unknown else []
    notes = [*marks, *filter(None, [bill.refusal]), *unknown]
    yield from _cells(f"  {label}", cost.money_text(bill.per_month), "; ".join(notes))


def _explained(word: str, bill: Bill) -> Iterator[str]:
    """Yield the parts of a bill, and what they rest on."""
    if not bill.assumptions:
        return
    parts = [f"{part.label.lower()} {cost.money_text(part.money)}" for part in bill.parts]
    yield from _wrapped(f"{word}: {', '.join(parts)}")
    for sentence in bill.assumptions:
        yield from _wrapped(sentence, indent=2 * _INDENT)


def _cells(*texts: str) -> Iterator[str]:
    """Yield the lines of three columns, the indent of the first kept where it is wrapped."""
    safe = [clean(text, UNCUT) for text in texts]
    indent = len(texts[0]) - len(texts[0].lstrip())
    first = [" " * indent + line for line in wrap(safe[0], _WIDTHS[0] - indent)]
    money = [line.rjust(_WIDTHS[1]) for line in wrap(safe[1], _WIDTHS[1])]
    yield from row([first, money, wrap(safe[2], _WIDTHS[2])], _WIDTHS)


def _wrapped(sentence: str, indent: int = _INDENT) -> Iterator[str]:
    for line in wrap(clean(sentence, UNCUT), _WIDTH - indent):
        yield " " * indent + line
