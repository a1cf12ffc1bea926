"""What `r` does: one sync at a time, what the screens show of it, and how it is stopped.

The first frame waits for this file and not for what a sync needs: that is imported by the first.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from modeldex.tui.browse import BrowseScreen
from modeldex.tui.chrome import KeyLine
from modeldex.tui.host import Host
from modeldex.tui.messages import SyncTold

if TYPE_CHECKING:
    from modeldex.sync.plan import Step
    from modeldex.tui.syncer import Ended, Stepped, Syncer
    from modeldex.tui.syncline import SyncLine


class Syncing:
    """The sync that is running or ran last."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._syncer: Syncer | None = None
        self._lines: list[SyncLine] = []
        self.is_running = False

    def press(self, browse: BrowseScreen) -> None:
        """Start a sync; ask whether to stop the one that is running."""
        if self.is_running:
            from modeldex.tui.dialogs import Confirm

            self._app.push_screen(Confirm("Stop the sync? The next one goes on there."), self._stop)
        elif self._app.is_building:
            self._app.tell("The catalogue is still being read; press r again in a moment.")
        else:
            self._start(browse)

    def _start(self, browse: BrowseScreen) -> None:
        from modeldex.tui.syncer import Syncer
        from modeldex.tui.syncline import SyncLine

        self.put_away()
        self._lines = [SyncLine()]
        browse.mount(self._lines[0], before="#keys")
        self._show_here()
        self.is_running = True
        self._syncer = Syncer(
            self._app.home,
            self._app.catalog,
            self._app.sync_plan,
            self._hear,
            before=self._syncer,
        )

    def _hear(self, told: "Stepped | Ended") -> None:
        self._app.post_message(SyncTold(told))

    def _stop(self, sure: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
        if sure and self.is_running:
            self.stop()
            self._end("Sync stopped; r goes on from there")

    def put_away(self) -> bool:
        """Take away the line of a sync that is over; return whether there was one."""
        if not self._lines or self.is_running:
            return False
        for line in self._lines:
            line.remove()
        self._lines = []
        return True

    def _show_here(self) -> None:
        """See to it that the screen that is shown has a line too, and forget those that are left.

        What is asked on a dialog comes and goes too fast to be told of it.
        """
        from modeldex.tui.syncline import SyncLine

        self._lines = [line for line in self._lines if line.is_attached]
        screen = self._app.screen
        if screen.query(KeyLine) and all(line.screen is not screen for line in self._lines):
            line = SyncLine(has_keys=False)
            self._lines.append(line)
            screen.mount(line, before="#keys")

    def stop(self) -> None:
        """Ask a sync to leave off; the next one goes on there."""
        if self._syncer is not None:
            self._syncer.stop()

    def close(self) -> None:
        """Give a sync that was stopped a moment to leave off."""
        if self._syncer is not None:
            self._syncer.close()

    def take(self, told: "Stepped | Ended", browse: BrowseScreen) -> None:
        """Show what the thread tells; the rows that have come in are asked for."""
        from modeldex.tui.syncer import Stepped

        current = told.syncer is self._syncer and not told.syncer.is_stopped
        if isinstance(told, Stepped):
            if current:
                self._show_here()
                for line in self._lines:
                    line.show_step(told.step)
            if told.grew:
                browse.ask()
            return
        if current:
            self._finish(told)
        browse.ask()
        self._app.news.publish(None)
        self._app.refresh_age()

    def _finish(self, told: "Ended") -> None:
        if told.error is not None:
            self._end(f"Sync failed: {told.error}", failed=True)
            self._app.tell(str(told.error), severity="error")
        elif told.last is None or not told.last.finished:
            self._end("Sync ended early; r goes on from there", failed=True)
        elif told.last.incomplete:
            self._end(f"Sync incomplete: {told.last.incomplete[0]}", failed=True)
            self._app.tell(" ".join(told.last.incomplete), severity="warning")
        else:
            self._end("Synced", *_brought(told.last))
            self._app.tell(_summary(told.last))

    def _end(self, *sentences: str, failed: bool = False) -> None:
        self.is_running = False
        self._show_here()
        for line in self._lines:
            line.show_end(*sentences, failed=failed)


def _brought(step: "Step") -> Iterable[str]:
    from modeldex.tui.syncline import counts

    return (f"{step.seen:,} models listed", *(counts(step) or ["nothing is new"]))


def _summary(step: "Step") -> str:
    """Return what came of a sync in a few sentences."""
    first = f"Synced: {', '.join(_brought(step))}."
    changed = step.changed or step.gone or step.held
    return " ".join((first, *step.remarks, *(["h shows what changed."] if changed else [])))
