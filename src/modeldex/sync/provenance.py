"""Provenance: which server a known model came from, and whether another one may replace its facts.

A server is named by its origin: `huggingface.co`, or host, port and path of any other one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from modeldex.entry import Entry
from modeldex.hub import Endpoint
from modeldex.hub.endpoint import origin_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """What one server may say of models that another source listed before."""

    origin: str
    former: frozenset[str] = frozenset()
    """Other names under which older releases cited this server."""

    others: frozenset[str] = frozenset()
    """Names under which every other server is cited that was ever synced with."""

    is_hub: bool = False
    takes_facts: bool = False
    """Whether the person wants its facts to replace those of other servers."""

    def owns(self, name: str) -> bool:
        """Return whether the publication `name` is this server."""
        return name == self.origin or name in self.former

    def answers_for(self, known: Entry) -> bool:
        """Return whether `known` is gone when this server has it no more."""
        name = known.source.name
        return self.owns(name) or (self.is_hub and name not in self.others)

    def protects(self, known: Entry, hub_id: str | None) -> bool:
        """Return whether `known` stays as it is, though this server lists it with this `_id`.

        The Hub may replace what the catalogue shipped, and a copy of one of its own models that
        another server listed first; any other server replaces only what it listed itself.
        """
        name = known.source.name
        if self.takes_facts or self.owns(name):
            return False
        is_copy = known.hub_id is not None and known.hub_id == hub_id
        return not self.is_hub or (name in self.others and not is_copy)


def provenance(endpoint: Endpoint, synced: Iterable[str], *, takes_facts: bool) -> Provenance:
    """Return the provenance of `endpoint`, given the addresses of all servers synced with.

    Release 0.1.0 cited a server by its host alone. That name counts as this server only
    when no other server of that host was ever synced with.
    """
    others = {address for address in synced if address != endpoint.url}
    hosts = {host for address in others if (host := _host(address))}
    is_known = len(others) < len(set(synced))
    is_alone = endpoint.host not in hosts and not endpoint.is_hub_host
    return Provenance(
        origin=endpoint.origin,
        former=frozenset({endpoint.host}) if is_known and is_alone else frozenset(),
        others=frozenset({*map(origin_of, others), *hosts}) - {endpoint.origin, "huggingface.co"},
        is_hub=endpoint.is_hub,
        takes_facts=takes_facts,
    )


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
