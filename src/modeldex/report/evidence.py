"""Everything that a report tells of a shortlist, worked out once and written in any format."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from modeldex import __version__, comparison, cost, weighing
from modeldex.comparison import MOST_ENTRIES, Comparison
from modeldex.cost import Bill, Mix, Overview, SelfHosting, Share, Weakest, Workload
from modeldex.criteria import Criteria, RoomOf
from modeldex.criteria import parse as parse_criteria
from modeldex.curated.hardware import hardware
from modeldex.entry import Entry, Source
from modeldex.memory import Device
from modeldex.paths import Home
from modeldex.scorecard import Given, Ranking, Reason, score, weights_text
from modeldex.shortlist import Drift, Member, Shortlist, drift, entry_of
from modeldex.shortlist import asked_for as members_asked_for
from modeldex.weighing import Wishes, source_of

_NO_WISHES = Wishes()


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixed:
    """The mix of a shortlist, priced."""

    mix: Mix
    bill: Bill
    weakest: Weakest | None
    """None where the catalogue does not know one of the parts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What is known of the members of a shortlist, and what follows from that."""

    shortlist: Shortlist
    """With the workload, the weights, the must-haves and the mix that were asked for."""

    subject: str
    """The shortlist as a command line names it."""

    wishes: Wishes
    """What was asked of the ranking."""

    catalog: Path
    """The catalogue's files, which name the sources of what is known of a vendor."""

    today: date
    members: tuple[tuple[Member, Entry | None], ...]
    """Each member and its entry; None where the catalogue has none."""

    drifts: tuple[Drift, ...]
    comparisons: tuple[Comparison, ...]
    """Of as many members each as stand side by side; empty where the catalogue knows none."""

    overviews: tuple[Overview, ...]
    """The bills of each entry; empty without a workload."""

    pairs: tuple[cost.Comparison, ...]
    """Own machines against APIs; empty without a workload."""

    mixed: Mixed | None
    """None without a workload or a mix."""

    ranking: Ranking | None
    """None where the catalogue knows no member."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of the members, each once."""
        found = {entry.id: entry for _, entry in self.members if entry is not None}
        return tuple(found.values())

    @property
    def version(self) -> str:
        """Return the version of modeldex that worked all of this out."""
        return __version__

    def told_by(self, reason: Reason, entry: Entry) -> Source | None:
        """Return who says the fact behind a reason of the ranking; None where nobody does."""
        given = self.ranking.given if self.ranking else None
        return source_of(reason, entry, given, self.catalog) if given else None

    @property
    def command(self) -> str:
        """Return what to type for the same report, also if the file asks for other things then."""
        asked = self.shortlist
        options = {
            "--workload": cost.workload_text(asked.workload) if asked.workload else "",
            "--weights": weights_text(asked.weights),
            "--must": asked.must,
            "--board": "" if self.wishes.board == Wishes().board else self.wishes.board,
            "--fits": self.wishes.machine or "",
            "--domain": self.wishes.domain or "",
            "--mix": cost.mix_text(asked.mix) if asked.mix else "",
        }
        words = ["modeldex", "report", self.subject]
        words += [f"{option}={text}" for option, text in options.items() if text]
        return shlex.join(words)


def asked_for(shortlist: Shortlist) -> set[str]:
    """Return the names under which the store may know the members and the parts of the mix."""
    mixed = {part.id for part in shortlist.mix.parts} if shortlist.mix else set()
    return members_asked_for([shortlist]) | mixed


def evidence_of(
    shortlist: Shortlist,
    found: Mapping[str, Entry],
    *,
    catalog: Path,
    home: Home,
    today: date,
    wishes: Wishes = _NO_WISHES,
    room_of: RoomOf | None = None,
    subject: str | None = None,
) -> Evidence:
    """Return the evidence on a shortlist; `found` has the entries by what `asked_for` names.

    The board, the machine and the field of work are those of `wishes`, the rest is as the
    shortlist says. `subject` is what a command line calls it, where that is not its name.

    Raises UsageError where its weights or its must-haves cannot be read, and for a machine or a
    field of work that there is not; CatalogError where the shipped files in `catalog` cannot.
    """
    wishes = wishes.of(shortlist)
    members = tuple((member, entry_of(member, found)) for member in shortlist.members)
    entries = tuple({entry.id: entry for _, entry in members if entry is not None}.values())
    given = weighing.gather(entries, wishes, catalog=catalog, home=home, today=today)
    return gather(
        shortlist,
        found,
        given=given,
        wishes=wishes,
        devices=hardware(catalog),
        must=parse_criteria(shortlist.must, room_of=room_of),
        catalog=catalog,
        subject=subject,
    )


def gather(
    shortlist: Shortlist,
    found: Mapping[str, Entry],
    *,
    given: Given,
    wishes: Wishes,
    devices: Mapping[str, Device],
    must: Criteria,
    catalog: Path,
    subject: str | None = None,
) -> Evidence:
    """Return the evidence; `found` has the entries of the members and of the mix by name."""
    members = tuple((member, entry_of(member, found)) for member in shortlist.members)
    entries = tuple({entry.id: entry for _, entry in members if entry is not None}.values())
    workload = shortlist.workload
    hostings = cost.fleet(devices)
    overviews = () if workload is None else _overviews(entries, workload, hostings)
    return Evidence(
        shortlist=shortlist,
        subject=subject or shortlist.name,
        wishes=wishes,
        catalog=catalog,
        today=given.today,
        members=members,
        drifts=drift(shortlist, found),
        comparisons=tuple(comparison.compare(part, today=given.today) for part in _parts(entries)),
        overviews=overviews,
        pairs=cost.comparisons(overviews, workload) if workload else (),
        mixed=_mixed(shortlist, found, hostings),
        ranking=score(entries, shortlist.weights, given, must=must) if entries else None,
    )


def _overviews(
    entries: Iterable[Entry], workload: Workload, hostings: Sequence[SelfHosting]
) -> tuple[Overview, ...]:
    return tuple(cost.overview(entry, workload, hostings) for entry in entries)


def _parts(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """Return the entries in as few parts as can be compared, all of about the same size."""
    count = -(-len(entries) // MOST_ENTRIES)
    ends = [len(entries) * part // count for part in range(count + 1)] if count else []
    return [entries[start:stop] for start, stop in pairwise(ends)]


def _mixed(
    shortlist: Shortlist, found: Mapping[str, Entry], hostings: Sequence[SelfHosting]
) -> Mixed | None:
    """Return the mix, with its parts called what the catalogue calls them."""
    workload = shortlist.workload
    if shortlist.mix is None or workload is None:
        return None
    named = {member.id.casefold(): entry_of(member, found) for member in shortlist.members}
    known = {
        part.id: named.get(part.id.casefold()) or found.get(part.id) for part in shortlist.mix.parts
    }
    shares: dict[str, float] = {}
    for part in shortlist.mix.parts:
        entry = known[part.id]
        name = entry.id if entry else part.id
        shares[name] = shares.get(name, 0) + part.share
    mix = Mix(parts=tuple(Share(id=name, share=share) for name, share in shares.items()))
    missing = tuple(f"{key}: no catalogue has it" for key, entry in known.items() if entry is None)
    if missing:
        return Mixed(mix=mix, bill=Bill(per_month=None, unknown=missing), weakest=None)
    entries = {entry.id: entry for entry in known.values() if entry is not None}
    bill, weakest = cost.mixed(mix, entries, workload, hostings)
    return Mixed(mix=mix, bill=bill, weakest=weakest)
