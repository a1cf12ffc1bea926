"""What a question brings besides its rows: counts, near misses, and what to drop."""

from pathlib import Path

from modeldex.criteria import Interval, parse
from modeldex.entry import Openness
from modeldex.store import Layer, Order
from tests.store.catalogues import TODAY, ask, filled, hub, ids, vendor

CATALOGUE = [
    hub("mistralai/Mistral-7B", openness=Openness.OPEN_WEIGHTS, parameters=7_200_000_000),
    hub("mistralai/Mistral-123B", openness=Openness.RESTRICTED, parameters=123_000_000_000),
    hub("Qwen/Qwen3-1.7B", openness=Openness.OPEN_WEIGHTS, parameters=1_700_000_000),
    vendor("anthropic/claude-opus", "Claude Opus", openness=Openness.PROPRIETARY, tools=True),
]


def test_words_spelt_nearly_so_are_found_and_said_to_be(tmp_path: Path) -> None:
    """One error in four to seven letters, two in more, none in numbers or short words."""
    with filled(tmp_path, CATALOGUE) as store:
        reader = store.reader()
        for words, found in {
            "mistrall 7b": ["mistralai/Mistral-7B"],
            "cluade opsu": ["anthropic/claude-opus"],
            "mistrla": ["mistralai/Mistral-123B", "mistralai/Mistral-7B"],
        }.items():
            answer = ask(reader, words)
            assert answer.similar, words
            rows = reader.window(answer, 0, 9)
            assert sorted(entry.id for entry in rows) == found
            assert answer.total == len(found)
        assert not ask(reader, "mistral 8b").total
        assert not ask(reader, "mistral").similar


def test_near_misses_obey_every_condition(tmp_path: Path) -> None:
    """And words that must not occur still must not, exactly."""
    with filled(tmp_path, CATALOGUE) as store:
        reader = store.reader()
        assert ids(reader, "mistrla open:restricted") == ["mistralai/Mistral-123B"]
        assert ids(reader, "mistrla -123b") == ["mistralai/Mistral-7B"]
        assert not ask(reader, "mistrla open:proprietary").similar


def test_when_nothing_is_found_each_part_says_what_it_keeps_out(tmp_path: Path) -> None:
    """The most helpful first; a part that helps nothing is not named."""
    with filled(tmp_path, CATALOGUE) as store:
        found = ask(store.reader(), "mistral is:tools params<9b")
    tools = found.criteria.parts[1]
    assert found.total == 0
    assert found.relaxations == ((tools, 1),)


def test_the_marks_of_the_index_are_in_no_text(tmp_path: Path) -> None:
    """A sign that occurs nowhere finds nothing, with conditions and without; nor does it nearly."""
    with filled(tmp_path, CATALOGUE) as store:
        reader = store.reader()
        for mark in ("\x02", "\x03", "\x02\x02", "§§"):
            assert ids(reader, mark) == []
            found = ask(reader, f"{mark} params>0")
            assert found.relaxations == ((found.criteria.parts[0], 3),)
        assert len(ids(reader, "-\x02")) == len(CATALOGUE)


def test_facets_count_what_the_rest_of_the_filter_keeps(tmp_path: Path) -> None:
    """A facet's own condition does not narrow it; one that is negated does."""
    with filled(tmp_path, CATALOGUE) as store:
        reader = store.reader()

        def facet(criteria: str, key: str) -> tuple[tuple[object, int], ...]:
            return reader.find(parse(criteria), facets=[key], today=TODAY).facets[key]

        chosen = (("open-weights", 1), ("restricted", 1))
        assert facet("mistral open:restricted", "open") == chosen
        assert facet("mistral -open:restricted", "open") == chosen[:1]
        assert facet("", "tools") == (("yes", 1), (None, 3))
        assert facet("", "org") == (("mistralai", 2), ("anthropic", 1), ("qwen", 1))
        assert facet("", "params") == (
            (Interval(low=1e9, high=4e9, includes_high=False), 1),
            (Interval(low=4e9, high=9e9, includes_high=False), 1),
            (Interval(low=100e9), 1),
            (None, 1),
        )


def test_an_answer_keeps_its_rows_while_the_catalogue_changes(tmp_path: Path) -> None:
    """Places do not move under the cursor; a new question sees the change."""
    from modeldex.store import Layer

    with filled(tmp_path, CATALOGUE) as store:
        reader = store.reader()
        found = ask(reader, "", Order(key="params"))
        before = reader.window(found, 0, 9)
        store.retain(Layer.SHIPPED, {"Qwen/Qwen3-1.7B"})
        store.catch_up()
        after = reader.window(found, 0, 9)
        assert [entry.id for entry in after] == [entry.id for entry in before]
        assert ids(reader, "") == ["Qwen/Qwen3-1.7B"]
        assert reader.window(found, 4, 9) == reader.window(found, 2, 2) == ()


def test_what_was_read_ahead_is_not_read_when_a_word_is_typed(tmp_path: Path) -> None:
    """The answers are the same; what is saved later is found as ever."""
    with filled(tmp_path, CATALOGUE) as store:
        reader = store.reader()
        asked: list[str] = []
        reader._db.set_trace_callback(asked.append)
        assert len(ids(reader, "mistral")) == 2
        assert any("words" in statement for statement in asked)
        store.save([hub("mistralai/Mistral-24B")], layer=Layer.SHIPPED)
        store.catch_up()
        reader.read_ahead()
        asked.clear()
        assert len(ids(reader, "mistral")) == 3
        assert ids(reader, "opus") == ["anthropic/claude-opus"]
        assert not any("words" in statement for statement in asked)
