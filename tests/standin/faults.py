"""Faults that strike answers: at a page, at a record, at random, once or for ever."""

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from tests.standin.answers import Answer, page_of_html
from tests.standin.dice import dice

_TOO_MANY = 429


class Kind(StrEnum):
    """What goes wrong."""

    STATUS = "status"
    """`value` instead of 200: 408, 429, 500, 502, 503, 504; the body is HTML."""

    RESET = "reset"
    """The connection is reset after the request was read."""

    RESET_MIDWAY = "reset midway"
    """The connection is reset when half of the body is out."""

    SILENT = "silent"
    """The request is accepted and nothing ever comes."""

    DRIP = "drip"
    """The body comes a byte at a time, `value` seconds apart (default 0.05)."""

    CUT = "cut"
    """Content-Length promises more than comes before the connection closes."""

    CORRUPT_GZIP = "corrupt gzip"
    BOMB = "bomb"
    """Valid gzip of a list of nothing that unpacks to `value` bytes (default 256 MiB)."""

    PORTAL = "portal"
    """200 and a page of HTML, as a captive portal gives."""

    BAD_JSON = "bad json"
    NOT_A_LIST = "not a list"
    """200 and {"error": ...}."""

    EMPTY = "empty"
    """200 and no body."""

    EMPTY_PAGE = "empty page"
    """200 and a list of nothing; the Link still leads on."""

    EMPTY_END = "empty end"
    """200 and a list of nothing, as after the last page."""

    HALF_PAGE = "half page"
    """The second half of the records is left out; the Link is that of the whole page."""

    HALF_END = "half end"
    """The second half of the records is left out, and there is no Link."""

    RECORD = "record"
    """One record is malformed; `value` is a name in `malformed.MALFORMED`."""

    LINK_REPEATS = "link repeats"
    """The Link names the page it came with."""

    LINK_ELSEWHERE = "link elsewhere"
    """The Link names the origin `value` (default https://huggingface.co)."""

    LINK_MISSING = "link missing"
    LINK_GARBLED = "link garbled"


TRANSPORT = frozenset({Kind.RESET, Kind.RESET_MIDWAY, Kind.SILENT, Kind.DRIP, Kind.CUT})
"""Those that spoil the way an answer is sent, not the answer."""

TRANSIENT = (
    *((Kind.STATUS, status) for status in (408, 429, 500, 502, 503, 504)),
    *((kind, None) for kind in (Kind.RESET, Kind.RESET_MIDWAY, Kind.CUT, Kind.CORRUPT_GZIP)),
    *((kind, None) for kind in (Kind.PORTAL, Kind.BAD_JSON, Kind.NOT_A_LIST, Kind.EMPTY)),
)
"""Kinds and values that a client should outlive by asking again: for random faults.

A careful client answers 429 by waiting for the window's end: give the quota a window of a second.
"""


@dataclass(kw_only=True, slots=True)
class Fault:
    """One rule; every condition that is given must hold."""

    kind: Kind
    value: int | float | str | None = None
    page: int | None = None
    """Only from the nth listing request of this server on, the first being 1."""

    record: int | None = None
    """Only a page that holds this slot; a malformed record is this one, else the middle one."""

    rate: float = 1.0
    """The share of requests that it strikes, by the generator of `Faults`."""

    times: int | None = 1
    """How often it may strike; None is for ever."""

    path: str = "/api/models"
    """Only this path, or what begins with it when it ends with a slash."""


class Faults:
    """The rules in force and what they did."""

    def __init__(self, seed: int = 0) -> None:
        self.rules: list[Fault] = []
        self.struck: list[tuple[int, Fault]] = []
        """Number of the listing request and the rule, in the order of the strikes."""

        self.pages = 0
        """Listing requests so far."""

        self._chance: Random = dice(seed, "faults")

    def add(self, kind: Kind | str, value: float | str | None = None, **when: object) -> Fault:
        """Switch a fault on; `when` are the conditions of `Fault`. Returns the rule."""
        rule = Fault(kind=Kind(kind), value=value, **when)  # type: ignore[arg-type]
        self.rules.append(rule)
        return rule

    def scatter(
        self,
        rate: float,
        seed: int,
        kinds: Iterable[tuple[Kind, int | None]] = TRANSIENT,
        times: int | None = None,
    ) -> None:
        """Strike listing requests at random: `rate` of them, by any of the kinds."""
        chosen = list(kinds)
        self._chance = dice(seed, "faults")
        for kind, value in chosen:
            self.add(kind, value, rate=rate / len(chosen), times=times)

    def clear(self) -> None:
        """Switch all faults off."""
        self.rules.clear()

    def strike(self, path: str, slots: Sequence[int]) -> Fault | None:
        """Return the rule that strikes this request, having counted it."""
        if path == "/api/models":
            self.pages += 1
        for rule in self.rules:
            if self._holds(rule, path, slots):
                if rule.times is not None:
                    rule.times -= 1
                self.struck.append((self.pages, replace(rule)))
                return rule
        return None

    def _holds(self, rule: Fault, path: str, slots: Sequence[int]) -> bool:
        return (
            rule.times != 0
            and (path == rule.path or (rule.path.endswith("/") and path.startswith(rule.path)))
            and (rule.page is None or self.pages >= rule.page)
            and (rule.record is None or rule.record in slots)
            and (rule.rate >= 1 or self._chance.random() < rule.rate)
        )


def spoiled(answer: Answer, fault: Fault, target: str) -> Answer:
    """Return the answer after a fault of its content; `target` is what was asked for."""
    match fault.kind:
        case Kind.STATUS:
            status = int(fault.value or 503)
            made = _keeping(answer, page_of_html(status, f"{status} from the gateway"))
            if status == _TOO_MANY:
                made.headers["RateLimit"] = re.sub("r=[0-9]+", "r=0", made.headers["RateLimit"])
        case Kind.PORTAL:
            made = _keeping(answer, page_of_html(200, "Sign in to the guest network"))
        case Kind.BAD_JSON:
            made = replace(answer, body=answer.body[: len(answer.body) * 2 // 3])
        case Kind.NOT_A_LIST:
            made = replace(answer, body=b'{"error":"Internal Error"}')
        case Kind.EMPTY:
            made = replace(answer, body=b"")
        case Kind.EMPTY_PAGE | Kind.EMPTY_END | Kind.HALF_PAGE | Kind.HALF_END:
            made = _shortened(answer, fault.kind)
        case Kind.CORRUPT_GZIP:
            made = _packed(answer, _corrupt(gzip.compress(answer.body, 1)))
        case Kind.BOMB:
            made = _packed(answer, bomb(int(fault.value or 256 << 20)))
        case _:
            made = _relinked(answer, fault, target)
    return made


def _shortened(answer: Answer, kind: Kind) -> Answer:
    """Return the answer with fewer records or none, and without the Link where it is an end."""
    empty = kind in {Kind.EMPTY_PAGE, Kind.EMPTY_END}
    records = [] if empty else json.loads(answer.body)
    headers = dict(answer.headers)
    if kind in {Kind.EMPTY_END, Kind.HALF_END}:
        headers.pop("Link", None)
    body = json.dumps(records[: (len(records) + 1) // 2]).encode()
    return replace(answer, body=body, headers=headers)


def _relinked(answer: Answer, fault: Fault, target: str) -> Answer:
    headers = dict(answer.headers)
    link = headers.pop("Link", "")
    origin = link.partition("/api/")[0].removeprefix("<")
    match fault.kind:
        case Kind.LINK_REPEATS:
            headers["Link"] = f'<{origin or ""}{target}>; rel="next"'
        case Kind.LINK_ELSEWHERE if link:
            headers["Link"] = link.replace(origin, str(fault.value or "https://huggingface.co"))
        case Kind.LINK_GARBLED:
            headers["Link"] = "<http://[::1; rel=next,,;"
        case Kind.LINK_MISSING:
            pass
        case _:
            return answer
    return replace(answer, headers=headers)


def _keeping(answer: Answer, other: Answer) -> Answer:
    """Return the other answer with the quota's headers, which every response carries."""
    quota = {key: text for key, text in answer.headers.items() if key.startswith("RateLimit")}
    return replace(other, headers=other.headers | quota)


def _packed(answer: Answer, body: bytes) -> Answer:
    return replace(answer, body=body, headers=answer.headers | {"Content-Encoding": "gzip"})


def _corrupt(packed: bytes) -> bytes:
    middle = len(packed) // 2
    return (
        packed[:middle] + bytes(byte ^ 0x5A for byte in packed[middle : middle + 64]) + packed[-8:]
    )


def bomb(size: int) -> bytes:
    """Return gzip that unpacks to a JSON list of so many bytes, some thousand times as long.

    One MiB is packed once and its bytes repeated, so that making it takes no memory either.
    """
    block = b" " * (1 << 20)
    head = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = head.compress(b"[") + head.flush(zlib.Z_FULL_FLUSH)
    middle = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = middle.compress(block) + middle.flush(zlib.Z_FULL_FLUSH)
    end = zlib.compressobj(9, zlib.DEFLATED, -15)
    last = end.compress(b"]") + end.flush()
    blocks = max(1, size >> 20)
    check = zlib.crc32(b"[")
    for _ in range(blocks):
        check = zlib.crc32(block, check)
    length = (blocks << 20) + 2 & 0xFFFFFFFF
    trailer = zlib.crc32(b"]", check).to_bytes(4, "little") + length.to_bytes(4, "little")
    return start + packed * blocks + last + trailer
