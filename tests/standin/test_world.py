"""The synthetic models: what they are, what happens to them, and in which order they stand."""

import json
from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standin.churn import EPOCH_SECONDS, Rates, World, observed
from tests.standin.cursors import cursor_at, spot_of
from tests.standin.models import OLDEST, Models
from tests.standin.oddities import CARD_BYTES
from tests.standin.orders import SORTS, Orders, Spot
from tests.standin.popularity import LAWS
from tests.standin.records import LISTED, Writer, census, truth


def test_the_same_seed_gives_the_same_world() -> None:
    """Two worlds of one seed agree after the same epochs; another seed differs."""
    worlds = [World(Models(seed, 300)) for seed in (5, 5, 6)]
    for world in worlds:
        world.advance(4)
    first, second, other = (list(truth(world)) for world in worlds)
    assert first == second
    assert not {record["_id"] for record in first} & {record["_id"] for record in other}


def test_the_first_bytes_of_an_id_are_its_date() -> None:
    """`_id` ascends with the date of creation, and the oldest thousand share one date."""
    models = Models(1, 50_000)
    slots = range(0, 50_000, 7)
    found = [models.object_id(slot, models.created(slot)) for slot in slots]
    assert found == sorted(set(found))
    assert all(
        int(id_[:8], 16) == models.created(slot) for id_, slot in zip(found, slots, strict=True)
    )
    assert sum(models.created(slot) == OLDEST for slot in range(2_000)) == 1_100
    assert [models.slot_of(id_) for id_ in found] == list(slots)


def test_ids_are_unique_and_some_differ_only_by_case() -> None:
    """Every id leads back to its slot; the longest has 116 characters."""
    models = Models(1, 3_000_000)
    ids = [models.id(slot) for slot in range(10_000)]
    assert len(set(ids)) == 10_000
    assert len({id_.lower() for id_ in ids}) == 9_998
    assert all(slot in models.slots_named(id_.lower()) for slot, id_ in enumerate(ids[:2_000]))
    assert max(map(len, ids)) == 116
    lengths = sorted(map(len, ids))
    assert 34 <= lengths[5_000] <= 39
    assert 75 <= lengths[9_900] <= 97


def test_the_rates_are_those_of_the_hub() -> None:
    """Within a few per cent of the figures of October 2026."""
    world = World(Models(3, 60_000))
    write = Writer(world, LISTED).write
    records = [json.loads(write(slot)) for slot in range(10_000, 14_000)]
    part = {
        "task": sum("pipeline_tag" in record for record in records) / 4_000,
        "library": sum("library_name" in record for record in records) / 4_000,
        "safetensors": sum("safetensors" in record for record in records) / 4_000,
        "gguf": sum("gguf" in record for record in records) / 4_000,
        "gated": sum(record["gated"] is not False for record in records) / 4_000,
        "unused": sum(record["downloads"] == 0 for record in records) / 4_000,
        "unliked": sum(record["likes"] == 0 for record in records) / 4_000,
    }
    assert part == pytest.approx(
        {
            "task": 0.57,
            "library": 0.66,
            "safetensors": 0.23,
            "gguf": 0.14,
            "gated": 0.029,
            "unused": 0.64,
            "unliked": 0.81,
        },
        abs=0.04,
    )
    tags = sorted(len(record["tags"]) for record in records)
    assert 8 <= tags[2_000] <= 11
    assert 16 <= tags[3_600] <= 21


def test_authors_hold_as_many_models_as_on_the_hub() -> None:
    """Some four each; the first per cent of them hold over a third."""
    models = Models(2, 200_000)
    held = Counter(models.id(slot).partition("/")[0] for slot in range(200_000))
    counts = sorted(held.values(), reverse=True)
    assert 3 <= 200_000 / len(counts) <= 4.5
    assert 0.3 <= sum(counts[: len(counts) // 100]) / 200_000 <= 0.42


def test_a_hub_of_a_thousand_has_every_light_oddity() -> None:
    """Values that readers trip over are there however small the Hub is."""
    records = list(truth(World(Models(1, 1_000))))
    cards = [record.get("cardData", {}) for record in records]
    assert any(isinstance(card.get("license"), list) for card in cards)
    assert any("licence" in card for card in cards)
    assert any("Base_model" in card for card in cards)
    assert any("[Q4_K_M]" in record["tags"] for record in records)
    assert any("trailing space " in record["tags"] for record in records)
    assert any(len(tag) == 147 for record in records for tag in record["tags"])
    totals = {record["safetensors"]["total"] for record in records if "safetensors" in record}
    assert totals >= {1, 2, 19_980_000_000_000_000}
    shapes = {type(record.get("inferenceProviderMapping")) for record in records}
    assert shapes == {type(None), list, dict}
    assert None not in [value for record in records for value in record.values()]


def test_a_large_hub_has_the_heavy_oddities_too() -> None:
    """One card of 312 kB, and a model with 2,074 tags more than it should have."""
    write = Writer(World(Models(1, 200_000)), ("cardData", "tags")).write
    assert len(write(1_019)) > CARD_BYTES
    assert write(101_022).count('"voice-') == 2_074


def test_an_epoch_touches_as_many_models_as_its_rates_say() -> None:
    """Added, changed and removed ones can be told from two states of the world."""
    rates = Rates(added=7, changed=5, popular=11, gated=3, removed=2, renamed=4, recreated=6)
    world = World(Models(8, 2_000), rates)
    before = {record["_id"]: record for record in truth(world)}
    world.advance()
    after = {record["_id"]: record for record in truth(world)}
    assert len(after.keys() - before.keys()) == 7 + 6
    assert len(before.keys() - after.keys()) == 2 + 6
    both = [(before[id_], after[id_]) for id_ in before.keys() & after.keys()]
    moved = {key: sum(old.get(key) != new.get(key) for old, new in both) for key in LISTED}
    assert moved["lastModified"] == moved["sha"] == 5
    assert moved["downloads"] == 11
    assert moved["gated"] == 3
    assert sum(old["id"] != new["id"] for old, new in both) == 4
    reborn = {record["id"] for id_, record in after.items() if id_ not in before}
    assert len(reborn & {record["id"] for record in before.values()}) == 6


def test_a_commit_is_always_newer_than_everything_before() -> None:
    """A watermark taken at any moment is never overtaken by a commit that was there."""
    world = World(Models(9, 500), Rates())
    latest = 0
    for slot in (3, 77, 400, 3):
        world.change(slot)
        assert latest <= world.modified(slot)
        latest = world.modified(slot)
    start = world.now
    world.advance()
    world.change(9)
    assert world.modified(9) >= start + EPOCH_SECONDS


def test_the_census_is_the_truth_in_short() -> None:
    """After three epochs both name the same models with the same figures."""
    world = World(Models(4, 500))
    world.advance(3)
    keys = ("_id", "id", "lastModified", "downloads", "likes")
    assert list(census(world)) == [tuple(record[key] for key in keys) for record in truth(world)]


def test_a_removed_model_comes_back_as_it_was() -> None:
    """Same `_id`, same dates: only a full walk finds it again."""
    world = World(Models(1, 300))
    before = list(truth(world))
    world.remove(150)
    assert world.find(world.id(150)) is None
    assert len(list(truth(world))) == 299
    world.restore(150)
    assert list(truth(world)) == before


def test_a_recreated_model_has_its_id_and_another_object_id() -> None:
    """The new one stands at the end of the order of creation."""
    world = World(Models(1, 300))
    old = world.object_id(150)
    slot = world.recreate(150)
    assert world.id(slot) == world.id(150)
    assert world.object_id(slot) > old
    assert world.find(world.id(150)) == slot
    assert list(world.slots())[-1] == slot


@given(
    seed=st.integers(0, 9_999),
    count=st.integers(1, 400),
    epochs=st.integers(0, 3),
    sort=st.sampled_from(SORTS),
    size=st.integers(1, 90),
    ascending=st.booleans(),
)
def test_pages_of_any_size_give_each_model_once_and_in_order(
    seed: int, count: int, epochs: int, sort: str, size: int, *, ascending: bool
) -> None:
    """Walking by cursors gives every visible model once, sorted, whatever is tied."""
    ascending = ascending and sort == "createdAt"
    world = World(Models(seed, count))
    world.advance(epochs)
    orders = Orders(world)
    found: list[int] = []
    spot = None
    while page := list(islice(orders.after(sort, spot, ascending=ascending), size)):
        found += page
        last = Spot(orders.value(sort, page[-1]), world.object_id(page[-1]))
        spot = spot_of(cursor_at(last, sort, ascending=ascending), sort)
    assert sorted(found) == list(world.slots())
    values = [orders.value(sort, slot) for slot in found]
    assert values == sorted(values, reverse=not ascending)


@given(seed=st.integers(0, 999), every=st.integers(1, 4), size=st.integers(20, 60))
def test_a_walk_by_creation_misses_nothing_that_was_there_all_the_time(
    seed: int, every: int, size: int
) -> None:
    """While models come, go and move, each that stays is met exactly once."""
    world = World(Models(seed, 300), observed(30_000))
    orders = Orders(world)
    staying = set(world.slots())
    found: list[int] = []
    spot = None
    while page := list(islice(orders.after("createdAt", spot, ascending=True), size)):
        found += page
        spot = Spot(0, world.object_id(page[-1]))
        if world.epoch < 4 and len(found) % every == 0:
            world.advance()
            staying &= set(world.slots())
    assert len(found) == len(set(found))
    assert staying <= set(found)


def test_three_million_models_are_listed_from_any_place_at_once() -> None:
    """No order is ever built: the thousand after any spot are a thousand steps away."""
    world = World(Models(1, 3_117_871))
    orders = Orders(world)
    for name in LAWS:
        top = list(islice(orders.after(name, None), 3))
        values = [world.figure(name, slot) for slot in top]
        assert values == sorted(values, reverse=True)
        assert values[0] > 1_000
        middle = Spot(0, world.object_id(2_000_000))
        assert len(list(islice(orders.after(name, middle), 1_000))) == 1_000
