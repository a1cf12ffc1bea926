"""What to list, what comes back, and how long to wait for it."""

from dataclasses import dataclass

from modeldex.entry import Rejected
from modeldex.errors import ModeldexError

EXPAND = (
    "author",
    "baseModels",
    "cardData",
    "config",
    "createdAt",
    "disabled",
    "downloads",
    "evalResults",
    "gated",
    "gguf",
    "inferenceProviderMapping",
    "lastModified",
    "library_name",
    "likes",
    "model-index",
    "pipeline_tag",
    "private",
    "safetensors",
    "tags",
    "trendingScore",
)
"""The properties that `hub.parse` reads."""

PAGE_CEILING = 1_000
"""The Hub answers with at most 1,000 models, whatever is asked."""


class HubError(ModeldexError):
    """A server could not be read any further; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """One way through the listing of models."""

    sort: str = "createdAt"
    """createdAt, lastModified, downloads, likes or trendingScore."""

    ascending: bool = False
    """Only `createdAt` can be walked upwards; that walk has no gaps."""

    author: str | None = None
    task: str | None = None
    search: str | None = None
    """A part of the id."""

    filters: tuple[str, ...] = ()
    """Tags that every model must have."""

    limit: int | None = None
    """Most models in all; None for every one."""

    page_size: int = PAGE_CEILING
    expand: tuple[str, ...] = EXPAND
    """Properties to ask for; empty for those that the server gives unasked."""


BACKFILL = Walk(sort="createdAt", ascending=True)
"""Every model, the oldest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Quota:
    """What the server says is left of a window of requests."""

    left: int
    seconds_left: float
    """Until the window ends and the next one begins."""

    limit: int | None
    """Requests in a whole window; None when the server does not say."""

    window_seconds: float
    """Of a whole window; the Hub's own where the server does not say."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One answer of the listing, and where to go on."""

    records: tuple[dict[str, object], ...]
    """As decoded; `hub.parse` reads them."""

    rejected: tuple[Rejected, ...]
    """What was set aside before it could be parsed."""

    bookmark: str
    """Opaque text that resumes right after this page, in another process and on another day."""

    last: bool
    """Whether the walk ends here."""

    quota: Quota | None
    """None when the server states none."""

    requests: int
    """Sent since the page before, failed ones too."""

    bytes: int
    """Received since the page before, as they came over the wire."""

    limits: tuple[str, ...]
    """Sentences on what this server cannot give; the same ones come with every later page."""

    partial: bool = False
    """Whether there may be models that this walk cannot list, as one of `limits` says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """The walk is held up; another event comes within a second or so."""

    reason: str
    """What for, such as `huggingface.co to answer`."""

    seconds: float
    """At most this long from now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """The decoded JSON of one address."""

    value: object
    bytes: int
    """Received, as they came over the wire."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Patience:
    """How long and how much is borne before a request, or the walk, is given up."""

    connect_seconds: float = 10
    read_seconds: float = 30
    """Between two pieces of an answer: pages of 1,000 with every property take seconds to begin."""

    page_seconds: float = 120
    """For one whole answer, so that a trickle cannot hold the walk."""

    stall_seconds: float = 900
    """Without any page: three whole windows of the Hub's quota."""

    first_attempts: int = 2
    """Before any answer has come: whoever has no network should hear of it soon."""

    attempts: int = 6
    backoff_seconds: float = 1
    """The longest first wait; it doubles with each failure."""

    backoff_ceiling_seconds: float = 30
    window_seconds: float = 300
    """The longest wait for a quota whose window the server does not state: the Hub's own."""

    notice_seconds: float = 1
    """Between two `Waiting` events."""

    page_bytes: int = 16 << 20
    """Unpacked: ten times a usual page of 1,000. A larger one is asked for again by halves, as
    decoded it would take five times as much memory."""

    ratio: int = 100
    """Unpacked bytes for each received one beyond the first 4 MiB; real pages reach 10."""
