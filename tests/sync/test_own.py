"""A person's own entries over what the catalogue knows of the same models."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from modeldex import sync
from modeldex.entry import Claim, Entry, Offer, Openness, Origin, Source, changed
from modeldex.store import Layer, Store
from modeldex.sync.own import laid, save_own
from tests.curated.files import write, write_catalog
from tests.examples import HUB, OPEN, VENDOR
from tests.standin import Hub, Manners, Rates, Server
from tests.sync.scene import Scene

MINE = Source(name="mine.toml", as_of=date(2026, 11, 20))
HOST = changed(VENDOR.offers[0], provider="amazon-bedrock", first_party=False)
SOLD = changed(
    VENDOR,
    offers=(*VENDOR.offers, HOST),
    contested=(
        *VENDOR.contested,
        Claim(field="price at acme", value="$9 in; dearer", source=HUB),
        Claim(field="price at amazon-bedrock, eu", value="$8 in; dearer", source=HUB),
    ),
)


def mine(**facts: object) -> Entry:
    """Return an entry of a person's own, which says no more of `acme/swift-2` than it must."""
    made = {"id": VENDOR.id, "name": "swift-2", "origin": Origin.USER, "source": MINE}
    return Entry(**(made | facts))  # type: ignore[arg-type]


def my_offer(price: float, provider: str = "acme") -> Offer:
    """Return an offer as a file of one's own states it."""
    return Offer(
        provider=provider,
        provider_model_id="swift-2",
        first_party=True,
        source=MINE,
        input_usd_per_million_tokens=price,
        output_usd_per_million_tokens=4 * price,
    )


def test_what_is_left_out_is_as_the_catalogue_has_it() -> None:
    """The person's facts are the person's, the others cite whoever knows them."""
    found = laid(mine(context_tokens=500_000), {VENDOR.id: SOLD})
    assert (found.origin, found.name, found.context_tokens) == (Origin.USER, "Swift 2", 500_000)
    assert (found.tools, found.retires, found.openness) == (
        *(True, VENDOR.retires),
        Openness.PROPRIETARY,
    )
    assert found.source_of("ctx") == MINE
    assert found.source_of("retires") == found.source_of("open") == VENDOR.source
    assert found.offers == SOLD.offers
    assert found.source_of("price") == VENDOR.source
    assert [claim.field for claim in found.contested] == [
        *("price at acme", "price at amazon-bedrock, eu"),
    ]


def test_a_price_of_ones_own_replaces_the_makers_and_no_hosts() -> None:
    """Nor is what others say of the maker's price a doubt about the person's."""
    found = laid(mine(offers=(my_offer(0.1),)), {VENDOR.id: SOLD})
    assert found.offers == (my_offer(0.1), HOST)
    assert found.headline_offer == my_offer(0.1)
    assert found.source_of("price") == MINE
    assert "price at acme" not in [claim.field for claim in found.contested]
    assert "price at amazon-bedrock, eu" in [claim.field for claim in found.contested]


def test_a_price_of_ones_own_at_a_host_replaces_that_hosts() -> None:
    """One provider has one price, and the person knows it."""
    offer = my_offer(0.1, "amazon-bedrock")
    assert laid(mine(offers=(offer,)), {VENDOR.id: SOLD}).offers == (offer,)


def test_a_licence_is_taken_with_all_that_follows_from_it_or_not_at_all() -> None:
    """What the catalogue's licence allows says nothing of the person's."""
    known = changed(OPEN, commercial_use=True)
    own = mine(id=OPEN.id, name="Qwen3-8B")
    found = laid(own, {OPEN.id: known})
    assert (found.license, found.license_class, found.commercial_use) == (
        *("apache-2.0", "permissive"),
        True,
    )
    assert found.source_of("license") == OPEN.source
    found = laid(changed(own, license="ours", openness=Openness.RESTRICTED), {OPEN.id: known})
    assert (found.license, found.license_class, found.commercial_use) == ("ours", None, None)
    assert (found.openness, found.source_of("license")) == (Openness.RESTRICTED, MINE)


def test_an_entry_of_which_nothing_is_known_below_stays_as_it_is() -> None:
    """Only the same id is the same model."""
    assert laid(mine(), {}) == mine()


def test_what_lies_below_is_the_newest_layer(tmp_path: Path) -> None:
    """And comes back, as it is then, when the person's entry goes."""
    with Store(tmp_path) as store:
        store.save([VENDOR], layer=Layer.SHIPPED)
        save_own(store, [mine(context_tokens=1)])
        synced = changed(VENDOR, reasoning=True)
        store.save([synced], layer=Layer.SYNCED)
        save_own(store, [mine(context_tokens=1)])
        (found,) = store.reader().all()
        assert (found.context_tokens, found.reasoning, found.origin) == (1, True, Origin.USER)
        store.retain(Layer.USER, ())
        assert list(store.reader().all()) == [synced]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Give a Hub of three models where nothing happens by itself."""
    hub = Hub(3, manners=Manners(), rates=Rates())
    with Server(hub) as server:
        yield Scene(folder=tmp_path, hub=hub, url=server.url)


def test_a_build_and_a_sync_lay_them_anew(tmp_path: Path, scene: Scene) -> None:
    """What a sync reads of the model is there at once, below what the person says."""
    scene.sync()
    with Store(scene.home.data) as store:
        known = next(iter(store.reader().all()))
    vendor, _, name = known.id.partition("/")
    own = f'vendor = "{vendor}"\n[[models]]\nid = "{name}"\ncontext = 77\n'
    write(scene.home.own_entries / "mine.toml", own)
    catalog = write_catalog(tmp_path / "catalog")
    with Store(scene.home.data) as store:
        list(sync.build(store, scene.home, catalog))
        found = store.reader().get([known.id])[known.id]
        assert (found.context_tokens, found.downloads) == (77, known.downloads)
    write(scene.home.own_entries / "mine.toml", own.replace("77", "78"))
    scene.sync()
    with Store(scene.home.data) as store:
        found = store.reader().get([known.id])[known.id]
        assert (found.origin, found.context_tokens) == (Origin.USER, 78)
        write(scene.home.own_entries / "mine.toml", "nothing of the kind")
    assert scene.sync() is not None
