"""Kinds of attention, held against what the makers say of their models."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.attention import KINDS, kinds
from modeldex.attention.architectures import (
    BY_SIZE,
    ENCODERS,
    HEADED,
    LATENT_NAMES,
    MULTI_HEAD,
    PLAIN,
    SLIDING_NAMES,
    STATE_SPACE_NAMES,
)
from modeldex.attention.forms import FORMS, kinds_of
from modeldex.entry import Entry
from modeldex.fields import FIELDS
from tests.memory.models import model

_BY_NAME = HEADED | LATENT_NAMES | MULTI_HEAD | SLIDING_NAMES | STATE_SPACE_NAMES
_NAMES = sorted(_BY_NAME | BY_SIZE | {"nobody_knows", "Qwen2"})

KNOWN = (
    (model("EleutherAI/pythia-1b", "gpt_neox", (16, 8, 8)), ("full",)),
    (model("meta-llama/Llama-2-7b-hf", "llama", (32, 32, 32)), ("full",)),
    (model("Qwen/Qwen3-8B", "qwen3", (36, 32, 8)), ("grouped",)),
    (model("google/gemma-2b", "gemma", (18, 8, 1)), ("multi-query",)),
    (model("google/gemma-3-27b-it", "gemma3", (62, 32, 16)), ("grouped", "sliding")),
    (model("google/gemma-3-270m", "gemma3_text", (18, 4, 1)), ("multi-query", "sliding")),
    (model("openai/gpt-oss-20b", "gpt_oss", (24, 64, 8)), ("grouped", "sliding")),
    (model("deepseek-ai/DeepSeek-V3", "deepseek_v3", (61, 128, 128)), ("latent",)),
    (model("mistralai/Mistral-Large-3", "mistral3", (61, 128, 128)), ("latent",)),
    (model("mistralai/Mistral-Small-3.1", "mistral3", (40, 32, 8)), ("grouped",)),
    (model("zai-org/GLM-5", "glm_moe_dsa", (78, 64, 64)), ("latent",)),
    (model("Qwen/Qwen3.5-27B", "qwen3_5", (64, 24, 4)), ("grouped", "state-space")),
    (model("moonshotai/Kimi-Linear", "kimi_linear", (27, 32, 32)), ("latent", "state-space")),
    (model("state-spaces/mamba-2.8b-hf", "mamba"), ("state-space",)),
    (model("tiiuae/falcon-7b", "falcon", (32, 71, 71)), ("multi-query",)),
    (model("tiiuae/falcon-40b", "falcon", (60, 128, 128)), ("grouped",)),
    (model("answerdotai/ModernBERT-base", "modernbert", (22, 12, 12)), ("full", "sliding")),
    (model("LGAI-EXAONE/EXAONE-4.0-32B", "exaone4", (64, 40, 8)), ("grouped", "sliding")),
    (model("LGAI-EXAONE/EXAONE-4.0-1.2B", "exaone4", (30, 32, 8)), ("grouped",)),
    (
        model("DeepSeek-V4-Flash", "deepseek_v4", (43, 64, 1)),
        ("multi-query", "sliding"),
    ),
)


@pytest.mark.parametrize(("entry", "expected"), KNOWN, ids=lambda v: getattr(v, "id", ""))
def test_a_known_model_attends_as_its_maker_says(entry: Entry, expected: tuple[str, ...]) -> None:
    """Several kinds at once where layers differ."""
    assert kinds(entry) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (model("a/b"), None),
        (model("a/b", "llama"), None),
        (model("a/b", "kimi_k3", (93, 96, 96)), None),
        (model("a/b", "chatglm", (28, 32, 32)), None),
        (model("a/b", "llama", (0, 0, 0)), None),
        (model("a/b", "mistral3", (12, 32, 8)), None),
        (model("a/b", "granitemoehybrid", (40, 32, 8), head_size=64), None),
        (model("a/b", "gemma3"), ("sliding",)),
        (model("a/b", "qwen3_5"), ("state-space",)),
        (model("a/b", "DeepSeek_V3"), ("latent",)),
        (model("a/b", "gpt2"), ("full",)),
    ],
)
def test_what_is_not_sure_is_not_said(entry: Entry, expected: tuple[str, ...] | None) -> None:
    """Equal numbers of heads prove nothing of an architecture nobody has reviewed."""
    assert kinds(entry) == expected


def test_reviewed_sizes_and_architectures_agree() -> None:
    """What the cache of a size is counted by is what the fact says."""
    for shape, form in FORMS.items():
        name, layers, heads, kept = shape
        size = form.head_size or 128
        entry = model("a/b", name, (layers, heads, kept), head_size=size)
        assert set(kinds(entry) or ()) == kinds_of(shape, size) != set()


def test_every_reviewed_size_belongs_to_an_architecture_of_the_tables() -> None:
    """By its name, or as one of several forms; nothing stands in both."""
    assert BY_SIZE.isdisjoint(_BY_NAME)
    assert {name for name, *_ in FORMS} <= _BY_NAME | BY_SIZE
    assert {name for name, *_ in FORMS} >= BY_SIZE
    assert LATENT_NAMES.isdisjoint(HEADED | MULTI_HEAD)
    assert HEADED.isdisjoint(MULTI_HEAD)


def test_what_is_plain_for_the_cache_has_no_window_and_no_state() -> None:
    """Two tables of one room cannot say different things."""
    for name in PLAIN:
        found = kinds(model("a/b", name, (2, 8, 2)))
        assert found in {("grouped",), ("full",)}
    assert all("full" in (kinds(model("a/b", name)) or ()) for name in ENCODERS)


def test_the_field_has_the_words_of_the_room() -> None:
    """The table of fields repeats them, so that no start loads the tables of architectures."""
    assert FIELDS["attention"].choices == KINDS


@given(st.sampled_from(_NAMES), *[st.none() | st.integers(0, 130)] * 3)
def test_exactly_one_kind_says_what_is_kept_of_the_heads(
    name: str, layers: int | None, heads: int | None, kept: int | None
) -> None:
    """Whatever a configuration states; words come in their order and once."""
    shape = None if layers is None or heads is None or kept is None else (layers, heads, kept)
    found = kinds(model("a/b", name, shape))
    assert found is None or [kind for kind in KINDS if kind in found] == list(found)
    assert len({"full", "grouped", "multi-query", "latent"} & set(found or ())) <= 1
