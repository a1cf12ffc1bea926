"""The picture of cost against volume, as one more view of the plot screen."""

from collections.abc import Collection, Sequence

from modeldex import cost
from modeldex.comparison.bills import Bills
from modeldex.entry import Entry
from modeldex.plots import Picture
from modeldex.plots.volumes import cost_against_volume
from modeldex.tui.plots import View


def volume_views(bills: Bills, ids: Collection[str], first: str | None = None) -> tuple[View, ...]:
    """Return the view of all pairs among `ids`; none where there is no pair.

    Those of the entry `first` come before the others, and what breaks even first before the rest.
    """

    def order(pair: cost.Comparison) -> tuple[bool, tuple[bool, bool, float]]:
        return first not in {pair.hosted_id, pair.api_id}, cost.soonest(pair)

    among = [one for one in bills.pairs if {one.hosted_id, one.api_id} <= set(ids)]
    pairs = {str(place): pair for place, pair in enumerate(sorted(among, key=order))}

    def draw(_entries: Sequence[Entry], page: str) -> Picture:
        return cost_against_volume(pairs[page], bills.overviews, bills.workload)

    title = f"cost against volume · {bills.workload.name}"
    return (View(title=title, draw=draw, on_board=False, pages=tuple(pairs)),) if pairs else ()
