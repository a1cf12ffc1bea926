"""Facts of the open models that people know best, held against what their makers publish."""

from itertools import chain

import pytest

from modeldex import paths
from modeldex.curated import shipped
from modeldex.curated.published import FILE, read_published
from modeldex.entry import Entry
from modeldex.fields import FIELDS
from modeldex.memory import need

FACTS = tuple(read_published(paths.catalog() / FILE, FILE))


@pytest.fixture(scope="module", name="entries")
def _entries() -> dict[str, Entry]:
    """Load every shipped entry."""
    return {entry.id: entry for entry in chain.from_iterable(shipped(paths.catalog()))}


@pytest.mark.parametrize(
    ("model", "shape", "context", "attention"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", (32, 32, 8, 128), 131_072, ("grouped",)),
        ("meta-llama/Llama-3.3-70B-Instruct", (80, 64, 8, 128), 131_072, ("grouped",)),
        ("meta-llama/Llama-2-7b-chat-hf", (32, 32, 32, 128), 4_096, ("full",)),
        ("meta-llama/Meta-Llama-3-8B", (32, 32, 8, 128), 8_192, ("grouped",)),
        ("google/gemma-2-9b-it", (42, 16, 8, 256), 8_192, ("grouped", "sliding")),
        ("google/gemma-3-1b-it", (26, 4, 1, 256), 32_768, ("multi-query", "sliding")),
        ("google/gemma-3-27b-it", (62, 32, 16, 128), 131_072, ("grouped", "sliding")),
        ("openai-community/gpt2", (12, 12, 12, 64), 1_024, ("full",)),
    ],
)
def test_a_well_known_model_has_its_published_shape(
    entries: dict[str, Entry],
    model: str,
    shape: tuple[int, ...],
    context: int,
    attention: tuple[str, ...],
) -> None:
    """And with it the size of its cache and its kinds of attention."""
    entry = entries[model]
    heads = (entry.attention_heads, entry.key_value_heads)
    assert (entry.layers, *heads, entry.head_size) == shape
    assert entry.context_tokens == context
    assert FIELDS["attention"].read(entry) == attention
    found = need(entry, quantization="q4", context_tokens=1_024)
    assert found is not None
    assert found.cache_bytes is not None


def test_every_fact_is_of_an_entry_that_lacked_it(entries: dict[str, Entry]) -> None:
    """A row that changes nothing would be a second place for the same fact."""
    assert FACTS
    for model, fact in FACTS:
        assert getattr(entries[model], fact.field) == fact.value, model
        assert entries[model].source_of(fact.key) == fact.source, model


def test_heads_of_a_model_fit_each_other(entries: dict[str, Entry]) -> None:
    """Groups are of one size, and a shape has all its numbers."""
    for model, fact in FACTS:
        entry = entries[model]
        if fact.key == "heads":
            assert entry.layers
            assert entry.head_size in {64, 128, 256}
            assert int(fact.value) % (entry.key_value_heads or 0) == 0
