"""The bytes of an answer into records, one bad record at a time."""

import json
from dataclasses import dataclass

from modeldex.entry import Rejected
from modeldex.hub.endpoint import Answer
from modeldex.hub.faults import SPOILT, Fault
from modeldex.text import clean


@dataclass(frozen=True, kw_only=True, slots=True)
class Records:
    """What one page brought."""

    good: tuple[dict[str, object], ...]
    bad: tuple[Rejected, ...] = ()

    def __len__(self) -> int:
        return len(self.good) + len(self.bad)

    def names(self) -> frozenset[str]:
        """Return what tells the records apart."""
        return frozenset(str(record.get("_id", record.get("id"))) for record in self.good)


_EXCERPT = 120
"""Characters of a bad record that are kept: enough to recognise it."""


def decoded(body: bytes) -> object:
    """Return the JSON value in `body`.

    Bytes that are not UTF-8 become lone surrogates, which `text.clean` makes visible. Raises
    Fault for anything that is not JSON.
    """
    if body[:64].lstrip().startswith(b"<"):
        raise Fault("sent a web page instead of JSON")
    import orjson

    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass  # It is stricter than the Hub, which has sent lone surrogates; else this tells why.
    try:
        return json.loads(body.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError) as error:
        reason = clean(str(error)) or type(error).__name__
        raise Fault(f"sent what is not JSON ({reason})", halve_after=SPOILT) from error


def records_of(answer: Answer) -> Records:
    """Return the records of a page and what on it is none.

    Raises Fault, with the way onward where the answer gave one, when the page is no list.
    """
    try:
        page = _listed(answer.body)
    except Fault as fault:
        fault.onward = answer.onward
        raise
    good = tuple(record for record in page if isinstance(record, dict))
    if len(good) == len(page):
        return Records(good=good)
    bad = (item for item in page if not isinstance(item, dict))
    return Records(good=good, bad=tuple(map(_no_object, bad)))


def _listed(body: bytes) -> list[object]:
    page = decoded(body)
    if isinstance(page, list):
        return page
    raise Fault(f"sent {excerpt(page)} and no list of models", halve_after=SPOILT)


def _no_object(item: object) -> Rejected:
    return Rejected(id=None, reason="is no object", excerpt=excerpt(item))


def excerpt(value: object) -> str:
    """Return the beginning of a value as JSON, safe to show."""
    try:
        return clean(json.dumps(value, ensure_ascii=False)[: 2 * _EXCERPT], _EXCERPT)
    except RecursionError:
        return "values nested beyond all measure"
