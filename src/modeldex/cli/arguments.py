"""What the parsers of all commands share."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from modeldex.errors import UsageError

_HELP_WIDTH = 79
"""Help is the same text on every terminal, so that the README can print it."""

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

    def error(self, message: str) -> NoReturn:
        """Raise UsageError that says where the help is."""
        sentence = f"{message}; see `{self.prog} --help`."
        raise UsageError(sentence)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_HELP_WIDTH, max_help_position=22)


def add_data_dir(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Give `parser` the option --data-dir; SUPPRESS as `default` leaves it to an outer parser."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=default,
        metavar="DIR",
        help="keep everything below this folder ($MODELDEX_HOME does the same)",
    )


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
