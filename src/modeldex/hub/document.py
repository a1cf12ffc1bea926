"""One JSON document, such as a price list, read with the same care as the listing."""

import threading
from collections.abc import Iterator
from dataclasses import replace

from modeldex.hub.decode import decoded
from modeldex.hub.endpoint import Answer, Endpoint
from modeldex.hub.exchange import Cancel, Exchange
from modeldex.hub.faults import Cancelled
from modeldex.hub.refusal import message_of
from modeldex.hub.walk import Document, HubError, Waiting

_OK = 200


def document(
    url: str, endpoint: Endpoint, *, cancel: Cancel | None = None
) -> Iterator[Document | Waiting]:
    """Yield the JSON at `url` in the end, and what is waited for before.

    `endpoint` lends its patience and its rules for the token. Raises HubError when the
    document cannot be had; yields none once `cancel` is set.
    """
    exchange = Exchange(replace(endpoint, url=url), cancel or threading.Event())
    try:
        value = yield from exchange.read(url, lambda answer: _value(answer, exchange.endpoint.host))
        yield Document(value=value, bytes=exchange.bytes)
    except Cancelled:
        return
    finally:
        exchange.drop()


def _value(answer: Answer, host: str) -> object:
    if answer.status != _OK:
        said = message_of(answer)
        raise HubError(f"{host} answered {answer.status}{said and f': {said}'}.")
    return decoded(answer.body)
