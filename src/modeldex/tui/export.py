"""A text file that a person names, and that appears whole or not at all."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from modeldex.errors import ModeldexError
from modeldex.text import clean
from modeldex.tui.dialogs import Ask, Confirm
from modeldex.tui.host import Host


def ask_and_write(app: Host, what: str, name: str, text: Callable[[Path], str]) -> None:
    """Ask for a file, `name` unless another is typed, and write `text` of it there.

    A file that exists is replaced after a yes. `what` names the text, such as `the comparison`.
    """

    def write(path: Path) -> None:
        try:
            write_whole(path, text(path))
        except ModeldexError as error:
            app.tell(str(error), severity="error")
        else:
            app.tell(f"Wrote {path}")

    def answered(answer: str | None) -> None:
        if answer is None:
            return
        path = Path(answer).expanduser().absolute()
        if not path.exists():
            write(path)
            return

        def replace(agreed: bool | None) -> None:  # noqa: FBT001 - what a dialog answers with
            if agreed:
                write(path)

        app.push_screen(Confirm(f"{path.name} exists. Put {what} in its place?"), replace)

    app.push_screen(Ask(f"Write {what} to which file?", name), answered)


def write_whole(path: Path, text: str) -> None:
    """Put `text` in place of whatever is at `path`; a kill leaves the old file or the new one.

    Raises ModeldexError when the disk refuses; what was there is then unchanged.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        # A disk that refused the text may refuse this too, and the first refusal tells why.
        with suppress(OSError):
            temporary.unlink()
        message = (
            f"{clean(str(path))} could not be written: {error.strerror}. Choose another folder."
        )
        raise ModeldexError(message) from error
