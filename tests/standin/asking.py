"""A plain client that shows what came over the wire, for tests of the stand-in itself."""

import gzip
import http.client
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any

from tests.standin.server import Server


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, unpacked."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401  (whatever the server says)
        """The body, decoded."""
        return json.loads(self.body)

    @property
    def following(self) -> str | None:
        """What the Link with rel="next" points to; None where there is none."""
        found = re.search(r'<([^>]*)>; rel="next"', self.headers.get("Link", ""))
        return found and found[1]


def ask(server: Server, target: str, **headers: str) -> Reply:
    """Return the answer to one GET on a connection of its own."""
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", target, headers=named)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return Reply(answer.status, answer.headers, body)


def walk(server: Server, query: str) -> Iterator[list[dict[str, Any]]]:
    """Yield page after page of the listing, by the Links."""
    target: str | None = f"{server.url}/api/models?{query}"
    while target is not None:
        reply = ask(server, target.removeprefix(server.url))
        assert reply.status == 200, reply.body
        yield reply.json
        target = reply.following
