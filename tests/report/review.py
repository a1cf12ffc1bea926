"""Shortlists that reports are written of: one with everything, one that means harm."""

from dataclasses import replace
from datetime import date
from functools import cache

from modeldex import paths, report
from modeldex.cost import PRESETS, Mix, Share
from modeldex.criteria import parse
from modeldex.curated.hardware import hardware
from modeldex.entry import Entry, Openness, Score, Source, changed
from modeldex.report import Evidence
from modeldex.scorecard import Maker
from modeldex.shortlist import Member, Shortlist, Verdict, pin
from modeldex.weighing import Wishes, gather
from tests import examples
from tests.examples import OPEN, TODAY, VENDOR
from tests.plots.figures import HOSTILE as ANYWHERE

HOSTILE = ANYWHERE.replace("\ud800", "")
"""Without the half of a character that no file can hold."""

EARLIER = date(2026, 10, 1)
ARENA = Source(name="Arena (CC-BY-4.0): swift", as_of=EARLIER, url="https://arena.ai/leaderboard")


def rated(entry: Entry, rating: float) -> Entry:
    """Return the entry with a rating on one board."""
    score = Score(
        board="arena.text", value=rating, unit="rating", source=ARENA, independent=True, low=rating
    )
    return changed(entry, scores=(changed(score, high=rating + 9),))


DENSE = rated(examples.DENSE, 1350)
SOLD = rated(VENDOR, 1420)
GONE = changed(OPEN, id="acme/old-1b", name="old", gone=True, parameters=10**9)
SHELF = {entry.id: entry for entry in (DENSE, SOLD, GONE)}


def member(entry: Entry, note: str = "") -> Member:
    """Return the entry as it was chosen at an earlier day."""
    pinned = pin(entry, EARLIER)
    return Member(id=entry.id, source=entry.origin, added=EARLIER, note=note, pinned=pinned)


def shortlist() -> Shortlist:
    """Return a shortlist with all that a shortlist may hold, and one member nobody knows."""
    return Shortlist(
        name="support bot",
        created=EARLIER,
        updated=EARLIER,
        criteria="is:tools ctx>=128k",
        members=(
            member(changed(DENSE, license="llama3"), "ours\nto keep"),
            member(SOLD),
            member(changed(GONE, gone=False)),
            member(changed(OPEN, id="acme/nowhere")),
        ),
        must="-open:unknown",
        workload=PRESETS["rag"],
        weights={"cost": 3.0, "risk": 0.5},
        mix=Mix(parts=(Share(id=DENSE.id, share=0.8), Share(id=SOLD.id, share=0.2))),
        verdict=Verdict(chosen=(SOLD.id,), decided=EARLIER, reason="Ada knows it.\nSo do we."),
    )


@cache
def evidence(
    asked: Shortlist | None = None, *, hostile: bool = False, shelf: tuple[Entry, ...] = ()
) -> Evidence:
    """Return what is known of a shortlist; without one, of that above."""
    asked = asked or (harmful() if hostile else shortlist())
    found = harmful_shelf() if hostile else {one.id: one for one in shelf} or SHELF
    devices = hardware(paths.catalog())
    wishes, catalog = Wishes().of(asked), paths.catalog()
    entries = tuple(found.values())
    given = gather(entries, wishes, catalog=catalog, home=paths.home(), today=TODAY)
    maker = Maker(name="Acme", docs="https://acme.example/docs", transparency=40)
    return report.gather(
        asked,
        found,
        given=replace(given, makers={SOLD.id: maker}, cached=frozenset()),
        wishes=wishes,
        devices={key: devices[key] for key in ("a100-40gb", "rtx-4090-24gb")},
        must=parse(asked.must),
        catalog=catalog,
    )


def harmful_shelf() -> dict[str, Entry]:
    """Return entries whose every text would do something if it could."""
    source = Source(name=HOSTILE, as_of=EARLIER, url="javascript:alert(1)")
    evil = changed(
        DENSE,
        id=HOSTILE,
        name=ANYWHERE,
        license=ANYWHERE,
        source=source,
        offers=(changed(DENSE.offers[0], provider=HOSTILE, source=source),),
        contested=(changed(VENDOR.contested[0], value=HOSTILE, source=source),),
        tags=(HOSTILE,),
    )
    formula = changed(rated(VENDOR, 1400), id="=cmd|' /C calc'!A0", name="| a | b |\n# c")
    free = changed(OPEN, id="```\n~~~", openness=Openness.UNKNOWN)
    return {entry.id: entry for entry in (evil, formula, free)}


def harmful() -> Shortlist:
    """Return a shortlist of those, with words that do no better."""
    words = f"{HOSTILE}\n# heading\n- item\n1. one\n```\n</blockquote><img src=x onerror=alert(1)>"
    chosen = (changed(entry, license=HOSTILE) for entry in harmful_shelf().values())
    members = tuple(member(entry, words) for entry in chosen)
    return replace(
        shortlist(),
        name=HOSTILE,
        criteria=HOSTILE,
        members=members,
        must="",
        mix=Mix(parts=(Share(id=HOSTILE, share=1),)),
        verdict=Verdict(chosen=(HOSTILE,), decided=EARLIER, reason=words),
        extra={HOSTILE: HOSTILE},
    )
