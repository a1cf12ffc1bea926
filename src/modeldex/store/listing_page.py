"""One page of a listing as it is handed to the store, and what became of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from modeldex.entry import Entry
from modeldex.store.drafts import Draft
from modeldex.store.protection import Protects

Item = Entry | Draft

Merge = Callable[[Entry, Entry], Entry]
"""(what is known, what a source says now) -> what is known now."""

Differ = Callable[[Entry, Entry], Iterable[tuple[str, str | None, str | None]]]
"""(before, after) -> (kind of change, old value, new value) of what a person would want to hear."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What a source has listed, and what is to be noted with it."""

    entries: Sequence[Item]
    """Also as drafts, where another process has made them."""

    at: str
    """The moment of the sync, for the changes."""

    merge: Merge
    differ: Differ
    state: Mapping[str, str] = field(default_factory=dict)
    """Written in the same transaction: the bookmark."""

    after: str | None = None
    """The Hub's `_id` with which the page before ended. None when this page is not all that lies
    between two ids, so that nothing can be said of what it leaves out."""

    up_to: str | None = None
    """The `_id` with which this page ends; None when nothing comes after it."""

    listed: frozenset[str] = frozenset()
    """The `_id` of every record on the page, also of those that became no entry."""

    publication: str = ""
    """Whose list it is: what another server listed last is not missing here."""

    formerly: frozenset[str] = frozenset()
    """Other names under which rows cite that server."""

    protects: Protects | None = None
    """(what is known, `_id` on the page) -> whether the page may not change it; None: it may."""


@dataclass(slots=True)
class Outcome:
    """What became of a page."""

    new: int = 0
    changed: int = 0
    """Entries with a change that a person would want to hear of."""

    gone: int = 0
    doubted: tuple[str, ...] = ()
    """Ids that the page should list and does not, too many to be believed: they stay as is."""

    protected: int = 0
    """Models on the page that another server listed first, and that were left as they are."""

    fresh: dict[int, Draft] = field(default_factory=dict)
    """What was written, by its `seq`."""
