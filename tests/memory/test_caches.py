"""KV caches, held against arithmetic by hand and against what run times report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modeldex.attention.architectures import ENCODERS, PLAIN
from modeldex.attention.forms import FORMS
from modeldex.entry import Entry
from modeldex.memory import need
from tests.memory.models import LLAMA, model

_KIB = 1024


def cached(entry: Entry, tokens: int, batch: int = 1) -> int | None:
    """Return the bytes of the cache alone."""
    found = need(entry, quantization="q4", context_tokens=tokens, batch=batch)
    assert found is not None
    return found.cache_bytes


def per_token(entry: Entry, tokens: int = 100_000) -> int:
    """Return by how much a cache grows with one token more."""
    more, less = cached(entry, tokens + 1), cached(entry, tokens)
    assert more is not None
    assert less is not None
    return more - less


BY_HAND = (
    # 2 x layers x KV heads x head size x 2 bytes.
    (LLAMA, 2 * 32 * 8 * 128 * 2, 128 * _KIB),
    (model("Llama-3.3-70B", "llama", (80, 64, 8)), 2 * 80 * 8 * 128 * 2, 320 * _KIB),
    (model("Llama-2-7b", "llama", (32, 32, 32)), 2 * 32 * 32 * 128 * 2, 512 * _KIB),
    (model("Qwen2.5-7B", "qwen2", (28, 28, 4)), 2 * 28 * 4 * 128 * 2, 56 * _KIB),
    (model("Qwen3-8B", "qwen3", (36, 32, 8)), 2 * 36 * 8 * 128 * 2, 144 * _KIB),
    (model("Mixtral-8x7B", "mixtral", (32, 32, 8)), 2 * 32 * 8 * 128 * 2, 128 * _KIB),
    (model("gemma-2b", "gemma", (18, 8, 1), head_size=256), 2 * 18 * 1 * 256 * 2, 18 * _KIB),
    # Layers x (512 + 64) x 2 bytes, whatever the number of heads.
    (model("DeepSeek-V3", "deepseek_v3", (61, 128, 128), head_size=56), 61 * 576 * 2, 70_272),
    (model("DeepSeek-V2-Lite", "deepseek_v2", (27, 16, 16)), 27 * 576 * 2, 31_104),
    (model("GLM-4.7-Flash", "glm4_moe_lite", (47, 20, 20)), 47 * 576 * 2, 54_144),
    # Beyond the window only the layers without one grow.
    (model("gemma-3-27b", "gemma3", (62, 32, 16)), 2 * 10 * 16 * 128 * 2, 80 * _KIB),
    (model("gpt-oss-120b", "gpt_oss", (36, 64, 8), head_size=64), 2 * 18 * 8 * 64 * 2, 36 * _KIB),
    (model("gemma-4-12B", "gemma4_unified", (48, 16, 8)), 2 * 8 * 1 * 512 * 2, 16 * _KIB),
    (model("gemma-4-E4B", "gemma4", (42, 8, 2), head_size=256), 2 * 4 * 2 * 512 * 2, 16 * _KIB),
    (model("gemma-4-31B", "gemma4", (60, 32, 16)), 2 * 10 * 4 * 512 * 2, 80 * _KIB),
    # One layer in four attends; llama.cpp's catalogue states the same bytes for 1,024 tokens.
    (model("Qwen3.5-0.8B", "qwen3_5", (24, 8, 2), head_size=256), 2 * 6 * 2 * 256 * 2, 12 * _KIB),
    (model("Qwen3.5-9B", "qwen3_5", (32, 16, 4), head_size=256), 2 * 8 * 4 * 256 * 2, 32 * _KIB),
    (model("Qwen3.5-27B", "qwen3_5", (64, 24, 4), head_size=256), 2 * 16 * 4 * 256 * 2, 64 * _KIB),
    (model("35B", "qwen3_5_moe", (40, 16, 2), head_size=256), 2 * 10 * 2 * 256 * 2, 20 * _KIB),
    (model("122B", "qwen3_5_moe", (48, 32, 2), head_size=256), 2 * 12 * 2 * 256 * 2, 24 * _KIB),
    (model("397B", "qwen3_5_moe", (60, 32, 2), head_size=256), 2 * 15 * 2 * 256 * 2, 30 * _KIB),
    (model("Nano-30B-A3B", "nemotron_h", (52, 32, 2)), 2 * 6 * 2 * 128 * 2, 6 * _KIB),
    # One key and one value for all 71 heads, which the catalogue counts as 71.
    (model("falcon-7b", "falcon", (32, 71, 71), head_size=64), 2 * 32 * 1 * 64 * 2, 8 * _KIB),
)


@pytest.mark.parametrize(
    ("entry", "by_hand", "stated"), BY_HAND, ids=lambda v: getattr(v, "id", "")
)
def test_a_token_takes_exactly_what_the_formula_says(
    entry: Entry, by_hand: int, stated: int
) -> None:
    """The arithmetic is written out, and its result beside it."""
    assert per_token(entry) == by_hand == stated


def test_a_whole_context_of_llama_is_sixteen_gibibytes() -> None:
    """131,072 tokens of 128 KiB; two sequences take twice that."""
    assert cached(LLAMA, 131_072) == 16 * 2**30
    assert cached(LLAMA, 131_072, batch=2) == 32 * 2**30


def test_a_window_is_full_at_its_length() -> None:
    """gpt-oss-20b: 12 layers keep all tokens and 12 the last 128, 2 KiB a token and layer."""
    entry = model("openai/gpt-oss-20b", "gpt_oss", (24, 64, 8), head_size=64)
    assert cached(entry, 128) == 24 * 128 * 2 * _KIB
    assert cached(entry, 129) == (12 * 129 + 12 * 128) * 2 * _KIB


def test_a_state_is_kept_once_for_each_sequence() -> None:
    """Qwen3.5-27B: 48 layers of 48 heads x 128 x 128 x 4 bytes, and four inputs of 10,240."""
    entry = model("Qwen/Qwen3.5-27B", "qwen3_5", (64, 24, 4), head_size=256)
    state = 48 * (48 * 128 * 128 * 4 + 4 * 10_240 * 2)
    assert cached(entry, 1) == state + 64 * _KIB
    assert cached(entry, 1_000, batch=3) == 3 * (state + 1_000 * 64 * _KIB)


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        (model("a/b"), "its architecture is unknown, and that decides the formula"),
        (model("a/b", "llama"), "its number of layers is unknown"),
        (
            model("a/b", "llama", (32, 32, 8), head_size=None),
            "its KV heads or their size are not published here",
        ),
        (
            model("a/b", "kimi_k3", (93, 96, 96)),
            "how kimi_k3 with 93 layers keeps its context was not reviewed",
        ),
        (
            model("pruned", "gemma3", (94, 32, 16)),
            "how gemma3 with 94 layers keeps its context was not reviewed",
        ),
        (
            model("h-micro", "granitemoehybrid", (40, 32, 8), head_size=64),
            "how granitemoehybrid with 40 layers keeps its context was not reviewed",
        ),
        (
            model("zephyr", "mistral", (32, 32, 8), context_tokens=32_768),
            "beyond 4,096 tokens Mistral 7B v0.1 keeps no more and v0.2 all: which is it?",
        ),
        (
            model("Phi-3-mini-4k", "phi3", (32, 32, 32), head_size=96, context_tokens=4_096),
            "beyond 2,047 tokens it keeps a window, and run times differ",
        ),
        (
            model("\x1b[2J", "\x1b[2J", (1, 1, 1)),
            "how <U+001B>[2j with 1 layers keeps its context was not reviewed",
        ),
    ],
)
def test_what_is_not_sure_is_unknown_and_says_why(entry: Entry, note: str) -> None:
    """Then the whole is unknown too, and never 0."""
    found = need(entry, quantization="q4", context_tokens=8_192)
    assert found is not None
    assert (found.cache_bytes, found.total_bytes, found.cache_note) == (None, None, note)


def test_what_is_the_same_in_both_forms_is_sure() -> None:
    """Up to its window Mistral 7B v0.1 keeps what v0.2 does; later versions say which they are."""
    derived = model("zephyr", "mistral", (32, 32, 8), context_tokens=32_768)
    assert cached(derived, 4_096) == 4_096 * 128 * _KIB
    assert cached(derived, 4_097) is None
    third = model("mistralai/Mistral-7B-Instruct-v0.3", "mistral", (32, 32, 8))
    assert cached(third, 32_768) == 32_768 * 128 * _KIB
    long = model("x/long", "phi3", (32, 32, 32), head_size=96, context_tokens=131_072)
    assert cached(long, 100_000) == 100_000 * 2 * 32 * 32 * 96 * 2


def test_an_encoder_keeps_nothing_and_says_so() -> None:
    """That is known, and not unknown."""
    found = need(model("a/b", "bert", (12, 12, 12)), quantization="bf16", context_tokens=512)
    assert found is not None
    assert (found.cache_bytes, found.cache_note) == (0, "an encoder keeps no cache")


def test_no_architecture_is_reviewed_twice() -> None:
    """A row for one that is plain at every size would never be read."""
    assert PLAIN.isdisjoint({name for name, *_ in FORMS})
    assert ENCODERS.isdisjoint(PLAIN)
    assert all(layers.count >= 0 for form in FORMS.values() for layers in form.layers)
    assert all(
        sum(layers.count for layers in form.layers) <= shape[1] for shape, form in FORMS.items()
    )


@given(
    st.sampled_from(sorted(FORMS)), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 64)
)
def test_more_context_or_more_sequences_never_take_less(
    shape: tuple[str, int, int, int], tokens: int, more: int, batch: int
) -> None:
    """For every reviewed form."""
    name, *rest = shape
    head_size = FORMS[shape].head_size or 128
    entry = model(
        "a/b", name, (rest[0], rest[1], rest[2]), head_size=head_size, context_tokens=10**7
    )
    less, longer = cached(entry, tokens, batch), cached(entry, tokens + more, batch)
    wider = cached(entry, tokens, batch + 1)
    assert less is not None
    assert longer is not None
    assert wider is not None
    assert 0 < less <= longer
    assert less < wider
