"""Questions to the catalogue, for one thread: find, window, get."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from tantivy import Query

from modeldex.criteria import Condition, Criteria, Interval, Word
from modeldex.entry import Entry, changed
from modeldex.store.documents import encodable
from modeldex.store.facets import Counts, count_values
from modeldex.store.failures import explained
from modeldex.store.index import Index
from modeldex.store.keys import hub_key, id_key
from modeldex.store.queries import Compiler
from modeldex.store.ranking import Order, Pages, one_stratum, pages
from modeldex.store.rows import unpack

_HUB_ID = re.compile(r"[0-9a-f]{24}")
"""What the Hub calls a repository for good; no name that a person gave looks like it."""

_NEAR_LIMIT = 200
"""Ids compared letter by letter for a suggestion; each takes 0.1 ms."""

_PLACES = 2_000
"""Rows above and below among which an entry is looked for that is no longer where it was."""

_LIKE, _APART = 0.75, 0.1
"""Likeness from which an id is worth suggesting, and how much less like than the best one may be:
`acme/foo-7b` is 0.64 like `tiiuae/falcon-7b`, and `claude-opus-9` 0.92 like its neighbours."""

_SEPARATORS = str.maketrans("", "", "-_. ")
"""What people leave out or mix up when they type a name: `gpt4o` is `gpt-4o`."""

_unpacked = lru_cache(maxsize=512)(unpack)
"""The entry of a row. Whoever types on sees most again; to unpack a screenful takes 1.3 ms."""

_BY_ID = """
select id, gone, row from entry where key in (select value from json_each(?)) order by gone
"""
_BY_ALIAS = """
select folded, gone, row from alias join entry using (rid)
where folded in (select value from json_each(?)) order by gone
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """An answer; its rows stay as they are whatever is saved meanwhile."""

    criteria: Criteria
    order: Order
    total: int
    """Entries that meet the criteria, or come near them when `similar`."""

    searched: int
    """Entries that were looked through: the whole catalogue, but for what is not indexed yet."""

    facets: dict[str, tuple[tuple[str | Interval | None, int], ...]]
    """For each key asked for: (value, entries), where None stands for unknown. A condition on
    the key itself does not narrow its own counts."""

    similar: bool = False
    """Whether no entry has the words, and these have some that are spelt nearly so."""

    relaxations: tuple[tuple[Word | Condition, int], ...] = ()
    """When nothing is found: (part, entries found without it), most first; never 0."""

    _pages: Pages
    """The rows by their place, in the state of the index that was asked."""


class Reader:
    """One thread's view of the catalogue; each `find` sees what was indexed before it."""

    def __init__(self, folder: Path, db: sqlite3.Connection, index: Index) -> None:
        self._folder = folder
        self._db = db
        self._index = index
        self._compiler: Compiler | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def find(
        self,
        criteria: Criteria,
        order: Order = Order(),  # noqa: B008 - frozen
        *,
        facets: Collection[str] = (),
        today: date,
        cached: frozenset[str] = frozenset(),
    ) -> Found:
        """Return what meets `criteria`; `cached` are the ids on this disk, in lower case.

        Raises StoreError when the database or the index cannot be read.
        """
        with explained(self._folder):
            question = _Question(
                compiler=self._snapshot(),
                order=order,
                facets=facets,
                today=today,
                cached=cached,
            )
            return question.answer(criteria)

    def read_ahead(self) -> None:
        """Read what the next questions will need, while nobody waits; at most once a snapshot."""
        with explained(self._folder):
            self._snapshot().read_ahead()

    def window(self, found: Found, start: int, stop: int) -> tuple[Entry, ...]:
        """Return the entries at the places from `start` up to `stop`, fewer at the end.

        Those are left out whose rows another process has replaced since they were found.
        """
        with explained(self._folder):
            rids = found._pages.rids(start, stop)  # noqa: SLF001 - Found carries it for this
            rows = dict(self._select("rid, row", "rid", rids))
            return tuple(_unpacked(rows[rid]) for rid in rids if rid in rows)

    def place(self, found: Found, entry_id: str, near: int) -> int | None:
        """Return at which place of `found` an entry stands, looked for around `near`.

        None when it is none of the 2,000 above and below, which take 2 to 7 ms.
        """
        start = max(0, near - _PLACES)
        with explained(self._folder):
            rids = found._pages.rids(start, min(found.total, near + _PLACES))  # noqa: SLF001
            id_ = encodable(entry_id)
            row = self._db.execute(
                "select rid from entry where key = ? and id = ?", (id_key(id_), id_)
            ).fetchone()
        return start + rids.index(row[0]) if row is not None and row[0] in rids else None

    def get(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Return the entries with these ids or aliases, in any case, or with this `_id` on the Hub.

        The keys are as asked for; the missing are left out. An entry that is no longer listed is
        `gone`.
        """
        asked = {id_: encodable(id_) for id_ in ids}
        keys = json.dumps(list(map(id_key, asked.values())))
        lower = json.dumps([text.lower() for text in asked.values()])
        hubs = [hub_key(text) for text in asked.values() if _HUB_ID.fullmatch(text)]
        places = ",".join("?" * len(hubs))
        by_hub = f"select hub, gone, row from entry where hub in ({places}) order by gone desc"  # noqa: S608
        exact: dict[str, tuple[bool, bytes]] = {}
        folded: dict[str, tuple[bool, bytes]] = {}
        found = {}
        with explained(self._folder):
            for id_, gone, row in self._db.execute(_BY_ID, (keys,)):
                exact[id_] = (gone, row)
                folded.setdefault(id_.lower(), (gone, row))
            for alias, gone, row in self._db.execute(_BY_ALIAS, (lower,)):
                folded.setdefault(alias, (gone, row))
            known = {hub: (gone, row) for hub, gone, row in self._db.execute(by_hub, hubs)}
            for id_, text in asked.items():
                hit = exact.get(text) or folded.get(text.lower()) or known.get(hub_key(text))
                if hit is not None:
                    entry = unpack(hit[1])
                    found[id_] = changed(entry, gone=True) if hit[0] else entry
        return found

    def nearest(self, id: str, limit: int = 3) -> tuple[str, ...]:  # noqa: A002 - what it is
        """Return the ids spelt most like `id`, the nearest first; none if none comes near."""
        with explained(self._folder):
            compiler = self._snapshot()
            rids = one_stratum(compiler, compiler.near(id)).rids(0, _NEAR_LIMIT)
            ids = [text for _, text in self._select("rid, id", "rid", rids)]
        scores = {text: _likeness(id, text) for text in ids}
        least = max(_LIKE, max(scores.values(), default=0) - _APART)
        near = [text for text in ids if scores[text] >= least]
        return tuple(sorted(near, key=lambda text: -scores[text])[:limit])

    def count(self) -> int:
        """Return the number of entries, those included that are not indexed yet."""
        with explained(self._folder):
            query = "select count(*) from entry where not gone"
            return int(self._db.execute(query).fetchone()[0])

    def all(self) -> Iterator[Entry]:
        """Yield every entry, in the order in which they were first saved."""
        with explained(self._folder):
            for (row,) in self._db.execute("select row from entry where not gone order by rid"):
                yield unpack(row)

    def _snapshot(self) -> Compiler:
        try:
            changed = self._index.refresh()
        except FileNotFoundError:  # Another process has made the index anew.
            self._index.open(self._db)
            changed = True
        if changed or self._compiler is None:
            self._compiler = Compiler(
                schema=self._index.schema,
                searcher=self._index.searcher,
                words_of=self._words,
                rids_of=self._rids,
            )
        return self._compiler

    def _words(self, rids: Sequence[int] | None) -> list[Any]:
        if rids is None:
            return self._db.execute("select rid, words from entry where not gone").fetchall()
        return self._select("rid, words", "rid", rids)

    def _rids(self, folded: Iterable[str]) -> list[int]:
        asked = {encodable(id_) for id_ in folded}
        found = self._select("rid, id", "key", list(map(id_key, asked)))
        return [rid for rid, id_ in found if id_.lower() in asked]

    def _select(self, columns: str, key: str, values: Sequence[int | str]) -> list[Any]:
        query = f"select {columns} from entry where {key} in (select value from json_each(?))"  # noqa: S608
        return self._db.execute(query, (json.dumps(values),)).fetchall()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question:
    """What is asked of one snapshot, apart from the criteria."""

    compiler: Compiler
    order: Order
    facets: Collection[str]
    today: date
    cached: frozenset[str]

    def answer(self, criteria: Criteria) -> Found:
        """Return what meets `criteria`, else what comes near, else what could be dropped."""
        exact = self._found(criteria, similar=False)
        if exact.total or not any(not word.negated for word in criteria.words):
            return exact if exact.total else self._relaxed(exact)
        nearly = self._found(criteria, similar=True)
        return nearly if nearly.total else self._relaxed(exact)

    def _found(self, criteria: Criteria, *, similar: bool) -> Found:
        query = self._query(criteria, similar=similar)
        total = self.compiler.count(query)
        if similar and self.order.key is None:
            rows = one_stratum(self.compiler, query)
        else:
            rows = pages(self.compiler, query, criteria, self.order)
        counted = self._facets(criteria, query, similar=similar) if total or not similar else {}
        return Found(
            criteria=criteria,
            order=self.order,
            total=total,
            searched=self.compiler.searcher.num_docs,
            facets=counted,
            similar=similar,
            _pages=rows,
        )

    def _query(self, criteria: Criteria, *, similar: bool = False) -> Query:
        return self.compiler.query(criteria, today=self.today, cached=self.cached, similar=similar)

    def _facets(self, criteria: Criteria, query: Query, *, similar: bool) -> dict[str, Counts]:
        """Count all facets in one pass, but each that is filtered itself in one of its own."""
        own = {c.key for c in criteria.conditions if not c.negated} & set(self.facets)
        counted = count_values(self.compiler, query, [k for k in self.facets if k not in own])
        for key in own:
            wider = self._query(criteria.without_key(key), similar=similar)
            counted |= count_values(self.compiler, wider, [key])
        return {key: counted[key] for key in self.facets}

    def _relaxed(self, found: Found) -> Found:
        counts = [
            (part, self.compiler.count(self._query(found.criteria.without(part))))
            for part in dict.fromkeys(found.criteria.parts)
        ]
        helpful = sorted((pair for pair in counts if pair[1]), key=lambda pair: -pair[1])
        return replace(found, relaxations=tuple(helpful))


def _likeness(asked: str, id_: str) -> float:
    """Return how alike two ids are, from 0 to 1, with or without the organisation."""
    import difflib

    typed, whole = (text.lower().translate(_SEPARATORS) for text in (asked, id_))
    return max(
        difflib.SequenceMatcher(None, typed, text, autojunk=False).ratio()
        for text in (whole, whole.rpartition("/")[2])
    )
