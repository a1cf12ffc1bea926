"""The word that a mistyped one was probably meant to be."""

from collections.abc import Collection, Iterable, Iterator

_MOST_EDITS = 3
_SHORT = 3
"""Letters of a word in which one wrong letter is already a third of it: the first has to be right,
or `foo` would be the beginning of `tools` and of `format`."""

_LISTED = 30
"""Words that a refusal spells out; there are more facts and devices than anyone would read."""


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
        for other in _likely(folded, whole):
            edits = (_edits(folded, other, limit + 1), other != whole)
            if edits < least:
                best, least = candidate, edits
    return best


def instead(word: str, words: Collection[str]) -> str:
    """Return how to go on after `word` was refused: the nearest of `words`, else all of them."""
    near = nearest(word, words)
    if near is not None:
        return f"did you mean {near}?"
    listed = [*words][:_LISTED]
    if len(listed) < len(words):
        listed.append(f"and {len(words) - len(listed)} more")
    return f"there {'is' if len(words) < 2 else 'are'} {', '.join(listed) or 'none yet'}."  # noqa: PLR2004


def _likely(word: str, whole: str) -> Iterator[str]:
    """Yield what `word` may have been meant to be: the whole of a candidate, or its beginning."""
    size = len(word)
    if size < 2:  # noqa: PLR2004
        return
    if size > _SHORT or whole.startswith(word):
        yield whole
        yield whole[:size]
    elif whole.startswith(word[0]):
        if len(whole) <= size + 1:
            yield whole
        yield whole[: size + 1]


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
