"""What a scorecard ranks and by what; nothing here draws."""

from dataclasses import replace
from typing import TYPE_CHECKING

from modeldex.criteria import Criteria, CriteriaError, parse
from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.scorecard import Ranking, score
from modeldex.tui.host import Host
from modeldex.tui.saving import Done, Opened, change_file
from modeldex.weighing import Wishes, gather, keep

if TYPE_CHECKING:
    from modeldex.cost import Workload


class Desk:
    """Entries, the wishes they are ranked by, and where those are kept."""

    ranking: Ranking
    wishes: Wishes
    must: Criteria

    def __init__(
        self,
        app: Host,
        entries: tuple[Entry, ...],
        opened: Opened | None,
        workload: "Workload | None" = None,
    ) -> None:
        """Rank by the wishes of a shortlist, or by those of the session, and by a workload.

        What a file asks for and there is not is told and left out.
        """
        self._app, self._entries = app, entries
        self.opened, self._workload = opened, workload
        self._start(self._of_file(replace(app.wishes or Wishes(), workload=workload)))

    def _of_file(self, wishes: Wishes) -> Wishes:
        """Return the wishes with those of the file; the workload that was given comes first."""
        if self.opened is None:
            return wishes
        found = wishes.of(self.opened.shortlist)
        return found if self._workload is None else replace(found, workload=self._workload)

    def _start(self, wishes: Wishes) -> None:
        try:
            self.must = self.read(wishes.must)
        except CriteriaError:
            self.must = Criteria()  # the box shows the filter and what is wrong with it
        even = replace(wishes, weights={})
        for tried in (wishes, even, replace(even, board=Wishes().board, machine=None, domain=None)):
            try:
                self._rank(tried)
            except ModeldexError as error:
                self._app.tell(str(error), severity="error")
            else:
                return

    def read(self, text: str, *, strict: bool = True) -> Criteria:
        """Return the filter that `text` is; raises CriteriaError where it is none."""
        return parse(text, strict=strict, room_of=self._app.room_of)

    def take(self, wishes: Wishes, must: Criteria | None = None) -> bool:
        """Rank by other wishes; where that cannot be, say why, change nothing and return False."""
        before = self.must
        self.must = before if must is None else must
        try:
            if replace(wishes, weights={}, must="") == replace(self.wishes, weights={}, must=""):
                self.ranking = score(self._entries, wishes.weights, self._given, must=self.must)
                self.wishes = wishes
            else:
                self._rank(wishes)
        except ModeldexError as error:
            self.must = before
            self._app.tell(str(error))
            return False
        return True

    def _rank(self, wishes: Wishes) -> None:
        app = self._app
        given = gather(self._entries, wishes, catalog=app.catalog, home=app.home, today=app.today())
        self.ranking = score(self._entries, wishes.weights, given, must=self.must)
        self.wishes, self._given = wishes, given

    def save(self, changed: Done) -> None:
        """Keep the wishes: weights and must-haves in the file of the shortlist if there is one.

        `changed` is called when the file turns out to hold others, which are then the wishes.
        """
        app, wishes = self._app, self.wishes
        if self.opened is None:
            app.wishes = wishes
            return
        own = app.wishes or Wishes()
        app.wishes = replace(own, board=wishes.board, machine=wishes.machine, domain=wishes.domain)

        def done() -> None:
            if not self._is_in_file():
                changed()

        change_file(app, self.opened, lambda old: keep(old, wishes, app.today()), done)

    def _is_in_file(self) -> bool:
        """Read the file again; return whether it holds the wishes, and take over its own if not."""
        if self.opened is None:
            return True
        try:
            self.opened = Opened.of(self.opened.path)
        except ModeldexError as error:
            self._app.tell(str(error), severity="error")
            return True
        found = self.opened.shortlist
        if keep(found, self.wishes, self._app.today()) is found:
            return True
        self._start(self._of_file(self.wishes))
        return False
