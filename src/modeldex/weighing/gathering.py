"""What entries are scored by that they do not hold themselves, from wherever it is known."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from modeldex import cost, machine, memory, paths
from modeldex.cost import SelfHosting, Workload
from modeldex.criteria import (
    Condition,
    Criteria,
    Interval,
    Special,
    instead,
    matches,
    read_number,
)
from modeldex.curated import domain_table
from modeldex.curated.companies import Vendor, vendor_of
from modeldex.curated.hardware import hardware
from modeldex.entry import Entry
from modeldex.errors import UsageError
from modeldex.fields import Unit
from modeldex.memory import Machine
from modeldex.paths import Home
from modeldex.scorecard import Given, Maker
from modeldex.text import UNCUT, clean
from modeldex.weighing.wishes import Wishes

_QUANTIZATION = "q4"
"""What `fits` looks at too: the form in which most people run a model on a machine of their own."""

_CONTEXT_TOKENS = 8_000
"""Where no workload says how much: what `modeldex machine fit` takes too."""


def gather(
    entries: Sequence[Entry], wishes: Wishes, *, catalog: Path, home: Home, today: date
) -> Given:
    """Return what `entries` are scored by besides their own facts.

    Raises UsageError for a machine and for a field of work that there is not.
    """
    makers = ((entry.id, vendor_of(catalog, entry)) for entry in entries)
    return Given(
        today=today,
        costs=None if wishes.workload is None else _costs(entries, wishes.workload, catalog),
        fits=None if wishes.machine is None else _fits(entries, wishes, catalog, home, today),
        makers={key: _maker(vendor) for key, vendor in makers if vendor is not None},
        board=wishes.board,
        domain=None if wishes.domain is None else domain_named(wishes.domain, entries, catalog),
        cached=paths.downloaded(paths.hub_cache()),
    )


def domains(entries: Iterable[Entry], catalog: Path) -> tuple[str, ...]:
    """Return the fields of work there are, lower case: the catalogue's, then the entries' own."""
    own = (domain.lower() for entry in entries for domain in entry.domains)
    return tuple(dict.fromkeys((*domain_table(catalog).names, *own)))


def domain_named(word: str, entries: Iterable[Entry], catalog: Path) -> str:
    """Return the field of work that is called `word`; raises UsageError with the nearest."""
    known = domains(entries, catalog)
    if word.lower() in known:
        return word.lower()
    advice = clean(instead(word, known), UNCUT)
    message = f"There is no field of work called {clean(word)}; {advice}"
    raise UsageError(message)


def memory_of(text: str, catalog: Path, home: Home) -> int:
    """Return the bytes that `text` means after `fits:`, an amount or the name of a machine.

    Raises UsageError, which says what there is, where it means nothing.
    """
    if text[:1].isdigit():
        return round(read_number(text, Unit.BYTES))
    try:
        return machine.room_of(text, home.machines, hardware(catalog))
    except LookupError as error:
        what, advice = clean(text) or "An empty text", clean(str(error.args[0]), UNCUT)
        raise UsageError(f"{what} is no known machine; {advice}.") from None


def _costs(
    entries: Iterable[Entry], workload: Workload, catalog: Path
) -> dict[str, tuple[float, float] | None]:
    """Return the bill of each entry that stands for it: by API, else on machines of one's own."""
    devices = hardware(catalog).values()
    hostings = tuple(way for one in devices for way in cost.ways(SelfHosting(device=one)))
    found: dict[str, tuple[float, float] | None] = {}
    for entry in entries:
        whole = cost.overview(entry, workload)
        if whole.cheapest is None:  # hundreds of ways to host take 30 ms an entry
            whole = cost.overview(entry, workload, hostings)
        bill = whole.standing.per_month
        ends = None if bill is None else (bill.low_usd_per_month, bill.high_usd_per_month)
        found[entry.id] = ends
    return found


def _fits(
    entries: Iterable[Entry], wishes: Wishes, catalog: Path, home: Home, today: date
) -> Mapping[str, bool | None]:
    held = memory_of(wishes.machine or "", catalog, home)
    context = _CONTEXT_TOKENS if wishes.workload is None else wishes.workload.context_tokens
    return {entry.id: _fit(entry, held, context, today) for entry in entries}


def _fit(entry: Entry, held_bytes: int, context_tokens: int, today: date) -> bool | None:
    """Return whether `entry` fits; by the rule of the filter `fits` where its cache is unknown."""
    asked = memory.need(entry, quantization=_QUANTIZATION, context_tokens=context_tokens)
    if asked is None:
        return None
    known = memory.fits(asked, Machine(name="", accelerators_bytes=(held_bytes,)))
    if known is not None:
        return known
    room = Condition(key=Special.FITS, values=(Interval(high=float(held_bytes)),))
    return matches(entry, Criteria(conditions=(room,)), today=today)


def _maker(vendor: Vendor) -> Maker:
    return Maker(
        name=vendor.name,
        docs=vendor.docs,
        status=vendor.status,
        support=vendor.support,
        trains=None if vendor.data is None else vendor.data.trains,
        days=None if vendor.data is None else vendor.data.days,
        transparency=None if vendor.transparency is None else vendor.transparency.points,
    )
