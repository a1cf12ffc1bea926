"""What a ranking is made for: the board, the machine and the field of work that count."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from modeldex.entry import Entry
from modeldex.errors import ModeldexError
from modeldex.fields import BOARDS, FIELDS
from modeldex.machine import THIS, profiles
from modeldex.text import clean
from modeldex.tui.dialogs import Pick
from modeldex.tui.host import Host
from modeldex.weighing import Wishes, domains

_GIB = 1024**3
"""Memory is sold in these: an H100 of 80 GB has 80 of them."""

Take = Callable[[Wishes], object]
Option = tuple[str | None, str]
"""What is chosen, and the line that says so."""


def ask_board(app: Host, wishes: Wishes, take: Take) -> None:
    """Ask for the Arena board that counts for capability, and take it."""
    options = [(board, FIELDS[f"score.{board}"].heading) for board in BOARDS]
    pick(
        app,
        "Which ratings count for capability?",
        options,
        wishes.board,
        lambda board: take(replace(wishes, board=board or wishes.board)),
    )


def ask_machine(app: Host, wishes: Wishes, take: Take) -> None:
    """Ask for the machine that a model should fit, and take it."""
    pick(
        app,
        "Which machine should it fit?",
        [(None, "no machine: do not count it"), *machine_options(app)],
        wishes.machine,
        lambda machine: take(replace(wishes, machine=machine)),
    )


def machine_options(app: Host) -> list[Option]:
    """Return this computer, the machines that were described, and every device, with its line."""
    from modeldex.curated.hardware import hardware

    options: list[Option] = [(THIS, "this computer")]
    try:
        options += [
            (name, f"{name} (described by you)") for name in profiles(app.home.machines).machines
        ]
    except ModeldexError as error:
        app.tell(str(error), severity="error")
    options += [
        (key, f"{clean(device.name)}, {device.memory_bytes / _GIB:.3g} GiB")
        for key, device in hardware(app.catalog).items()
    ]
    return options


def ask_domain(app: Host, entries: Sequence[Entry], wishes: Wishes, take: Take) -> None:
    """Ask for the field of work, and take it."""
    options: list[Option] = [(None, "no field: do not count it")]
    options += [(name, clean(name)) for name in domains(entries, app.catalog)]
    pick(
        app,
        "Which field of work is it for?",
        options,
        wishes.domain,
        lambda domain: take(replace(wishes, domain=domain)),
    )


def pick(
    app: Host,
    heading: str,
    options: Sequence[Option],
    now: str | None,
    chosen: Callable[[str | None], object],
) -> None:
    """Ask for one of the options, with the cursor on `now`, and hand it over if one was taken."""
    keys = [key for key, _ in options]

    def answered(index: int | None) -> None:
        if index is not None:
            chosen(keys[index])

    at = keys.index(now) if now in keys else 0
    app.push_screen(Pick(heading, [line for _, line in options], at), answered)
