"""A text file that a person names, and that appears whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from modeldex.errors import ModeldexError, UsageError
from modeldex.paths import expanded
from modeldex.tui.dialogs import Ask, Confirm
from modeldex.tui.host import Host


def ask_and_write(app: Host, what: str, name: str, text: Callable[[Path], str]) -> None:
    """Ask for a file, `name` unless another is typed, and write `text` of it there.

    A file that exists is replaced after a yes. `what` names the text, such as `the comparison`.
    """

    def write(path: Path) -> None:
        write_text(app, path, text(path))

    ask_file(app, what, name, write)


def write_text(app: Host, path: Path, text: str) -> None:
    """Write `text` to `path`, whole or not at all, and say so."""
    from modeldex.report.file import write_whole  # late: few exports are ever asked for

    try:
        write_whole(path, text)
    except ModeldexError as error:
        app.tell(str(error), severity="error")
    else:
        app.tell(f"Wrote {path}")


def ask_file(app: Host, what: str, name: str, write: Callable[[Path], None]) -> None:
    """Ask for a file, `name` unless another is typed, and call `write` with its whole path.

    Of a file that exists only after a yes. `what` names what will be in it.
    """

    def answered(answer: str | None) -> None:
        if answer is None:
            return
        try:
            path = expanded(Path(answer), "The file")
            is_there = path.exists()
        except UsageError as error:
            app.tell(str(error), severity="error")
            return
        except OSError as error:
            app.tell(f"{answer} cannot be written: {error.strerror}.", severity="error")
            return
        if not is_there:
            write(path)
            return

        def replace(agreed: bool | None) -> None:  # noqa: FBT001 - what a dialog answers with
            if agreed:
                write(path)

        app.push_screen(Confirm(f"{path.name} exists. Put {what} in its place?"), replace)

    app.push_screen(Ask(f"Write {what} to which file?", name), answered)
