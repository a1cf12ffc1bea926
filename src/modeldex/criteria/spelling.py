"""The word that a mistyped one was probably meant to be."""

from collections.abc import Collection, Iterable

_MOST_EDITS = 3


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that differs least from `word`, in any case; None if none comes near.

    `word` may be a mistyped beginning, as `opn` is of `open-source`. One edit (a letter added,
    dropped or changed, or two neighbours swapped) is allowed for every three letters, at least
    one and at most three. The first of equals wins; a word of one letter has no neighbours.
    """
    folded = word.lower()
    limit = min(max(1, len(folded) // 3), _MOST_EDITS)
    best, least = None, (limit + 1, False)
    for candidate in candidates:
        whole = candidate.lower()
        for other in (whole, whole[: len(folded)])[: max(len(folded) - 1, 0)]:
            edits = (_edits(folded, other, limit + 1), other != whole)
            if edits < least:
                best, least = candidate, edits
    return best


def instead(word: str, words: Collection[str]) -> str:
    """Return how to go on after `word` was refused: the nearest of `words`, else all of them."""
    near = nearest(word, words)
    return f"did you mean {near}?" if near else f"there are {', '.join(words)}."


def _edits(word: str, other: str, limit: int) -> int:
    """Return the number of edits between two words, or `limit` when it is not below that.

    Optimal string alignment. difflib is no slower to import (1 ms) but rates what words share, so
    that it finds no `open-source` for `opn` and some key for every short beginning of an id.
    """
    if abs(len(word) - len(other)) >= limit:
        return limit
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            swapped = i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == target
            row.append(min(cost, older[j - 2] + 1) if swapped else cost)
    return min(row[-1], limit)
