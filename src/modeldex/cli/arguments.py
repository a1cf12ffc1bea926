"""What the parsers of all commands share."""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from textwrap import wrap
from typing import NoReturn

from modeldex.errors import UsageError
from modeldex.text import clean

_HELP_WIDTH = 79
"""Help is the same text on every terminal, so that the README can print it."""

_DATA_DIR = "data_dir"

_NO_BREAK = "\N{NO-BREAK SPACE}"
_BRACKETS = re.compile(r"\[[^][]*(\[[^][]*\][^][]*)*\]|\([^()]*\)")
"""What stays on one line of a usage: an option and its value, perhaps with brackets of its own."""

_NEGATED = re.compile(r"-[^-].")
"""A part such as `-lang:de` or `-base`, which argparse would take for an option: those have two
dashes, or one letter."""

FILTER_HELP = """\
A filter is made of free words, which must all occur in the id or the name, and
of conditions on facts:
  llama 8b              both words; 8b is not found in 18B or 1.8B
  license:permissive    a fact has this value; `open:a,b` is a or b
  -lang:de              not this condition
  params<=9b ctx>=128k  numbers with units: 9b, 128k, 24gb
  released>=2026-01     dates; `retires<90d` counts from today
  price:0.1..2          from here to there, both included
  has:price is:vision   the price is known; a flag holds
  fits:24gb             the weights fit this much memory, or that of fits:this
                        or another name that `modeldex machine` knows
Put it in quotes: the shell takes < and > for its own."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are UsageErrors and whose help does not depend on the terminal."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", _Formatter)
        super().__init__(allow_abbrev=False, **options)  # type: ignore[arg-type]
        if self.usage is not None:
            self.usage = _folded(self.usage, self.prog)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError that says where the help is."""
        sentence = f"{message}; see `{self.prog} --help`."
        raise UsageError(sentence)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Refuse a word that is none of the choices, with the nearest: argparse lists them all."""
        if action.choices is not None and value not in action.choices:
            from modeldex.criteria import instead

            name = "/".join(action.option_strings) or action.metavar or action.dest
            raise UsageError(
                f"{name} cannot be {clean(str(value))}; {instead(str(value), [*action.choices])}"
            )


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_HELP_WIDTH, max_help_position=22)

    def add_arguments(self, actions: Iterable[argparse.Action]) -> None:
        """Put what every command takes behind what only this one takes."""
        super().add_arguments(sorted(actions, key=lambda action: action.dest == _DATA_DIR))


def _folded(usage: str, program: str) -> str:
    """Return the forms of a command line, each in lines that fit and break at no bracket."""
    margin = " " * len("usage: ")
    lines: list[str] = []
    for form in re.split(rf"\n\s*(?={program}\b)", usage):
        whole = _BRACKETS.sub(
            lambda found: found[0].replace(" ", _NO_BREAK), " ".join(form.split())
        )
        lines += wrap(
            whole,
            width=_HELP_WIDTH,
            initial_indent=margin,
            subsequent_indent=" " * len(f"{margin}{program} "),
            break_on_hyphens=False,
        )
    return "\n".join(lines).replace(_NO_BREAK, " ").removeprefix(margin)


class _Command(Parser):
    """The parser of a command below a command."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Return the arguments, or raise UsageError where one of them is not known here.

        argparse would hand it to the parser above, whose help does not have the command's options.
        """
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown


class Commands:
    """The commands below one command, such as those of `modeldex shortlist`."""

    def __init__(self, parser: Parser) -> None:
        self._program = parser.prog
        # Named, or argparse takes the whole usage for the name of the program.
        self._parsers = parser.add_subparsers(
            title="commands", metavar="COMMAND", prog=parser.prog, parser_class=_Command
        )

    def add(
        self, name: str, job: Callable[..., int | None], operands: str, about: str, more: str = ""
    ) -> Parser:
        """Return the parser of a command for which the arguments will have `job` as their job.

        `operands` are as the usage shows them. `about` tells in the list of commands what this one
        does; its own help adds `more` sentences.
        """
        usage = " ".join(filter(None, (self._program, name, operands, "[--data-dir DIR]")))
        description = f"{about[0].upper()}{about[1:]}.{more}"
        own = self._parsers.add_parser(name, help=about, description=description, usage=usage)
        own.set_defaults(job=job)
        add_data_dir(own, argparse.SUPPRESS)
        return own


def add_data_dir(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Give `parser` the option --data-dir; SUPPRESS as `default` leaves it to an outer parser."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=default,
        metavar="DIR",
        help="keep everything below this folder ($MODELDEX_HOME does the same)",
    )


def add_entries(parser: argparse.ArgumentParser, nargs: str = "+") -> None:
    """Give `parser` the argument FILE_OR_ID, which `chosen.chosen` makes entries of."""
    parser.add_argument(
        "entries",
        nargs=nargs,
        metavar="FILE_OR_ID",
        help="a shortlist file (.toml), the name of a shortlist, or the id of an entry",
    )


def whole(option: str, most: int | None = None) -> Callable[[str], int]:
    """Return the `type` of an option that takes a whole number from 1 to `most`.

    It raises UsageError for any other text.
    """
    limits = "from 1 up" if most is None else f"from 1 to {most:,}"

    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdecimal() else 0
        if number < 1 or (most is not None and number > most):
            raise UsageError(f"{option} takes a whole number {limits}, not {clean(text)}.")
        return number

    return read


def joined(argv: Sequence[str], option: str) -> list[str]:
    """Return `argv` with `option` and its filter as one, also where that begins with a dash."""
    found: list[str] = []
    for argument in argv:
        if found and found[-1] == option:
            found[-1] = f"{option}={argument}"
        else:
            found.append(argument)
    return found


def add_criteria(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the argument CRITERIA, for `parse` below."""
    parser.add_argument(
        "criteria", nargs="*", metavar="CRITERIA", help="a filter; without one, every entry"
    )


def parse(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments, with `criteria` as one text that may hold negated conditions."""
    argv = list(argv)
    end = argv.index("--") if "--" in argv else len(argv)
    negated = [argument for argument in argv[:end] if _NEGATED.match(argument)]
    others = [argument for argument in argv[:end] if not _NEGATED.match(argument)]
    arguments = parser.parse_intermixed_args(others)
    arguments.criteria = " ".join([*arguments.criteria, *argv[end + 1 :], *negated])
    return arguments
