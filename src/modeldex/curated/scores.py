"""Leaderboards: one line for each name on the board, with the entry that a person joined it to."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from modeldex.curated.tables import CatalogError
from modeldex.entry import Score, Source
from modeldex.fields import BOARDS
from modeldex.text import clean

_HEAD = ("name", "model", "variant", "reason", *BOARDS)
_NAME = "Arena (CC-BY-4.0)"
_URL = "https://arena.ai/leaderboard"
_BOARDS = tuple(f"arena.{board}" for board in BOARDS)


def read_scores(path: Path, shown: str) -> Iterator[tuple[str, Score]]:
    """Yield (id of the entry, score) for each name that has an entry, on each of its boards.

    The source of a score names the line of the board. Raises CatalogError, with the line.
    """
    number = 1
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            as_of = date.fromisoformat(next(lines).removeprefix("# as_of ").strip())
            for number, line in enumerate(lines, 2):  # noqa: B007 - the errors below name it
                if line.startswith("#"):
                    continue
                name, model, variant, reason, *cells = line.rstrip("\n").split("\t")
                if (name, model) == _HEAD[:2]:
                    _check((name, model, variant, reason, *cells))
                elif model:
                    source = Source(name=f"{_NAME}: {clean(name)}", as_of=as_of, url=_URL)
                    for board, cell in zip(_BOARDS, cells, strict=True):
                        if cell:
                            yield clean(model), _score(board, clean(variant), cell, source)
                elif not reason:
                    _refuse("neither an entry nor a reason")
    except (OSError, StopIteration) as error:
        message = f"{shown}: cannot be read; install modeldex again"
        raise CatalogError(message) from error
    except ValueError as error:
        message = f"{shown}: line {number}: not a line of the board: {clean(str(error))}"
        raise CatalogError(message) from error


def _check(head: tuple[str, ...]) -> None:
    if head != _HEAD:
        _refuse(f"expected the columns {', '.join(_HEAD)}")


def _refuse(message: str) -> None:
    raise ValueError(message)


def _score(board: str, variant: str, cell: str, source: Source) -> Score:
    rating, low, high, votes = cell.split(" ")
    return Score(
        board=board,
        value=float(rating),
        unit="rating",
        source=source,
        independent=True,
        low=float(low),
        high=float(high),
        votes=int(votes),
        variant=variant or None,
    )
