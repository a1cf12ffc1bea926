"""What a server says when it will not list models as asked, and what to ask instead."""

import json
import re
from dataclasses import replace

from modeldex.hub.endpoint import Answer, Endpoint
from modeldex.hub.walk import HubError, Walk
from modeldex.text import clean

_WORD = re.compile(r"[A-Za-z][\w-]*")
_ORDER = re.compile(r"\b(sort|direction)\b")
_LIST = re.compile(r"one of|(?:valid|allowed|expected)[^:]*:", re.IGNORECASE)
"""What stands before the list of valid names; the name at fault may stand before it."""

_UNAUTHORIZED = 401
_NO_LISTING = frozenset({401, 403, 404, 405, 410, 501})
_REFUSED = frozenset({400, 422})
_MANY = 5
"""Names of properties in a refusal that make it the list of all valid ones."""


def message_of(answer: Answer) -> str:
    """Return the server's own words, or nothing where it sent none a person would read."""
    if answer.headers.get("x-error-message"):
        return clean(answer.headers["x-error-message"])
    text = answer.body.decode("utf-8", "replace")
    if text.lstrip().startswith("<"):
        return ""
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        return clean(text)
    error = body.get("error", "") if isinstance(body, dict) else ""
    return clean(error if isinstance(error, str) else json.dumps(error))


def adapted(
    walk: Walk, endpoint: Endpoint, answer: Answer, *, begun: bool
) -> tuple[Walk, Endpoint, str]:
    """Return what to ask instead and of whom, and the sentence that says what is lost by it.

    `begun`: whether the server has given a page before. Raises HubError when nothing helps.
    """
    said = message_of(answer)
    if answer.status == _UNAUTHORIZED and "credentials" in said and endpoint.token is not False:
        lost = f"{endpoint.host} refuses the token, so only what is public is read, and slower."
        return walk, replace(endpoint, token=False), lost
    if answer.status == _UNAUTHORIZED and not begun:
        raise HubError(_token_wanted(endpoint))
    if answer.status in _NO_LISTING and not begun:
        raise HubError(
            f"This endpoint has no catalogue: {endpoint.host} answers {answer.status} to"
            " /api/models. Name another one with --endpoint."
        )
    if answer.status in _REFUSED and "cursor" not in said.lower():
        fewer = _fewer_wishes(walk, f"{said} {answer.body.decode('utf-8', 'replace')}")
        if fewer is not None:
            return fewer[0], endpoint, fewer[1]
    raise HubError(f"{endpoint.host} refuses the listing ({answer.status}{said and f': {said}'}).")


def _token_wanted(endpoint: Endpoint) -> str:
    """Return how to send a token to a server that lists nothing without one."""
    how = "set $HF_TOKEN or run `hf auth login`"
    if not endpoint.may_know_token(endpoint.url):
        how += ", and give --send-token, without which it is sent to huggingface.co alone"
    return f"{endpoint.host} answers 401: it wants a token to list models, or another one; {how}."


def _fewer_wishes(walk: Walk, about: str) -> tuple[Walk, str] | None:
    """Return the walk with less in it; None when nothing is left to do without."""
    blames_order = "expand" not in about and _ORDER.search(about)
    if walk.expand and not (blames_order and walk.sort):
        return _fewer_properties(walk, about)
    if walk.sort:
        lost = f"The server refuses to sort by {walk.sort}; in its own order some may be missed."
        return replace(walk, sort="", ascending=False), lost
    return None


def _fewer_properties(walk: Walk, about: str) -> tuple[Walk, str]:
    """Return the walk without the properties that a list of valid ones in `about` leaves out."""
    words = set(_WORD.findall(_LIST.split(about)[-1]))
    valid = tuple(name for name in walk.expand if name in words)
    if _MANY <= len(valid) < len(walk.expand):
        lost = ", ".join(name for name in walk.expand if name not in words)
        return replace(walk, expand=valid), f"The server does not know these properties: {lost}."
    sentence = (
        "The server gives no properties on request, so licence, size and base may be unknown."
    )
    return replace(walk, expand=()), sentence
