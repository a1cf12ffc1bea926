"""How a server behind HF_ENDPOINT may differ from the Hub, for as long as it runs."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """What a server does its own way; the defaults are those of the Hub."""

    paging: Literal["cursor", "offset", "none"] = "cursor"
    """`offset`: the Link names `?offset=`; `none`: there is no Link and no second page."""

    largest_page: int = 1_000
    """A larger `limit` is cut to it without a word."""

    plain_page: int = 1_000
    """What comes without `limit`; the Hub's own figure is not known."""

    refused_sorts: frozenset[str] = frozenset()
    """Answered with 422."""

    refuses_expand: bool = False
    """Answered with 400, whatever is expanded."""

    unknown_expand: frozenset[str] = frozenset()
    """Properties that this server does not know: 400, and the message names the others."""

    ignores_search: bool = False
    ignores: frozenset[str] = frozenset()
    """Parameters that change nothing: `sort`, `author`, `pipeline_tag`, `search`."""

    hides: frozenset[int] = frozenset()
    """Slots that no listing names, though each of them is known when asked for by its id."""

    stops_after: int | None = None
    """Models beyond so many are on no page, and no Link leads to them."""

    knows_details: bool = True
    """Whether one model can be asked for; else each is answered like one that is missing."""

    omits: frozenset[str] = frozenset()
    """Keys that are taken out of every record, such as `_id` or `tags`."""

    integer_ids: bool = False
    """`_id` is a number."""

    detail: int = 200
    """Of every model asked for by its id."""

    listing: int = 200
    """Another status (401, 403, 404): there is no catalogue here."""

    link_origin: str | None = None
    """Whose origin the Link names; None is this server's own. Mirrors name `https://huggingface.co`."""

    extra_links: bool = False
    """Other relations stand before and after `rel="next"`."""

    skips_on_trending: bool = True
    """The cursor of the default order loses up to three ties a page."""


HUB = Manners()
MIRROR = Manners(link_origin="https://huggingface.co")
BY_OFFSET = Manners(paging="offset", plain_page=30, skips_on_trending=False)
FIFTY = Manners(paging="none", largest_page=50, plain_page=50)
SPARE = Manners(
    refused_sorts=frozenset({"createdAt"}),
    refuses_expand=True,
    ignores_search=True,
    omits=frozenset({"_id", "tags"}),
)
NUMBERED = Manners(integer_ids=True)
NO_CATALOGUE = Manners(listing=404)
CLOSED = Manners(listing=401)
