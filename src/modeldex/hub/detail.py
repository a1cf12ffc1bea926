"""One model by its id: what the Hub says of it now, or that there is none."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from modeldex.hub.decode import decoded, excerpt
from modeldex.hub.endpoint import Answer, Endpoint
from modeldex.hub.exchange import Cancel, Exchange
from modeldex.hub.faults import Cancelled, Fault
from modeldex.hub.refusal import message_of
from modeldex.hub.walk import EXPAND, HubError, Waiting

_OK = 200
_MISSING = frozenset({401, 403, 404, 410})
"""To whoever has no token a missing model and a private one look alike: 401."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """What the Hub says of one model."""

    record: dict[str, object] | None
    """As decoded, under the id the model has now; None when the Hub has it no more."""


def detail(
    model: str, endpoint: Endpoint, *, cancel: Cancel | None = None
) -> Iterator[Detail | Waiting]:
    """Yield what the Hub says of the model with this id in the end, and the waits before.

    A model that was renamed comes under its new id. Raises HubError when the server cannot be
    read; yields none once `cancel` is set.
    """
    exchange = Exchange(endpoint, cancel or threading.Event())
    query = urlencode([("expand[]", name) for name in EXPAND])
    url = f"{endpoint.url}/api/models/{quote(model, safe='/')}?{query}"
    try:
        record = yield from exchange.read(url, lambda answer: _record(answer, endpoint.host))
        yield Detail(record=record)
    except Cancelled:
        return
    finally:
        exchange.drop()


def _record(answer: Answer, host: str) -> dict[str, object] | None:
    """Return the model of an answer, None when there is none. Raises Fault or HubError."""
    said = message_of(answer) if answer.status != _OK else ""
    if answer.status in _MISSING and "credentials" not in said:
        return None
    if answer.status != _OK:
        raise HubError(f"{host} answered {answer.status}{said and f': {said}'}.")
    record = decoded(answer.body)
    if not isinstance(record, dict):
        raise Fault(f"sent {excerpt(record)} and no model")
    return record
