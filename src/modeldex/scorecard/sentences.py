"""What a ranking hangs on, in sentences for every face of the program."""

from collections.abc import Iterable, Iterator, Sequence

from modeldex.scorecard.records import Ranking, Removed, Sensitivity


def sentences(ranking: Ranking) -> Iterator[str]:
    """Yield what is to be said of the ranking as a whole, uncleaned."""
    if len(ranking.rows) > 1:
        yield _first(ranking)
        for one in ranking.sensitivity:
            yield from _turns(one)
        yield from _never(ranking.sensitivity)
    for left in ranking.left_out:
        yield f"{left.criterion.heading} is not counted: {left.reason}."
    yield from ranking.notes
    yield from map(_removed, ranking.removed)


def _first(ranking: Ranking) -> str:
    if len(ranking.first) > 1:
        return f"First place is shared by {_named(ranking.first)}."
    sure = (
        "sure: no unknown fact can change it" if ranking.sure else "not sure: unknown facts decide"
    )
    return f"First place of {_named(ranking.first)} is {sure}."


def _turns(one: Sensitivity) -> Iterator[str]:
    for turn, than in ((one.below, "less"), (one.above, "more")):
        if turn is not None:
            yield (
                f"First place changes to {_named(turn.first)} if {one.criterion.key} weighs {than} "
                f"than {turn.weight:.3g}."
            )


def _never(every: Sequence[Sensitivity]) -> Iterator[str]:
    keys = [one.criterion.key for one in every if one.below is None and one.above is None]
    if keys:
        yield f"No other weight of {_either(keys)} changes first place."


def _removed(one: Removed) -> str:
    failed = "; ".join(f"{failure.part} fails ({failure.facts})" for failure in one.failures)
    return f"Left out {one.entry.id}: {failed}."


def _named(ids: Iterable[str]) -> str:
    return " and ".join(ids)


def _either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
