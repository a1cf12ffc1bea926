"""Who says the facts behind a score."""

from dataclasses import replace

from modeldex import paths
from modeldex.entry import Score, Source, changed
from modeldex.scorecard import score
from modeldex.weighing import Wishes, gather, source_of
from tests.examples import HUB, OPEN, PRICES, TODAY, VENDOR

ARENA = Source(name="Arena", as_of=TODAY)
RATED = changed(
    VENDOR,
    id="anthropic/x",
    scores=(Score(board="arena.text", value=1, unit="rating", source=ARENA, independent=True),),
)


def _sources(
    costs: dict[str, tuple[float, float] | None] | None = None,
) -> dict[tuple[str, str], Source | None]:
    """Return id and key of a reason to who says its fact."""
    home, catalog = paths.home(), paths.catalog()
    given = gather([OPEN, RATED], Wishes(), catalog=catalog, home=home, today=TODAY)
    given = replace(given, costs=costs, fits={OPEN.id: True})
    return {
        (row.entry.id, reason.key): source_of(reason, row.entry, given, catalog)
        for row in score([OPEN, RATED], {}, given).rows
        for one in row.judgements
        for reason in one.reasons
    }


def test_every_fact_is_told_by_its_own_source() -> None:
    """A price by its offer, a rating by its board, what follows from a fact by that one's."""
    found = _sources()
    assert found[OPEN.id, "open"] == found[OPEN.id, "fits"] == HUB
    assert found[OPEN.id, "commercial-ok"] == HUB
    assert found[RATED.id, "price"] == found[RATED.id, "hosts"] == PRICES
    assert found[RATED.id, "score"] == found[RATED.id, "measured"] == ARENA
    assert found[OPEN.id, "price"] is None
    assert found[OPEN.id, "measured"] is None


def test_what_a_vendor_says_is_told_by_the_page_that_says_so() -> None:
    """An index by whoever publishes it; an address has no date."""
    found = _sources()
    trains, index = found[RATED.id, "trains"], found[RATED.id, "index"]
    assert trains is not None
    assert trains.url is not None
    assert index is not None
    assert "Transparency" in index.name
    assert found[RATED.id, "docs"] is None


def test_a_bill_is_worked_out_and_has_no_source_of_its_own() -> None:
    """It comes from a price, a workload and many assumptions, which `modeldex cost` prints."""
    assert _sources({RATED.id: (1.0, 2.0)})[RATED.id, "price"] is None
