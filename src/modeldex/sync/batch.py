"""A page of a listing, read: what the store takes of it, and what the walk goes on by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from modeldex import hub
from modeldex.entry import Entry, Rejected
from modeldex.hub import Endpoint, Page, Quota, Waiting, Walk
from modeldex.hub.parse import Parser
from modeldex.store import Draft, draft

_HUB_ID = 24
"""Digits of the Hub's `_id`; another server's ids have no order to rely on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """One page of a listing."""

    drafts: tuple[Draft, ...]
    """What became an entry."""

    rejected: tuple[Rejected, ...]
    """What became none."""

    ids: tuple[str | None, ...]
    """The `_id` of each record, in the order of the page; None where it is not the Hub's."""

    moments: tuple[str, ...]
    """When the records were modified, as the server writes it; without those that do not say."""

    unread: int
    """How many of the rejected were no records at all."""

    bookmark: str
    last: bool
    quota: Quota | None
    limits: tuple[str, ...]
    """These four as in `hub.Page`."""

    def __len__(self) -> int:
        """Return how many models the server has listed."""
        return len(self.ids) + self.unread


def read(page: Page, parser: Parser) -> Batch:
    """Return a page with every record made into a draft, or into the reason why not."""
    drafts, rejected = [], list(page.rejected)
    for record in page.records:
        parsed = parser.entry(record)
        if isinstance(parsed, Entry):
            drafts.append(draft(parsed))
        else:
            rejected.append(parsed)
    moments = [record.get("lastModified") for record in page.records]
    return Batch(
        drafts=tuple(drafts),
        rejected=tuple(rejected),
        ids=tuple([_hub_id(record.get("_id")) for record in page.records]),
        moments=tuple([moment for moment in moments if isinstance(moment, str)]),
        unread=len(page.rejected),
        bookmark=page.bookmark,
        last=page.last,
        quota=page.quota,
        limits=page.limits,
    )


def _hub_id(found: object) -> str | None:
    return found if isinstance(found, str) and len(found) == _HUB_ID else None


class Reading(NamedTuple):
    """A walk from a bookmark on, as a question to another process."""

    walk: Walk
    bookmark: str | None
    endpoint: Endpoint
    parser: Parser

    def answer(self) -> Iterator[Batch | Waiting]:
        """Yield the pages and what is waited for. Raises HubError as the walk does."""
        there = self.endpoint
        endpoint = hub.connect(
            there.url, token=there.token, trusted_hosts=there.trusted_hosts, patience=there.patience
        )
        for event in hub.pages(self.walk, endpoint, bookmark=self.bookmark):
            yield event if isinstance(event, Waiting) else read(event, self.parser)
