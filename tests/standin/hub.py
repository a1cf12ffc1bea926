"""The stand-in Hub between the wire and the world: who asks, what is answered, what goes wrong."""

import json
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.standin.answers import Answer, Refusal, in_json
from tests.standin.churn import Rates, World
from tests.standin.detail import PREFIX, detail
from tests.standin.faults import TRANSPORT, Fault, Faults, Kind, spoiled
from tests.standin.listing import Listing, Page
from tests.standin.malformed import malformed
from tests.standin.manners import HUB, Manners
from tests.standin.models import Models
from tests.standin.prices import models_dev, router
from tests.standin.quota import Quota

LISTING = "/api/models"
CONTROL = "/_standin/"
"""Requests below it steer the server; they cost no quota, meet no fault and are not recorded."""

_INVALID = Refusal(401, "Invalid credentials in Authorization header")


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What a client sent."""

    method: str
    target: str
    """Path and query as they came."""

    headers: Mapping[str, str]
    """Names in lower case."""

    @property
    def path(self) -> str:
        """The part before the question mark."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The part after the question mark."""
        return self.target.partition("?")[2]

    @property
    def token(self) -> str | None:
        """The bearer token; None where none was sent."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token if scheme.lower() == "bearer" else None


class Hub:
    """Everything of the stand-in but the sockets; safe to call from several threads."""

    def __init__(
        self,
        models: int = 300,
        *,
        seed: int = 1,
        rates: Rates | None = None,
        manners: Manners = HUB,
        quota: Quota | None = None,
        tokens: Mapping[str, str] | None = None,
    ) -> None:
        self.world = World(Models(seed, models), rates)
        self.quota = quota or Quota()
        self.tokens = dict(tokens or {})
        """Valid tokens, each with its plan: `free` or `pro`. Any other is answered with 401."""

        self.faults = Faults(seed)
        self.requests: deque[Request] = deque(maxlen=100_000)
        """What came, oldest first, whatever was answered."""

        self._listing = Listing(self.world, manners)
        self.lock = threading.RLock()
        """Held while an answer is made; hold it to change the world by hand during a walk."""

    @property
    def manners(self) -> Manners:
        """How this server differs from the Hub; may be set at any time."""
        return self._listing.manners

    @manners.setter
    def manners(self, manners: Manners) -> None:
        self._listing.manners = manners

    def advance(self, epochs: int = 1) -> int:
        """Let epochs pass, between two answers; returns the present one."""
        with self.lock:
            self.world.advance(epochs)
            return self.world.epoch

    def answer(self, request: Request, origin: str) -> tuple[Answer, Fault | None]:
        """Return the answer to a request, and the fault of its sending if there is one."""
        with self.lock:
            if request.path.startswith(CONTROL):
                return self._controlled(request), None
            self.requests.append(request)
            plan = self.tokens.get(request.token or "", "anonymous")
            quota, refusal = self.quota.take(request.token or "", plan)
            if refusal is not None:
                return replace(refusal, headers=refusal.headers | quota), None
            try:
                answer, fault = self._routed(request, origin)
            except Refusal as refused:
                answer, fault = refused.answer(), self.faults.strike(request.path, ())
            answer = replace(answer, headers=answer.headers | quota)
        if fault is None or fault.kind in TRANSPORT:
            return answer, fault
        return spoiled(answer, fault, request.target), None

    def _routed(self, request: Request, origin: str) -> tuple[Answer, Fault | None]:
        path = request.path
        if request.token is not None and request.token not in self.tokens:
            raise _INVALID
        if path == LISTING:
            page = self._listing.page(request.query)
            fault = self.faults.strike(path, page.slots)
            return self._listed(page, fault, origin), fault
        if path.startswith(PREFIX):
            known = request.token is not None
            answer = detail(self.world, self.manners, path, request.query, token=known)
        elif path == "/v1/models":
            answer = in_json(router(self.world))
        elif path == "/api.json":
            answer = in_json(models_dev(self.world))
        else:
            raise Refusal(404, "Not Found")
        return answer, self.faults.strike(path, ())

    def _listed(self, page: Page, fault: Fault | None, origin: str) -> Answer:
        manners, records = self.manners, page.records
        if manners.omits or manners.integer_ids:
            records = [
                _stripped(text, slot, manners)
                for text, slot in zip(records, page.slots, strict=True)
            ]
        if fault and fault.kind is Kind.RECORD and records:
            place = len(records) // 2
            if fault.record is not None:
                place = page.slots.index(fault.record)
            records[place] = malformed(str(fault.value), records[place])
        answer = in_json(f"[{','.join(records)}]")
        if page.following is None or manners.paging == "none":
            return answer
        url = f"{manners.link_origin or origin}{LISTING}?{page.following}"
        link = f'<{url}>; rel="next"'
        if manners.extra_links:
            link = f'<{origin}{LISTING}>; rel="first", {link}, <{origin}/docs>; rel="help"'
        return replace(answer, headers=answer.headers | {"Link": link})

    def _controlled(self, request: Request) -> Answer:
        """Steer: GET state, POST advance?N, POST faults with JSON, POST clear."""
        action = request.path.removeprefix(CONTROL)
        if request.method == "POST" and action == "advance":
            self.world.advance(int(request.query or 1))
        elif request.method == "POST" and action == "fault":
            self.faults.add(**json.loads(request.headers.get("x-fault", "{}")))
        elif request.method == "POST" and action == "clear":
            self.faults.clear()
        elif action != "state":
            return Refusal(404, f"No such control: {action}").answer()
        state: dict[str, Any] = {
            "epoch": self.world.epoch,
            "slots": self.world.end,
            "touched": len(self.world.touched),
            "requests": len(self.requests),
            "struck": len(self.faults.struck),
        }
        return in_json(json.dumps(state))


def _stripped(text: str, slot: int, manners: Manners) -> str:
    record = {key: value for key, value in json.loads(text).items() if key not in manners.omits}
    if manners.integer_ids:
        record["_id"] = slot + 1
    return json.dumps(record, ensure_ascii=False)
