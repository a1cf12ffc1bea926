"""Pages of a listing: who is new, renamed, re-created, gone and back."""

from collections.abc import Iterable

import pytest

from modeldex.entry import Entry, changed
from modeldex.store import Layer, Page, Store
from tests.examples import OPEN
from tests.store.catalogues import hub, ids

A, B, C, D = (f"62{n:022x}" for n in range(4))
"""The `_id` of four models, in the order of creation."""

Z = f"62{10**6:022x}"
"""The `_id` of one that comes after all others."""

LOSSES = [(100, 2, True), (100, 3, False), (1, 1, False), (3_000, 49, True), (3_000, 50, False)]
"""(known models of a range, how many of them in a row are not listed, whether it is believed)."""


def listed(name: str, key: str | None, **facts: object) -> Entry:
    """Return an entry as a listing brings it."""
    return hub(name, hub_id=key, **facts)


def many(count: int) -> list[Entry]:
    """Return as many models, in the order of creation."""
    return [listed(f"m/{n}", f"62{n:022x}") for n in range(100, 100 + count)]


def newest(_old: Entry, new: Entry) -> Entry:
    """Take what the listing says, but for the names that the entry had."""
    return changed(new, aliases=_old.aliases, hub_id=new.hub_id or _old.hub_id)


def differ(old: Entry, new: Entry) -> Iterable[tuple[str, str | None, str | None]]:
    """Tell the licence."""
    if old.license != new.license:
        yield "license", old.license, new.license


def save(store: Store, *entries: Entry, **page: object) -> tuple[int, int, int]:
    """Save a page; return how many were new, changed and gone."""
    made = Page(entries=entries, at="2026-11-15T00:00:00Z", merge=newest, differ=differ, **page)  # type: ignore[arg-type]
    outcome = store.save_page(made)
    store.catch_up()
    return outcome.new, outcome.changed, outcome.gone


def told(store: Store) -> list[tuple[str, str, str | None, str | None]]:
    """Return the changes, the oldest first."""
    return [(c.kind, c.id, c.old, c.new) for c in reversed(store.changes())]


def test_a_page_and_its_bookmark_are_durable_together(store: Store) -> None:
    """New entries are counted, and are no change of anything."""
    assert save(store, listed("o/a", A), listed("o/b", B), state={"place": "2"}) == (2, 0, 0)
    assert store.state("place") == "2"
    assert ids(store.reader(), "") == ["o/a", "o/b"]
    assert told(store) == []


def test_what_a_page_repeats_is_not_written_again(store: Store) -> None:
    """Neither the row nor the index is touched; a new licence is a change."""
    save(store, listed("o/a", A))
    assert save(store, listed("o/a", A)) == (0, 0, 0)
    assert store.is_level()
    assert save(store, listed("o/a", A, license="mit")) == (0, 1, 0)
    assert told(store) == [("license", "o/a", None, "mit")]


def test_a_renamed_model_is_found_under_both_names(store: Store) -> None:
    """The row follows the `_id`; its former id leads to it."""
    save(store, listed("o/a", A))
    save(store, listed("o/new", A))
    assert [entry.id for entry in store.reader().get(["o/a", "o/new"]).values()] == ["o/new"] * 2
    assert ids(store.reader(), "") == ["o/new"]
    assert told(store) == [("renamed", "o/new", "o/a", "o/new")]


def test_two_models_can_swap_their_ids(store: Store) -> None:
    """On one page, in either order; each keeps its row."""
    save(store, listed("o/a", A, likes=1), listed("o/b", B, likes=2))
    save(store, listed("o/b", A, likes=1), listed("o/a", B, likes=2))
    assert {e.id: e.likes for e in store.reader().all()} == {"o/b": 1, "o/a": 2}
    assert store.is_level()


def test_a_chain_of_renames_fits_on_one_page(store: Store) -> None:
    """A to b, b to c, c to d, whoever comes first."""
    for order in (1, -1):
        save(store, listed("o/a", A), listed("o/b", B), listed("o/c", C))
        save(store, *(listed("o/b", A), listed("o/c", B), listed("o/d", C))[::order])
        assert {e.id: e.hub_id for e in store.reader().all()} == {"o/b": A, "o/c": B, "o/d": C}
        save(store, *(listed("o/a", A), listed("o/b", B), listed("o/c", C))[::order])
        assert {e.id: e.hub_id for e in store.reader().all()} == {"o/a": A, "o/b": B, "o/c": C}


def test_a_re_created_id_is_a_new_entry(store: Store) -> None:
    """Nothing of the former model is left in it."""
    save(store, listed("o/a", A, license="mit"))
    assert save(store, listed("o/a", B)) == (1, 0, 0)
    found = store.reader().get(["o/a"])["o/a"]
    assert (found.hub_id, found.license) == (B, None)
    assert told(store) == [("re-created", "o/a", A, B)]
    assert store.reader().count() == 1


def test_the_former_holder_of_an_id_may_come_back_under_another(store: Store) -> None:
    """It is recognised by its `_id`; its old id stays with the new holder."""
    save(store, listed("o/a", A))
    save(store, listed("o/a", B))
    save(store, listed("o/c", A))
    assert {e.id: e.hub_id for e in store.reader().all()} == {"o/a": B, "o/c": A}
    assert store.reader().get(["o/a"])["o/a"].hub_id == B
    assert told(store)[-1] == ("renamed", "o/c", "o/a", "o/c")


def test_an_entry_is_got_by_what_the_hub_calls_it_for_good(store: Store) -> None:
    """Whatever its id is by then; one that lost its id for good is gone."""
    save(store, listed("o/a", A), listed("o/b", B))
    save(store, listed("o/moved", A), listed("o/a", C))
    found = store.reader().get([A, B, D, "o/a"])
    assert {key: entry.id for key, entry in found.items()} == {
        A: "o/moved",
        B: "o/b",
        "o/a": "o/a",
    }
    save(store, listed("o/b", D))
    assert store.reader().get([B])[B].gone


def test_what_a_page_should_hold_and_does_not_is_gone(store: Store) -> None:
    """It can still be got; it comes back when it is listed again."""
    others = many(99)
    save(store, listed("o/a", A), listed("o/b", B), *others, listed("o/z", Z))
    missing = {"after": A, "up_to": others[-1].hub_id, "publication": "somewhere"}
    assert save(store, *others, **missing) == (0, 0, 1)
    assert "o/b" not in ids(store.reader(), "")
    assert not store.reader().get(["o/z"])["o/z"].gone
    assert store.reader().get(["o/b"])["o/b"].gone
    save(store, listed("o/b", B))
    assert not store.reader().get(["o/b"])["o/b"].gone
    assert [kind for kind, *_ in told(store)] == ["gone", "back"]
    assert store.is_level()


def test_after_the_last_page_everything_beyond_is_gone(store: Store) -> None:
    """Whatever its `_id`."""
    others = many(99)
    save(store, *others, listed("o/z", Z))
    assert save(store, *others, after=A, publication="somewhere") == (0, 0, 1)


@pytest.mark.parametrize(("known", "missing", "is_believed"), LOSSES)
def test_a_loss_that_is_too_large_is_doubted(
    store: Store, *, known: int, missing: int, is_believed: bool
) -> None:
    """More than 2 % of the range, or 50 in a row: nothing is gone, and the ids are returned."""
    everything = many(known)
    save(store, *everything)
    page = Page(
        entries=everything[missing:],
        at="2026-11-15T00:00:00Z",
        merge=newest,
        differ=differ,
        after=A,
        publication="somewhere",
    )
    outcome = store.save_page(page)
    assert (outcome.gone, len(outcome.doubted)) == ((missing, 0) if is_believed else (0, missing))
    assert told(store) == [("gone", e.id, None, None) for e in everything[:missing]] * is_believed


def test_a_record_that_became_no_entry_is_not_gone(store: Store) -> None:
    """Its `_id` was on the page."""
    save(store, listed("o/a", A), listed("o/b", B))
    spared = {"after": "", "up_to": B, "publication": "somewhere"}
    assert save(store, listed("o/b", B), listed=frozenset({A}), **spared) == (0, 0, 0)


def test_what_another_server_has_listed_is_not_missing_here(store: Store) -> None:
    """A company's own hub knows nothing of the world's models."""
    save(store, listed("o/a", A))
    assert save(store, after="", publication="hub.example") == (0, 0, 0)


def test_a_shipped_entry_is_adopted(store: Store) -> None:
    """It has no `_id`; the row stays and the shipped one waits below."""
    store.save([hub("o/a", likes=1)], layer=Layer.SHIPPED)
    assert save(store, listed("o/a", A, likes=2)) == (0, 0, 0)
    assert store.reader().count() == 1
    store.retain(Layer.SYNCED, ())
    assert store.reader().get(["o/a"])["o/a"].likes == 1


def test_a_shipped_entry_may_have_the_new_name_of_a_known_model(store: Store) -> None:
    """The catalogue was quicker; both rows become one, under both names."""
    save(store, listed("o/old", A))
    store.save([hub("o/new")], layer=Layer.SHIPPED)
    save(store, listed("o/new", A))
    assert [e.id for e in store.reader().all()] == ["o/new"]
    assert store.reader().get(["o/old"])["o/old"].id == "o/new"
    assert store.is_level()


def test_the_persons_own_entry_stays_in_sight(store: Store) -> None:
    """What the Hub says waits below it."""
    store.save([changed(OPEN, notes=("mine",))], layer=Layer.USER)
    save(store, changed(OPEN, hub_id=A))
    assert store.reader().get([OPEN.id])[OPEN.id].notes == ("mine",)
    store.retain(Layer.USER, ())
    assert store.reader().get([OPEN.id])[OPEN.id].hub_id == A


@pytest.mark.parametrize("key", [None, A])
def test_servers_without_ids_of_their_own_are_followed_by_name(
    store: Store, key: str | None
) -> None:
    """And what is known of an `_id` is not forgotten."""
    save(store, listed("o/a", key))
    assert save(store, listed("o/a", None, license="mit")) == (0, 1, 0)
    assert store.reader().get(["o/a"])["o/a"].hub_id == key


def test_changes_are_told_from_a_day_on_and_for_some_entries(store: Store) -> None:
    """The newest first, in any case."""
    save(store, listed("o/a", A), listed("o/b", B))
    save(store, listed("o/a", A, license="mit"), listed("o/b", B, license="mit"))
    assert [c.id for c in store.changes(ids=["O/A"])] == ["o/a"]
    assert [c.id for c in store.changes()] == ["o/b", "o/a"]
    assert store.changes("2026-11-16") == ()


def test_a_lost_entry_can_be_got(store: Store) -> None:
    """And is lost only once."""
    save(store, listed("o/a", A), listed("o/b", B))
    assert store.lose(["o/b", "o/none"], "2026-11-15T00:00:00Z") == 1
    assert store.lose(["o/b"], "2026-11-15T00:00:00Z") == 0
    assert store.reader().get(["o/b"])["o/b"].gone
    assert told(store) == [("gone", "o/b", None, None)]


def test_a_newer_catalogue_finds_renamed_entries(store: Store) -> None:
    """It ships a former id; no second entry appears, and its facts reach the first."""
    save(store, listed("o/a", A))
    save(store, listed("o/new", A))
    shipped = hub("o/a", family="a")
    store.save(
        [shipped],
        layer=Layer.SHIPPED,
        rebase=lambda below, synced: changed(synced, family=below.family),
    )
    store.catch_up()
    assert [(e.id, e.family) for e in store.reader().all()] == [("o/new", "a")]
    assert ids(store.reader(), "") == ["o/new"]


def test_a_former_id_of_two_models_leads_to_neither(store: Store) -> None:
    """A catalogue that ships it cannot say which of them it means."""
    for key, name in ((A, "o/one"), (B, "o/two")):
        save(store, listed("o/a", key))
        save(store, listed(name, key))
    store.save([hub("o/a", family="a")], layer=Layer.SHIPPED, rebase=lambda _below, synced: synced)
    store.catch_up()
    assert ids(store.reader(), "") == ["o/one", "o/two", "o/a"]
    assert store.reader().get(["o/a"])["o/a"].family == "a"
