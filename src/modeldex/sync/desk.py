"""What every part of one sync works with."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Event

from modeldex.entry import Entry, Rejected
from modeldex.hub import Endpoint
from modeldex.hub.parse import Parser
from modeldex.paths import Home
from modeldex.store import Draft, Held, Outcome, Page, Store
from modeldex.sync import asides, bookmarks
from modeldex.sync.apart import Apart
from modeldex.sync.bookmarks import Bookmarks
from modeldex.sync.differences import differences
from modeldex.sync.merge import Merge
from modeldex.sync.provenance import Provenance
from modeldex.sync.tally import Tally

Merging = Callable[[Entry, Entry], Entry]

_SETTLE_PAGES = 50
"""Pages after which what was saved can be found: each time waits for the disk."""


@dataclass(slots=True)
class Desk:
    """One sync's tools, and what it has come across."""

    store: Store
    home: Home
    endpoint: Endpoint
    parser: Parser
    merge: Merge
    cancel: Event
    day: date
    """Where the person is."""

    at: str
    """The moment at which the sync began."""

    tally: Tally
    bookmarks: Bookmarks
    apart: Apart
    provenance: Provenance
    here: int
    """As in `Plan`."""

    unmet: set[str] = field(default_factory=set)
    """Ids that somebody has marked or listed and that no page has brought yet."""

    doubted: tuple[str, ...] = ()
    """What the page saved last should list and does not, as in `store.Outcome`."""

    last_listed: str | None = None
    """The id of a model that the server has listed in this sync; None before the first page."""

    least_downloads: int | None = None
    """Of the list of the most downloaded, once it has ended: what has more was on it."""

    _listed: "array[int]" = field(default_factory=lambda: array("q"))
    _is_sorted: bool = True
    _pages: int = 0

    def note_listed(self, ids: Iterable[str]) -> None:
        """Remember that the server has listed the models with these ids."""
        self._listed.extend(map(hash, ids))  # 1 MB for as many as a sync lists.
        self._is_sorted = False

    def was_listed(self, id_: str) -> bool:
        """Return whether the server has listed this model in this sync."""
        if not self._is_sorted:
            self._listed, self._is_sorted = array("q", sorted(self._listed)), True
        place = bisect_left(self._listed, hash(id_))
        return place < len(self._listed) and self._listed[place] == hash(id_)

    def set_aside(self, rejected: Sequence[Rejected]) -> None:
        """Keep what could not be read, and count it."""
        asides.append(self.home.data, rejected, self.at)
        self.tally.add(set_aside=len(rejected))

    def save(
        self,
        entries: Sequence[Entry | Draft],
        *,
        keep: Bookmarks,
        merge: Merging | None = None,
        after: str | None = None,
        up_to: str | None = None,
        listed: frozenset[str] = frozenset(),
    ) -> Outcome:
        """Make a page durable together with the bookmarks `keep`; see `store.Page`."""
        page = Page(
            entries=entries,
            at=self.at,
            merge=merge or self.merge,
            differ=differences,
            state={bookmarks.key(self.endpoint.url): keep.text()},
            after=after,
            up_to=up_to,
            listed=listed,
            publication=self.provenance.origin,
            formerly=self.provenance.former,
            protects=None if merge else self.provenance.protects,
        )
        outcome = self.store.save_page(page)
        self.bookmarks, self.doubted = keep, outcome.doubted
        if outcome.protected:
            self.tally.remark(
                f"{self.endpoint.host} lists models that another source listed first; what is "
                "known of them stays as it is. `--take-facts` lets this server replace it."
            )
        self.unmet.difference_update([entry.id for entry in entries])
        self.store.catch_up()
        self._pages += 1
        if self._pages % _SETTLE_PAGES == 0:
            self.store.settle()
        return outcome

    def hold(self, held: Sequence[Held]) -> None:
        """Let price changes wait for a look, and count them."""
        self.store.hold(held)
        self.tally.add(held=len(held))

    def release(self, held: Sequence[Held]) -> None:
        """Let price changes wait no longer."""
        self.store.hold((), held)

    def keep(self, kept: Bookmarks) -> None:
        """Make the bookmarks durable by themselves."""
        self.store.set_state(bookmarks.key(self.endpoint.url), kept.text())
        self.bookmarks = kept
