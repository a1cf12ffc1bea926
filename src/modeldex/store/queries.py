"""Criteria as one Tantivy query."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import tantivy
from tantivy import FieldType, Occur, Query

from modeldex.criteria import (
    CACHED,
    Condition,
    Criteria,
    Interval,
    Special,
    Word,
    marked,
    on_parameters,
    on_parameters_only,
    query_form,
    resolve,
)
from modeldex.fields import FIELDS, Kind
from modeldex.store.documents import (
    END,
    GRAM,
    GRAMS,
    HAS,
    IS,
    MARK,
    RID,
    START,
    START_LIMIT,
    STARTS,
    TOKENS,
    column,
    encodable,
    tokens,
)

VERIFIED_LIMIT = 5_000
"""Hits of one word that are looked at themselves. Pieces of GRAM characters that all occur prove a
longer word only nearly (0.06 % too many); above this many hits that is left as it is."""

RANKED_LIMIT = 2_000
"""The same for word starts, which only put entries in order."""

_AHEAD_LIMIT = 50_000
"""Entries whose words are read before anybody asks: 0.2 kB each."""

_SHORT, _LONG = 4, 8
"""Letters from which one typing error, and two, are forgiven: fewer would match other names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiler:
    """Makes queries for one snapshot of the index."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    words_of: Callable[[Sequence[int] | None], Iterable[tuple[int, str]]]
    """Returns (rid, words) of entries, of all for None, to verify a long word."""

    rids_of: Callable[[Iterable[str]], Sequence[int]]
    """Returns the rids of ids in lower case."""

    _words: dict[str, Query] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)
    """What was read to verify a word; the word that is typed on needs the same again."""

    def query(
        self, criteria: Criteria, *, today: date, cached: frozenset[str], similar: bool = False
    ) -> Query:
        """Return the query that `criteria` are; it is exact, but see VERIFIED_LIMIT.

        With `similar` the words need occur only nearly; those that must not occur still must not.
        """
        clauses = [
            (_occur(word), self.similar(word.text))
            if similar and not word.negated
            else (_occur(word), self.word(word.text))
            for word in criteria.words
        ]
        clauses += [
            (_occur(condition), self._condition(condition, today, cached))
            for condition in criteria.conditions
        ]
        return allof(clauses)

    def count(self, query: Query) -> int:
        """Return how many entries `query` keeps."""
        return int(self.searcher.search(query, 1, count=True).count)  # type: ignore[attr-defined]

    def read_ahead(self) -> None:
        """Have the words at hand by which long words are verified, where they are not too many.

        To read those of 3,000 hits takes 10 ms, a third of what a letter may take.
        """
        if len(self._texts) < self.searcher.num_docs <= _AHEAD_LIMIT:
            self._texts.update(self.words_of(None))

    def word(self, text: str) -> Query:
        """Return the query for entries in which `text` occurs."""
        if START in text or END in text:
            return Query.empty_query()  # No text has them: they stand round each in the index.
        if text not in self._words:
            self._words[text] = self._verified(encodable(query_form(text)))
        return self._words[text]

    def _verified(self, form: str, limit: int = VERIFIED_LIMIT) -> Query:
        query = self._grams(form)
        if len(form) <= GRAM:
            return query
        hits = self.searcher.search(query, limit + 1, count=False, order_by_field=RID).hits
        if len(hits) > limit:
            return query
        rids = [rid for rid, _ in hits]
        if unread := [rid for rid in rids if rid not in self._texts]:
            self._texts.update(self.words_of(unread))
        wrong = [rid for rid in rids if form not in self._texts.get(rid, "")]
        return excluding(query, self._any(RID, wrong)) if wrong else query

    def _grams(self, form: str) -> Query:
        last = max(len(form) - GRAM, 0)
        pieces = dict.fromkeys(form[i : i + GRAM] for i in range(last + 1))
        return allof((Occur.Must, self.term(GRAMS, piece)) for piece in pieces)

    def exact(self, text: str) -> Query:
        """Return the query for entries whose id, id after the slash, name or alias is `text`."""
        form = encodable(marked(text)) + END
        return anyof([self._verified(START + form), self._verified("/" + form)])

    def prefix(self, text: str) -> Query:
        """Return the query for entries whose id, name or an alias begins with `text`."""
        start = encodable(START + marked(text))[:START_LIMIT]
        # A regular expression would say the same and take 0.2 ms to make; this takes none.
        return Query.fuzzy_term_query(self.schema, STARTS, start, distance=0, prefix=True)

    def at_word_start(self, text: str) -> Query:
        """Return the query for entries with a word that begins with `text`."""
        form = encodable(marked(text))
        if not form.startswith(MARK):
            return Query.empty_query()
        return self._verified(form, RANKED_LIMIT)

    def similar(self, text: str) -> Query:
        """Return the query for entries in which every token of `text` occurs, or nearly."""
        found = tokens(text)
        if not found:
            return self.word(text)  # There is no near miss of a sign: all of nothing is everything.
        return allof(
            (Occur.Must, self._fuzzy(token, last=index == len(found) - 1))
            for index, token in enumerate(found)
        )

    def _fuzzy(self, token: str, *, last: bool) -> Query:
        distance = 0 if token[0].isdecimal() or len(token) < _SHORT else 1 + (len(token) >= _LONG)
        return Query.fuzzy_term_query(self.schema, TOKENS, token, distance=distance, prefix=last)

    def near(self, text: str) -> Query:
        """Return the query for entries in which any token of `text` occurs, or nearly."""
        nearly = [self._fuzzy(token, last=False) for token in tokens(text)]
        return anyof(nearly)

    def known(self, key: str) -> Query:
        """Return the query for entries of which the field `key` is known."""
        return self.term(HAS, column(FIELDS[key]))

    def true(self, key: str) -> Query:
        """Return the query for entries whose FLAG `key` is yes."""
        return self.term(IS, key)

    def term(self, name: str, value: str) -> Query:
        """Return the query for documents with `value` in the field `name`."""
        return Query.term_query(self.schema, name, value, index_option="basic")

    def equal(self, name: str, value: float | None) -> Query:
        """Return the query for documents whose column `name` has `value`, None for no value."""
        if value is None:
            return excluding(Query.all_query(), Query.exists_query(name))
        return Query.range_query(self.schema, name, _kind(value), value, value)

    def beyond(self, name: str, value: float | None, *, descending: bool) -> Query:
        """Return the query for documents that come before those with `value`."""
        if value is None:
            return Query.exists_query(name)
        low, high = (value, None) if descending else (None, value)
        return Query.range_query(
            self.schema,
            name,
            _kind(value),
            low,
            high,
            include_lower=low is None,
            include_upper=high is None,
        )

    def _any(self, name: str, values: Sequence[str | int]) -> Query:
        return Query.term_set_query(self.schema, name, values)

    def _condition(self, condition: Condition, today: date, cached: frozenset[str]) -> Query:
        queries = []
        for value in condition.values:
            if isinstance(value, Interval):
                queries.append(self._interval(condition.key, value, today))
            elif condition.key == Special.IS:
                queries.append(self._flag(value, cached))
            elif condition.key == Special.HAS:
                queries.append(self.known(value))
            else:
                queries.append(self.term(condition.key, encodable(value)))
        return anyof(queries)

    def _flag(self, key: str, cached: frozenset[str]) -> Query:
        if key == CACHED:
            return self._any(RID, self.rids_of(cached))
        return self.true(key)

    def _interval(self, key: str, interval: Interval, today: date) -> Query:
        if on_parameters_only(key):
            return self._range("params", FieldType.Float, on_parameters(key, interval))
        if FIELDS[key].kind is Kind.DATE:
            resolved = resolve(interval, ahead=FIELDS[key].ahead, today=today)
            return self._range(key, FieldType.Integer, resolved)
        return self._range(key, FieldType.Float, interval)

    def _range(self, name: str, kind: FieldType, interval: Interval) -> Query:
        low, high = _bound(interval.low), _bound(interval.high)
        if low is None and high is None:
            return self.known(name)
        return Query.range_query(
            self.schema,
            name,
            kind,
            low,
            high,
            include_lower=low is None or interval.includes_low,
            include_upper=high is None or interval.includes_high,
        )


def _kind(value: float) -> FieldType:
    return FieldType.Integer if isinstance(value, int) else FieldType.Float


def _bound(value: object) -> float | None:
    if isinstance(value, date):
        return value.toordinal()
    return value + 0.0 if isinstance(value, int | float) else None


def _occur(part: Word | Condition) -> Occur:
    return Occur.MustNot if part.negated else Occur.Must


def allof(clauses: Iterable[tuple[Occur, Query]]) -> Query:
    """Return the query for what holds to every clause; without clauses, for everything."""
    clauses = list(clauses)
    if all(occur == Occur.MustNot for occur, _ in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(clauses)


def anyof(queries: Sequence[Query]) -> Query:
    """Return the query for what holds to any of `queries`."""
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def excluding(query: Query, without: Query) -> Query:
    """Return the query for what `query` keeps and `without` does not."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, without)])


def both(first: Query, second: Query) -> Query:
    """Return the query for what both keep."""
    return Query.boolean_query([(Occur.Must, first), (Occur.Must, second)])
