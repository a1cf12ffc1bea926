"""What is known and what a listing says, made one."""

from datetime import date

from modeldex.entry import Entry, Offer, Openness, Origin, Score, Source, changed
from modeldex.sync.differences import differences
from modeldex.sync.merge import Merge
from tests.examples import VENDOR
from tests.sync.scene import LICENSES

BOOK = Source(name="a book", as_of=date(2026, 9, 1))
HUB = Source(name="huggingface.co", as_of=date(2026, 10, 8))
LATER = Source(name="huggingface.co", as_of=date(2026, 10, 9))
ROUTER = Source(name="router.huggingface.co", as_of=date(2026, 10, 8))

MERGE = Merge(LICENSES)


def shipped(**facts: object) -> Entry:
    """Return an entry as the catalogue ships it."""
    made = {"id": "o/a", "name": "a", "origin": Origin.HUB, "source": BOOK}
    return Entry(**(made | facts))  # type: ignore[arg-type]


def listed(**facts: object) -> Entry:
    """Return an entry as the Hub lists it."""
    return shipped(**({"source": HUB, "hub_id": "6" * 24} | facts))


def offer(source: Source, price: float | None, provider: str = "acme") -> Offer:
    """Return an offer."""
    return Offer(
        provider=provider,
        provider_model_id="a",
        first_party=False,
        source=source,
        input_usd_per_million_tokens=price,
        output_usd_per_million_tokens=price,
    )


def test_the_listing_wins_and_what_it_lacks_is_kept_with_its_source() -> None:
    """Each fact cites whoever knows it."""
    known = shipped(layers=32, downloads=1, license="mit", commercial_use=True)
    merged = MERGE(known, listed(downloads=2))
    assert (merged.layers, merged.downloads, merged.license) == (32, 2, "mit")
    assert merged.commercial_use
    assert merged.source_of("layers") == merged.source_of("license") == BOOK
    assert merged.source_of("downloads") == HUB


def test_what_the_listing_no_longer_states_is_unknown_again() -> None:
    """But what came from elsewhere stays through any number of syncs."""
    first = MERGE(shipped(layers=32), listed(task="text-generation"))
    second = MERGE(first, listed(source=LATER))
    assert (second.layers, second.task) == (32, None)
    assert second.source_of("layers") == BOOK
    assert MERGE(second, listed(source=LATER)) == second


def test_a_kept_licence_decides_the_openness_with_the_gate_of_today() -> None:
    """Openness is proven by all facts together."""
    known = shipped(license="apache-2.0", license_class="permissive", commercial_use=True)
    assert MERGE(known, listed()).openness is Openness.OPEN_WEIGHTS
    assert MERGE(known, listed()).commercial_use is True
    assert MERGE(known, listed(license="odd")).commercial_use is None
    assert MERGE.rebase(shipped(), MERGE(known, listed())).commercial_use is None
    assert MERGE(known, listed(gated="manual")).openness is Openness.RESTRICTED


def test_the_hubs_first_day_is_no_date_of_release() -> None:
    """Older models have it too; a source that knows better is believed."""
    early, floor = date(2019, 2, 1), date(2022, 3, 2)
    assert MERGE(shipped(released=early), listed(released=floor)).released == early
    assert MERGE(shipped(), listed(released=floor)).released == floor
    later = date(2024, 1, 1)
    assert MERGE(shipped(released=early), listed(released=later)).released == later


def test_prices_stay_and_an_offer_without_one_adds_only_its_provider() -> None:
    """The listing names who serves a model, and no price."""
    known = shipped(offers=(offer(BOOK, 2.0),))
    merged = MERGE(known, listed(offers=(offer(HUB, None), offer(HUB, None, "other"))))
    assert [(o.provider, o.input_usd_per_million_tokens) for o in merged.offers] == [
        ("acme", 2.0),
        ("other", None),
    ]
    assert merged.source_of("price") == BOOK
    again = MERGE(merged, listed(source=LATER))
    assert [o.provider for o in again.offers] == ["acme"]


def test_ratings_of_the_catalogue_stay() -> None:
    """Results of the card are replaced by those of the card."""
    arena = Score(board="arena.text", value=1400, unit="rating", source=BOOK, independent=True)
    card = Score(board="mmlu", value=70, unit="as stated", source=HUB, independent=False)
    merged = MERGE(shipped(scores=(arena,)), listed(scores=(card,)))
    assert merged.scores == (card, arena)
    assert MERGE(merged, listed()).scores == (arena,)


def test_a_newer_catalogue_replaces_what_an_older_one_had_lent() -> None:
    """What the sync itself has read stays."""
    synced = MERGE(shipped(layers=32, family="x"), listed(downloads=2))
    newer = changed(shipped(layers=64, downloads=1), source=changed(BOOK, as_of=HUB.as_of))
    rebased = MERGE.rebase(newer, synced)
    assert (rebased.layers, rebased.family, rebased.downloads) == (64, None, 2)
    assert rebased.hub_id == synced.hub_id


def test_a_starter_made_of_the_hub_itself_does_not_displace_what_was_read_later() -> None:
    """Both cite the Hub; the listing was read by this very store."""
    synced = MERGE(shipped(), listed(downloads=9, hub_id="0" * 24))
    starter = changed(shipped(downloads=1, layers=3), source=HUB)
    rebased = MERGE.rebase(starter, synced)
    assert (rebased.downloads, rebased.hub_id) == (9, "0" * 24)


def test_a_vendors_entry_takes_a_newer_catalogue_and_the_newer_prices() -> None:
    """A sync has only refreshed what it costs."""
    (old,) = VENDOR.offers
    fresh = changed(old, source=changed(old.source, as_of=date(2026, 11, 20)))
    dearer = changed(fresh, input_usd_per_million_tokens=0.3)
    synced = changed(VENDOR, offers=(dearer,))
    newer = changed(VENDOR, retires=date(2027, 1, 1))
    rebased = MERGE.rebase(newer, synced)
    assert (rebased.retires, rebased.offers) == (date(2027, 1, 1), (dearer,))


def test_popularity_is_no_change_to_hear_of() -> None:
    """A licence, a gate, a price and a retirement are."""
    assert list(differences(listed(likes=1), listed(likes=2, source=LATER))) == []
    changed = listed(
        license="mit", gated="auto", retires=date(2027, 1, 1), offers=(offer(ROUTER, 2.0),)
    )
    assert list(differences(listed(), changed)) == [
        ("license", None, "mit"),
        ("gated", None, "auto"),
        ("price", None, "$2.00 / $2.00"),
        ("retires", None, "2027-01-01"),
    ]
