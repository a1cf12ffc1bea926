"""A page of a listing, read: what the store takes of it, and what the walk goes on by."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from modeldex import hub
from modeldex.entry import Entry, Rejected
from modeldex.hub import Endpoint, Page, Quota, Waiting, Walk
from modeldex.hub.parse import Parser
from modeldex.store import Draft, draft

_HUB_ID = 24
"""Digits of the Hub's `_id`; another server's ids have no order to rely on."""

_PART = re.compile(r"\w+")


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

    created: tuple[str, ...] | None
    """The first and the last `createdAt`, none on an empty page; None when one is missing, or they
    do not rise."""

    strays: tuple[str, ...]
    """Ids that the filter of the walk should have kept out; they are not among the drafts."""

    unread: int
    """How many of the rejected were no records at all."""

    bookmark: str
    last: bool
    quota: Quota | None
    limits: tuple[str, ...]
    partial: bool
    """These five as in `hub.Page`."""

    def __len__(self) -> int:
        """Return how many models the server has listed."""
        return len(self.ids) + self.unread


def read(page: Page, parser: Parser, walk: Walk) -> Batch:
    """Return a page with every record made into a draft, or into the reason why not."""
    drafts, rejected, strays = [], list(page.rejected), []
    for record in page.records:
        if not fits(record, walk):
            strays.append(str(record.get("id")))
            continue
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
        created=_rising([record.get("createdAt") for record in page.records]),
        strays=tuple(strays),
        unread=len(page.rejected),
        bookmark=page.bookmark,
        last=page.last,
        quota=page.quota,
        limits=page.limits,
        partial=page.partial,
    )


def fits(record: dict[str, object], walk: Walk) -> bool:
    """Return whether a record can be an answer to the filter of a walk."""
    id_, task = record.get("id"), record.get("pipeline_tag")
    if isinstance(id_, str):
        if walk.author and id_.partition("/")[0].lower() != walk.author.lower():
            return False
        # Servers differ in what they take for a word; each part must be there in any case.
        if walk.search and not all(
            part in id_.lower() for part in _PART.findall(walk.search.lower())
        ):
            return False
    return not walk.task or task is None or task == walk.task


def _rising(moments: Sequence[object]) -> tuple[str, ...] | None:
    texts = [moment for moment in moments if isinstance(moment, str)]
    if len(texts) < len(moments) or texts != sorted(texts):
        return None
    return (texts[0], texts[-1]) if texts else ()


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
            yield event if isinstance(event, Waiting) else read(event, self.parser, self.walk)
