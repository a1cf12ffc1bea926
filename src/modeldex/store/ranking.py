"""The order of the entries found: strata one below the other, each sorted by one column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import tantivy
from tantivy import Occur, Query

from modeldex.criteria import Criteria
from modeldex.entry import Origin
from modeldex.fields import FIELDS, Kind
from modeldex.store.documents import RANK, RID, column
from modeldex.store.queries import Compiler, allof, anyof, both, excluding

_Value = float | None
_Hit = tuple[Any, tantivy.DocAddress]
"""(value of the column that sorts, where the document is)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """In which order entries are listed; what is unknown comes last either way.

    A CHOICE sorts by its first word; a FLAG with `descending` has yes before no.
    """

    key: str | None = None
    """A key of FIELDS. None: the best matches first when there are words; and among equally good
    ones the newest of the vendors' and the most used of the Hub's in turn."""

    descending: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Stratum:
    """Entries that stand together, sorted by one column, equals by their rank.

    Only equals by a word stand as they were indexed: their column has more than one word.
    """

    query: Query
    column: str = RANK
    descending: bool = True


Shelf = tuple[Stratum, ...]
"""One stratum, or two that are dealt out in turn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pages:
    """Rows of an answer by their place, for one snapshot of the index."""

    compiler: Compiler
    shelves: Sequence[Shelf]
    """One below the other."""

    _counts: dict[int, int] = field(default_factory=dict)

    def rids(self, start: int, stop: int) -> list[int]:
        """Return the row ids at the places from `start` up to `stop`, fewer at the end."""
        found: list[int] = []
        skipped = start
        for shelf in self.shelves:
            room = stop - start - len(found)
            if room <= 0:
                break
            if skipped and skipped >= self._length(shelf):
                skipped -= self._length(shelf)
                continue
            found += self._dealt(shelf, skipped, skipped + room)
            skipped = 0
        return found

    def _dealt(self, shelf: Shelf, start: int, stop: int) -> list[int]:
        if len(shelf) == 1:
            return self._slice(shelf[0], start, stop)
        if start == 0:
            # As many as both could need: cheaper than to count them first.
            return _in_turns(*(self._slice(stratum, 0, stop) for stratum in shelf))[:stop]
        first, second = map(self._count, shelf)
        stop = min(stop, first + second)
        begin, end = _hands(start, first, second), _hands(stop, first, second)
        left = iter(self._slice(shelf[0], begin, end))
        right = iter(self._slice(shelf[1], start - begin, stop - end))
        paired = min(stop, 2 * min(first, second))
        dealt = [next(right if place % 2 else left) for place in range(start, paired)]
        return [*dealt, *left, *right]

    def _length(self, shelf: Shelf) -> int:
        return sum(map(self._count, shelf))

    def _count(self, stratum: Stratum) -> int:
        if id(stratum) not in self._counts:
            self._counts[id(stratum)] = self.compiler.count(stratum.query)
        return self._counts[id(stratum)]

    def _slice(self, stratum: Stratum, start: int, stop: int) -> list[int]:
        if stop <= start:
            return []
        hits = self._hits(stratum, start, stop - start)
        if hits and stratum.column != RANK and not isinstance(hits[0][0], str):
            hits = self._ranked(stratum, hits, start)
        addresses = [address for _, address in hits]
        if not addresses:
            return []
        rids = self.compiler.searcher.fast_field_values(RID, addresses)
        return [int(rid) for rid in rids if rid is not None]

    def _hits(self, stratum: Stratum, start: int, count: int) -> list[_Hit]:
        return self.compiler.searcher.search(
            stratum.query,
            count,
            count=False,
            order_by_field=stratum.column,
            offset=start,
            order=tantivy.Order.Desc if stratum.descending else tantivy.Order.Asc,
        ).hits

    def _ranked(self, stratum: Stratum, hits: list[_Hit], start: int) -> list[_Hit]:
        """Return a page of `stratum` with equals by rank, those on its edges included.

        Equals that go on over an edge of the page are asked for again in the order of their ranks.
        """
        ranks = self.compiler.searcher.fast_field_values(RANK, [address for _, address in hits])
        ranked = dict(zip(map(id, hits), ranks, strict=True))
        groups = [
            sorted(group, key=lambda hit: ranked[id(hit)] or 0, reverse=True)
            for _, group in groupby(hits, key=itemgetter(0))
        ]
        column, first, last = stratum.column, hits[0][0], hits[-1][0]
        if start:
            beyond = self.compiler.beyond(column, first, descending=stratum.descending)
            place = start - self.compiler.count(both(stratum.query, beyond))
            groups[0] = self._equals(stratum, first, place, len(groups[0]))
        if not start or len(groups) > 1:
            groups[-1] = self._equals(stratum, last, 0, len(groups[-1]))
        return list(chain.from_iterable(groups))

    def _equals(self, stratum: Stratum, value: _Value, start: int, count: int) -> list[_Hit]:
        equal = self.compiler.equal(stratum.column, value)
        return self._hits(Stratum(query=both(stratum.query, equal)), start, count)


def _in_turns(left: Sequence[int], right: Sequence[int]) -> list[int]:
    both_have = min(len(left), len(right))
    paired = chain.from_iterable(zip(left, right, strict=False))
    return [*paired, *left[both_have:], *right[both_have:]]


def _hands(place: int, first: int, second: int) -> int:
    """Return how many of the first stratum come before `place` when two are dealt in turn."""
    paired = 2 * min(first, second)
    if place <= paired or first <= second:
        return min((place + 1) // 2, first)
    return place - second


def pages(compiler: Compiler, query: Query, criteria: Criteria, order: Order) -> Pages:
    """Return the rows that `query` keeps, in `order`; `criteria` are what was asked for."""
    words = [word.text for word in criteria.words if not word.negated]
    if order.key is not None:
        strata = _by_field(compiler, query, order)
        return Pages(compiler=compiler, shelves=[(stratum,) for stratum in strata])
    if words:
        classes = _by_words(compiler, query, words)
        return Pages(compiler=compiler, shelves=[_in_turn(compiler, kind) for kind in classes])
    return Pages(compiler=compiler, shelves=[_in_turn(compiler, query, column="likes")])


def _in_turn(compiler: Compiler, query: Query, column: str = RANK) -> Shelf:
    """Return the vendors' entries by their rank and the Hub's by `column`."""
    hub = compiler.term("source", Origin.HUB)
    return Stratum(query=excluding(query, hub)), Stratum(query=both(query, hub), column=column)


def one_stratum(compiler: Compiler, query: Query) -> Pages:
    """Return the rows that `query` keeps, the most used first."""
    return Pages(compiler=compiler, shelves=[(Stratum(query=query),)])


def _by_field(compiler: Compiler, query: Query, order: Order) -> tuple[Stratum, ...]:
    field = FIELDS[order.key or ""]
    known = compiler.known(field.key)
    unknown = Stratum(query=excluding(query, known))
    if field.kind is Kind.FLAG:
        yes = compiler.true(field.key)
        halves = (
            Stratum(query=both(query, yes)),
            Stratum(query=both(query, excluding(known, yes))),
        )
        return (*(halves if order.descending else halves[::-1]), unknown)
    if field.kind is Kind.TEXT:
        return (Stratum(query=both(query, known)), unknown)
    stratum = Stratum(query=both(query, known), column=column(field), descending=order.descending)
    return (stratum, unknown)


def _by_words(compiler: Compiler, query: Query, words: list[str]) -> list[Query]:
    """Return exact hits, then those that begin so, then those at word starts, then the rest.

    With several words, an exact hit has them all in a row, and one of the others begins with
    the first.
    """
    at_starts = allof((Occur.Must, compiler.at_word_start(word)) for word in words)
    classes = (
        anyof([compiler.exact(gap.join(words)) for gap in (" ", "-")]),
        both(compiler.prefix(words[0]), at_starts),
        at_starts,
        Query.all_query(),
    )
    return [
        excluding(both(query, kind), anyof(classes[:index])) for index, kind in enumerate(classes)
    ]
