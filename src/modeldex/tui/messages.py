"""What the threads tell the screens."""

from typing import TYPE_CHECKING

from textual.message import Message

from modeldex.errors import ModeldexError
from modeldex.sync import Progress
from modeldex.tui.searcher import Answer

if TYPE_CHECKING:
    from modeldex.tui.syncer import Ended, Stepped


class EntriesFound(Message):
    """The store has answered."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class StoreFailed(Message):
    """The store cannot do what was asked."""

    def __init__(self, error: ModeldexError) -> None:
        super().__init__()
        self.error = error


class CatalogueGrew(Message):
    """More of the shipped catalogue is in the store."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress


class SyncTold(Message):
    """A sync has come further, or is over."""

    def __init__(self, told: "Stepped | Ended") -> None:
        super().__init__()
        self.told = told
