"""Who is who on a page of a listing: what is new, what has changed, what has another name.

The Hub's `_id` tells a model from another one. An id may pass from model to model.
"""

import json
import sqlite3
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from modeldex.entry import Entry, changed
from modeldex.store.changes import Change
from modeldex.store.documents import encodable
from modeldex.store.drafts import Draft, draft
from modeldex.store.keys import hub_key, id_key
from modeldex.store.listing_page import Item, Outcome, Page
from modeldex.store.protection import is_protected, row_below
from modeldex.store.rows import pack, unpack
from modeldex.store.saving import Layer


@dataclass(slots=True)
class _Row:
    """A row as it is in the table."""

    rid: int
    id: str
    hub: bytes | None
    height: int
    gone: bool
    row: bytes


class Put(NamedTuple):
    """A row on its way into the table."""

    rid: int | None
    hub: bytes | None
    draft: Draft


_COLUMNS = "select rid, id, hub, layer, gone, row from entry"
_LISTED = "(select value from json_each(?))"
SYNCED, USER = Layer.SYNCED.height, Layer.USER.height
_BELIEVED_SHARE, _BELIEVED_RUN = 0.02, 50
"""Of the known models of a range, and in a row: a greater loss is rather the server's fault."""

_FORMER = "@"
"""Stands in no id of the Hub: between a lost id and what makes it unlike any other."""


class Meeting:
    """One page and the rows that it is about, before anything is written."""

    def __init__(self, db: sqlite3.Connection, page: Page) -> None:
        self.db = db
        self.page = page
        keyed = [(hub_key(item.hub_id), item) for item in page.entries]
        last = {key or encodable(item.id): (key, item) for key, item in keyed}
        # Of two that claim one id the later listed counts; the other is met on another page.
        self.entries = {encodable(item.id): (key, item) for key, item in last.values()}
        self.outcome = Outcome()
        self.changes: list[Change] = []
        self.puts: list[Put] = []
        self.covers: list[tuple[str, int, bytes]] = []
        self.quiet: list[tuple[bytes, int]] = []
        """(row, rid) of what is only newer, which nobody searches for."""

        self.displaced: list[tuple[str, int]] = []
        """(what it is called from now on, rid) of rows that have lost their id to another model."""

        self.hubs: list[tuple[bytes | None, int]] = []
        """(`_id`, rid) of rows that stay as they are otherwise."""

        self.missing: list[int] = []
        """The rids of what should be on the page and is not."""

        self.formers: dict[int, _Row] = {}
        """By the rid of a row that takes over for another one: that one."""

        self.by_id: dict[str, _Row] = {}
        self.by_hub: dict[bytes, _Row] = {}
        self._find()
        self._meet()

    def _find(self) -> None:
        keys = [key for key, _ in self.entries.values() if key is not None]
        places = ",".join("?" * len(keys))
        found = self.db.execute(f"{_COLUMNS} where hub in ({places})", keys).fetchall()
        by_key = json.dumps(list(map(id_key, self.entries)))
        named = self.db.execute(f"{_COLUMNS} where key in {_LISTED}", (by_key,)).fetchall()
        found += [row for row in named if row[1] in self.entries]
        for rid, id_, hub, height, gone, row in found:
            if id_ not in self.by_id:
                known = _Row(rid, id_, hub, height, bool(gone), row)
                self.by_id[id_] = known
                if hub is not None:
                    self.by_hub[hub] = known

    def _meet(self) -> None:
        """Bring each entry of the page together with the row that it is about."""
        for id_, (key, item) in self.entries.items():
            known = id_ in self.by_id or key in self.by_hub
            if known and self._is_protected(id_, key, item):
                self.outcome.protected += 1
                continue
            row = self._row_of(id_, key, item) if known else None
            if row is None:
                drafted = item if isinstance(item, Draft) else draft(item)
                self.puts.append(Put(None, key, drafted))
                self.outcome.new += 1
                continue
            entry = item.entry if isinstance(item, Draft) else item
            if row.height == USER:
                self._cover(row, entry, key)
            else:
                self._change(row, entry, key)
        self._miss()

    def _is_protected(self, id_: str, key: bytes | None, item: Item) -> bool:
        """Return whether a row with this id or `_id` came from a source the page may not change."""
        rows = [self.by_id.get(id_), None if key is None else self.by_hub.get(key)]
        known = [(r.id, r.row, r.height) for r in rows if r is not None]
        return is_protected(self.db, known, item.hub_id, self.page.protects)

    def _row_of(self, id_: str, key: bytes | None, entry: Item) -> _Row | None:
        """Return the row that `entry` is about, free of any other's claim; None for a new one."""
        namesake = self.by_id.get(id_)
        known = None if key is None else self.by_hub.get(key)
        if known is not None and known is not namesake:
            if known.height == USER:
                self._set_hub(known, None)
            elif namesake is None or self._gives_way(namesake, entry):
                return known
            else:
                # The row that has the id already was never met: it is this model.
                self.formers[namesake.rid] = copy(known)
                self._displace(known)
                self._set_hub(known, None)
        if namesake is None or namesake.hub in {None, key} or key is None:
            return namesake
        if namesake.height == USER:
            return namesake
        self._gives_way(namesake, entry)
        return None

    def _gives_way(self, namesake: _Row, entry: Item) -> bool:
        """Take the id from a row whose model has lost it to `entry`; False where it has not."""
        if namesake.height == USER or namesake.hub is None:
            return False
        old, new = namesake.hub.hex(), entry.hub_id
        self._note(entry.id, "re-created", old, new)
        self._displace(namesake)
        return True

    def _displace(self, row: _Row) -> None:
        """Keep a row whose id now stands for another model, out of sight, until it is met."""
        mark = str(row.rid) if row.hub is None else row.hub.hex()
        self.by_id.pop(row.id, None)
        row.id, row.gone = f"{row.id}{_FORMER}{mark}", True
        self.displaced.append((row.id, row.rid))

    def _set_hub(self, row: _Row, key: bytes | None) -> None:
        self.hubs.append((key, row.rid))
        if row.hub is not None:
            self.by_hub.pop(row.hub, None)
        row.hub = key

    def _cover(self, row: _Row, entry: Entry, key: bytes | None) -> None:
        """Lay `entry` under the person's own entry of the same id."""
        if key is not None and row.hub != key:
            self._set_hub(row, key)
        below = row_below(self.db, row.id)
        if below is not None:
            entry = self.page.merge(unpack(below), entry)
        self.covers.append((row.id, SYNCED, pack(entry)))

    def _change(self, row: _Row, entry: Entry, key: bytes | None) -> None:
        old = unpack(row.row)
        former = self.formers.get(row.rid, row)
        was, displaced, _ = former.id.partition(_FORMER)
        new = self.page.merge(old, entry)
        before = len(self.changes)
        if was != encodable(entry.id):
            self._note(entry.id, "renamed", was, entry.id)
            self.by_id.pop(row.id, None)
            # An id that was taken away leads to another model now.
            names = (*new.aliases, *unpack(former.row).aliases, *(() if displaced else (was,)))
            new = changed(new, aliases=tuple(dict.fromkeys(names)))
        elif row.gone:
            self._note(entry.id, "back", None, None)
        for kind, value, now in self.page.differ(old, new):
            self._note(entry.id, kind, value, now)
        self.outcome.changed += len(self.changes) > before
        key = key or row.hub
        moved = row.gone or row.height != SYNCED or row.hub != key or row.id != encodable(new.id)
        packed = pack(new)
        if moved or packed != row.row:
            if row.height < SYNCED:
                self.covers.append((encodable(new.id), row.height, row.row))
            if moved or changed(old, source=new.source) != new:
                self.puts.append(Put(row.rid, key, draft(new, packed)))
            else:
                self.quiet.append((packed, row.rid))

    def _note(self, id_: str, kind: str, old: str | None, new: str | None) -> None:
        self.changes.append(Change(at=self.page.at, id=id_, kind=kind, old=old, new=new))

    def _miss(self) -> None:
        """Note as gone what lies between this page and the one before and is not listed."""
        after = hub_key(self.page.after)
        if after is None:
            return
        found = self.db.execute(
            "select rid, id, hub, row from entry"
            " where hub > ? and hub <= ? and not gone and layer = ? order by hub",
            (after, hub_key(self.page.up_to) or b"\xff" * 13, SYNCED),
        ).fetchall()
        if not found:
            return
        listed = {key for key, _ in self.entries.values()}
        listed |= {hub_key(id_) for id_ in self.page.listed}
        names = {self.page.publication, *self.page.formerly}
        missing = [
            (rid, id_)
            for rid, id_, hub, row in found
            if hub not in listed and unpack(row).source.name in names
        ]
        if not _is_plausible([hub in listed for _, _, hub, _ in found], len(missing)):
            self.outcome.doubted = tuple([id_ for _, id_ in missing])
            return
        self.missing = [rid for rid, _ in missing]
        for _, id_ in missing:
            self._note(id_, "gone", None, None)
        self.outcome.gone += len(missing)


def _is_plausible(listed: Sequence[bool], missing: int) -> bool:
    """Return whether a page may leave out `missing` of the known models that `listed` tells of."""
    if missing > _BELIEVED_SHARE * (sum(listed) + missing):
        return False
    runs = (sum(1 for _ in run) for is_listed, run in groupby(listed) if not is_listed)
    return min(missing, max(runs, default=0)) < _BELIEVED_RUN
