"""Everything that a report tells of a shortlist, worked out once and written in any format."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from modeldex import __version__, comparison, cost, paths
from modeldex.comparison import MOST_ENTRIES, Comparison
from modeldex.cost import Bill, Mix, Overview, SelfHosting, Share, Weakest, Workload
from modeldex.criteria import Criteria, RoomOf
from modeldex.criteria import parse as parse_criteria
from modeldex.curated.companies import makers
from modeldex.curated.hardware import hardware
from modeldex.entry import Entry
from modeldex.memory import Device
from modeldex.scorecard import Given, Maker, Ranking, score, weights_text
from modeldex.shortlist import Drift, Member, Shortlist, drift, entry_of
from modeldex.shortlist import asked_for as members_asked_for


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

    @property
    def command(self) -> str:
        """Return what to type for the same report, also if the file asks for other things then."""
        asked = self.shortlist
        options = {
            "--workload": cost.workload_text(asked.workload) if asked.workload else "",
            "--weights": weights_text(asked.weights),
            "--must": asked.must,
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
    today: date,
    room_of: RoomOf | None = None,
    subject: str | None = None,
) -> Evidence:
    """Return the evidence on a shortlist; `found` has the entries by what `asked_for` names.

    `subject` is what a command line calls the shortlist, where that is not its name.

    Raises UsageError where its weights or its must-haves cannot be read, CatalogError where the
    shipped files in `catalog` cannot.
    """
    return gather(
        shortlist,
        found,
        devices=hardware(catalog),
        makers=makers(catalog, found.values()),
        must=parse_criteria(shortlist.must, room_of=room_of),
        cached=paths.downloaded(paths.hub_cache()),
        today=today,
        subject=subject,
    )


def gather(
    shortlist: Shortlist,
    found: Mapping[str, Entry],
    *,
    devices: Mapping[str, Device],
    makers: Mapping[str, Maker],
    must: Criteria,
    today: date,
    cached: frozenset[str] = frozenset(),
    subject: str | None = None,
) -> Evidence:
    """Return the evidence; `found` has the entries of the members and of the mix by name."""
    members = tuple((member, entry_of(member, found)) for member in shortlist.members)
    entries = tuple({entry.id: entry for _, entry in members if entry is not None}.values())
    workload = shortlist.workload
    hostings = cost.fleet(devices)
    overviews = () if workload is None else _overviews(entries, workload, hostings)
    costs = _costs(overviews) if workload else None
    given = Given(today=today, makers=makers, costs=costs, cached=cached)
    return Evidence(
        shortlist=shortlist,
        subject=subject or shortlist.name,
        today=today,
        members=members,
        drifts=drift(shortlist, found),
        comparisons=tuple(comparison.compare(part, today=today) for part in _parts(entries)),
        overviews=overviews,
        pairs=cost.comparisons(overviews, workload) if workload else (),
        mixed=_mixed(shortlist, found, hostings),
        ranking=score(entries, shortlist.weights, given, must=must) if entries else None,
    )


def _overviews(
    entries: Iterable[Entry], workload: Workload, hostings: Sequence[SelfHosting]
) -> tuple[Overview, ...]:
    return tuple(cost.overview(entry, workload, hostings) for entry in entries)


def _costs(overviews: Iterable[Overview]) -> dict[str, tuple[float, float] | None]:
    found: dict[str, tuple[float, float] | None] = {}
    for one in overviews:
        bill = one.standing.per_month
        ends = None if bill is None else (bill.low_usd_per_month, bill.high_usd_per_month)
        found[one.entry.id] = ends
    return found


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
