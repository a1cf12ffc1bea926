"""One JSON document, such as a price list, read with the same care as the listing."""

import threading
from collections.abc import Iterator
from dataclasses import replace

from modeldex.hub.decode import decoded
from modeldex.hub.endpoint import Endpoint
from modeldex.hub.exchange import Cancel, Exchange, check
from modeldex.hub.faults import Cancelled, Fault
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
    failures = 0
    try:
        while True:
            try:
                answer = yield from exchange.answer(url)
                check(answer, endpoint.patience.window_seconds)
                if answer.status != _OK:
                    said = message_of(answer)
                    host = exchange.endpoint.host
                    raise HubError(f"{host} answered {answer.status}{said and f': {said}'}.")
                value = decoded(answer.body)
            except Fault as fault:
                failures += 1
                yield from exchange.another_try(fault, failures, fresh=True)
            else:
                yield Document(value=value, bytes=exchange.bytes)
                return
    except Cancelled:
        return
    finally:
        exchange.drop()
