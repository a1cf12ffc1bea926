"""A walk to its end, and what it brought."""

from dataclasses import dataclass, field
from typing import Any

from modeldex.entry import Rejected
from modeldex.hub import Endpoint, HubError, Page, Waiting, Walk, pages

UPWARDS = Walk(ascending=True, page_size=100)


@dataclass
class Walked:
    """Everything that a walk yielded."""

    ids: list[object] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)
    error: str | None = None

    @property
    def limits(self) -> str:
        """What the server could not give."""
        return " ".join(self.pages[-1].limits) if self.pages else ""


def walked(endpoint: Endpoint, walk: Walk = UPWARDS, **how: Any) -> Walked:  # noqa: ANN401
    """Return all of a walk, up to its end or its error."""
    found = Walked()
    try:
        for event in pages(walk, endpoint, **how):
            if isinstance(event, Waiting):
                found.waits.append(event)
                continue
            found.pages.append(event)
            found.ids += [record.get("id") for record in event.records]
            found.rejected += event.rejected
    except HubError as error:
        found.error = str(error)
    return found
