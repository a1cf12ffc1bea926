"""What the server says: whole answers, and refusals on the way to one."""

import json
from dataclasses import dataclass, field

REASONS = {
    200: "OK",
    304: "Not Modified",
    307: "Temporary Redirect",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Time-out",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """One response before it is written to the wire."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


NOBODY = "Invalid username or password."
"""What the Hub says to a caller without a token about anything it will not show; nothing else."""


class Refusal(Exception):  # noqa: N818  (a refusal is an answer, not an error of this server)
    """The request ends here, with this status and reason."""

    def __init__(self, status: int, reason: str, code: str | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.code = code
        """X-Error-Code; None where the Hub sends none."""

    def answer(self) -> Answer:
        """Return it as the Hub writes it; headers cannot hold what is not ASCII."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if self.code:
            headers["X-Error-Code"] = self.code
        if self.reason.isascii() and self.reason != NOBODY:
            headers["X-Error-Message"] = self.reason
        body = json.dumps({"error": self.reason}, ensure_ascii=False).encode()
        return Answer(status=self.status, body=body, headers=headers)


def in_json(text: str, **headers: str) -> Answer:
    """Return an answer of JSON that is written already."""
    kind = {"Content-Type": "application/json; charset=utf-8"}
    return Answer(body=text.encode(), headers=kind | headers)


def page_of_html(status: int, title: str) -> Answer:
    """Return what a proxy or the Hub's own front end says in the name of the API."""
    body = (
        f"<!DOCTYPE html><html><head><title>{title}</title><style>body{{margin:0}}</style></head>"
        f"<body><main><h1>{status}</h1><p>{title}</p></main></body></html>"
    )
    headers = {"Content-Type": "text/html; charset=utf-8"}
    return Answer(status=status, body=body.encode(), headers=headers)
