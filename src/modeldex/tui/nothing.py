"""What stands in the table when nothing matches: the way out."""

from collections.abc import Iterator
from dataclasses import dataclass

from modeldex.criteria import Condition, Word, part_to_text
from modeldex.store import Found
from modeldex.tui.columns import Column

COLUMNS = (Column(key="text", heading="Nothing matches", width=40, flexible=True),)


@dataclass(frozen=True, kw_only=True, slots=True)
class WayOut:
    """One line of the table, and what Enter does there."""

    text: str
    dropped: Word | Condition | None = None
    """The part of the filter that Enter takes out; None where Enter does nothing."""


def ways_out(found: Found, *, building: bool) -> Iterator[WayOut]:
    """Yield each part of the filter whose loss would help, or say that there is none.

    `building` says whether the catalogue is still being read.
    """
    for part, count in found.relaxations:
        text = f"Enter: drop {part_to_text(part)} · {count:,} match"
        yield WayOut(text=text, dropped=part)
    if building and not found.searched:
        yield WayOut(text="Reading the catalogue; the first rows are on their way.")
    elif not found.relaxations:
        yield WayOut(text="No single condition is to blame. Esc clears the filter.")
