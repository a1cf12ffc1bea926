"""Results that the Hub lists, and who vouches for each.

They are shown side by side and never ranked: the Hub gives neither a unit nor whether more is
better (perplexity and error rates are among them), and each maker chooses how its own are run.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from modeldex.entry import Entry, Score
from modeldex.fields import Field, Group, Kind
from modeldex.fields.readers import RANKED
from modeldex.text import clean

_OWN_WORD = "model card"
"""The source of a result that a card states and says nothing more about."""

_STATED = "as stated"
"""The unit of a result that comes without one."""


def results(entry: Entry) -> list[Score]:
    """Return the results of `entry` that no field of its own shows, board by board.

    Of one board the verified come first, and what nobody has merged last.
    """
    listed = (score for score in entry.scores if not score.board.startswith(RANKED))
    return sorted(listed, key=lambda score: (score.board, not score.independent, score.unmerged))


def standing(score: Score) -> str:
    """Return `verified`, `own` (its maker's figure), `cited` (by its maker) or `unmerged`."""
    if score.unmerged:
        return "unmerged"
    if score.independent:
        return "verified"
    return "own" if score.source.name.lower() == _OWN_WORD else "cited"


def said(score: Score) -> str:
    """Return a result as a person reads it, with who vouches for it."""
    unit = "" if score.unit == _STATED else f" {score.unit}"
    return f"{score.value:g}{unit}, {vouched(score)}"


def vouched(score: Score) -> str:
    """Return in words what `standing` says."""
    match standing(score):
        case "verified":
            return "verified"
        case "unmerged":
            return "claimed in a pull request that nobody has merged"
        case "own":
            return "its maker's own figure"
        case _:
            return f"claimed by {score.source.name}, not verified"


def result_json(score: Score) -> dict[str, object]:
    """Return a result for JSON; one without a unit has none."""
    return {
        "board": clean(score.board),
        "value": score.value,
        "unit": None if score.unit == _STATED else clean(score.unit),
        "standing": standing(score),
    }


def by_board(entries: Sequence[Entry]) -> Iterator[tuple[Field, list[list[Score]]]]:
    """Yield each board worth a row, and the results of each entry on it.

    That is one on which two of the entries have a result, or on which one was verified; of a
    single entry every board.
    """
    boards: dict[str, list[list[Score]]] = defaultdict(lambda: [[] for _ in entries])
    for place, entry in enumerate(entries):
        for score in results(entry):
            boards[score.board][place].append(score)
    for board, found in sorted(boards.items()):
        measured = any(score.independent for scores in found for score in scores)
        if measured or sum(map(bool, found)) >= min(2, len(entries)):
            yield _field(board), found


def _field(board: str) -> Field:
    return Field(
        key=f"result.{board}",
        heading=clean(board),
        kind=Kind.TEXT,
        group=Group.CAPABILITY,
        # Boards are what the Hub lists that day, so no field can be declared for one.
        read=lambda entry: "; ".join(said(s) for s in results(entry) if s.board == board) or None,
        about="a result that the Hub lists",
    )
