"""Bills, worked out in a thread: eight entries on every device take half a second."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from textual import on
from textual.message import Message
from textual.screen import Screen, ScreenResultType

from modeldex import cost
from modeldex.comparison.bills import Bills, bills_of
from modeldex.cost import Bill, Mix, Weakest, Workload
from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.memory import Device
from modeldex.tui.host import Host
from modeldex.tui.machines import devices


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is to be priced."""

    entries: tuple[Entry, ...]
    workload: Workload
    assumptions: str = ""
    """Edits of what is assumed of machines, as `cost.fleet` reads them."""

    mix: Mix | None = None
    """Shares of the traffic by the ids of `entries`; None where it is not shared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The bills of `question`."""

    question: Question = field(repr=False)
    bills: Bills
    mixed: tuple[Bill, Weakest] | None = None
    """The bill of the mix and its weakest facts; None where there is no mix."""


class Priced(Message):
    """An answer has come; a screen drops it when it has another question by now."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class PricingFailed(Message):
    """The bills could not be computed; the reason has been shown."""


class PricedScreen(Screen[ScreenResultType]):
    """A screen that shows bills which a worker computes."""

    app: Host

    def __init__(self) -> None:
        super().__init__()
        self._deferred: list[Callable[[], None]] = []

    @property
    def is_pricing(self) -> bool:
        """Whether bills are being computed."""
        raise NotImplementedError

    def when_priced(self, action: Callable[[], None]) -> None:
        """Run `action` as soon as no bill is being computed: now, or when the bills arrive."""
        if self.is_pricing:
            self._deferred.append(action)
            self.app.tell("Computing costs; the file is written when they are known.")
        else:
            action()

    def run_deferred(self) -> None:
        """Run the actions that waited for the bills, unless other bills are awaited by now."""
        if not self.is_pricing:
            actions, self._deferred = self._deferred, []
            for action in actions:
                action()

    @on(PricingFailed)
    def _drop_deferred(self) -> None:
        self._deferred = []


def answer(question: Question, known: Mapping[str, Device]) -> Answer:
    """Return the bills on the `known` devices; raises UsageError as `cost.fleet` does."""
    hostings = cost.fleet(known, question.assumptions)
    bills = bills_of(question.entries, question.workload, hostings)
    mixed = None
    if question.mix is not None:
        entries = {entry.id: entry for entry in question.entries}
        mixed = cost.mixed(question.mix, entries, question.workload, hostings)
    return Answer(question=question, bills=bills, mixed=mixed)


def price(app: Host, screen: PricedScreen[ScreenResultType], question: Question) -> None:
    """Compute the answer and post it to `screen` as Priced; the newest question wins.

    On an error its message is shown and PricingFailed is posted.
    """

    def work() -> None:
        try:
            screen.post_message(Priced(answer(question, devices())))
        except ModeldexError as error:
            app.call_from_thread(app.tell, str(error), severity="error")
            screen.post_message(PricingFailed())

    screen.run_worker(work, thread=True, exclusive=True, group="bills")
