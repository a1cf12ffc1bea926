"""Changes to shortlist files, and the ways out when a file is another by then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from modeldex.criteria import Criteria, to_text
from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.fields import counted
from modeldex.shortlist import (
    Shortlist,
    ShortlistChangedError,
    add,
    load,
    names,
    path_of,
    save,
)
from modeldex.tui.dialogs import Ask, Confirm, Pick
from modeldex.tui.host import Host

if TYPE_CHECKING:
    from modeldex.cost import Workload

FIRST_NAME = "shortlist"
"""What the first shortlist is called unless the person says otherwise."""

WAYS = (
    "Make this change to the file as it is now",
    "Save mine under another name and keep both",
    "Drop this change",
)
"""What can be done when a file was changed meanwhile, in the order of the question."""

Change = Callable[[Shortlist], Shortlist]
Done = Callable[[], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A shortlist as it was read."""

    path: Path
    shortlist: Shortlist
    fingerprint: str | None
    """What `save` expects to find; None where there is no file yet."""

    @classmethod
    def of(cls, path: Path) -> "Opened":
        """Return what `path` holds now; raises ShortlistError when it cannot be read."""
        shortlist, fingerprint = load(path)
        return cls(path=path, shortlist=shortlist, fingerprint=fingerprint)


def reopened(app: Host, opened: Opened) -> Opened:
    """Return a shortlist as its file is now; as it was, and why, where it cannot be read."""
    try:
        return Opened.of(opened.path)
    except ModeldexError as error:
        app.tell(str(error), severity="error")
        return opened


def save_marked(app: Host, criteria: Criteria) -> None:
    """Ask for a name and save the marked entries under it."""
    found = app.searcher.get(app.marks)
    entries = tuple(found[mark] for mark in app.marks if mark in found)
    lost = len(app.marks) - len(entries)
    if lost:
        app.tell(f"{lost} of the marked models left the catalogue and cannot be saved.")
    save_entries(app, entries, to_text(criteria))


def save_entries(
    app: Host,
    entries: tuple[Entry, ...],
    criteria: str = "",
    workload: "Workload | None" = None,
) -> None:
    """Ask for a name and save `entries` as a shortlist, or add them to the one of that name.

    A new shortlist gets the filter and the workload too; one that exists keeps its own.
    """
    if not entries:
        app.tell("Mark models with Space first, then press w.")
        return
    heading = f"Save {_models(len(entries))} as which shortlist?"
    new = partial(Shortlist, criteria=criteria, workload=workload)
    app.push_screen(Ask(heading, _last_name(app)), partial(_name_given, app, entries, new))


def _last_name(app: Host) -> str:
    """Return the name of the shortlist that was written last."""
    try:
        listed = [one for one in names(app.home.shortlists) if one.shortlist]
        return max(listed, key=lambda one: one.path.stat().st_mtime).name if listed else FIRST_NAME
    except (ModeldexError, OSError) as error:
        app.tell(str(error), severity="error")
        return FIRST_NAME


def _name_given(
    app: Host, entries: tuple[Entry, ...], new: Callable[..., Shortlist], name: str | None
) -> None:
    if name is None:
        return
    try:
        path = path_of(app.home.shortlists, name)
        opened = Opened.of(path) if path.exists() else _blank(path, name, new, app.today())
    except ModeldexError as error:
        app.tell(str(error), severity="error")
        return
    if opened.fingerprint is None:
        _add(app, entries, opened)
        return
    fresh = _count_added(opened.shortlist, entries, app.today())
    if not fresh:
        app.tell(f"{opened.shortlist.name} holds all of them already.")
        return
    has = f"{opened.shortlist.name} exists and holds {_models(len(opened.shortlist.members))}."

    def agreed(yes: bool | None) -> None:  # noqa: FBT001 - what a dialog answers with
        if yes:
            _add(app, entries, opened)

    app.push_screen(Confirm(f"{has} Add {fresh} to it?"), agreed)


def _blank(path: Path, name: str, new: Callable[..., Shortlist], today: date) -> Opened:
    shortlist = new(name=name.strip(), created=today, updated=today)
    return Opened(path=path, shortlist=shortlist, fingerprint=None)


def _count_added(shortlist: Shortlist, entries: tuple[Entry, ...], today: date) -> int:
    return len(add(shortlist, entries, today).members) - len(shortlist.members)


def _add(app: Host, entries: tuple[Entry, ...], opened: Opened) -> None:
    count = _count_added(opened.shortlist, entries, app.today())

    def done() -> None:
        saved = f"Saved {_models(count)} in {opened.shortlist.name}"
        app.tell(f"{saved}; l in the table lists the shortlists.")

    change_file(app, opened, lambda shortlist: add(shortlist, entries, app.today()), done)


def change_file(app: Host, opened: Opened, change: Change, done: Done) -> None:
    """Make a change to a shortlist file, then call `done`.

    When the file is another by now the person chooses what becomes of the change; nothing is
    overwritten. Any other error is told.
    """
    try:
        changed = change(opened.shortlist)
        if changed is not opened.shortlist or opened.fingerprint is None:
            save(opened.path, changed, expected=opened.fingerprint)
    except ShortlistChangedError as error:
        _ask_way_out(app, str(error), opened, change, done)
    except ModeldexError as error:
        app.tell(str(error), severity="error")
    else:
        done()


def _ask_way_out(app: Host, message: str, opened: Opened, change: Change, done: Done) -> None:
    def chosen(way: int | None) -> None:
        match way:
            case 0:
                _change_again(app, opened.path, change, done)
            case 1:
                _ask_other_name(app, change(opened.shortlist), done)
            case _:
                app.tell("Nothing was written; the file is as it was.")
                done()

    app.push_screen(Pick(message, WAYS), chosen)


def _change_again(app: Host, path: Path, change: Change, done: Done) -> None:
    try:
        opened = Opened.of(path)
    except ModeldexError as error:
        app.tell(str(error), severity="error")
        done()
    else:
        change_file(app, opened, change, done)


def _ask_other_name(app: Host, shortlist: Shortlist, done: Done) -> None:
    def named(name: str | None) -> None:
        if name is None:
            app.tell("Nothing was written; the file is as it was.")
            done()
            return
        try:
            path = path_of(app.home.shortlists, name)
            save(path, replace(shortlist, name=name.strip()), expected=None)
        except ModeldexError as error:
            app.tell(str(error), severity="error")
            _ask_other_name(app, shortlist, done)
        else:
            app.tell(f"Saved as {name}.")
            done()

    app.push_screen(Ask("Save under which name?", f"{shortlist.name} 2"), named)


def _models(count: int) -> str:
    return counted(count, "model")
