"""How the facts that are not plain attributes of an entry are read from it."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from modeldex.entry import Entry, Offer, Score, blended_price

QUANTIZATION_BITS = {
    "q2": 3.1593,
    "q3": 3.9960,
    "q4": 4.8944,
    "q5": 5.7036,
    "q6": 6.5633,
    "q8": 8.5008,
    "fp8": 8.0,
    "bf16": 16.0,
}
"""Bits per weight: Q2_K, Q3_K_M, Q4_K_M, Q5_K_M, Q6_K and Q8_0 as llama.cpp's quantize tool
reports them for Llama 3.1 8B; FP8 and BF16 by definition."""

HEADROOM = 1.2
"""`fits` asks for this many times the weights: room for the KV cache and the run time."""


def offered(read: Callable[[Offer], float | None]) -> Callable[[Entry], float | None]:
    """Return a reader of one fact of the offer whose price stands for the entry."""

    def read_entry(entry: Entry) -> float | None:
        offer = entry.headline_offer
        return None if offer is None else read(offer)

    return read_entry


def one(value: str | None) -> tuple[str, ...] | None:
    """Return one word as the value of a CHOICE."""
    return None if value is None else (value.lower(),)


def many(values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return several words as the value of a CHOICE; none of them is unknown."""
    return tuple([value.lower() for value in values]) if values else None


COMMERCIAL_OK = "commercial-ok"
"""What `license:` also finds: licences under which everybody may use a model in a business."""


def licenses(entry: Entry) -> tuple[str, ...] | None:
    """Return the class of the licence, its id, and COMMERCIAL_OK where that is sure."""
    allowed = COMMERCIAL_OK if entry.commercial_use else None
    return many(tuple(filter(None, (entry.license_class, entry.license, allowed))))


def gated(entry: Entry) -> bool | None:
    """Return whether the weights must be asked for."""
    return None if entry.gated is None else entry.gated != "no"


def vision(entry: Entry) -> bool | None:
    """Return whether pictures are taken; unknown where no modality is known."""
    return "image" in entry.inputs if entry.inputs else None


def tools(entry: Entry) -> bool | None:
    """Return whether functions can be called: True at one host will do where nobody says it.

    Of a host that does not allow it nothing follows for the model.
    """
    somewhere = entry.tools is None and any(offer.tools for offer in entry.offers)
    return True if somewhere else entry.tools


def structured(entry: Entry) -> bool | None:
    """Return whether answers can be held to a schema; what a host says counts as in `tools`."""
    own = entry.structured_output
    somewhere = own is None and any(offer.structured_output for offer in entry.offers)
    return True if somewhere else own


def free(entry: Entry) -> bool | None:
    """Return whether some offer costs nothing; an unknown price is no price of nothing."""
    prices = [blended_price(offer) for offer in entry.offers]
    return True if 0 in prices else None if None in prices or not prices else False


def deprecated(entry: Entry) -> bool | None:
    """Return whether the maker advises against it or has switched it off."""
    return None if entry.status is None else entry.status in {"deprecated", "retired"}


def mixture(entry: Entry) -> bool | None:
    """Return whether only some of the parameters are used for each token."""
    if entry.experts is not None:
        return entry.experts > 1
    return True if entry.active_parameters is not None else None


def attention(entry: Entry) -> tuple[str, ...] | None:
    """Return the kinds of attention that are sure."""
    return None if entry.architecture is None else _attention()(entry)


@cache
def _attention() -> Callable[[Entry], tuple[str, ...] | None]:
    """Return what knows the kinds: its tables take 2 ms, and no first row asks for them."""
    from modeldex.attention.kinds import kinds

    return kinds


def hosts(entry: Entry) -> int | None:
    """Return the number of providers with an offer; none known is unknown."""
    return len({offer.provider for offer in entry.offers}) or None


def memory(bits: float) -> Callable[[Entry], float | None]:
    """Return a reader of the bytes of the weights at `bits` bits each."""

    def read(entry: Entry) -> float | None:
        return None if entry.parameters is None else entry.parameters * bits / 8

    return read


def shown_score(entry: Entry, board: str) -> Score | None:
    """Return the result that stands for the entry on `board`.

    The plain model's, else the best of its variants; None when the board has none of them.
    """
    shown = None
    for score in entry.scores:
        if score.board == board and (shown is None or _strength(score) > _strength(shown)):
            shown = score
    return shown


def _strength(score: Score) -> tuple[bool, float]:
    return score.variant is None, score.value


RANKED = "arena."
"""With which the boards begin that have fields of their own; the others are as the Hub lists."""

_TASK = re.compile(r"([\w.-]+/[\w.-]+)/[\w.-]+")
"""A dataset of the Hub and a task in it."""


def benchmarks(*, verified: bool) -> Callable[[Entry], tuple[str, ...] | None]:
    """Return a reader of the datasets on which the Hub lists a result, or a verified one.

    What is only proposed decides nothing.
    """

    def read(entry: Entry) -> tuple[str, ...] | None:
        if not entry.scores:
            return None
        kept = [s.board for s in entry.scores if not s.unmerged and (s.independent or not verified)]
        return tuple(filter(None, dict.fromkeys(map(_dataset, kept)))) or None

    return read


@lru_cache(maxsize=1 << 12)
def _dataset(board: str) -> str | None:
    """Return the dataset of a result in lower case, without its task; None on an Arena board."""
    return None if board.startswith(RANKED) else _TASK.sub(r"\1", board).lower()


def score(board: str) -> Callable[[Entry], float | None]:
    """Return a reader of the rating on one Arena board."""

    def read(entry: Entry) -> float | None:
        if not entry.scores:
            return None
        shown = shown_score(entry, f"{RANKED}{board}")
        return None if shown is None else shown.value

    return read
