"""How the facts of an entry become points. Each function returns a reader of one kind of fact."""

from collections.abc import Callable, Mapping
from datetime import date

from modeldex.entry import Entry
from modeldex.fields import FIELDS, UNKNOWN, Unit, counted, show, show_number
from modeldex.openness import published
from modeldex.scorecard.findings import (
    UNKNOWN_FACT,
    Finding,
    between,
    exactly,
    tenfold,
)
from modeldex.scorecard.scales import Scale
from modeldex.scorecard.scene import Scene

UNPUBLISHED = "weights are not published"
"""The fact where a question about weights has no other answer for a model behind an API."""

NOTHING = exactly(UNPUBLISHED, 0)
NO_FILE = exactly(UNPUBLISHED, 1)
"""There is no file that could run code."""

ACCOUNT = Finding(fact="by API, to whoever gets an account", low=0.0, high=0.5)
"""Whether every request for an account is granted, no source says."""

UNCOUNTED = Finding(fact="not published of an API", low=0.0, high=1.0)

Read = Callable[[Entry, Scene], Finding]


def flag(key: str) -> Read:
    """Return a reader that gives all points where a flag holds and none where it does not."""

    def read(entry: Entry, _scene: Scene) -> Finding:
        value = FIELDS[key].read(entry)
        if value is None:
            return UNKNOWN_FACT
        return exactly(show(FIELDS[key], value), float(value is True))

    return read


def stated(key: str) -> Read:
    """Return a reader that gives all points where a fact is known; else it may be undisclosed."""

    def read(entry: Entry, _scene: Scene) -> Finding:
        value = FIELDS[key].read(entry)
        return UNKNOWN_FACT if value is None else exactly(show(FIELDS[key], value), 1)

    return read


def number(key: str, worst: float, best: float) -> Read:
    """Return a reader that gives no points at `worst`, all at `best`, each doubling the same."""

    def read(entry: Entry, _scene: Scene) -> Finding:
        value = FIELDS[key].read(entry)
        if not isinstance(value, int | float):
            return UNKNOWN_FACT
        return exactly(show(FIELDS[key], value), tenfold(value, worst, best))

    return read


def languages(best: int) -> Read:
    """Return a reader of how many languages are named: no points for one, all for `best`."""

    def read(entry: Entry, _scene: Scene) -> Finding:
        count = len(entry.languages)
        return exactly(str(count), tenfold(count, 1, best)) if count else UNKNOWN_FACT

    return read


def of_weights(read: Read, behind_api: Finding = NOTHING) -> Read:
    """Return `read` for all but models behind an API alone, of which `behind_api` is found."""

    def read_weights(entry: Entry, scene: Scene) -> Finding:
        return _if(published(entry), read(entry, scene), behind_api)

    return read_weights


def of_service(read: Read, fact: str) -> Read:
    """Return `read` for models that need their vendor; whoever has the weights has `fact`."""

    def read_service(entry: Entry, scene: Scene) -> Finding:
        return _if(published(entry), exactly(fact, 1), read(entry, scene))

    return read_service


def _if(known: bool | None, so: Finding, otherwise: Finding) -> Finding:  # noqa: FBT001
    """Return one of two findings, or what lies between both while it is not known which."""
    if known is not None:
        return so if known else otherwise
    low, high = min(so.low, otherwise.low), max(so.high, otherwise.high)
    movable = so.movable or otherwise.movable
    fact = UNKNOWN if low < high else so.fact
    return Finding(fact=fact, low=low, high=high, movable=movable)


def weights(entry: Entry, _scene: Scene) -> Finding:
    """Return all points for weights that can be downloaded and none for those that cannot."""
    known = published(entry)
    if known is None:
        return UNKNOWN_FACT
    return exactly("can be downloaded", 1) if known else exactly(UNPUBLISHED, 0)


def tuning(entry: Entry, _scene: Scene) -> Finding:
    """Return all points for weights; no source says which vendors train for their customers."""
    own = exactly("with the weights", 1)
    return _if(published(entry), own, Finding(fact="by its vendor, if at all", low=0, high=0.5))


def license_class(points: Mapping[str, float]) -> Read:
    """Return a reader of the licence's class; a class that `points` lacks is unknown."""

    def read(entry: Entry, _scene: Scene) -> Finding:
        named = ", ".join(filter(None, (entry.license, entry.license_class)))
        found = points.get(entry.license_class or "")
        if found is None:
            return Finding(fact=named or UNKNOWN, low=0, high=1)
        return exactly(named, found)

    return read


def commercial(entry: Entry, _scene: Scene) -> Finding:
    """Return all points where everybody may use the model in a business, else none."""
    if entry.commercial_use is None:
        return UNKNOWN_FACT
    return exactly("for everybody", 1) if entry.commercial_use else exactly("not for everybody", 0)


def choice(key: str, points: Mapping[str, float]) -> Read:
    """Return a reader of a fact that is one word; a word that `points` lacks is unknown."""

    def read(entry: Entry, _scene: Scene) -> Finding:
        value = FIELDS[key].read(entry)
        if not isinstance(value, tuple) or value[0] not in points:
            return UNKNOWN_FACT
        return exactly(show(FIELDS[key], value), points[value[0]])

    return read


def gate(entry: Entry, _scene: Scene) -> Finding:
    """Return how freely weights are handed out."""
    facts = {"no": ("to everybody", 1.0), "auto": ("on request", 0.5), "manual": ("by a person", 0)}
    return exactly(*facts[entry.gated]) if entry.gated in facts else UNKNOWN_FACT


def offered(entry: Entry, _scene: Scene) -> Finding:
    """Return all points where some provider is known to offer the model."""
    count = len({offer.provider for offer in entry.offers})
    return exactly(f"by {counted(count, 'provider')}", 1) if count else UNKNOWN_FACT


def measured(entry: Entry, _scene: Scene) -> Finding:
    """Return all points where somebody else than the maker measured the model."""
    count = sum(score.independent for score in entry.scores)
    return exactly(f"{counted(count, 'result')} by others", 1) if count else UNKNOWN_FACT


def formats(safe: frozenset[str], unsafe: frozenset[str]) -> Read:
    """Return a reader of file formats: one safe format is enough, the others need not be loaded."""

    def read(entry: Entry, _scene: Scene) -> Finding:
        found = {name.lower() for name in entry.formats}
        named = ", ".join(entry.formats)
        if found & safe:
            return exactly(named, 1)
        return (
            exactly(named, 0) if found & unsafe else Finding(fact=named or UNKNOWN, low=0, high=1)
        )

    return read


def status(points: Mapping[str, float]) -> Read:
    """Return a reader of the status; what its source no longer lists has none of the points."""

    def read(entry: Entry, scene: Scene) -> Finding:
        return (
            exactly("no longer listed", 0) if entry.gone else choice("status", points)(entry, scene)
        )

    return read


def ahead(key: str, best_days: int) -> Read:
    """Return a reader of a day to come: none of the points today, all at `best_days` and beyond."""

    def read(entry: Entry, scene: Scene) -> Finding:
        day = FIELDS[key].read(entry)
        if not isinstance(day, date):
            return UNKNOWN_FACT
        days = (day - scene.given.today).days
        return exactly(show(FIELDS[key], day), between(days, 0, best_days))

    return read


def back(key: str, worst_days: int) -> Read:
    """Return a reader of a day gone by: all points today, none at `worst_days` ago and before."""

    def read(entry: Entry, scene: Scene) -> Finding:
        day = FIELDS[key].read(entry)
        if not isinstance(day, date):
            return UNKNOWN_FACT
        days = (scene.given.today - day).days
        return exactly(show(FIELDS[key], day), between(days, worst_days, 0))

    return read


def rating(entry: Entry, scene: Scene) -> Finding:
    """Return the points of the rating on the one board that counts."""
    shown = FIELDS[f"score.{scene.given.board}"].read(entry)
    fact = show(FIELDS[f"score.{scene.given.board}"], shown)
    return _scaled(scene.ratings, entry, f"{fact} on {scene.given.board}" if shown else fact)


def cost(entry: Entry, scene: Scene) -> Finding:
    """Return the points of the monthly bill, or of the blended price without a workload."""
    if scene.given.costs is None:
        price = FIELDS["price"].read(entry)
        fact = show(FIELDS["price"], price)
        per = "" if price is None or price == 0 else " per million tokens"
        return _scaled(scene.costs, entry, f"{fact}{per}")
    bill = scene.given.costs.get(entry.id)
    return _scaled(scene.costs, entry, UNKNOWN if bill is None else _monthly(*bill))


def _monthly(low: float, high: float) -> str:
    if high == 0:
        return "free"
    ends = [show_number(end, Unit.USD) for end in dict.fromkeys((low, high))]
    return f"{' to '.join(ends)} a month"


def _scaled(scale: Scale, entry: Entry, fact: str) -> Finding:
    points = scale.points(entry.id)
    if points is None:
        return UNKNOWN_FACT
    return Finding(fact=fact, low=points[0], high=points[1], movable=scale.movable(entry.id))


def machine(entry: Entry, scene: Scene) -> Finding:
    """Return all points for what runs on the machine, none for what does not."""
    fits = (scene.given.fits or {}).get(entry.id)
    return (
        UNKNOWN_FACT if fits is None else exactly("fits" if fits else "does not fit", float(fits))
    )


def field_of_work(entry: Entry, scene: Scene) -> Finding:
    """Return all points for a model made for the field of work, none for one made for others."""
    if not entry.domains:
        return UNKNOWN_FACT
    named = {domain.lower() for domain in entry.domains}
    return exactly(", ".join(entry.domains), float((scene.given.domain or "").lower() in named))
