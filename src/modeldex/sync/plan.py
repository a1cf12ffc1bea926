"""What a sync shall bring, and what it says while it does."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from modeldex.hosted import MODELS_DEV_URL, ROUTER_URL
from modeldex.hub import BACKFILL, Patience, Quota, Walk

HUB, ROUTER, MODELS_DEV = "hub", "router", "models.dev"
SOURCES = (HUB, ROUTER, MODELS_DEV)

_TOP = 50_000
"""Models of each list of the most downloaded, liked and trending: 150 requests in all, where a
client without a token has 500 in five minutes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What the person has asked for."""

    all: bool = False
    """The whole Hub; else what matters: the popular, and what was modified since the last sync."""

    author: str | None = None
    task: str | None = None
    search: str | None = None
    """A part of the id."""

    limit: int | None = None
    """Most models of each list; None for as many as there are."""

    sources: frozenset[str] = frozenset(SOURCES)
    fresh: bool = False
    """Whether an unfinished walk is started over."""

    endpoint: str | None = None
    """None for $HF_ENDPOINT, or the Hub itself."""

    whole: bool | None = None
    """Whether the endpoint lists every public model; None for what is known of it."""

    take_facts: bool | None = None
    """Whether this server's facts replace those of other servers; None for what was said last."""

    send_token: bool = False
    """Whether the endpoint may be told the token, though it is not the Hub."""

    router_url: str = ROUTER_URL
    models_dev_url: str = MODELS_DEV_URL

    here: int = 5_000
    """Models of one walk that are read in this process; after them another one reads on. It takes
    half a second to begin, as long as these."""

    patience: Patience = field(default_factory=Patience)

    @property
    def chosen(self) -> bool:
        """Whether only some of the Hub is wanted, by author, task or a part of the id."""
        return any((self.author, self.task, self.search))


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """One list to walk."""

    title: str
    """What it lists, for the progress bar."""

    walk: Walk
    complete: bool = False
    """Whether everything the Hub has is on it, so that what is missing is gone."""

    modified: bool = False
    """Whether it ends where the last sync began."""


def phases(plan: Plan) -> tuple[Phase, ...]:
    """Return the lists of the Hub that `plan` wants, in the order in which they are walked."""
    if HUB not in plan.sources:
        return ()
    if plan.chosen:
        author, task, search = plan.author, plan.task, plan.search
        title = ", ".join(word for word in (author, task, search) if word)
        # With a limit the ones people use come first; without one nothing may slip through.
        upwards = plan.limit is None
        sort = "createdAt" if upwards else "downloads"
        walk = Walk(
            sort=sort,
            ascending=upwards,
            limit=plan.limit,
            author=author,
            task=task,
            search=search,
        )
        return (Phase(title=title, walk=walk),)
    if plan.all:
        walk = replace(BACKFILL, limit=plan.limit)
        return (Phase(title="every model", walk=walk, complete=plan.limit is None),)
    most = _TOP if plan.limit is None else min(_TOP, plan.limit)
    return (
        Phase(title="most downloaded", walk=Walk(sort="downloads", limit=most)),
        Phase(title="most liked", walk=Walk(sort="likes", limit=most)),
        Phase(title="trending", walk=Walk(sort="trendingScore", limit=most)),
        Phase(
            title="modified",
            walk=Walk(sort="lastModified", limit=plan.limit),
            modified=True,
        ),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """How far a sync has come."""

    phase: str
    """What it is at, such as `most downloaded`."""

    done: int = 0
    """Models of this phase, those of earlier sittings of the same walk included."""

    total: int | None = None
    """Models that this phase will bring, roughly; None when nobody knows."""

    rate: float | None = None
    """Models a second over the last moments; None before there are two."""

    quota: Quota | None = None
    """What the server lets one ask for; None when it does not say."""

    waiting: str | None = None
    """What it waits for, such as `huggingface.co to answer`; None while it goes on."""

    waiting_seconds: float = 0
    """At most so long."""

    new: int = 0
    changed: int = 0
    """Entries with a change that one would want to hear of."""

    gone: int = 0
    held: int = 0
    """Price changes that wait for a look."""

    set_aside: int = 0
    """Records that could not be read."""

    seen: int = 0
    """Models listed in all, in every phase of this sync."""

    unlisted: int = 0
    """Models that were not listed where they should be and are kept, because that is in doubt."""

    incomplete: tuple[str, ...] = ()
    """Sentences on why a list is not what was asked for; then nothing is gone by it."""

    remarks: tuple[str, ...] = ()
    """Sentences on what could not be had."""

    finished: bool = False

    @property
    def eta_seconds(self) -> float | None:
        """Seconds that this phase will still take; None when nobody knows."""
        if not self.rate or self.total is None or self.total < self.done:
            return None
        return (self.total - self.done) / self.rate


def moment(now: datetime) -> str:
    """Return a moment as the store keeps it."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
