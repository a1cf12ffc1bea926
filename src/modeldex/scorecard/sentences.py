"""What is to be said of a ranking, in sentences; ids and facts in them are uncleaned."""

from collections.abc import Iterable, Iterator, Sequence

from modeldex.scorecard.records import Ranking, Reason, Removed, Sensitivity


def sentences(ranking: Ranking) -> Iterator[str]:
    """Yield what is to be said of the ranking as a whole."""
    if len(ranking.rows) > 1:
        yield first_sentence(ranking)
        for one in ranking.sensitivity:
            yield from turn_sentences(one)
        yield from _never(ranking.sensitivity)
    for left in ranking.left_out:
        yield f"{left.criterion.heading} is not counted: {left.reason}."
    yield from ranking.notes
    yield from map(removed_sentence, ranking.removed)


def first_sentence(ranking: Ranking) -> str:
    """Return who is first, and whether anything unknown may change that."""
    if not ranking.rows:
        return "None of them has all the must-haves."
    if len(ranking.first) > 1:
        return f"First place is shared by {_named(ranking.first)}."
    sure = (
        "sure: no unknown fact can change it" if ranking.sure else "not sure: unknown facts decide"
    )
    return f"First place of {_named(ranking.first)} is {sure}."


def turn_sentences(one: Sensitivity) -> Iterator[str]:
    """Yield at which weights of one criterion first place changes next."""
    for turn, than in ((one.below, "less"), (one.above, "more")):
        if turn is not None:
            yield (
                f"First place changes to {_named(turn.first)} if {one.criterion.key} weighs {than} "
                f"than {turn.weight:.3g}."
            )


def removed_sentence(one: Removed) -> str:
    """Return which must-haves an entry does not meet, and what it has instead."""
    failed = "; ".join(f"{failure.part} fails ({failure.facts})" for failure in one.failures)
    return f"Left out {one.entry.id}: {failed}."


def points_text(reason: Reason) -> str:
    """Return the points of a reason, of 100, with both ends where they differ."""
    return " to ".join(dict.fromkeys(f"{100 * end:.0f}" for end in (reason.low, reason.high)))


def _never(every: Sequence[Sensitivity]) -> Iterator[str]:
    keys = [one.criterion.key for one in every if one.below is None and one.above is None]
    if keys:
        yield f"No other weight of {_either(keys)} changes first place."


def _named(ids: Iterable[str]) -> str:
    return " and ".join(ids)


def _either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
